import { useInfiniteQuery } from "@tanstack/react-query";
import { UserPlus, Users } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { late } from "@/shared/lib/late";
import { formatNumber } from "@/shared/lib/numbers";
import { useDebounced } from "@/shared/lib/use-debounced";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { Page } from "@/shared/ui/page";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { type UserFilter, usersQuery } from "./queries";
import { UserFilters } from "./user-filters";
import { UserRows } from "./user-rows";

const NewUser = late(() => import("./new-user-sheet").then((m) => m.NewUserSheet));
const UserSheet = late(() => import("./user-sheet").then((m) => m.UserSheet));

export interface UserSearch extends UserFilter {
  /** Whose sheet is open. */
  user?: string;
}

export function UserListPage({
  search,
  onSearchChange,
}: {
  search: UserSearch;
  onSearchChange: (search: UserSearch) => void;
}) {
  const { t } = useTranslation("users");
  const { t: common } = useTranslation();
  const { unitId } = useCurrentUnit();
  const [text, setText] = useState(search.q ?? "");
  const [adding, setAdding] = useState(false);
  const q = useDebounced(text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the settled text moves the address
  useEffect(() => {
    if ((search.q ?? "") !== q) onSearchChange({ ...search, q: q || undefined });
  }, [q]);
  const { user: opened, ...filter } = search;
  const list = useInfiniteQuery(
    usersQuery({ ...filter, unit: filter.unit ?? unitId ?? undefined }),
  );
  const users = list.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Boolean(search.q || search.role || search.unit || search.state);
  const clear = () => {
    setText("");
    onSearchChange({});
  };
  return (
    <Page
      title={t("title")}
      count={list.data ? formatNumber(users.length) + (list.hasNextPage ? "+" : "") : undefined}
      flush
      actions={
        <Button
          variant="primary"
          onClick={() => setAdding(true)}
          onPointerEnter={NewUser.preload}
          onFocus={NewUser.preload}
        >
          <UserPlus aria-hidden />
          {t("new.open")}
        </Button>
      }
      toolbar={
        <UserFilters
          text={text}
          onTextChange={setText}
          search={search}
          onSearchChange={onSearchChange}
        />
      }
    >
      {list.isPending && <SkeletonRows rows={8} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => list.refetch()} />}
      {list.data && users.length === 0 && (
        <EmptyState
          icon={<Users />}
          title={t(filtered ? "empty.filtered_title" : "empty.title")}
          text={t(filtered ? "empty.filtered_text" : "empty.text")}
          action={filtered && <Button onClick={clear}>{common("actions.clear")}</Button>}
        />
      )}
      {users.length > 0 && (
        <UserRows users={users} onOpen={(user) => onSearchChange({ ...search, user: user.id })} />
      )}
      {list.hasNextPage && (
        <LoadMore
          shown={users.length}
          hasMore
          loading={list.isFetchingNextPage}
          onLoadMore={() => list.fetchNextPage()}
        />
      )}
      {adding && <NewUser onOpenChange={setAdding} />}
      {opened && (
        <UserSheet
          key={opened}
          id={opened}
          onOpenChange={(open) => !open && onSearchChange({ ...search, user: undefined })}
        />
      )}
    </Page>
  );
}
