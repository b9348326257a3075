import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import i18n from "i18next";
import { ApiError } from "@/shared/api/problem";
import { setLanguage } from "@/shared/i18n/i18n";
import { type Me, meQuery } from "@/shared/session/me";

/** Who is logged in, or off to the login page with the way back. The page speaks the person's language. */
export async function requireMe(client: QueryClient, href: string): Promise<Me> {
  try {
    const me = await client.ensureQueryData(meQuery);
    if (me.language !== i18n.language) await setLanguage(me.language);
    return me;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      throw redirect({ to: "/login", search: href === "/" ? {} : { redirect: href } });
    }
    throw error;
  }
}
