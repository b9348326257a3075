import { useTranslation } from "react-i18next";
import { usePersisted } from "@/shared/lib/persisted";
import { themeChoice } from "@/shared/lib/theme";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { SegmentedControl } from "@/shared/ui/segmented-control";

export function LookCard() {
  const { t } = useTranslation("profile");
  const { t: shell } = useTranslation("shell");
  const [theme, setTheme] = usePersisted(themeChoice);
  return (
    <Card>
      <CardHeader title={t("look.title")} text={t("look.text")} />
      <CardContent>
        <SegmentedControl
          label={t("look.theme")}
          value={theme}
          onValueChange={setTheme}
          className="max-sm:flex"
          options={[
            { value: "light", label: shell("profile.theme_light") },
            { value: "dark", label: shell("profile.theme_dark") },
            { value: "system", label: shell("profile.theme_system") },
          ]}
        />
      </CardContent>
    </Card>
  );
}
