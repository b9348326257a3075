import { type APIRequestContext, type APIResponse, expect, type Page } from "@playwright/test";
import type { Lead, PageContainer, PageUserBrief } from "../src/shared/api/generated/types.gen";

/** People of the demo. */
export type Person = "rita" | "anna" | "bruno" | "chiara";
const PASSWORD = "goccia-demo";
const email = (person: Person) => `${person}@demo.example`;

/** Logs a person in: the page's cookies are theirs from now on. */
export async function logIn(page: Page, person: Person): Promise<void> {
  const answer = await page.request.post("/api/auth/login", {
    data: { email: email(person), password: PASSWORD },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** The API as a person, beside the page: for what happens elsewhere meanwhile. */
export async function asPerson(request: APIRequestContext, person: Person) {
  const login = await request.post("/api/auth/login", {
    data: { email: email(person), password: PASSWORD },
  });
  const { access_token, user } = await login.json();
  const headers = { Authorization: `Bearer ${access_token}` };
  const read = async <T>(answer: APIResponse): Promise<T> => {
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as T;
  };
  return {
    id: user.id as string,
    get: async <T>(path: string) => read<T>(await request.get(path, { headers })),
    post: async <T>(path: string, data: object = {}) =>
      read<T>(await request.post(path, { headers, data })),
  };
}

let made = 0;

/** A lead of Anna's that nobody else has: its name is its own. */
export async function leadOfAnna(
  request: APIRequestContext,
): Promise<{ id: string; name: string }> {
  const rita = await asPerson(request, "rita");
  const { items: agents } = await rita.get<PageUserBrief>("/api/users?role=agente&q=anna");
  const { items: containers } = await rita.get<PageContainer>("/api/containers");
  const digits = String(Date.now() * 10 + (made++ % 10)).slice(-7);
  const letters = [...digits].map((digit) => "abcdefghil"[Number(digit)]).join("");
  const lead = await rita.post<Lead>("/api/leads", {
    container_id: containers[0]?.id,
    agent_id: agents[0]?.id,
    first_name: "Prova",
    last_name: letters,
    phone: `347 ${digits}`,
    province: "MI",
    source: "Facebook",
  });
  return { id: lead.id, name: `${lead.first_name} ${lead.last_name}` };
}
