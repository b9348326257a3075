import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { RadarSource } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { notify } from "@/shared/lib/notify";
import { placeOf } from "./queries";
import { useSourceName } from "./use-source-name";

const DAYS = 7;

/** Pause, resume, and hear of it later. */
export function useSourceActs(source: RadarSource) {
  const { t } = useTranslation("radar");
  const client = useQueryClient();
  const { name } = useSourceName(source);
  const read = () => client.invalidateQueries({ queryKey: ["radar"] });
  const act = (path: string, more: object, told: () => void) => ({
    mutationFn: () => http.post(path, { ...placeOf(source), ...more }),
    onSuccess: () => {
      told();
      return read();
    },
  });
  const resume = useMutation(
    act("/api/origins/resume", {}, () => notify.success(t("told.resumed", { name }))),
  );
  const pause = useMutation(
    act("/api/origins/pause", {}, () =>
      notify.success(t("told.paused", { name }), {
        description: t("spend"),
        action: { label: t("undo"), onClick: () => resume.mutate() },
        duration: 10_000,
      }),
    ),
  );
  const snooze = useMutation(
    act("/api/radar/snooze", { days: DAYS }, () => notify.success(t("told.snoozed", { name }))),
  );
  const wake = useMutation(act("/api/radar/snooze", { days: 0 }, () => undefined));
  return { pause, resume, snooze, wake };
}
