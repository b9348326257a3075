import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomField, Lead } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { ApiError } from "@/shared/api/problem";
import { Input } from "@/shared/ui/input";
import { CustomInput } from "./custom-input";

type Value = string | number | boolean | string[] | null;

/** A field edited where it stands: a click or Enter opens it, Enter saves, Esc leaves it as it was. */
export function EditableField({
  leadId,
  name,
  label,
  value,
  shown,
  custom,
}: {
  leadId: string;
  name: string;
  label: string;
  value: Value | undefined;
  /** How the value reads, where it differs from what one types. */
  shown?: string | undefined;
  custom?: CustomField;
}) {
  const { t } = useTranslation("record");
  const id = useId();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Value | undefined>();
  const [error, setError] = useState<string>();
  const save = useMutation({
    mutationFn: (next: Value) =>
      http.patch<Lead>(
        `/api/leads/${leadId}`,
        custom ? { custom: { [name]: next } } : { [name]: next },
      ),
    meta: { ownErrors: true },
    onSuccess: (lead) => {
      setDraft(undefined);
      setError(undefined);
      client.setQueryData(["leads", "detail", leadId], lead);
      return client.invalidateQueries({ queryKey: ["leads"] });
    },
    onError: (problem) =>
      setError(
        problem instanceof ApiError
          ? (Object.values(problem.fields)[0] ?? problem.sentence)
          : t("not_saved"),
      ),
  });
  const close = () => {
    setDraft(undefined);
    setError(undefined);
  };
  const text = shown || words(value, t("yes"), t("no"));
  if (draft === undefined) {
    return (
      <button
        type="button"
        onClick={() => setDraft(value ?? "")}
        aria-description={t("edit", { label })}
        className="-mx-2 grid min-h-8 grid-cols-[7.5rem_minmax(0,1fr)] items-center gap-3 rounded-md px-2 text-left text-sm hover:bg-accent max-sm:min-h-11"
      >
        <span className="truncate text-muted-foreground">{label}</span>
        <span className="truncate" title={text}>
          {text || <span className="text-muted-foreground">—</span>}
        </span>
      </button>
    );
  }
  const submit = (next: Value) => {
    if (!save.isPending) save.mutate(next === "" ? null : next);
  };
  return (
    <form
      className="my-1 flex flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        submit(draft);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <label htmlFor={id} className="text-muted-foreground text-xs">
        {label}
      </label>
      {custom && custom.type !== "text" ? (
        <CustomInput id={id} field={custom} value={draft} onChange={setDraft} onPick={submit} />
      ) : (
        <Input
          id={id}
          autoFocus
          value={String(draft ?? "")}
          aria-invalid={error ? true : undefined}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => (String(draft ?? "") === String(value ?? "") ? close() : submit(draft))}
        />
      )}
      {error && (
        <p role="alert" className="text-red text-xs">
          {error}
        </p>
      )}
    </form>
  );
}

function words(value: Value | undefined, yes: string, no: string): string {
  if (value === true) return yes;
  if (value === false) return no;
  return Array.isArray(value) ? value.join(", ") : String(value ?? "");
}
