import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";

export interface Cell {
  text: string;
  /** As Excel would take it: text, or a number (dates are numbers with a format). */
  type: "text" | "number";
}

const plain = (xml: string) =>
  xml
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, "&");

const textOf = (xml: string) =>
  [...xml.matchAll(/<t(?:\s[^>]*)?>([\s\S]*?)<\/t>/g)]
    .map((found) => plain(found[1] ?? ""))
    .join("");

function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference.replace(/\d/g, ""))
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** The cells of a workbook by the names of its sheets, read from the file itself. */
export function readWorkbook(path: string): Map<string, Cell[][]> {
  const files = unzipSync(readFileSync(path));
  const open = (name: string) => {
    const file = files[name];
    return file ? strFromU8(file) : "";
  };
  const shared = [...open("xl/sharedStrings.xml").matchAll(/<si>([\s\S]*?)<\/si>/g)].map((found) =>
    textOf(found[1] ?? ""),
  );
  const names = [...open("xl/workbook.xml").matchAll(/<sheet [^>]*name="([^"]*)"/g)];
  return new Map(
    names.map((found, index) => [
      plain(found[1] ?? ""),
      readSheet(open(`xl/worksheets/sheet${index + 1}.xml`), shared),
    ]),
  );
}

function readSheet(xml: string, shared: readonly string[]): Cell[][] {
  return [...xml.matchAll(/<row[^>]*?(?:\/>|>([\s\S]*?)<\/row>)/g)].map((row) => {
    const cells: Cell[] = [];
    for (const found of (row[1] ?? "").matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
      const [, attributes = "", content = ""] = found;
      const type = /t="(\w+)"/.exec(attributes)?.[1] ?? "n";
      const value = /<v>([\s\S]*?)<\/v>/.exec(content)?.[1] ?? "";
      const text =
        type === "s"
          ? (shared[Number(value)] ?? "")
          : type === "inlineStr"
            ? textOf(content)
            : plain(value);
      cells[columnOf(/r="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? "A1")] = {
        text,
        type: type === "n" ? "number" : "text",
      };
    }
    return cells;
  });
}
