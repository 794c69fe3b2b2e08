import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { DefinitionChange } from "#surveys/definition/comparing/definition-diff.ts";
import { isRespondentLanguage, respondentLanguages } from "#surveys/respondent-language.ts";

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
                <del>{change.before || say("editor:diff.nothing")}</del>
              </div>
              <div>
                <span className="quiet">{say("editor:diff.after")}</span>
                <ins>{change.after || say("editor:diff.nothing")}</ins>
              </div>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function detail({ what, of }: DefinitionChange, say: ReturnType<typeof useSay>): string {
  if (what === "wording")
    return isRespondentLanguage(of) ? respondentLanguages[of].ownName : say("editor:diff.default-language");
  return what === "measurement" || what === "property" ? of : "";
}
