import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { deactivate, type User } from "@/shared/api/generated";
import { ApiError, errorSentence } from "@/shared/api/problem";
import { notify } from "@/shared/lib/notify";
import { Avatar } from "@/shared/ui/avatar";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { Combobox } from "@/shared/ui/combobox";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { type Destinations, OpenLeadsGuide, toByGroup } from "./open-leads-guide";
import { heirsQuery } from "./queries";
import { useUserAct } from "./use-user-act";

const CHOICES = ["goccia", "agent", "groups", "keep"] as const;
type Choice = (typeof CHOICES)[number];

/** Deactivates someone and asks what becomes of the open leads. */
export function DeactivateDialog({
  user,
  onOpenChange,
}: {
  user: User;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation("users");
  const { t: common } = useTranslation();
  const group = useId();
  const [choice, setChoice] = useState<Choice>(user.open_leads > 0 ? "goccia" : "keep");
  const [heir, setHeir] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Destinations>({});
  const [failure, setFailure] = useState<string>();
  const heirs = useQuery(heirsQuery(user.unit_ids)).data?.filter(({ id }) => id !== user.id) ?? [];
  const wanted = () => {
    if (choice === "groups") return toByGroup(chosen);
    return choice === "agent" ? { agent_id: heir ?? "" } : choice;
  };
  const act = useUserAct(
    () =>
      deactivate({
        path: { user_id: user.id },
        body: { open_leads: wanted() },
      }),
    true,
  );
  const submit = () => {
    if (choice === "agent" && !heir) {
      setFailure(t("deactivate.heir_missing"));
      return;
    }
    setFailure(undefined);
    act.mutate(undefined, {
      onSuccess: ({ leads_moved }) => {
        notify.success(t("deactivate.done", { name: user.name }), {
          description: leads_moved > 0 ? t("deactivate.moved", { count: leads_moved }) : undefined,
        });
        onOpenChange(false);
      },
      onError: (error) => {
        const fields = error instanceof ApiError ? Object.values(error.fields) : [];
        setFailure(fields[0] ?? errorSentence(error));
      },
    });
  };
  return (
    <Dialog open onOpenChange={onOpenChange}>
      <DialogContent
        role="alertdialog"
        title={t("deactivate.title", { name: user.name })}
        text={t("deactivate.text")}
      >
        <DialogBody className="flex flex-col gap-4">
          {user.open_leads === 0 ? (
            <p className="text-sm">{t("deactivate.none")}</p>
          ) : (
            <fieldset>
              <legend className="mb-2 font-medium text-sm">
                {t("deactivate.question", { count: user.open_leads })}
              </legend>
              <div className="divide-y rounded-md border">
                {CHOICES.map((option) => (
                  <label
                    key={option}
                    className="flex cursor-pointer items-start gap-2.5 px-3 py-2.5 text-sm first:rounded-t-md last:rounded-b-md has-checked:bg-primary-soft/60 has-focus-visible:outline-2 has-focus-visible:outline-ring"
                  >
                    <input
                      type="radio"
                      name={group}
                      className="mt-0.5 size-4 shrink-0 accent-primary"
                      checked={choice === option}
                      onChange={() => setChoice(option)}
                    />
                    <span>
                      <span className="block font-medium">{t(`deactivate.${option}`)}</span>
                      <span className="block text-muted-foreground text-xs">
                        {t(`deactivate.${option}_text`)}
                      </span>
                    </span>
                  </label>
                ))}
              </div>
            </fieldset>
          )}
          {choice === "agent" && (
            <Combobox
              title={t("deactivate.heir")}
              placeholder={t("deactivate.heir")}
              value={heir}
              onValueChange={setHeir}
              options={heirs.map(({ id, name }) => ({
                value: id,
                label: name,
                icon: <Avatar name={name} size="sm" />,
              }))}
            />
          )}
          {choice === "groups" && (
            <OpenLeadsGuide user={user} value={chosen} onValueChange={setChosen} />
          )}
          {failure && <Callout kind="error">{failure}</Callout>}
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>{common("actions.cancel")}</Button>
          </DialogClose>
          <Button variant="destructive" loading={act.isPending} onClick={submit}>
            {t("act.deactivate")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
