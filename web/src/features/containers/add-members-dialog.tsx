import { useQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorSentence } from "@/shared/api/problem";
import { Avatar } from "@/shared/ui/avatar";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { CheckField } from "@/shared/ui/check-field";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { SearchInput } from "@/shared/ui/search-input";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { candidatesQuery } from "./queries";

/** Chooses people of the unit who are not in the team yet. */
export function AddMembersDialog({
  open,
  onOpenChange,
  unitId,
  present,
  onAdd,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  unitId: string;
  present: readonly string[];
  onAdd: (ids: string[]) => Promise<void>;
}) {
  const { t } = useTranslation("containers");
  const { t: common } = useTranslation();
  const [q, setQ] = useState("");
  const [chosen, setChosen] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const query = useQuery(candidatesQuery(unitId));
  const candidates = query.data?.filter((user) => !present.includes(user.id)) ?? [];
  const shown = candidates.filter((user) =>
    `${user.name} ${user.email}`.toLocaleLowerCase().includes(q.toLocaleLowerCase()),
  );
  const add = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await onAdd(chosen);
      onOpenChange(false);
    } catch (error) {
      setFailure(errorSentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t("team.add_title")} text={t("team.add_text")} width="sm">
        <DialogBody className="flex flex-col gap-3">
          {query.isPending && <SkeletonRows rows={4} />}
          {query.isError && <ErrorState error={query.error} onRetry={() => query.refetch()} />}
          {query.data && candidates.length === 0 && (
            <EmptyState
              heading="h3"
              icon={<Users />}
              title={t("team.nobody_title")}
              text={t("team.nobody_text")}
              className="py-6"
            />
          )}
          {candidates.length > 6 && (
            <SearchInput label={t("team.search")} value={q} onValueChange={setQ} />
          )}
          {shown.length > 0 && (
            <ul className="flex flex-col">
              {shown.map((user) => (
                <li key={user.id} className="flex items-center gap-2.5 py-1.5 max-sm:py-2.5">
                  <CheckField
                    className="flex-1"
                    checked={chosen.includes(user.id)}
                    onCheckedChange={(checked) =>
                      setChosen(
                        checked ? [...chosen, user.id] : chosen.filter((id) => id !== user.id),
                      )
                    }
                    label={
                      <span className="flex items-center gap-2">
                        <Avatar name={user.name} size="sm" />
                        {user.name}
                      </span>
                    }
                  />
                  <span className="text-muted-foreground text-xs">
                    {common(`role.${user.role}`)}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {failure && <Callout kind="error">{failure}</Callout>}
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>{common("actions.cancel")}</Button>
          </DialogClose>
          <Button variant="primary" disabled={chosen.length === 0} loading={busy} onClick={add}>
            {chosen.length > 0
              ? t("team.add_count", { count: chosen.length })
              : common("actions.add")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
