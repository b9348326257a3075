import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Lead } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { todayQuery } from "@/shared/leads/today";
import { fullName } from "@/shared/lib/names";
import { notify } from "@/shared/lib/notify";
import { formatPhone } from "@/shared/lib/phone";
import type { LiveEvent } from "@/shared/live/live";
import { useLiveEvent } from "@/shared/live/use-live";
import { useMe } from "@/shared/session/me";
import { OfferNotice } from "./offer-notice";

/** Leads that fall together (a bulk assignment, a reconnection) are told together. */
const TOGETHER_MS = 120;
const MOST_TOASTS = 3;
const SHOWN_MS = 10_000;

/**
 * A silent toast when a lead falls on this agent or writes again, and the count of new leads in the
 * navigation. Events hold ids only, so names are fetched. What an agent did themselves is no news.
 */
export function NewLeadNotice({ onOpen: go }: { onOpen: (href: string) => void }) {
  const { t } = useTranslation("shell");
  const me = useMe();
  const client = useQueryClient();
  const waiting = useRef(new Map<string, "title" | "again">());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { data } = useQuery(todayQuery(null));
  const count = data?.counts.new ?? 0;

  const tellOne = async (id: string, kind: "title" | "again") => {
    const lead = await client
      .fetchQuery({
        queryKey: ["leads", "detail", id],
        queryFn: () => http.get<Lead>(`/api/leads/${id}`),
        staleTime: 0,
      })
      .catch(() => null);
    if (lead?.agent?.id !== me.id) return;
    const name = fullName(lead) || formatPhone(lead.phone) || lead.email;
    const about = [[name, lead.province && `(${lead.province})`].filter(Boolean).join(" ")];
    if (lead.source) about.push(lead.source);
    notify.info(t(`new_lead.${kind}`), {
      id: `lead-${id}`,
      description: about.join(" · "),
      action: { label: t("new_lead.open"), onClick: () => go(`/leads/${id}`) },
      duration: SHOWN_MS,
    });
  };
  const tell = () => {
    timer.current = undefined;
    const leads = [...waiting.current];
    waiting.current.clear();
    if (leads.length <= MOST_TOASTS) {
      for (const [id, kind] of leads) void tellOne(id, kind);
      return;
    }
    notify.info(t("new_lead.many", { count: leads.length }), {
      id: "leads-many",
      action: { label: t("new_lead.open_today"), onClick: () => go("/today") },
      duration: SHOWN_MS,
    });
  };
  const hear = (kind: "title" | "again") => (event: LiveEvent) => {
    const id = event.lead_id;
    if (typeof id !== "string" || event.actor_id === me.id) return;
    waiting.current.set(id, kind);
    timer.current ??= setTimeout(tell, TOGETHER_MS);
  };
  useLiveEvent("lead.assigned", hear("title"));
  useLiveEvent("lead.resubmitted", hear("again"));
  useEffect(() => () => clearTimeout(timer.current), []);
  return <OfferNotice onOpen={go} fresh={count} />;
}
