import { apiFetch } from "./fetch";

/** How the generated client talks to the server: through `apiFetch`, throwing `ApiError`. */
export function createClientConfig<T extends object>(config?: T) {
  return { ...(config as T), baseUrl: "", fetch: apiFetch, throwOnError: true as const };
}
