import { useTranslation } from "react-i18next";
import type { RehearsalNote } from "@/shared/api/generated";

/** What the answer cannot know, or has taken for granted. */
export function RehearsalNotes({ notes }: { notes: readonly RehearsalNote[] }) {
  const { t } = useTranslation("rehearsal");
  if (notes.length === 0) return null;
  return (
    <div className="border-t px-4 py-3">
      <h3 className="font-medium text-muted-foreground text-xs">{t("notes")}</h3>
      <ul className="mt-1 flex list-disc flex-col gap-1 pl-4 text-muted-foreground text-xs">
        {notes.map(({ code, count }) => (
          <li key={code}>{t(`note.${code}`, { number: count ?? 0 })}</li>
        ))}
      </ul>
    </div>
  );
}
