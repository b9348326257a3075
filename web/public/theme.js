// Sets the theme before the first paint. Same key and rule as src/shared/lib/theme.ts.
(() => {
  let choice = "system";
  try {
    choice = JSON.parse(localStorage.getItem("goccia.theme") || '"system"');
  } catch {}
  const dark =
    choice === "dark" ||
    (choice === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", dark);
})();
