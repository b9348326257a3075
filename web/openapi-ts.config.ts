import { defineConfig } from "@hey-api/openapi-ts";

export default defineConfig({
  input: process.env.GOCCIA_OPENAPI ?? "./openapi.json",
  output: process.env.GOCCIA_CLIENT_OUT ?? "./src/shared/api/generated",
  plugins: [
    {
      name: "@hey-api/client-fetch",
      runtimeConfigPath: "./src/shared/api/runtime",
      throwOnError: true,
    },
    "@hey-api/typescript",
    { name: "@hey-api/sdk", responseStyle: "data" },
  ],
});
