import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LogoMark } from "@/shared/ui/logo-mark";
import { StillWater } from "./still-water";

/** The pages before the shell: a form on paper, and beside it (from 900 px) a drop on still water. */
export function AuthFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation("auth");
  return (
    <div className="flex min-h-dvh">
      <main className="flex min-w-0 flex-1 flex-col px-5 py-6 sm:px-10">
        <div className="flex items-center gap-2">
          <LogoMark className="size-7" />
          <span className="font-semibold text-[17px] tracking-[-0.02em]">Goccia</span>
        </div>
        <div className="mx-auto flex w-full max-w-88 flex-1 flex-col justify-center py-10">
          {children}
        </div>
      </main>
      <aside className="relative hidden w-[46%] max-w-180 overflow-hidden border-l bg-sidebar min-[900px]:block">
        <StillWater />
        <div className="absolute inset-x-0 bottom-0 p-12">
          <p className="max-w-92 text-balance font-semibold text-[26px] leading-8 tracking-[-0.02em]">
            {t("brand.line")}
          </p>
          <p className="mt-3 max-w-84 text-base text-muted-foreground">{t("brand.text")}</p>
        </div>
      </aside>
    </div>
  );
}
