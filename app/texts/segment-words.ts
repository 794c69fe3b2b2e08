import type { Say } from "#surveys/texts.ts";

/** Headings that coordinators' files commonly have; any other dimension is called what the file called it. */
const knownDimensions = new Map([
  ...["area", "område", "omraade", "bydel"].map((name) => [name, "area"] as const),
  ...["age", "alder"].map((name) => [name, "age"] as const),
  ...["gender", "sex", "køn", "koen"].map((name) => [name, "gender"] as const),
  ...["organisation", "organization"].map((name) => [name, "organisation"] as const),
  ...["level", "niveau"].map((name) => [name, "level"] as const),
]);

/** "" → "Alle", "område=Nord" → "Område: Nord". */
export function segmentWords(segment: string, say: Say): string {
  if (segment === "") return say("results:page.segment.everyone");
  const [dimension = "", ...value] = segment.split("=");
  const known = knownDimensions.get(dimension.toLowerCase());
  const name = known ? say(`results:page.segment.name.${known}`) : dimension;
  return say("results:page.segment.one", { name, value: value.join("=") });
}
