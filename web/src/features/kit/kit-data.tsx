import { useTranslation } from "react-i18next";
import { formatMoment } from "@/shared/lib/dates";
import { formatPhone } from "@/shared/lib/phone";
import { Avatar } from "@/shared/ui/avatar";
import { Badge } from "@/shared/ui/badge";
import { LoadMore } from "@/shared/ui/load-more";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/shared/ui/table";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/shared/ui/tabs";
import { KitSection } from "./kit-section";

const ROWS = [
  ["Giulia Bianchi", "+393471234567", "callback", "amber", "2026-11-23T08:12:00Z"],
  ["Marco Esposito", "+390812345678", "won", "green", "2026-11-22T16:40:00Z"],
  ["Chiara De Santis", "+393289876543", "new", "blue", "2026-11-20T10:05:00Z"],
] as const;

export function KitData() {
  const { t } = useTranslation("kit");
  return (
    <KitSection title={t("sections.data")}>
      <Tabs defaultValue="overview">
        <TabsList>
          <TabsTrigger value="overview">{t("sample.overview")}</TabsTrigger>
          <TabsTrigger value="activity">{t("sample.activity")}</TabsTrigger>
          <TabsTrigger value="queue">{t("sample.queue")}</TabsTrigger>
        </TabsList>
        <TabsContent value="overview">
          <TableScroll label={t("sections.data")}>
            <Table aria-label={t("sections.data")}>
              <thead>
                <tr>
                  <TableHead className="bg-card">{t("sample.lead")}</TableHead>
                  <TableHead className="bg-card">{t("sample.phone")}</TableHead>
                  <TableHead className="bg-card">{t("sections.status")}</TableHead>
                  <TableHead className="bg-card text-right">{t("sample.received")}</TableHead>
                </tr>
              </thead>
              <tbody>
                {ROWS.map(([name, phone, esito, tone, received]) => (
                  <TableRow key={name}>
                    <TableCell>
                      <span className="flex items-center gap-2.5 font-medium">
                        <Avatar name={name} size="sm" />
                        {name}
                      </span>
                    </TableCell>
                    <TableCell className="tabular text-muted-foreground">
                      {formatPhone(phone)}
                    </TableCell>
                    <TableCell>
                      <Badge tone={tone} dot>
                        {t(`sample.${esito}`)}
                      </Badge>
                    </TableCell>
                    <TableCell className="tabular text-right text-muted-foreground">
                      {formatMoment(received, "2026-11-23T10:00:00Z")}
                    </TableCell>
                  </TableRow>
                ))}
              </tbody>
            </Table>
          </TableScroll>
          <LoadMore
            shown={50}
            total={1000}
            capped
            hasMore
            loading={false}
            auto={false}
            onLoadMore={() => {}}
          />
        </TabsContent>
        <TabsContent value="activity">{t("sample.note_text")}</TabsContent>
        <TabsContent value="queue">{t("sample.empty_text")}</TabsContent>
      </Tabs>
    </KitSection>
  );
}
