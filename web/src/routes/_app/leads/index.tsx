import { createFileRoute } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { loadAreas } from "@/shared/i18n/i18n";
import { Page } from "@/shared/ui/page";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";

export const Route = createFileRoute("/_app/leads/")({
  loader: () => loadAreas("leads"),
  component: RoutePage,
});

function RoutePage() {
  const { t } = useTranslation("leads");
  return (
    <Page title={t("title")} flush>
      <SkeletonRows />
    </Page>
  );
}
