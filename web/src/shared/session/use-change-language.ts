import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "@/shared/api/http";
import { type Language, setLanguage } from "@/shared/i18n/i18n";
import { type Me, meQuery } from "./me";

/** Changes the language now and keeps it in the person's profile. */
export function useChangeLanguage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (language: Language) => {
      await setLanguage(language);
      return http.patch<Me>("/api/me", { language });
    },
    onSuccess: (me) => client.setQueryData(meQuery.queryKey, me),
  });
}
