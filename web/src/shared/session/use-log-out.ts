import { useMutation } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { logout } from "./me";

/** Ends the session and opens the login page; `mutate(true)` ends it on every device. */
export function useLogOut() {
  const router = useRouter();
  return useMutation({
    mutationFn: (everywhere: boolean) => logout(everywhere),
    onSuccess: () => router.navigate({ to: "/login", search: {}, replace: true }),
  });
}
