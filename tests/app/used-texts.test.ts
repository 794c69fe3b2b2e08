import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { resources } from "#app/texts/texts.ts";

/**
 * Texts are asked for by key ("results:page.tide.rose-actor"), and a part of the key may be filled in where it is asked for. So every key in
 * the sources must name a text, and every text must be asked for somewhere: a reader never meets a key, and no text lies dead.
 */
const spaces = Object.keys(resources.da).join("|");
const sources = ["app", "surveys", "db"].flatMap(sourcesIn).map((file) => readFileSync(file, "utf8"));
const known = Object.entries(resources.da).flatMap(([space, branch]) => keysOf(branch, `${space}:`));
const asked = new Set(sources.flatMap(askedIn));

describe("every text", () => {
  it("that a source asks for is there", () => {
    const missing = [...asked].filter((key) => !known.some((text) => patternOf(key).test(text)));
    expect(missing).toEqual([]);
  });

  it("is asked for by a source", () => {
    const patterns = [...asked].map(patternOf);
    const dead = known.filter((text) => !patterns.some((pattern) => pattern.test(text)));
    expect(dead).toEqual([]);
  });
});

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesIn(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Keys in quotes and in templates, not those in comments; a value filled in stands as "${…}". */
function askedIn(source: string): string[] {
  const quoted = source
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .matchAll(new RegExp(`["'\`]((?:${spaces}):(?:[^"'\`$\\s]|\\$\\{[^}]*\\})*)["'\`]`, "g"));
  return [...quoted].map((match) => match[1] as string);
}

/** Plural texts ("_one", "_other") are asked for without their ending. */
function patternOf(key: string): RegExp {
  const fixed = key.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${fixed.join(".*")}(_one|_other)?$`);
}

function keysOf(branch: object, path: string): string[] {
  return Object.entries(branch).flatMap(([key, value]) =>
    typeof value === "string" ? [path + key] : keysOf(value as object, `${path}${key}.`),
  );
}
