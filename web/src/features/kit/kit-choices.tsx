import { Phone } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { CheckField } from "@/shared/ui/check-field";
import { Checkbox } from "@/shared/ui/checkbox";
import { Chip, RemovableChip } from "@/shared/ui/chip";
import { IconButton } from "@/shared/ui/icon-button";
import { Kbd } from "@/shared/ui/kbd";
import { SegmentedControl } from "@/shared/ui/segmented-control";
import { KitSection } from "./kit-section";

const PILLS = [
  ["blue", "new"],
  ["cyan", "bot"],
  ["gray", "no_answer"],
  ["amber", "callback"],
  ["violet", "appointment"],
  ["pink", "quote"],
  ["green", "won"],
  ["red", "ko"],
  ["orange", "wrong"],
] as const;

export function KitChoices() {
  const { t } = useTranslation("kit");
  const [checked, setChecked] = useState(true);
  const [period, setPeriod] = useState("week");
  const [filtered, setFiltered] = useState(true);
  return (
    <>
      <KitSection title={t("sections.buttons")}>
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="primary">
            <Phone aria-hidden />
            {t("sample.primary")}
          </Button>
          <Button>{t("sample.secondary")}</Button>
          <Button variant="soft">{t("sample.primary")}</Button>
          <Button variant="ghost">{t("sample.ghost")}</Button>
          <Button variant="destructive">{t("sample.danger")}</Button>
          <Button variant="link">{t("sample.link")}</Button>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="primary" size="lg">
            {t("sample.primary")}
          </Button>
          <Button size="sm">{t("sample.secondary")}</Button>
          <Button variant="primary" loading>
            {t("sample.loading")}
          </Button>
          <Button disabled>{t("sample.secondary")}</Button>
          <IconButton label={t("sample.tooltip")} shortcut="C">
            <Phone aria-hidden />
          </IconButton>
          <Kbd>⌘K</Kbd>
          <Kbd>J</Kbd>
        </div>
      </KitSection>
      <KitSection title={t("sections.status")}>
        <div className="flex flex-wrap gap-2">
          {PILLS.map(([tone, key]) => (
            <Badge key={key} tone={tone} dot>
              {t(`sample.${key}`)}
            </Badge>
          ))}
        </div>
        <div className="flex flex-wrap gap-2">
          <Chip active>{t("sample.callback")}</Chip>
          <Chip>{t("sample.province")}</Chip>
          {filtered && (
            <RemovableChip label={t("sample.filter")} onRemove={() => setFiltered(false)} />
          )}
        </div>
      </KitSection>
      <KitSection title={t("sections.choice")}>
        <CheckField label={t("sample.consent")} checked={checked} onCheckedChange={setChecked} />
        <CheckField
          kind="switch"
          label={t("sample.active")}
          hint={t("sample.empty_text")}
          checked={checked}
          onCheckedChange={setChecked}
        />
        <div className="flex items-center gap-4">
          <Checkbox checked="indeterminate" aria-label={t("sample.active")} />
          <Checkbox checked={false} aria-label={t("sample.active")} />
          <Checkbox disabled checked={false} aria-label={t("sample.active")} />
          <SegmentedControl
            label={t("sections.dates")}
            value={period}
            onValueChange={setPeriod}
            options={[
              { value: "day", label: t("sample.day") },
              { value: "week", label: t("sample.week") },
              { value: "month", label: t("sample.month") },
            ]}
          />
        </div>
      </KitSection>
    </>
  );
}
