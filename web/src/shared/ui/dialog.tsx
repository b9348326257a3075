import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/shared/lib/cn";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

export const overlayClasses =
  "fixed inset-0 z-50 bg-overlay data-[state=open]:animate-fade-in data-[state=closed]:animate-fade-out";

const WIDTHS = { sm: "sm:max-w-100", md: "sm:max-w-130", lg: "sm:max-w-180" };

/** In the middle of the screen; on a phone a sheet from the bottom. `text` is read with the title. */
export function DialogContent({
  title,
  text,
  width = "md",
  className,
  children,
  ...props
}: Omit<ComponentProps<typeof Primitive.Content>, "title"> & {
  title: ReactNode;
  text?: ReactNode;
  width?: keyof typeof WIDTHS;
}) {
  const { t } = useTranslation();
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content
        data-slot="dialog-content"
        className={cn(
          "fixed z-50 flex w-full flex-col border bg-popover text-popover-foreground shadow-pop",
          "sm:-translate-x-1/2 sm:-translate-y-1/2 sm:top-1/2 sm:left-1/2 sm:max-h-[86dvh] sm:rounded-xl sm:data-[state=open]:animate-pop-in sm:data-[state=closed]:animate-fade-out",
          "max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[92dvh] max-sm:rounded-t-xl max-sm:border-x-0 max-sm:border-b-0 max-sm:pb-[env(safe-area-inset-bottom)] max-sm:data-[state=open]:animate-from-bottom max-sm:data-[state=closed]:animate-fade-out",
          WIDTHS[width],
          className,
        )}
        {...(text ? {} : { "aria-describedby": undefined })}
        {...props}
      >
        <header className="flex items-start justify-between gap-4 px-5 pt-4.5 pb-3">
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

/** The part that scrolls. */
export function DialogBody({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      data-slot="dialog-body"
      className={cn("scroll-slim min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5", className)}
      {...props}
    />
  );
}

export function DialogFooter({ className, ...props }: ComponentProps<"footer">) {
  return (
    <footer
      data-slot="dialog-footer"
      className={cn(
        "flex items-center justify-end gap-2 border-t px-5 py-3 max-sm:*:flex-1",
        className,
      )}
      {...props}
    />
  );
}
