import {
  type APIRequestContext,
  type BrowserContext,
  expect,
  type Page,
  request,
} from "@playwright/test";

export interface Login {
  email: string;
  password: string;
}

const demo = (name: string): Login => ({ email: `${name}@demo.example`, password: "goccia-demo" });

/** Who may be logged in as: the Admin of the environment or of the demo data, and people of its first unit. */
export const PEOPLE = {
  admin: {
    email: process.env.GOCCIA_ADMIN_EMAIL ?? demo("ada").email,
    password: process.env.GOCCIA_ADMIN_PASSWORD ?? demo("ada").password,
  },
  referente: demo("rita"),
  agente: demo("anna"),
};

export const baseURL = process.env.GOCCIA_E2E_URL ?? "http://127.0.0.1:8000";

interface Session {
  cookies: Awaited<ReturnType<BrowserContext["cookies"]>>;
  headers: Record<string, string>;
  id: string;
}

/** Log-ins are dear: one for each person, whose cookies every page then has. */
const sessions = new Map<string, Promise<Session>>();

async function logIn({ email, password }: Login): Promise<Session> {
  const outside = await request.newContext({ baseURL });
  const answer = await outside.post("/api/auth/login", { data: { email, password } });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { access_token, user } = await answer.json();
  const { cookies } = await outside.storageState();
  await outside.dispose();
  return { cookies, headers: { Authorization: `Bearer ${access_token}` }, id: user.id };
}

function sessionOf(login: Login): Promise<Session> {
  const known = sessions.get(login.email) ?? logIn(login);
  sessions.set(login.email, known);
  return known;
}

/** Makes the page's browser a person's, and opens an address. */
export async function signIn(page: Page, who: Login, address = "/today"): Promise<void> {
  await page.context().clearCookies();
  await page.context().addCookies((await sessionOf(who)).cookies);
  await page.goto(address);
}

/** The API as somebody, beside the pages: for what happens elsewhere meanwhile. */
export async function apiAs(outside: APIRequestContext, login: Login) {
  const { headers, id } = await sessionOf(login);
  // biome-ignore lint/suspicious/noExplicitAny: the answers are read where they are asked for
  const call = async <T = any>(method: string, path: string, data?: unknown): Promise<T> => {
    const done = await outside.fetch(path, { method, headers, ...(data ? { data } : {}) });
    expect(done.ok(), `${method} ${path}: ${await done.text()}`).toBe(true);
    return done.json();
  };
  return {
    id,
    // biome-ignore lint/suspicious/noExplicitAny: as above
    get: <T = any>(path: string) => call<T>("GET", path),
    // biome-ignore lint/suspicious/noExplicitAny: as above
    post: <T = any>(path: string, data: unknown = {}) => call<T>("POST", path, data),
    put: (path: string, data: unknown) => call("PUT", path, data),
    patch: (path: string, data: unknown) => call("PATCH", path, data),
    upload: async (container_id: string, name: string, text: string) => {
      const file = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
      const done = await outside.post("/api/imports", {
        headers,
        multipart: { container_id, file },
      });
      expect(done.ok(), await done.text()).toBe(true);
      return done.json();
    },
  };
}

export type Api = Awaited<ReturnType<typeof apiAs>>;
