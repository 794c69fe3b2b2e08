import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { Codebook, Item } from "#surveys/definition/codebook.ts";
import type { Say } from "#surveys/texts.ts";
import { ScrollBox } from "./scroll-box.tsx";

/** What a survey asks: every item with how it is measured, and by name what cannot be measured or is not followed. */
export function SurveyContents({
  codebook,
}: {
  codebook: Pick<Codebook, "items" | "unmeasured" | "unfollowed" | "filledIn">;
}) {
  const say = useSay();
  const language = useLanguage();
  const unmeasured = codebook.unmeasured.filter(({ reason }) => reason !== "display-only");
  return (
    <>
      {unmeasured.length > 0 ? (
        <div className="notice">
          <p>{say("setup:survey.unmeasured")}</p>
          <ul>
            {unmeasured.map(({ question, type, reason }) => (
              <li key={`${question} ${reason}`}>
                <strong>{question}</strong>: {say(`setup:survey.reason.${reason}`, { type })}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <PropertyList intro={say("setup:survey.unfollowed")} properties={codebook.unfollowed} />
      <PropertyList intro={say("setup:survey.filled-in")} properties={codebook.filledIn} />
      <details>
        <summary>{say("setup:survey.items", { count: codebook.items.length })}</summary>
        <ScrollBox name={say("setup:survey.items-table")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say("setup:survey.item")}</th>
                <th scope="col">{say("setup:survey.measured-as")}</th>
                <th scope="col">{say("setup:survey.better")}</th>
              </tr>
            </thead>
            <tbody>
              {codebook.items.map((item) => (
                <tr key={item.key}>
                  <td>{item.label[language]}</td>
                  <td>{measureText(say, item, item.unit?.[language])}</td>
                  <td>{say(`setup:survey.good.${goodAnswer(item)}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </details>
    </>
  );
}

function PropertyList({ intro, properties = [] }: { intro: string; properties?: Codebook["unfollowed"] }) {
  if (properties.length === 0) return null;
  return (
    <div className="notice">
      <p>{intro}</p>
      <ul>
        {properties.map(({ place, property }) => (
          <li key={`${place} ${property}`}>
            {place ? <strong>{place}: </strong> : null}
            {property}
          </li>
        ))}
      </ul>
    </div>
  );
}

function measureText(say: Say, { kind, scale }: Item, unit: string | undefined): string {
  if (kind === "scale" && scale) return say("setup:survey.kind.scale", scale);
  if (kind === "number" && unit) return say("setup:survey.kind.number-in", { unit });
  return say(`setup:survey.kind.${kind}`);
}

function goodAnswer({ kind, good }: Item): string {
  if (kind === "text" || kind === "tie") return "none";
  if (good === null) return "unsaid";
  return `${kind === "yes-no" ? "yes-no" : "number"}-${good}`;
}
