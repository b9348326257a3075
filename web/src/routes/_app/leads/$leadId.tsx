import { createFileRoute } from "@tanstack/react-router";
import { RecordPage } from "@/features/record/record-page";
import type { RecordSearch } from "@/features/record/record-queries";
import { loadAreas } from "@/shared/i18n/i18n";

/** The list's search comes along as it is, so that previous and next keep its filter. */
const toRecordSearch = (search: Record<string, unknown>): RecordSearch => search;

export const Route = createFileRoute("/_app/leads/$leadId")({
  validateSearch: toRecordSearch,
  loader: () => loadAreas("record", "leads", "returns"),
  component: RoutePage,
});

function RoutePage() {
  return <RecordPage leadId={Route.useParams().leadId} search={Route.useSearch()} />;
}
