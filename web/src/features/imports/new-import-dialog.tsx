import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createImport } from "@/shared/api/generated";
import { useCurrentUnit } from "@/shared/session/unit";
import { Button } from "@/shared/ui/button";
import { Callout } from "@/shared/ui/callout";
import { Combobox } from "@/shared/ui/combobox";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { FileDrop } from "@/shared/ui/file-drop";
import { Progress } from "@/shared/ui/progress";
import { FileProblem } from "./file-problem";
import { destinationsQuery, importQuery } from "./queries";
import { refusalOf } from "./refusal";

const ACCEPTED = [".csv", ".xlsx", ".xls", ".txt", ".tsv"] as const;
const MOST_MEGABYTES = 100;

/** A file and the container it goes to. What cannot be read is said here, with what to do about it. */
export function NewImportDialog({
  dropped,
  onOpenChange,
}: {
  /** A file that was dropped on the page. */
  dropped?: File | undefined;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation("imports");
  const { t: common } = useTranslation();
  const { unitId } = useCurrentUnit();
  const client = useQueryClient();
  const navigate = useNavigate();
  const destinations = useQuery(destinationsQuery(unitId));
  const options = destinations.data ?? [];
  const [file, setFile] = useState<File | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const containerId = chosen ?? (options.length === 1 ? (options[0]?.value ?? null) : null);
  const upload = useMutation({
    meta: { ownErrors: true },
    mutationFn: (body: { file: File; container_id: string }) => createImport({ body }),
    onSuccess: async (made) => {
      client.setQueryData(importQuery(made.id).queryKey, made);
      void client.invalidateQueries({ queryKey: ["imports", "list"] });
      onOpenChange(false);
      await navigate({ to: "/imports/$importId", params: { importId: made.id } });
    },
    onError: () => client.invalidateQueries({ queryKey: ["imports", "list"] }),
  });
  const send = () => {
    setAsked(true);
    if (file && containerId) upload.mutate({ file, container_id: containerId });
  };
  return (
    <Dialog open onOpenChange={onOpenChange}>
      <DialogContent title={t("new.title")} text={t("new.text")}>
        <form
          noValidate
          className="flex min-h-0 flex-col"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <DialogBody className="flex flex-col gap-4">
            <div>
              <FileDrop
                file={file}
                dropped={dropped}
                onFileChange={(next) => {
                  setFile(next);
                  upload.reset();
                }}
                accept={ACCEPTED}
                maxMegabytes={MOST_MEGABYTES}
                hint={t("new.formats")}
              />
              {asked && !file && (
                <p role="alert" className="mt-1.5 text-red text-xs">
                  {t("new.no_file")}
                </p>
              )}
            </div>
            <Field
              label={t("new.container")}
              hint={t("new.container_hint")}
              error={asked && !containerId ? t("new.no_container") : undefined}
            >
              {(control) => (
                <Combobox
                  {...control}
                  title={t("new.container")}
                  value={containerId}
                  onValueChange={setChosen}
                  options={options}
                />
              )}
            </Field>
            {destinations.data && options.length === 0 && (
              <Callout kind="warning">
                {t("new.nowhere")}{" "}
                <Link to="/containers" className="font-medium underline underline-offset-4">
                  {t("new.make_container")}
                </Link>
              </Callout>
            )}
            {upload.isPending && (
              <div role="status" className="flex flex-col gap-1.5">
                <p className="text-muted-foreground text-xs">{t("new.uploading")}</p>
                <Progress label={t("new.uploading")} />
              </div>
            )}
            {upload.isError && <FileProblem {...refusalOf(upload.error)} />}
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>{common("actions.cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" loading={upload.isPending}>
              {t("new.read")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
