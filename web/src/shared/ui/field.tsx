import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { Label } from "./label";

export interface FieldControl {
  id: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

/**
 * Label, control, hint and error of one form field. The control is a function that spreads what it gets:
 * `<Field label={…} error={errors.email?.message}>{(control) => <Input {...control} {...register("email")} />}</Field>`
 */
export function Field({
  label,
  hint,
  error,
  optional = false,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}) {
  const { t } = useTranslation();
  const id = useId();
  const about = `${id}-about`;
  const described = error || hint ? about : undefined;
  return (
    <div data-slot="field" className={cn("flex flex-col gap-1.5", className)}>
      <Label htmlFor={id}>
        {label}
        {optional && (
          <span className="ml-1.5 font-normal text-muted-foreground">{t("state.optional")}</span>
        )}
      </Label>
      {children({
        id,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": described,
      })}
      {described && (
        <p
          id={about}
          role={error ? "alert" : undefined}
          className={cn("text-xs", error ? "text-red" : "text-muted-foreground")}
        >
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
