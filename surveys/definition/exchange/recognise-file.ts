import JSON5 from "json5";
import { isRecord } from "#surveys/definition/survey-json.ts";
import { csvRows } from "./csv-rows.ts";
import type { RawSheet } from "./xlsform/sheet.ts";

export type SheetName = "survey" | "choices" | "settings";

/** What a file is, told by what stands in it and never by its name alone. */
export type RecognisedFile =
  | { is: "workbook" }
  | { is: "sheet"; sheet: SheetName; rows: RawSheet["rows"] }
  | { is: "surveyjs"; definition: unknown }
  | { is: "limesurvey"; text: string }
  | { is: "qualtrics" }
  /** A workbook of Excel 97–2003. */
  | { is: "old-workbook" }
  | { is: "unknown" };

/** The first bytes: an XLSX is a ZIP, an XLS an OLE file. */
export function recogniseBytes(bytes: Buffer): RecognisedFile | null {
  const start = bytes.subarray(0, 4).toString("latin1");
  if (start === "PK\x03\x04") return { is: "workbook" };
  if (start === "\xd0\xcf\x11\xe0") return { is: "old-workbook" };
  return start.startsWith("%PDF") ? { is: "unknown" } : null;
}

/** A text file. Never throws, and never runs anything that stands in a file. */
export function recogniseText(text: string): RecognisedFile {
  const trimmed = text.replace(/^\ufeff/, "").trimStart();
  if (/^<\?xml|^<document>/i.test(trimmed)) {
    return /<LimeSurveyDocType>\s*Survey\s*</i.test(trimmed.slice(0, 4000))
      ? { is: "limesurvey", text }
      : { is: "unknown" };
  }
  const object = objectIn(trimmed);
  if (isRecord(object)) {
    if (isRecord(object.SurveyEntry) && Array.isArray(object.SurveyElements)) return { is: "qualtrics" };
    return { is: "surveyjs", definition: object };
  }
  const rows = csvRows(text);
  const sheet = rows ? sheetByHeader(rows[0]?.cells ?? []) : null;
  return rows && sheet ? { is: "sheet", sheet, rows } : { is: "unknown" };
}

/** Which sheet of an XLSForm has these columns; null for none. */
export function sheetByHeader(cells: readonly string[]): SheetName | null {
  const columns = cells.map((cell) => cell.trim().toLowerCase().replace(/[ -]/g, "_"));
  const has = (...names: string[]) => names.every((name) => columns.includes(name));
  if (has("type", "name") || (has("type") && columns.some((name) => name.startsWith("label")))) return "survey";
  if (has("list_name") && columns.some((name) => ["name", "value"].includes(name))) return "choices";
  const isSettings = ["form_title", "form_id", "id_string", "default_language"].some((name) => columns.includes(name));
  return isSettings ? "settings" : null;
}

/**
 * The object of a JSON file, or of a script that does nothing but name one ("export const survey = {…};"). JSON5 knows comments, bare keys,
 * single quotes and trailing commas; calls, variables, templates and spreads are no data and are not read.
 */
function objectIn(text: string): unknown {
  const body = text
    .replace(/^(?:\s*(?:\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/))*/, "")
    .replace(/^\s*(?:import\s[^\n]*\n\s*)*/, "")
    .replace(
      /^(?:export\s+default\s+|module\.exports\s*=\s*|(?:export\s+)?(?:const|let|var)\s+[\w$]+\s*(?::\s*[\w.<>[\]\s]{1,80})?=\s*)/,
      "",
    )
    .trim();
  if (!body.startsWith("{")) return undefined;
  return (
    parsed(JSON.parse, body) ??
    parsed(
      JSON5.parse,
      body.replace(/\}\s*(?:as\s+(?:const|[\w.]+)\s*)?;?\s*(?:export\s+default\s+[\w$]+\s*;?\s*)?$/, "}"),
    )
  );
}

function parsed(parse: (text: string) => unknown, text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
