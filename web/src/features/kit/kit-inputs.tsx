import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Combobox } from "@/shared/ui/combobox";
import { DatePicker } from "@/shared/ui/date-picker";
import { DateTimePicker } from "@/shared/ui/date-time-picker";
import { Field } from "@/shared/ui/field";
import { FileDrop } from "@/shared/ui/file-drop";
import { Input } from "@/shared/ui/input";
import { PasswordInput } from "@/shared/ui/password-input";
import { SearchInput } from "@/shared/ui/search-input";
import { Select } from "@/shared/ui/select";
import { Textarea } from "@/shared/ui/textarea";
import { KitSection } from "./kit-section";

const PROVINCES = ["Bologna", "Milano", "Napoli", "Roma", "Torino"].map((label) => ({
  value: label,
  label,
  hint: label.slice(0, 2).toUpperCase(),
}));

export function KitInputs() {
  const { t } = useTranslation("kit");
  const [query, setQuery] = useState("rossi");
  const [esito, setEsito] = useState("callback");
  const [province, setProvince] = useState<string | null>("Bologna");
  const [several, setSeveral] = useState<string[]>(["Milano", "Roma"]);
  const [day, setDay] = useState<string | null>("2026-11-23");
  const [instant, setInstant] = useState<string | null>("2026-11-24T09:30:00Z");
  const [file, setFile] = useState<File | null>(null);
  return (
    <>
      <KitSection title={t("sections.inputs")}>
        <SearchInput label={t("sections.inputs")} value={query} onValueChange={setQuery} />
        <Field label={t("sample.name")} hint={t("sample.name_hint")} optional>
          {(control) => <Input {...control} defaultValue="Giulia Bianchi" />}
        </Field>
        <Field label={t("sample.phone")} error={t("sample.error")}>
          {(control) => <Input {...control} inputMode="tel" placeholder="347 123 4567" />}
        </Field>
        <Field label="Password">
          {(control) => (
            <PasswordInput {...control} autoComplete="off" defaultValue="una goccia alla volta" />
          )}
        </Field>
        <Field label={t("sample.note")}>
          {(control) => <Textarea {...control} defaultValue={t("sample.note_text")} />}
        </Field>
        <Field label={t("sections.status")}>
          {(control) => (
            <Select
              {...control}
              value={esito}
              onValueChange={setEsito}
              options={[
                { value: "callback", label: t("sample.callback") },
                { value: "won", label: t("sample.won") },
                { value: "ko", label: t("sample.ko"), disabled: true },
              ]}
            />
          )}
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Combobox
            title={t("sample.province")}
            options={PROVINCES}
            value={province}
            onValueChange={setProvince}
            clearable
          />
          <Combobox
            multiple
            title={t("sample.province")}
            options={PROVINCES}
            value={several}
            onValueChange={setSeveral}
          />
        </div>
      </KitSection>
      <KitSection title={t("sections.dates")}>
        <Field label={t("sample.day")}>
          {(control) => <DatePicker {...control} value={day} onValueChange={setDay} clearable />}
        </Field>
        <Field label={t("sample.appointment")}>
          {(control) => <DateTimePicker {...control} value={instant} onValueChange={setInstant} />}
        </Field>
        <FileDrop
          file={file}
          onFileChange={setFile}
          accept={[".csv", ".xlsx", ".xls"]}
          maxMegabytes={200}
          hint="CSV, XLSX, XLS"
        />
      </KitSection>
    </>
  );
}
