import { createFileRoute } from "@tanstack/react-router";
import { UserListPage, type UserSearch } from "@/features/users/user-list-page";
import { loadAreas } from "@/shared/i18n/i18n";
import { ROLES } from "@/shared/session/can";
import { requirePermission } from "@/shared/session/require-permission";

const text = (value: unknown) => (value ? String(value) : undefined);

export const Route = createFileRoute("/_app/users/")({
  validateSearch: (search: Record<string, unknown>): UserSearch => ({
    q: text(search.q),
    role: ROLES.find((role) => role === search.role),
    unit: text(search.unit),
    state: search.state === "active" || search.state === "inactive" ? search.state : undefined,
    user: text(search.user),
  }),
  beforeLoad: ({ context }) => requirePermission(context.me, "user:edit"),
  loader: () => loadAreas("users", "calendar"),
  component: RoutePage,
});

function RoutePage() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <UserListPage
      search={search}
      onSearchChange={(next) => navigate({ search: next, replace: true })}
    />
  );
}
