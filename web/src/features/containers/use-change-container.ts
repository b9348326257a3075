import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Container, type ContainerPatch, changeContainer } from "@/shared/api/generated";
import { containerQuery } from "./queries";

/** Changes a container and shows the answer everywhere. `ownErrors`: the caller shows why it was refused. */
export function useChangeContainer(id: string, ownErrors = false) {
  const client = useQueryClient();
  return useMutation({
    meta: { ownErrors },
    mutationFn: (patch: ContainerPatch) =>
      changeContainer({ path: { container_id: id }, body: patch }),
    onSuccess: (saved: Container) => {
      client.setQueryData(containerQuery(id).queryKey, saved);
      return client.invalidateQueries({ queryKey: ["containers"] });
    },
  });
}
