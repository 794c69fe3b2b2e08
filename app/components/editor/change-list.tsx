import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { LanguageCode } from "#db/schema.ts";
import type { DefinitionChange } from "#surveys/definition/comparing/definition-diff.ts";
import { isConditionProperty } from "#surveys/definition/conditions/condition.ts";
import { isRespondentLanguage, respondentLanguages } from "#surveys/respondent-language.ts";
import type { Say } from "#surveys/texts.ts";

/** What changed between two versions: in words, with what it was and what it is side by side. */
export function ChangeList({ changes }: { changes: DefinitionChange[] }) {
  const say = useSay();
  const language = useLanguage();
  if (changes.length === 0) return <p>{say("editor:diff.none")}</p>;
  return (
    <ul className="change-list">
      {changes.map((change, i) => (
        <li key={`${i} ${change.what} ${change.place} ${change.of}`} className={`change change--${change.what}`}>
          <p>
            <span className="badge">{say(`editor:diff.${change.what}`)}</span>{" "}
            <strong>{change.title[language] || change.place || say("editor:diff.survey")}</strong>{" "}
            <span className="quiet">{detail(change, say)}</span>
          </p>
          {change.what === "added" || change.what === "removed" ? null : (
            <div className="change__sides">
              <div>
                <span className="quiet">{say("editor:diff.before")}</span>
                <del>{side(change, 0, say, language)}</del>
              </div>
              <div>
                <span className="quiet">{say("editor:diff.after")}</span>
                <ins>{side(change, 1, say, language)}</ins>
              </div>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What it was (0) or is (1): a condition as the form says it, where it can be told so. */
function side({ before, after, told }: DefinitionChange, which: 0 | 1, say: Say, language: LanguageCode): string {
  const condition = told?.[which];
  if (!condition) return [before, after][which] || say("editor:diff.nothing");
  const lines = condition.lines.map(({ title, comparison, values }) => {
    const asked = title[language] ? `“${title[language]}”` : say("editor:condition.wave");
    const is = say(`editor:condition.is.${comparison}`);
    return `${asked} ${is} ${values.map((value) => value[language]).join(", ")}`.trim();
  });
  return lines.join(` ${say(`editor:condition.join-${condition.join}`)} `);
}

function detail({ what, of }: DefinitionChange, say: Say): string {
  if (what === "wording")
    return isRespondentLanguage(of) ? respondentLanguages[of].ownName : say("editor:diff.default-language");
  if (what === "condition" && isConditionProperty(of)) return say(`editor:condition.${of}.title`);
  return what === "measurement" || what === "property" || what === "condition" ? of : "";
}
