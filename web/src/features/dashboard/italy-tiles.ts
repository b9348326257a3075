/** Italy as tiles: a province each, about where it lies. Two letters a place, ".." the sea and the neighbours. */
const ROWS = [
  ".. .. .. CO LC SO BZ .. .. UD .. .. .. .. .. ..",
  ".. VB VA MB BG TN VI BL PN GO .. .. .. .. .. ..",
  "AO BI NO MI LO BS VR TV VE TS .. .. .. .. .. ..",
  ".. TO VC PV CR MN PD RO .. .. .. .. .. .. .. ..",
  ".. AT AL PC PR RE MO FE .. .. .. .. .. .. .. ..",
  ".. CN SV GE MS PT BO RA RN .. .. .. .. .. .. ..",
  ".. IM .. SP PI LU PO FC PU AN .. .. .. .. .. ..",
  ".. .. .. .. LI .. FI AR PG MC FM .. .. .. .. ..",
  ".. .. .. .. .. .. SI .. TR AP .. .. .. .. .. ..",
  ".. .. .. .. .. .. GR VT RI TE PE .. .. .. .. ..",
  ".. .. .. .. .. .. .. RM .. AQ CH CB .. .. .. ..",
  ".. .. .. .. .. .. .. .. LT FR IS BN FG .. .. ..",
  ".. .. .. .. .. .. .. .. .. .. CE AV .. BT BA ..",
  ".. .. SS .. .. .. .. .. .. .. NA SA PZ MT TA BR",
  ".. .. .. NU .. .. .. .. .. .. .. .. .. .. .. LE",
  ".. .. OR .. .. .. .. .. .. .. .. .. .. .. .. ..",
  ".. .. SU CA .. .. .. .. .. .. .. .. .. CS KR ..",
  ".. .. .. .. .. .. .. .. .. .. .. .. VV CZ .. ..",
  ".. .. .. .. .. .. .. .. .. PA .. .. ME .. .. ..",
  ".. .. .. .. .. .. .. .. TP .. EN .. RC .. .. ..",
  ".. .. .. .. .. .. .. .. .. AG CL CT .. .. .. ..",
  ".. .. .. .. .. .. .. .. .. .. .. RG SR .. .. ..",
] as const;

export interface Tile {
  province: string;
  column: number;
  row: number;
}

export const TILES: readonly Tile[] = ROWS.flatMap((line, row) =>
  line
    .split(" ")
    .map((province, column) => ({ province, column: column + 1, row: row + 1 }))
    .filter(({ province }) => province !== ".."),
);
