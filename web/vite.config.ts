/// <reference types="vitest/config" />
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const server = `http://127.0.0.1:${process.env.GOCCIA_PORT ?? "8000"}`;

/**
 * Chunks that are there before any other: they need no preloading, and each list of what to preload is shorter
 * without them (it is part of the first load). A name that is missing here costs weight, nothing else.
 */
const ALWAYS_THERE = new Set(
  [
    "index rolldown-runtime react jsx-runtime matchContext lazyRouteComponent link useMatch useRouter useNavigate",
    "useSelector with-selector removable QueryClientProvider useQuery i18next i18n useTranslation preload-helper",
    "cn clsx createLucideIcon problem persisted late names phone dates numbers skeleton me live use-live",
  ].flatMap((names) => names.split(" ")),
);
const nameOf = (chunk: string) => chunk.replace(/^.*\//, "").replace(/-.{8}\.\w+$/, "");

/** The icons of the navigation, by the files they are in: all are drawn at once, so they come in one chunk. */
const navigation = readFileSync(new URL("./src/features/shell/nav.ts", import.meta.url), "utf8");
const NAV_ICONS = new Set(
  [...navigation.matchAll(/icon: (\w+)/g)].map(([, name]) =>
    `${name}.`.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase(),
  ),
);
const isNavIcon = (id: string) =>
  id.includes("/lucide-react/") && [...NAV_ICONS].some((icon) => id.includes(`/icons/${icon}`));

/** The viewer of /api/docs, served by ourselves: the page must work without the internet, and tell nobody who reads it. */
function apiDocs(): Plugin {
  const require = createRequire(import.meta.url);
  return {
    name: "api-docs",
    apply: "build",
    generateBundle() {
      for (const file of ["swagger-ui-bundle.js", "swagger-ui.css"]) {
        const source = readFileSync(require.resolve(`swagger-ui-dist/${file}`));
        this.emitFile({ type: "asset", fileName: `docs/${file}`, source });
      }
    },
  };
}

export default defineConfig({
  plugins: [
    tanstackRouter({
      target: "react",
      autoCodeSplitting: true,
      routesDirectory: "./src/routes",
      generatedRouteTree: "./src/app/route-tree.gen.ts",
      quoteStyle: "double",
      semicolons: true,
    }),
    react(),
    tailwindcss(),
    apiDocs(),
  ],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    port: 5173,
    proxy: { "/api": server, "/hooks": server, "/sim": server },
  },
  build: {
    manifest: true,
    target: ["chrome123", "firefox128", "safari17.5"],
    modulePreload: {
      resolveDependencies: (_, chunks, { hostType }) =>
        hostType === "html" ? chunks : chunks.filter((chunk) => !ALWAYS_THERE.has(nameOf(chunk))),
    },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "nav-icons", test: isNavIcon }] } },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["./src/shared/test-setup.ts"],
    restoreMocks: true,
  },
});
