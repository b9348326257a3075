import { useEffect, useState } from "react";
import { useDebounced } from "@/shared/lib/use-debounced";

/** What is typed, sent to the address when it rests; an address changed elsewhere is typed back. */
export function useSearchText(inAddress: string, send: (q: string) => void) {
  const [typed, setTyped] = useState(inAddress);
  const rested = useDebounced(typed, 250);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed is sent, once
  useEffect(() => {
    if (rested.trim() !== inAddress) send(rested.trim());
  }, [rested]);
  useEffect(() => setTyped(inAddress), [inAddress]);
  return [typed, setTyped] as const;
}
