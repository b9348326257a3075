import { type ComponentType, type FunctionComponent, useEffect, useState } from "react";

/** `preload` fetches the code ahead of its use: when the pointer or the focus comes near. */
export type Late<P> = FunctionComponent<P> & { preload: () => void };

/**
 * A component whose code is fetched when it is first drawn. Unlike `lazy` it needs no Suspense, which holds
 * back what follows a fallback for 300 ms: too long for something that opens on a click.
 */
export function late<P extends object>(load: () => Promise<ComponentType<P>>): Late<P> {
  let loaded: ComponentType<P> | undefined;
  let loading: Promise<ComponentType<P>> | undefined;
  const fetchOnce = () => {
    loading ??= load().then(
      (component) => {
        loaded = component;
        return component;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };

  // biome-ignore lint/correctness/noComponentHookFactories: called at module level, as `lazy` is
  function LateComponent(props: P) {
    const [state, setState] = useState<{ component?: ComponentType<P>; error?: unknown }>(
      loaded ? { component: loaded } : {},
    );
    const { component: Component, error } = state;
    useEffect(() => {
      if (Component) return;
      let wanted = true;
      fetchOnce().then(
        (component) => wanted && setState({ component }),
        (failure: unknown) => wanted && setState({ error: failure }),
      );
      return () => {
        wanted = false;
      };
    }, [Component]);
    if (error) throw error;
    return Component ? <Component {...props} /> : null;
  }

  return Object.assign(LateComponent, {
    preload: () => {
      fetchOnce().catch(() => {
        // It is tried again, and shown to fail, when it is drawn.
      });
    },
  });
}
