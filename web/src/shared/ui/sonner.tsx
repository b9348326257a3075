import { Toaster as Sonner } from "sonner";
import { useIsPhone } from "@/shared/lib/use-media-query";

/** Where toasts appear; loaded after the page. Show one with `notify`. */
export function Toaster() {
  const phone = useIsPhone();
  return (
    <Sonner
      position={phone ? "bottom-center" : "bottom-right"}
      offset={16}
      // Above the bottom bar, and above the acts of a record where they stand on it.
      mobileOffset={{ bottom: "var(--toast-bottom)", left: 12, right: 12 }}
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full sm:w-90 items-center gap-3 rounded-lg border bg-popover px-3.5 py-3 text-popover-foreground text-sm shadow-pop font-sans",
          title: "font-medium",
          description: "text-muted-foreground text-xs mt-0.5",
          content: "flex-1 min-w-0",
          icon: "shrink-0 [&_svg]:size-4.5",
          success: "[&_[data-icon]]:text-green-dot",
          error: "[&_[data-icon]]:text-red-dot",
          info: "[&_[data-icon]]:text-blue-dot",
          actionButton:
            "h-7 max-sm:h-10 shrink-0 rounded-md bg-primary px-2.5 font-medium text-primary-foreground text-xs hover:bg-primary-hover",
        },
      }}
    />
  );
}
