import { useSay } from "#app/texts/use-texts.ts";

const shown = ["goals", "ripples", "rates", "contact"];
const withheld = ["few", "words", "ties"];

/** What a public page shows and what it does not, before anybody puts one forward. */
export function PublicationFacts() {
  const say = useSay();
  return (
    <div className="field-row">
      <section>
        <h2>{say("public:setup.what-title")}</h2>
        <ul>
          {shown.map((fact) => (
            <li key={fact}>{say(`public:setup.what.${fact}`)}</li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{say("public:setup.not-title")}</h2>
        <ul>
          {withheld.map((fact) => (
            <li key={fact}>{say(`public:setup.not.${fact}`)}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}
