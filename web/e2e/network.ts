import { type APIRequestContext, request } from "@playwright/test";
import type { Lead } from "../src/shared/api/generated/types.gen";
import { apiAs, baseURL, PEOPLE } from "./people";

const PASSWORD = "una-goccia-alla-volta";

/** A request context that outlives a test. */
export const outside = (): Promise<APIRequestContext> => request.newContext({ baseURL });

/** What another worker or another run does not make as well. */
const worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0) % 10;
let made = Date.now() % 1e7;
const ownDigits = () => `${worker}${String(made++ % 1e7).padStart(7, "0")}`;

/** A name with no digits that nobody else in the database has. */
export function ownName(word: string): string {
  return word + [...ownDigits()].map((digit) => "abcdefghil"[Number(digit)]).join("");
}

export const ownPhone = (): string => `34${ownDigits()}`;

/** A unit of its own: a Referente, two agents with nothing to do, and a container that drips on both in turn. */
export async function ownNetwork() {
  const admin = await apiAs(await outside(), PEOPLE.admin);
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

export type Network = Awaited<ReturnType<typeof ownNetwork>>;

/** A lead of the network's first agent. */
export async function leadOf(network: Network, more: object = {}) {
  const api = await apiAs(await outside(), network.referente);
  const lead = await api.post<Lead>("/api/leads", {
    container_id: network.container.id,
    agent_id: network.agents[0].id,
    first_name: "Prova",
    last_name: ownName("Lago"),
    phone: ownPhone(),
    province: "MI",
    source: "Facebook",
    ...more,
  });
  return { id: lead.id, name: `${lead.first_name} ${lead.last_name}`, phone: lead.phone ?? "" };
}

/** Somebody fills in the form of a landing page; when the server has answered. */
export async function sendByHook(network: Network, name: string): Promise<number> {
  const [nome, cognome] = name.split(" ");
  const data = { nome, cognome, telefono: ownPhone(), prov: "MI", fonte: "Facebook" };
  const sent = await (await outside()).post(network.container.intake, { data });
  const answered = Date.now();
  const { status } = (await sent.json()) as { status: string };
  if (status !== "created") throw new Error(`the webhook answered ${status}`);
  return answered;
}
