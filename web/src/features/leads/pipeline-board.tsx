import {
  type Announcements,
  type CollisionDetection,
  DndContext,
  DragOverlay,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PipelineColumn as Column } from "@/shared/api/generated/types.gen";
import { useEsiti } from "@/shared/leads/esiti";
import { type Esito, type Lead, leadName } from "@/shared/leads/lead";
import { persisted, usePersisted } from "@/shared/lib/persisted";
import { PipelineCard } from "./pipeline-card";
import { PipelineColumn } from "./pipeline-column";
import { columnId } from "./pipeline-columns";

/** Which columns were opened or put together by hand; the others are open unless their Esito is final or they were empty. */
const opened = persisted<Record<string, boolean>>("pipeline.open", {});
const HELD = 200;
/** So far a card may stand from the left edge of its column, in px. */
const PADDING = 12;
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** By keyboard a card goes from column to column. */
const nextColumn: KeyboardCoordinateGetter = (
  event,
  { context: { droppableRects, droppableContainers, collisionRect } },
) => {
  const step = STEPS[event.code];
  if (!step || !collisionRect) return undefined;
  event.preventDefault();
  const rects = droppableContainers
    .getEnabled()
    .map(({ id }) => droppableRects.get(id))
    .filter((rect) => rect !== undefined)
    .sort((one, other) => step * (one.left - other.left));
  const target = rects.find((rect) => step * (rect.left - collisionRect.left) > PADDING);
  return target && { x: target.left, y: collisionRect.top };
};

/** With a pointer the column under it; with the keyboard the one at whose left edge the card stands. */
const whereHeld: CollisionDetection = (args) => {
  if (args.pointerCoordinates) return pointerWithin(args);
  const { collisionRect, droppableContainers, droppableRects } = args;
  return droppableContainers
    .flatMap((droppableContainer) => {
      const rect = droppableRects.get(droppableContainer.id);
      const value = rect && Math.abs(rect.left - collisionRect.left);
      return value === undefined || value > PADDING
        ? []
        : [{ id: droppableContainer.id, data: { droppableContainer, value } }];
    })
    .sort((one, other) => one.data.value - other.data.value);
};

/** The columns side by side; a card is carried to another one by mouse, finger or keyboard. */
export function PipelineBoard({
  columns,
  query,
  now,
  onDrop,
  onMove,
}: {
  columns: readonly Column[];
  query: object;
  now: number;
  onDrop: (lead: Lead, esito: Esito) => void;
  onMove: (lead: Lead) => void;
}) {
  const { t } = useTranslation("pipeline");
  const [choice, setChoice] = usePersisted(opened);
  const [empty] = useState(
    () => new Set(columns.filter((column) => column.total === 0).map(columnId)),
  );
  const [held, setHeld] = useState<Lead | null>(null);
  const esiti = useEsiti();
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: HELD, tolerance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: nextColumn, scrollBehavior: "auto" }),
  );
  const heldName = (active: { data: { current?: unknown } }) =>
    leadName((active.data.current as { lead: Lead }).lead);
  const columnName = (id: unknown) =>
    columns.find((column) => columnId(column) === id)?.esito?.name ?? "";
  const announcements: Announcements = {
    onDragStart: ({ active }) => t("dnd.taken", { name: heldName(active) }),
    onDragOver: ({ active, over }) =>
      over
        ? t("dnd.over", { name: heldName(active), esito: columnName(over.id) })
        : t("dnd.nowhere", { name: heldName(active) }),
    onDragEnd: ({ active, over }) =>
      over
        ? t("dnd.dropped", { name: heldName(active), esito: columnName(over.id) })
        : t("dnd.cancelled", { name: heldName(active) }),
    onDragCancel: ({ active }) => t("dnd.cancelled", { name: heldName(active) }),
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={whereHeld}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t("dnd.help") } }}
      onDragStart={({ active }) => setHeld((active.data.current as { lead: Lead }).lead)}
      onDragCancel={() => setHeld(null)}
      onDragEnd={({ over }) => {
        const esito = over && esiti.find(({ id }) => id === over.id);
        if (held && esito) onDrop(held, esito);
        setHeld(null);
      }}
    >
      <div className="scroll-slim relative flex min-h-0 flex-1 gap-2.5 overflow-x-auto px-4 py-3 sm:px-6">
        {columns.map((column) => {
          const id = columnId(column);
          return (
            <PipelineColumn
              key={id}
              column={column}
              query={query}
              now={now}
              open={choice[id] ?? !(column.final || empty.has(id))}
              onOpenChange={(open) => setChoice({ ...choice, [id]: open })}
              onMove={onMove}
            />
          );
        })}
      </div>
      <DragOverlay dropAnimation={null}>
        {held && <PipelineCard lead={held} walk={{}} now={now} lifted />}
      </DragOverlay>
    </DndContext>
  );
}
