/** Words as SurveyJS keeps them: plain, or one text for each language with "default" for all others. */
export type SurveyWords = string | Record<string, string>;

/**
 * Words of a file by language. Where the language is known, the main one stands twice: by its code, and as the default, since survey-core
 * shows a question's bare name to a reader whose language is neither there nor the default.
 *
 * @param said language code ("" where the file does not say) → words.
 * @param main the language the file was written in first.
 * @returns undefined where nothing was said in any language.
 */
export function wordsByLanguage(said: ReadonlyMap<string, string>, main: string): SurveyWords | undefined {
  const spoken = [...said].filter(([, words]) => words !== "");
  const [first] = spoken;
  if (!first) return undefined;
  if (spoken.length === 1 && first[0] === "") return first[1];
  const byMain = said.get("") || said.get(main) || first[1];
  const others = spoken.filter(([language]) => language !== "");
  return { default: byMain, ...Object.fromEntries(others) };
}

/** Words that are the same in every language of a file are plain words. */
export function withoutRepeats(said: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const words = [...said.values()].filter((text) => text !== "");
  return words.length > 1 && new Set(words).size === 1 ? new Map([["", words[0] as string]]) : said;
}

/** Text that stands in an `html` element: what looks like mark-up is shown as it is. */
export function asHtml(words: SurveyWords): SurveyWords {
  const escaped = (text: string) =>
    text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\n/g, "<br>");
  if (typeof words === "string") return escaped(words);
  return Object.fromEntries(Object.entries(words).map(([language, text]) => [language, escaped(text)]));
}

/** Every language code that stands in the words of a definition ("default" is none). */
export function languagesIn(definition: unknown): string[] {
  const found = new Set<string>();
  JSON.stringify(definition, (key, value) => {
    // Codes, not languages: {"no": "dont-know"}.
    if (key === "missingValues") return undefined;
    if (isWords(value)) for (const language of Object.keys(value)) if (language !== "default") found.add(language);
    return value;
  });
  return [...found];
}

/** An object whose every key is a language or "default" and whose every value is text. */
export function isWords(value: unknown): value is Record<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.every(([key, words]) => typeof words === "string" && (key === "default" || isLanguage(key)))
  );
}

function isLanguage(key: string): boolean {
  return /^[a-z]{2}(-[a-z]{2,8})?$/i.test(key) && knownCodes.includes(key.slice(0, 2).toLowerCase());
}

const knownCodes = (
  "da en de fr it es pt nl sv nb nn no fi is pl cs sk sl hr sr bs mk sq hu ro bg el tr uk ru be lt lv et ar fa ur so ti am " +
  "sw af zu xh hi bn pa ta te ml th vi zh ja ko he ku ps ka hy az kk ca eu gl ga cy mt fo kl id ms tl"
).split(" ");

/**
 * The code of a language as people name it: "English (en)", "en", "Dansk", "French", "pt-BR", "de-informal".
 * @returns null where no language is known by that name.
 */
export function languageCode(name: string): string | null {
  const stated = /\(([a-z]{2,3}(?:[-_][a-z0-9]{2,8})*)\)\s*$/i.exec(name)?.[1] ?? name.trim();
  const code = stated.toLowerCase().replace(/_/g, "-");
  if (/^[a-z]{2}(-[a-z]{2,4})?$/.test(code) && knownCodes.includes(code.slice(0, 2))) return code;
  const [language] = code.split("-");
  if (language && code.includes("-") && knownCodes.includes(language)) return language;
  return namedLanguages().get(stated.toLowerCase()) ?? null;
}

let named: Map<string, string> | undefined;

/** Names of languages in English, Danish and in themselves. */
function namedLanguages(): Map<string, string> {
  named ??= new Map(
    knownCodes.flatMap((code) =>
      ["en", "da", code].map((inLanguage): [string, string] => {
        const names = new Intl.DisplayNames([inLanguage], { type: "language" });
        return [(names.of(code) ?? code).toLowerCase(), code];
      }),
    ),
  );
  return named;
}
