import {
  ArrowRightLeft,
  Bell,
  CircleDot,
  Droplet,
  GitMerge,
  Hourglass,
  type LucideIcon,
  PencilLine,
  RotateCcw,
  Sparkles,
  StickyNote,
  Trash2,
  Undo2,
  Users,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { TimelineItem } from "@/shared/api/generated/types.gen";
import { EsitoPill } from "@/shared/leads/esito-pill";
import { formatDateTime, formatTime } from "@/shared/lib/dates";
import { formatMoney } from "@/shared/lib/numbers";
import { OldRecord } from "./old-record";
import { useWords } from "./words";

const ICONS: Record<string, LucideIcon> = {
  "lead.created": Sparkles,
  "lead.assigned": Droplet,
  "lead.queued": Hourglass,
  "lead.resubmitted": Bell,
  "lead.esito_set": CircleDot,
  "lead.esito_replaced": CircleDot,
  "lead.note_added": StickyNote,
  "lead.edited": PencilLine,
  "lead.trashed": Trash2,
  "lead.restored": RotateCcw,
  "lead.left": ArrowRightLeft,
  "lead.merged": GitMerge,
  "lead.told_apart": Users,
  "lead.sla_warned": Hourglass,
  "lead.taken_back": ArrowRightLeft,
  "lead.recycled": RotateCcw,
};

/** One thing that happened: who, what, when; with the text, the Esito or the changes below. */
export function TimelineEntry({ item }: { item: TimelineItem }) {
  const { t } = useTranslation("record");
  const words = useWords();
  const Icon = ICONS[item.kind] ?? (item.return_reason ? Undo2 : CircleDot);
  const details = [
    item.reason && t("reason", { reason: item.reason }),
    item.amount && t("amount", { amount: formatMoney(item.amount) }),
    item.next_action_at && t("next_at", { when: formatDateTime(item.next_action_at) }),
  ].filter(Boolean);
  return (
    <li className="group relative flex gap-3 pb-4 text-sm last:pb-0">
      <span className="-bottom-0 absolute top-7 left-3 w-px bg-border group-last:hidden" />
      <span className="grid size-6 shrink-0 place-items-center rounded-full border bg-card text-muted-foreground">
        <Icon className="size-3.5" aria-hidden />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span>{words.sentence(item)}</span>
          {item.esito_to && <EsitoPill esito={item.esito_to} />}
          <time dateTime={item.at} className="tabular ml-auto text-muted-foreground text-xs">
            {formatTime(item.at)}
          </time>
        </p>
        {item.text && (
          <p className="mt-1.5 whitespace-pre-wrap break-words rounded-md bg-muted px-3 py-2">
            {item.text}
          </p>
        )}
        {details.length > 0 && (
          <p className="mt-1 text-muted-foreground text-xs">{details.join(" · ")}</p>
        )}
        {item.changes && (
          <dl className="mt-1.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs">
            {Object.entries(item.changes).map(([name, change]) => (
              <div key={name} className="contents">
                <dt className="text-muted-foreground">{words.field(name)}</dt>
                <dd className="break-words">
                  <s className="text-muted-foreground">{words.value(name, change.old)}</s>{" "}
                  {words.value(name, change.new)}
                </dd>
              </div>
            ))}
          </dl>
        )}
        {item.record && <OldRecord record={item.record} />}
        {item.answers && Object.keys(item.answers).length > 0 && (
          <dl className="mt-1.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs">
            {Object.entries(item.answers).map(([question, answer]) => (
              <div key={question} className="contents">
                <dt className="text-muted-foreground">{question}</dt>
                <dd className="break-words">{words.value("answer", answer)}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}
