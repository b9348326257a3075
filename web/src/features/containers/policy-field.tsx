import { useId } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { CHOOSABLE, type Policy } from "./policies";

/** How the next agent is chosen: radio buttons with a sentence each. */
export function PolicyField({
  value,
  onValueChange,
  policies = CHOOSABLE,
}: {
  value: Policy;
  onValueChange: (policy: Policy) => void;
  policies?: readonly Policy[];
}) {
  const { t } = useTranslation("containers");
  const group = useId();
  const shown = policies.includes(value) ? policies : [...policies, value];
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">{t("field.policy")}</legend>
      <div className="divide-y rounded-md border">
        {shown.map((policy) => (
          <label
            key={policy}
            className={cn(
              "relative flex cursor-pointer items-start gap-2.5 px-3 py-2 text-sm first:rounded-t-md last:rounded-b-md has-focus-visible:outline-2 has-focus-visible:outline-ring max-sm:py-3",
              policy === value && "bg-primary-soft/60",
            )}
          >
            <input
              type="radio"
              name={group}
              className="mt-0.5 size-4 accent-primary"
              checked={policy === value}
              onChange={() => onValueChange(policy)}
            />
            <span className="min-w-0">
              <span className="block font-medium">{t(`policy.${policy}`)}</span>
              <span className="block text-muted-foreground text-xs">
                {t(`policy_text.${policy}`)}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
