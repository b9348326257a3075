import { useInfiniteQuery } from "@tanstack/react-query";
import { Mails } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "@/shared/lib/dates";
import { late } from "@/shared/lib/late";
import { Badge } from "@/shared/ui/badge";
import { Callout } from "@/shared/ui/callout";
import { Chip } from "@/shared/ui/chip";
import { EmptyState } from "@/shared/ui/empty-state";
import { ErrorState } from "@/shared/ui/error-state";
import { LoadMore } from "@/shared/ui/load-more";
import { Page } from "@/shared/ui/page";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";
import { type MailState, mailsQuery, TONES } from "./queries";

const MailSheet = late(() => import("./mail-sheet").then((m) => m.MailSheet));
const STATES = Object.keys(TONES) as MailState[];

/** Every mail that went out or will. Without a mail server this page is the mailbox of everybody. */
export function OutboxPage() {
  const { t } = useTranslation("outbox");
  const [state, setState] = useState<MailState | null>(null);
  const [opened, setOpened] = useState<string>();
  const list = useInfiniteQuery(mailsQuery(state));
  const mails = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t("title")}
      flush
      toolbar={
        <fieldset className="flex gap-2 overflow-x-auto [scrollbar-width:none]">
          <legend className="sr-only">{t("filter")}</legend>
          {[null, ...STATES].map((one) => (
            <Chip key={one} active={state === one} onClick={() => setState(one)}>
              {one ? t(`state.${one}`) : t("all")}
            </Chip>
          ))}
        </fieldset>
      }
    >
      {mails.some((mail) => mail.state === "kept") && (
        <Callout className="mx-4 mt-4 sm:mx-6">{t("kept_note")}</Callout>
      )}
      {list.isPending && <SkeletonRows rows={6} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => list.refetch()} />}
      {list.data && mails.length === 0 && (
        <EmptyState
          icon={<Mails />}
          title={t("empty_title")}
          text={t(state ? "empty_state" : "empty_text")}
        />
      )}
      {mails.length > 0 && (
        <ul className="divide-y" aria-label={t("title")}>
          {mails.map((mail) => (
            <li
              key={mail.id}
              className="relative flex items-center gap-4 px-4 py-3 transition-colors hover:bg-muted/60 sm:px-6"
            >
              <div className="min-w-0 flex-1">
                <button
                  type="button"
                  onClick={() => setOpened(mail.id)}
                  onPointerEnter={MailSheet.preload}
                  className="block max-w-full truncate text-left font-medium text-base outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2"
                >
                  {mail.subject}
                </button>
                <p className="truncate text-muted-foreground text-sm">{mail.recipient}</p>
              </div>
              <div className="flex shrink-0 flex-col items-end gap-1 sm:flex-row sm:items-center sm:gap-4">
                <Badge tone={TONES[mail.state]} dot>
                  {t(`state.${mail.state}`)}
                </Badge>
                <time
                  dateTime={mail.created_at}
                  className="tabular text-right text-muted-foreground text-xs sm:w-24"
                >
                  {formatMoment(mail.created_at)}
                </time>
              </div>
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <LoadMore
          shown={mails.length}
          hasMore
          loading={list.isFetchingNextPage}
          onLoadMore={() => list.fetchNextPage()}
        />
      )}
      {opened && <MailSheet id={opened} onOpenChange={(open) => !open && setOpened(undefined)} />}
    </Page>
  );
}
