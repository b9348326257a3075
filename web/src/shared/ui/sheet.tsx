import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";
import { overlayClasses } from "./dialog";

export const Sheet = Primitive.Root;
export const SheetTrigger = Primitive.Trigger;
export const SheetClose = Primitive.Close;

/** A panel at the right edge (480 px); on a phone a sheet from the bottom with a grip. */
export function SheetContent({
  title,
  text,
  hideTitle = false,
  className,
  children,
  ...props
}: Omit<ComponentProps<typeof Primitive.Content>, "title"> & {
  title: ReactNode;
  text?: ReactNode;
  hideTitle?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content
        data-slot="sheet-content"
        className={cn(
          "fixed z-50 flex flex-col bg-popover text-popover-foreground shadow-pop",
          "sm:inset-y-2 sm:right-2 sm:w-120 sm:max-w-[calc(100vw-1rem)] sm:rounded-xl sm:border sm:data-[state=open]:animate-from-right sm:data-[state=closed]:animate-fade-out",
          "max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[88dvh] max-sm:rounded-t-xl max-sm:border-t max-sm:pb-[env(safe-area-inset-bottom)] max-sm:data-[state=open]:animate-from-bottom max-sm:data-[state=closed]:animate-fade-out",
          className,
        )}
        {...(text ? {} : { "aria-describedby": undefined })}
        {...props}
      >
        <span
          className="-mb-2 mx-auto mt-2 h-1 w-9 shrink-0 rounded-full bg-input sm:hidden"
          aria-hidden
        />
        <header
          className={cn(
            "flex items-start justify-between gap-4 px-5 pt-4.5 pb-3",
            hideTitle && "sr-only",
          )}
        >
          <div className="min-w-0">
            <Primitive.Title className="font-semibold text-[15px] leading-6">
              {title}
            </Primitive.Title>
            {text && (
              <Primitive.Description className="mt-0.5 text-muted-foreground text-sm">
                {text}
              </Primitive.Description>
            )}
          </div>
          <Primitive.Close
            aria-label={t("actions.close")}
            className="-mt-1 -mr-2 flex size-8 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground max-sm:size-11"
          >
            <X className="size-4" aria-hidden />
          </Primitive.Close>
        </header>
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export { DialogBody as SheetBody, DialogFooter as SheetFooter } from "./dialog";
