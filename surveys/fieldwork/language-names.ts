import type { RespondentLanguage } from "#db/schema.ts";

/** How lists of people call the languages: codes, Danish, English, and the language's own word. */
const names: Record<RespondentLanguage, string> = {
  da: "da dk dan dansk danish",
  en: "en gb eng engelsk english",
  ar: "ar ara arabisk arabic العربية عربي عربية",
  tr: "tr tur tyrkisk turkish türkçe turkce",
  uk: "uk ua ukr ukrainsk ukrainian українська",
  so: "so som somali somalisk soomaali af-soomaali",
  ur: "ur urd urdu اردو",
  fa: "fa fas per persisk persian farsi dari فارسی دری",
  pl: "pl pol polsk polish polski",
  de: "de deu ger tysk german deutsch",
};

const languageByName = new Map(
  Object.entries(names).flatMap(([language, words]) =>
    words.split(" ").map((word): [string, RespondentLanguage] => [comparable(word), language as RespondentLanguage]),
  ),
);

/**
 * The language that a cell of a list names: "arabisk", "Arabic", "ar", "ar-SY", "العربية". "uk" is Ukrainian, as the standard has it
 * (ISO 639-1), never the country where English is spoken.
 * @returns undefined for what is none of the ten.
 */
export function languageNamed(text: string): RespondentLanguage | undefined {
  const name = comparable(text);
  return languageByName.get(name) ?? languageByName.get(name.split(/[-_]/)[0] ?? "");
}

/** Small letters as any keyboard has them: "TÜRKÇE" written with a dotted İ, Arabic ya and kaf typed for the Persian ones. */
function comparable(text: string): string {
  const letters = text.trim().toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return letters.replace(/[يى]/g, "ی").replace(/ك/g, "ک");
}
