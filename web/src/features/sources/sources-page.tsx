import { useTranslation } from "react-i18next";
import { Page } from "@/shared/ui/page";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/shared/ui/tabs";
import { FileMappingList } from "./file-mapping-list";
import { type SourcesTab, TABS } from "./sources-tabs";
import { WayList } from "./way-list";

/** Where leads come from, how each way fares, and how what comes is read. */
export function SourcesPage({
  tab,
  onTabChange,
}: {
  tab: SourcesTab;
  onTabChange: (tab: SourcesTab) => void;
}) {
  const { t } = useTranslation("sources");
  return (
    <Page title={t("title")} width="wide">
      <Tabs value={tab} onValueChange={(next) => onTabChange(next as SourcesTab)}>
        <TabsList aria-label={t("title")}>
          {TABS.map((name) => (
            <TabsTrigger key={name} value={name}>
              {t(`tab.${name}`)}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="ways">
          <WayList />
        </TabsContent>
        <TabsContent value="files">
          <FileMappingList />
        </TabsContent>
      </Tabs>
    </Page>
  );
}
