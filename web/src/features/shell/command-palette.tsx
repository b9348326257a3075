import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Moon, Sun, UserRound } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { http } from "@/shared/api/http";
import { fullName } from "@/shared/lib/names";
import { formatPhone } from "@/shared/lib/phone";
import { themeChoice } from "@/shared/lib/theme";
import { useDebounced } from "@/shared/lib/use-debounced";
import { useMe } from "@/shared/session/me";
import { Avatar } from "@/shared/ui/avatar";
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
import { PaletteFrame } from "./palette-frame";

interface FoundLead {
  id: string;
  first_name: string | null;
  last_name: string | null;
  phone: string | null;
  email: string | null;
  esito: { name: string } | null;
}

const FEWEST_LETTERS = 2;

/** ⌘K: pages by name, leads by name, phone in any spelling or e-mail. */
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
  const leads = asking ? (found.data?.items ?? []) : [];
  const matches = (text: string) => text.toLowerCase().includes(query.trim().toLowerCase());
  const pages = navFor(me)
    .flatMap((group) => group.entries)
    .filter((entry) => matches(t(`nav.${entry.key}`)));
  const first = leads[0]?.id ?? pages[0]?.key ?? "profile";
  const [selected, setSelected] = useState(first);
  useEffect(() => setSelected(first), [first]);
  const dark = document.documentElement.classList.contains("dark");
  const themeWords = `${t("profile.theme")}: ${t(dark ? "profile.theme_light" : "profile.theme_dark")}`;
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
          {leads.length > 0 && (
            <CommandGroup heading={t("palette.leads")}>
              {leads.map((lead) => (
                <CommandItem key={lead.id} value={lead.id} onSelect={() => go(`/leads/${lead.id}`)}>
                  <Avatar name={fullName(lead)} size="sm" />
                  <span className="min-w-0 truncate">
                    {fullName(lead) || lead.email || formatPhone(lead.phone)}
                  </span>
                  <span className="tabular shrink-0 whitespace-nowrap text-muted-foreground">
                    {formatPhone(lead.phone)}
                  </span>
                  <span className="ml-auto shrink-0 text-muted-foreground text-xs max-sm:hidden">
                    {lead.esito?.name}
                  </span>
                </CommandItem>
              ))}
            </CommandGroup>
          )}
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
          {(matches(t("nav.profile")) || matches(themeWords)) && (
            <CommandGroup heading={t("palette.actions")}>
              <CommandItem value="profile" onSelect={() => go("/profile")}>
                <UserRound aria-hidden />
                {t("nav.profile")}
              </CommandItem>
              <CommandItem
                value="theme"
                onSelect={() => {
                  themeChoice.set(dark ? "light" : "dark");
                  onOpenChange(false);
                }}
              >
                {dark ? <Sun aria-hidden /> : <Moon aria-hidden />}
                {themeWords}
              </CommandItem>
            </CommandGroup>
          )}
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
