import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Droplets } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PageContainer } from "@/shared/api/generated/types.gen";
import { http } from "@/shared/api/http";
import { useDebounced } from "@/shared/lib/use-debounced";
import { can } from "@/shared/session/can";
import { useMe } from "@/shared/session/me";
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from "@/shared/ui/command";
import { Kbd } from "@/shared/ui/kbd";
import { navFor } from "./nav";
import { PaletteActs } from "./palette-acts";
import { PaletteFrame } from "./palette-frame";
import { type FoundLead, PaletteLeads } from "./palette-leads";

const FEWEST_LETTERS = 2;

/** ⌘K: pages and containers by name, leads by name, phone in any spelling or e-mail, acts. */
export function CommandPalette({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation("shell");
  const me = useMe();
  const router = useRouter();
  const [query, setQuery] = useState("");
  const wanted = useDebounced(query.trim(), 150);
  const asking = wanted.length >= FEWEST_LETTERS;
  const found = useQuery({
    queryKey: ["leads", "palette", wanted],
    queryFn: ({ signal }) =>
      http.get<{ items: FoundLead[] }>("/api/leads", { q: wanted, limit: 8 }, signal),
    enabled: asking,
    placeholderData: (previous) => previous,
    retry: false,
  });
  const places = useQuery({
    queryKey: ["containers", "palette", wanted],
    queryFn: ({ signal }) =>
      http.get<PageContainer>("/api/containers", { q: wanted, limit: 5 }, signal),
    enabled: asking && can(me, "container:read"),
    placeholderData: (previous) => previous,
    retry: false,
  });
  const containers = asking ? (places.data?.items ?? []) : [];
  const leads = asking ? (found.data?.items ?? []) : [];
  const matches = (text: string) => text.toLowerCase().includes(query.trim().toLowerCase());
  const pages = navFor(me)
    .flatMap((group) => group.entries)
    .filter((entry) => matches(t(`nav.${entry.key}`)));
  const first = leads[0]?.id ?? pages[0]?.key ?? containers[0]?.id ?? "profile";
  const [selected, setSelected] = useState(first);
  useEffect(() => setSelected(first), [first]);
  const go = (href: string) => {
    onOpenChange(false);
    void router.navigate({ href });
  };

  return (
    <PaletteFrame title={t("palette.title")} onOpenChange={onOpenChange}>
      <Command
        shouldFilter={false}
        label={t("palette.title")}
        value={selected}
        onValueChange={setSelected}
        className="[&_[cmdk-item]>svg]:mx-0.5"
      >
        <CommandInput
          autoFocus
          value={query}
          onValueChange={setQuery}
          placeholder={t("palette.placeholder")}
          className="h-12 text-base"
        />
        <CommandList className="max-h-96">
          <CommandEmpty>
            {found.isError
              ? t("palette.failed")
              : t(asking && found.isFetching ? "palette.searching" : "palette.empty")}
          </CommandEmpty>
          {leads.length > 0 && <PaletteLeads leads={leads} onGo={go} />}
          {pages.length > 0 && (
            <CommandGroup heading={t("palette.pages")}>
              {pages.map(({ key, to, icon: Icon }) => (
                <CommandItem key={key} value={key} onSelect={() => go(to)}>
                  <Icon aria-hidden />
                  {t(`nav.${key}`)}
                </CommandItem>
              ))}
            </CommandGroup>
          )}
          {containers.length > 0 && (
            <CommandGroup heading={t("nav.containers")}>
              {containers.map(({ id, name, unit }) => (
                <CommandItem key={id} value={id} onSelect={() => go(`/containers/${id}`)}>
                  <Droplets aria-hidden />
                  <span className="min-w-0 truncate">{name}</span>
                  <span className="ml-auto shrink-0 text-muted-foreground text-xs">
                    {unit.name}
                  </span>
                </CommandItem>
              ))}
            </CommandGroup>
          )}
          <PaletteActs matches={matches} asking={asking} onDone={() => onOpenChange(false)} />
        </CommandList>
        <footer className="flex gap-4 border-t px-3.5 py-2 text-2xs text-muted-foreground max-sm:hidden">
          <span>
            <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t("palette.hint_move")}
          </span>
          <span>
            <Kbd>↵</Kbd> {t("palette.hint_open")}
          </span>
          <span>
            <Kbd>esc</Kbd> {t("palette.hint_close")}
          </span>
        </footer>
      </Command>
    </PaletteFrame>
  );
}
