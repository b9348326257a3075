/** True for a path of this site; "//other.example" and "https://…" would lead away after the login. */
export function isOurPath(value: unknown): value is string {
  return typeof value === "string" && /^\/(?![/\\])/.test(value);
}
