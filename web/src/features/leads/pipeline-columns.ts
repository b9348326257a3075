import type { PipelineColumn } from "@/shared/api/generated/types.gen";
import type { Lead } from "@/shared/leads/lead";

/** A lead on its way to another Esito, as long as the server has not answered. */
export interface Move {
  lead: Lead;
  to: string;
}

export const columnId = (column: Pick<PipelineColumn, "esito">) => column.esito?.id ?? "none";

/** The columns as they will be when what is on its way has arrived: moved leads on top of where they go. */
export function arranged(
  columns: readonly PipelineColumn[],
  moves: ReadonlyMap<string, Move>,
): readonly PipelineColumn[] {
  if (moves.size === 0) return columns;
  return columns.map((column) => {
    const id = columnId(column);
    const stay = column.items.filter((lead) => {
      const move = moves.get(lead.id);
      return !move || move.to === id;
    });
    const come = [...moves.values()].filter(
      ({ lead, to }) => to === id && !stay.some((there) => there.id === lead.id),
    );
    return {
      ...column,
      items: [...come.map(({ lead }) => lead), ...stay],
      total: column.total - (column.items.length - stay.length) + come.length,
    };
  });
}
