import { formatGiven } from "#app/texts/given-number.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { LanguageCode } from "#db/schema.ts";
import type { SealChange } from "#surveys/initiative/seal.ts";
import type { Say } from "#surveys/texts.ts";

/** What a seal added, removed and changed, in words. */
export function SealChanges({ changes }: { changes: SealChange[] }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <ul>
      {changes.map(({ what, id, title, kind, fields }) => (
        <li key={`${what} ${id}`}>
          {say(`setup:seal.${what}-${kind}`, { title })}
          {fields.length > 0 ? (
            <ul>
              {fields.map(({ field, from, to }) => (
                <li key={field}>
                  {say("setup:seal.field-changed", {
                    field: say(`setup:seal.field.${field}`),
                    from: valueText(say, language, field, from),
                    to: valueText(say, language, field, to),
                  })}
                </li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** Fields whose values are words of ours. */
const worded = ["audience", "reading", "direction", "target_kind"];

function valueText(say: Say, language: LanguageCode, field: string, value: string | number | null): string {
  if (value === null || value === "") return say("setup:seal.empty");
  if (typeof value === "number") return formatGiven(value, language);
  return worded.includes(field) ? say(`setup:seal.value.${value}`) : value;
}
