import { Paperclip } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { MailDetail } from "@/shared/api/generated/types.gen";

/** What a mail brings along; what was handed over is only named. */
export function MailFiles({ mail }: { mail: MailDetail }) {
  const { t } = useTranslation("outbox");
  return (
    <ul aria-label={t("files")} className="flex flex-wrap gap-2">
      {mail.attachments.map((file) => (
        <li
          key={file.number}
          className="flex min-h-8 items-center gap-1.5 rounded-md border px-2.5 text-sm max-sm:min-h-11 [&_svg]:size-3.5"
        >
          <Paperclip aria-hidden className="text-muted-foreground" />
          {file.held ? (
            <a
              href={`/api/outbox/${mail.id}/attachments/${file.number}`}
              download={file.name}
              className="text-primary-text underline-offset-4 hover:underline"
            >
              {file.name}
            </a>
          ) : (
            <span className="text-muted-foreground">{t("let_go", { name: file.name })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
