import { z } from "zod";
import type { LanguageCode } from "#db/schema.ts";
import { missingKinds } from "#surveys/definition/codebook.ts";
import { waveModes } from "#surveys/fieldwork/wave.ts";
import { firstProblem, type Problem, problem } from "#surveys/problem.ts";
import type { Say } from "#surveys/texts.ts";

/**
 * How a file made elsewhere becomes a wave: which column is which item, what its codes mean, who a row is about. Written by people, as JSON;
 * every field is explained in `docs/import.md`.
 */
export type ImportMapping = z.infer<typeof mappingShape>;
export type MappedItem = ImportMapping["items"][number];
export type MappedJoin = ImportMapping["join"][number];
export type MappedSegment = ImportMapping["segments"][string];

const key = z.string().regex(/^[a-z0-9][a-z0-9-]*$/);
const column = z.string().min(1);
const words = z.union([z.string().min(1), z.strictObject({ da: z.string().min(1), en: z.string().min(1) })]);
const day = z.iso.date();

const item = z.strictObject({
  key,
  column,
  kind: z.enum(["scale", "yes-no", "number", "text"]),
  label: words,
  theme: z.string().min(1).default("other"),
  good: z.enum(["high", "low"]).nullable().default(null),
  /** Code in the file → coded value. Left out, the codes are the values. */
  values: z.record(z.string(), z.number()).optional(),
  /** Coded value → its words. */
  valueLabels: z.record(z.string(), words).optional(),
  scale: z.strictObject({ min: z.number(), max: z.number() }).optional(),
  goodEnd: z.array(z.number()).min(1).optional(),
  /** Code in the file → kind of missing; "" is an empty cell. */
  missing: z.record(z.string(), z.enum(missingKinds)).default({}),
  unit: words.optional(),
});

const join = z.strictObject({
  name: key,
  file: z.string().min(1).optional(),
  on: z.union([
    z.array(column).min(1),
    z.strictObject({ left: z.array(column).min(1), right: z.array(column).min(1) }),
  ]),
  /** What to take from the joined file; as an object, its column → the name it gets. */
  columns: z.union([z.array(column).min(1), z.record(z.string(), column)]),
  /** Only rows of the joined file whose column holds one of these codes. */
  where: z.record(z.string(), z.array(z.string())).optional(),
});

const segment = z.strictObject({
  column,
  /** Code → name of the group; null for a code that is known and is no group. */
  labels: z.record(z.string(), z.string().min(1).nullable()).optional(),
  /** Name of the group → lowest and highest number in it, both included. */
  ranges: z.record(z.string().min(1), z.tuple([z.number(), z.number()])).optional(),
});

const mappingShape = z.strictObject({
  survey: z.strictObject({ key, title: z.string().min(1).max(200) }),
  audience: z.enum(["resident", "actor"]).default("resident"),
  wave: z
    .strictObject({ name: z.string().min(1), opensOn: day, closesOn: day, mode: z.enum(waveModes) })
    .partial()
    .default({}),
  encoding: z.enum(["auto", "utf-8", "utf-16le", "utf-16be", "windows-1252", "iso-8859-1"]).default("auto"),
  delimiter: z.union([z.literal("auto"), z.string().length(1)]).default("auto"),
  stripControlCharacters: z.boolean().default(true),
  join: z.array(join).default([]),
  person: z
    .strictObject({
      columns: z.array(column).min(1),
      duplicates: z.enum(["keep-first", "keep-all-unlinked"]).default("keep-first"),
    })
    .optional(),
  weight: column.optional(),
  /** How the sample was drawn: the column, or columns, that name the household or area, and the stratum. */
  cluster: z.array(column).min(1).optional(),
  stratum: z.array(column).min(1).optional(),
  segments: z.record(z.string().regex(/^[^\s=~][^=]*$/), segment).default({}),
  items: z.array(item).min(1),
  indexes: z
    .array(z.strictObject({ key, label: words, theme: z.string().min(1).default("other"), items: z.array(key).min(2) }))
    .default([]),
});

/**
 * Reads and checks a mapping file. Refused: "import.mapping-wrong", one for each thing that is wrong, with its path and the reason in the
 * reader's language.
 */
export function readMapping(text: string, language: LanguageCode, say: Say): ImportMapping | Problem {
  const json = parseJson(text);
  if (json === undefined)
    return problem("import.mapping-wrong", { path: "{ }", reason: say("command:mapping.not-json") });
  const parsed = mappingShape.safeParse(json, { error: z.locales[language]().localeError });
  if (!parsed.success) {
    return firstProblem(parsed.error.issues.map((issue) => wrongAt(issue.path, issue.message))) as Problem;
  }
  return firstProblem(crossChecks(parsed.data, say)) ?? parsed.data;
}

