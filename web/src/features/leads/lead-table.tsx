import { ArrowDown, ArrowUp } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Lead } from "@/shared/leads/lead";
import { cn } from "@/shared/lib/cn";
import type { Role } from "@/shared/session/me";
import { useCurrentUnit } from "@/shared/session/unit";
import { Checkbox } from "@/shared/ui/checkbox";
import { Table, TableHead } from "@/shared/ui/table";
import { type Column, columnClasses, type Plain, sortOf } from "./columns";
import { LeadRow, type RowProps } from "./lead-row";
import type { Sort } from "./lead-search";
import { useColumnWords } from "./use-column-words";
import { useRowsInSight } from "./use-rows-in-sight";

const ROW = 36;

/** The list from 1024 px on: only the rows in sight are drawn, the page itself scrolls. */
export function LeadTable({
  leads,
  role,
  columns,
  chosen,
  sort,
  activeIndex,
  isSelected,
  allSelected,
  onSelectAll,
  onSort,
  ...row
}: Pick<RowProps, "walk" | "now" | "acts" | "onSelect" | "onOpen"> & {
  leads: readonly Lead[];
  role: Role;
  columns: readonly Column[];
  chosen: boolean;
  sort: Sort;
  activeIndex: number | null;
  isSelected: (id: string) => boolean;
  allSelected: boolean | "indeterminate";
  onSelectAll: (selected: boolean) => void;
  onSort: (sort: Sort) => void;
}) {
  const { t } = useTranslation("leads");
  const table = useRef<HTMLTableElement>(null);
  const words = useColumnWords(useCurrentUnit().unitId);
  const { first, last, show } = useRowsInSight(table, leads.length, ROW);
  const showRow = useRef(show);
  showRow.current = show;
  useEffect(() => {
    if (activeIndex !== null) showRow.current(activeIndex);
  }, [activeIndex]);
  const width = columns.length + 2;
  return (
    <Table ref={table} aria-label={t("title")} aria-rowcount={leads.length + 1}>
      <thead>
        <tr>
          <TableHead className="w-10 pr-1 pl-4 sm:pl-6">
            <Checkbox
              className="flex"
              checked={allSelected}
              onCheckedChange={onSelectAll}
              aria-label={t("select_all")}
            />
          </TableHead>
          {columns.map((column) => {
            const key = sortOf(column, role);
            const down = key !== undefined && sort === `-${key}`;
            const up = key !== undefined && sort === key;
            const Arrow = down ? ArrowDown : ArrowUp;
            return (
              <TableHead
                key={column}
                className={columnClasses(column, chosen)}
                aria-sort={down ? "descending" : up ? "ascending" : undefined}
              >
                {key ? (
                  <button
                    type="button"
                    onClick={() => onSort(nextSort(key, up, down))}
                    className={cn(
                      "-mx-1 flex items-center gap-1 rounded-sm px-1 hover:text-foreground",
                      (up || down) && "text-foreground",
                    )}
                  >
                    {words(column)}
                    {(up || down) && <Arrow className="size-3" aria-hidden />}
                  </button>
                ) : (
                  words(column)
                )}
              </TableHead>
            );
          })}
          <TableHead className="w-0 px-0">
            <span className="sr-only">{t("column.acts")}</span>
          </TableHead>
        </tr>
      </thead>
      <tbody>
        <Gap height={first * ROW} columns={width} />
        {leads.slice(first, last).map((lead, index) => (
          <LeadRow
            key={lead.id}
            lead={lead}
            columns={columns}
            chosen={chosen}
            active={first + index === activeIndex}
            selected={isSelected(lead.id)}
            {...row}
          />
        ))}
        <Gap height={(leads.length - last) * ROW} columns={width} />
      </tbody>
    </Table>
  );
}

/** A click turns the order round; of arrivals the newest come first. */
function nextSort(key: Plain<Sort>, up: boolean, down: boolean): Sort {
  const newestFirst = key === "received_at" || key === "last_activity_at";
  return (down ? false : up || newestFirst) ? (`-${key}` as Sort) : key;
}

/** Stands for the rows that are not drawn. */
function Gap({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
