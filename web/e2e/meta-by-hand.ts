import { createHmac } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, expect } from "@playwright/test";

/** The key from which the server derives the simulated Meta's secrets; null where its home is elsewhere. */
function homeKey(): Buffer | null {
  const path = join(process.env.GOCCIA_HOME ?? "", "secret.key");
  return process.env.GOCCIA_HOME && existsSync(path) ? readFileSync(path) : null;
}

const derived = (key: Buffer, purpose: string) =>
  createHmac("sha256", key).update(purpose).digest("hex");

export const canSign = (): boolean => homeKey() !== null;

/** Steers the simulated Meta. */
async function steer(request: APIRequestContext, path: string, data: object) {
  const key = homeKey();
  if (!key) throw new Error("GOCCIA_HOME of the server is not known");
  const answer = await request.post(`/sim/graph/_sim/${path}`, {
    data,
    headers: { "X-Sim-Key": derived(key, "graph simulator") },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}

export interface Filled {
  id: string;
  form_id: string;
  page_id: string;
}

/** Somebody fills in a form at the simulated Meta, whose own webhook gets lost. */
export async function fillIn(
  request: APIRequestContext,
  form: { form_id: string; page_id: string },
  answers: Record<string, string>,
): Promise<Filled> {
  const { leads } = await steer(request, "leads", {
    form_id: form.form_id,
    answers,
    lost: true,
    wait: "none",
  });
  return { id: leads[0].id, ...form };
}

/** A form that nobody has connected, at a page that is. */
export async function addForm(request: APIRequestContext, id: string, name: string) {
  await steer(request, "forms", { id, name });
}

/** Meta's webhook about a lead, signed as Meta signs: over the raw bytes. Answers the status. */
export async function deliver(
  request: APIRequestContext,
  { id, form_id, page_id }: Filled,
  secretSuffix = "",
): Promise<number> {
  const key = homeKey();
  if (!key) throw new Error("GOCCIA_HOME of the server is not known");
  const secret =
    (process.env.GOCCIA_META_APP_SECRET ?? derived(key, "meta app secret")) + secretSuffix;
  const now = Math.trunc(Date.now() / 1000);
  const value = { leadgen_id: id, page_id, form_id, created_time: now };
  const body = JSON.stringify({
    object: "page",
    entry: [{ id: page_id, time: now, changes: [{ field: "leadgen", value }] }],
  });
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const answer = await request.post("/hooks/meta", {
    headers: { "Content-Type": "application/json", "X-Hub-Signature-256": `sha256=${signature}` },
    data: Buffer.from(body),
  });
  return answer.status();
}