/** The name a joined column goes by in the mapping, by its name in the joined file. */
export function joinedColumns({ columns }: MappedJoin): Map<string, string> {
  return new Map(Array.isArray(columns) ? columns.map((name) => [name, name]) : Object.entries(columns));
}

/** The columns two files are held together by, in the same order on both sides. */
export function joinKeys({ on }: MappedJoin): { left: string[]; right: string[] } {
  return Array.isArray(on) ? { left: on, right: on } : on;
}

/** Every column the mapping reads once the files are joined. */
export function columnsRead(mapping: ImportMapping): string[] {
  const all = [
    ...mapping.items.map((mapped) => mapped.column),
    ...Object.values(mapping.segments).map((mapped) => mapped.column),
    ...(mapping.person?.columns ?? []),
    ...(mapping.weight ? [mapping.weight] : []),
    ...(mapping.cluster ?? []),
    ...(mapping.stratum ?? []),
  ];
  return [...new Set(all)];
}

/** Coded values a scale can take: as stated, else from its codes. */
export function scaleOf({ kind, scale, values }: MappedItem): { min: number; max: number } | undefined {
  if (kind === "text") return undefined;
  if (kind === "yes-no") return { min: 0, max: 1 };
  if (scale || !values || kind === "number") return scale;
  return { min: Math.min(...Object.values(values)), max: Math.max(...Object.values(values)) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

/** `items[3].missing.9`, as a person would look for it. */
function wrongAt(path: PropertyKey[], reason: string): Problem {
  const shown = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  return problem("import.mapping-wrong", { path: shown.replace(/^\./, "") || "{ }", reason });
}

function crossChecks(mapping: ImportMapping, say: Say): Array<Problem | null> {
  return [
    ...mapping.items.flatMap((mapped, place) => itemChecks(mapped, place, say)),
    ...keysTwice(mapping, say),
    ...mapping.join.map((mapped, place) => joinCheck(mapped, place, say)),
    ...Object.entries(mapping.segments).map(([name, mapped]) =>
      mapped.labels && mapped.ranges ? wrongAt(["segments", name], say("command:mapping.labels-and-ranges")) : null,
    ),
    ...indexChecks(mapping, say),
  ];
}

function itemChecks(mapped: MappedItem, place: number, say: Say): Array<Problem | null> {
  const { kind, values, missing, goodEnd, good } = mapped;
  const scale = scaleOf(mapped);
  const coded = Object.values(values ?? {});
  const outside = [...coded, ...(goodEnd ?? [])].find((value) => scale && (value < scale.min || value > scale.max));
  const both = Object.keys(missing).find((code) => values && Object.hasOwn(values, code));
  const at = (field: string, reason: string, filled: Record<string, string | number> = {}) =>
    wrongAt(["items", place, field], say(`command:mapping.${reason}`, filled));
  return [
    kind === "scale" && !scale ? at("scale", "scale-missing") : null,
    scale && scale.min >= scale.max ? at("scale", "scale-empty") : null,
    kind === "text" && values ? at("values", "text-has-values") : null,
    kind === "yes-no" && coded.some((value) => value !== 0 && value !== 1) ? at("values", "not-yes-no") : null,
    outside !== undefined ? at("scale", "outside-scale", { value: outside }) : null,
    both !== undefined ? at("missing", "code-twice", { code: both }) : null,
    goodEnd && good === null ? at("good", "good-end-without-direction") : null,
  ];
}

function keysTwice(mapping: ImportMapping, say: Say): Array<Problem | null> {
  const keys = [...mapping.items, ...mapping.indexes].map((entry) => entry.key);
  return keys.map((entry, place) =>
    keys.indexOf(entry) === place ? null : wrongAt(["items"], say("command:mapping.key-twice", { key: entry })),
  );
}

function joinCheck(mapped: MappedJoin, place: number, say: Say): Problem | null {
  const { left, right } = joinKeys(mapped);
  if (left.length === right.length) return null;
  return wrongAt(["join", place, "on"], say("command:mapping.join-uneven"));
}

function indexChecks({ items, indexes }: ImportMapping, say: Say): Array<Problem | null> {
  const scored = new Set(
    items.filter(({ kind, good }) => kind !== "text" && kind !== "number" && good).map((i) => i.key),
  );
  return indexes.flatMap((index, place) =>
    index.items.map((part) =>
      scored.has(part) ? null : wrongAt(["indexes", place, "items"], say("command:mapping.index-part", { key: part })),
    ),
  );
}
