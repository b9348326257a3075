import { createFileRoute } from "@tanstack/react-router";
import { ForbiddenPage } from "@/features/shell/forbidden-page";

export const Route = createFileRoute("/_app/forbidden")({ component: ForbiddenPage });
