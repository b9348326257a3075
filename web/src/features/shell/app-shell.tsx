import { Outlet, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { focusSearch } from "@/shared/lib/focus-search";
import { late } from "@/shared/lib/late";
import { useHotkeys } from "@/shared/lib/use-hotkeys";
import { useIsPhone } from "@/shared/lib/use-media-query";
import { useLive } from "@/shared/live/use-live";
import { useMe } from "@/shared/session/me";
import { ConnectionBanner } from "./connection-banner";
import { Sidebar } from "./sidebar";

const BottomBar = late(() => import("./bottom-bar").then((m) => m.BottomBar));
const CommandPalette = late(() => import("./command-palette").then((m) => m.CommandPalette));
const NewLeadNotice = late(() => import("./new-lead-notice").then((m) => m.NewLeadNotice));

export function AppShell() {
  const { t } = useTranslation("shell");
  const phone = useIsPhone();
  const agente = useMe().role === "agente";
  const router = useRouter();
  const [palette, setPalette] = useState(false);
  const openPalette = () => setPalette(true);
  useLive();
  useHotkeys({
    "mod+k": () => setPalette((open) => !open),
    "/": () => {
      if (!focusSearch()) openPalette();
    },
  });
  return (
    <div className="flex h-dvh overflow-hidden">
      <a
        href="#content"
        className="sr-only z-60 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("sidebar.skip")}
      </a>
      {!phone && <Sidebar onSearch={openPalette} />}
      <div className="flex min-w-0 flex-1 flex-col">
        <ConnectionBanner />
        <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
          <Outlet />
        </main>
        {phone && (
          <div className="min-h-[calc(3.5rem+env(safe-area-inset-bottom)+1px)] shrink-0 border-t bg-sidebar">
            <BottomBar onSearch={openPalette} />
          </div>
        )}
      </div>
      {agente && <NewLeadNotice onOpen={(href) => void router.navigate({ href })} />}
      {palette && <CommandPalette onOpenChange={setPalette} />}
    </div>
  );
}
