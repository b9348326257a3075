import { useTranslation } from "react-i18next";
import { Callout } from "@/shared/ui/callout";
import type { Refusal } from "./refusal";

/** Codes for which there is more to say than the server's sentence. */
const MENDABLE = [
  "empty",
  "no_rows",
  "too_large",
  "unreadable",
  "not_a_table",
  "password_protected",
  "zip_bomb",
  "too_many_rows",
  "too_many_columns",
  "cell_too_long",
  "no_header",
  "unknown_sheet",
  "no_visible_sheet",
] as const;

/** Why a file was refused, where, and what to do. */
export function FileProblem({ code, sentence, where }: Refusal) {
  const { t } = useTranslation("imports");
  const mend = MENDABLE.find((one) => one === code);
  return (
    <Callout kind="error">
      <p className="font-medium">{sentence}</p>
      {where && <p>{t("problem.where", { where })}</p>}
      {mend && <p className="mt-1">{t(`problem.mend.${mend}`)}</p>}
    </Callout>
  );
}
