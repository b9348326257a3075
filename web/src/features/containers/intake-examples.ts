/** What a sender must do, as text to be pasted. `{url}` is the container's address. */
const JSON_EXAMPLE = `curl -X POST '{url}' \\
  -H 'Content-Type: application/json' \\
  -d '{"nome": "Maria", "cognome": "Bianchi", "telefono": "333 1234567",
       "email": "maria@example.it", "provincia": "Milano", "privacy": "sì"}'`;

const FORM_EXAMPLE = `curl '{url}' \\
  --data-urlencode 'nome=Maria Bianchi' \\
  --data-urlencode 'telefono=333 1234567' \\
  --data-urlencode 'provincia=MI'`;

const GET_EXAMPLE = `curl -G '{url}' \\
  --data-urlencode 'nome=Maria Bianchi' \\
  --data-urlencode 'telefono=333 1234567'`;

const PAGE_EXAMPLE = `<form method="post" action="{url}">
  <input name="nome" placeholder="Nome e cognome" required>
  <input name="telefono" type="tel" placeholder="Telefono" required>
  <input name="provincia" placeholder="Provincia">
  <label><input name="privacy" type="checkbox" value="sì" required> Privacy</label>
  <button>Invia</button>
</form>`;

export const GUIDES = [
  "json",
  "form",
  "get",
  "zapier",
  "make",
  "google",
  "tiktok",
  "page",
] as const;
export type Guide = (typeof GUIDES)[number];

const EXAMPLES: Partial<Record<Guide, string>> = {
  json: JSON_EXAMPLE,
  form: FORM_EXAMPLE,
  get: GET_EXAMPLE,
  page: PAGE_EXAMPLE,
};

export function exampleOf(guide: Guide, url: string): string | undefined {
  return EXAMPLES[guide]?.replace("{url}", url);
}
