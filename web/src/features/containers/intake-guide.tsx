import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Callout } from "@/shared/ui/callout";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";
import { CodeBlock } from "@/shared/ui/code-block";
import { CopyButton } from "@/shared/ui/copy-button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/shared/ui/tabs";
import { exampleOf, GUIDES, type Guide } from "./intake-examples";

/** How to connect each kind of sender, in a few steps. */
export function IntakeGuide({ url, googleKey }: { url: string; googleKey: string | null }) {
  const { t } = useTranslation("containers");
  const [guide, setGuide] = useState<Guide>("json");
  const code = exampleOf(guide, url);
  return (
    <Card>
      <CardHeader title={t("guide.title")} text={t("guide.text")} />
      <CardContent>
        <Tabs value={guide} onValueChange={(next) => setGuide(next as Guide)}>
          <TabsList aria-label={t("guide.title")}>
            {GUIDES.map((name) => (
              <TabsTrigger key={name} value={name}>
                {t(`guide.${name}.name`)}
              </TabsTrigger>
            ))}
          </TabsList>
          <TabsContent value={guide} className="flex flex-col gap-3 text-sm">
            <ol className="flex list-decimal flex-col gap-1 pl-5 marker:text-muted-foreground">
              {t(`guide.${guide}.steps`)
                .split("\n")
                .map((step) => (
                  <li key={step}>{step}</li>
                ))}
            </ol>
            {code && <CodeBlock code={code} label={t("guide.example")} />}
            {guide === "google" &&
              (googleKey ? (
                <div className="flex flex-wrap items-center gap-2">
                  <span className="text-muted-foreground">{t("guide.google_key")}</span>
                  <code className="break-all rounded-sm bg-muted px-1.5 py-0.5 font-mono text-xs">
                    {googleKey}
                  </code>
                  <CopyButton text={googleKey} size="sm" />
                </div>
              ) : (
                <Callout>{t("guide.google_key_missing")}</Callout>
              ))}
          </TabsContent>
        </Tabs>
      </CardContent>
    </Card>
  );
}
