import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePersisted } from "@/shared/lib/persisted";
import { themeChoice } from "@/shared/lib/theme";
import { LogoMark } from "@/shared/ui/logo-mark";
import { Page } from "@/shared/ui/page";
import { SegmentedControl } from "@/shared/ui/segmented-control";
import { KitChoices } from "./kit-choices";
import { KitData } from "./kit-data";
import { KitFeedback } from "./kit-feedback";
import { KitInputs } from "./kit-inputs";
import { KitOverlays } from "./kit-overlays";
import { KitSection } from "./kit-section";

export function KitPage() {
  const { t } = useTranslation("kit");
  const [theme, setTheme] = usePersisted(themeChoice);
  const [shown] = useState(() => document.documentElement.classList.contains("dark"));
  return (
    <main className="flex h-dvh flex-col">
      <Page
        title={t("title")}
        width="wide"
        actions={
          <SegmentedControl
            label={t("intro")}
            value={theme === "system" ? (shown ? "dark" : "light") : theme}
            onValueChange={setTheme}
            options={[
              { value: "light", label: t("light") },
              { value: "dark", label: t("dark") },
            ]}
          />
        }
      >
        <p className="mb-6 text-muted-foreground">{t("intro")}</p>
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
          <KitSection title={t("sections.brand")}>
            <div className="flex items-end gap-5">
              <LogoMark className="size-4" />
              <LogoMark className="size-6" />
              <LogoMark className="size-10" />
              <LogoMark className="size-16" />
              <span className="font-semibold text-2xl tracking-[-0.02em]">Goccia</span>
            </div>
          </KitSection>
          <KitChoices />
          <KitInputs />
          <KitOverlays />
          <KitData />
          <KitFeedback />
        </div>
      </Page>
    </main>
  );
}
