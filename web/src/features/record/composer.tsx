import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { http } from "@/shared/api/http";
import { Button } from "@/shared/ui/button";
import { Kbd } from "@/shared/ui/kbd";
import { Textarea } from "@/shared/ui/textarea";

/** A Nota in one go: type, Ctrl+Enter. */
export function Composer({ leadId }: { leadId: string }) {
  const { t } = useTranslation("record");
  const [text, setText] = useState("");
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => http.post(`/api/leads/${leadId}/notes`, { text: text.trim() }),
    onSuccess: () => {
      setText("");
      return client.invalidateQueries({ queryKey: ["leads"] });
    },
  });
  const ready = text.trim() !== "" && !save.isPending;
  return (
    <form
      className="rounded-lg border bg-card focus-within:border-ring"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) save.mutate();
      }}
    >
      <Textarea
        id="nota"
        rows={2}
        maxLength={10_000}
        value={text}
        aria-label={t("nota")}
        placeholder={t("nota_placeholder")}
        className="resize-none border-0 bg-transparent shadow-none focus-visible:outline-none"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && ready) save.mutate();
        }}
      />
      <div className="flex items-center justify-end gap-3 px-2 pb-2">
        <span className="text-muted-foreground text-xs max-sm:hidden">
          <Kbd>Ctrl</Kbd> <Kbd>↵</Kbd>
        </span>
        <Button
          type="submit"
          size="sm"
          variant="primary"
          disabled={!ready}
          loading={save.isPending}
        >
          {t("nota_save")}
        </Button>
      </div>
    </form>
  );
}
