import { CopyButton } from "./copy-button";

/** A few lines to be pasted elsewhere, with their copy button. Scrolls sideways by keyboard too. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <div className="relative rounded-md border bg-muted">
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="scroll-slim max-h-72 overflow-auto rounded-md"
      >
        <pre className="w-max min-w-full p-3 pr-12 font-mono text-xs leading-5">{code}</pre>
      </section>
      <CopyButton
        text={code}
        iconOnly
        variant="ghost"
        className="absolute top-1.5 right-1.5 size-7 bg-muted max-sm:size-9"
      />
    </div>
  );
}
