import { type APIRequestContext, expect } from "@playwright/test";
import { PEOPLE } from "./sign-in";

const PASSWORD = "una-goccia-alla-volta";

/** The API as somebody, beside the pages. */
export async function apiAs(
  request: APIRequestContext,
  login: { email: string; password: string },
) {
  const answer = await request.post("/api/auth/login", {
    data: { email: login.email, password: login.password },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { access_token } = await answer.json();
  const headers = { Authorization: `Bearer ${access_token}` };
  const call = async (method: string, path: string, data?: unknown) => {
    const done = await request.fetch(path, { method, headers, ...(data ? { data } : {}) });
    expect(done.ok(), `${method} ${path}: ${await done.text()}`).toBe(true);
    return done.json();
  };
  return {
    get: (path: string) => call("GET", path),
    post: (path: string, data: unknown = {}) => call("POST", path, data),
    put: (path: string, data: unknown) => call("PUT", path, data),
    upload: async (container_id: string, name: string, text: string) => {
      const file = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
      const done = await request.post("/api/imports", {
        headers,
        multipart: { container_id, file },
      });
      expect(done.ok(), await done.text()).toBe(true);
      return done.json();
    },
  };
}

/** A name with no digits that nobody else in the database has. */
export function ownName(word: string): string {
  const letters = [...String(Date.now() % 1e8)].map((digit) => "abcdefghil"[Number(digit)]);
  return word + letters.join("");
}

let numbers = 0;
export function ownPhone(): string {
  numbers += 1;
  return `34${String(Date.now() * 10 + (numbers % 10)).slice(-8)}`;
}

/** A unit of its own: a Referente, two agents with nothing to do, and a container that drips on both in turn. */
export async function ownNetwork(request: APIRequestContext) {
  const admin = await apiAs(request, PEOPLE.admin);
  const surname = ownName("Rivi");
  const unit = await admin.post("/api/units", { name: `Unità ${surname}` });
  const person = async (first_name: string, role: string) => {
    const email = `${first_name}.${surname}@example.it`.toLowerCase();
    const body = { email, first_name, last_name: surname, role, unit_ids: [unit.id] };
    const made = await admin.post("/api/users", { ...body, password: PASSWORD });
    return { id: made.id as string, name: `${first_name} ${surname}`, email, password: PASSWORD };
  };
  const referente = await person("Olga", "referente");
  const agents = [await person("Sara", "agente"), await person("Tito", "agente")] as const;
  const name = `Contenitore ${surname}`;
  const container = await admin.post("/api/containers", { unit_id: unit.id, name });
  await admin.put(
    `/api/containers/${container.id}/team`,
    agents.map(({ id }) => ({ user_id: id })),
  );
  return {
    unitId: unit.id as string,
    container: {
      id: container.id as string,
      name,
      intake: new URL(container.intake_url).pathname,
    },
    referente,
    agents,
  };
}
