import { useTranslation } from "react-i18next";
import type { Container } from "@/shared/api/generated";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { IntakeAddress } from "./intake-address";
import { IntakeGuide } from "./intake-guide";
import { TestLeadButton } from "./test-lead-button";

/** How leads get into the container: its address, how to connect each sender, and a trial. */
export function IntakeCards({ container }: { container: Container }) {
  const { t } = useTranslation("containers");
  const url = container.intake_url ?? "";
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_340px]">
      <div className="flex min-w-0 flex-col gap-4">
        <IntakeAddress id={container.id} url={url} />
        <IntakeGuide url={url} googleKey={container.google_key ?? null} />
      </div>
      <Card>
        <CardHeader title={t("test_lead.title")} text={t("test_lead.text")} />
        <CardContent>
          <TestLeadButton id={container.id} long />
        </CardContent>
      </Card>
    </div>
  );
}
