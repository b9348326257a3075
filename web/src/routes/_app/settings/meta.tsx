import { createFileRoute } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { loadAreas } from "@/shared/i18n/i18n";
import { requirePermission } from "@/shared/session/require-permission";
import { Page } from "@/shared/ui/page";
import { SkeletonRows } from "@/shared/ui/skeleton-rows";

export const Route = createFileRoute("/_app/settings/meta")({
  beforeLoad: ({ context }) => requirePermission(context.me, "settings:edit"),
  loader: () => loadAreas("meta"),
  component: RoutePage,
});

function RoutePage() {
  const { t } = useTranslation("meta");
  return (
    <Page title={t("title")} flush>
      <SkeletonRows />
    </Page>
  );
}
