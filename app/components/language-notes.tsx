import { useSay } from "#app/texts/use-texts.ts";
import type { ToldLanguage } from "#app/told-languages.server.ts";

/** What whoever sends a survey must know of the languages of those who get it; nothing where all read Danish or English. */
export function LanguageNotes({ languages }: { languages: ToldLanguage[] }) {
  const say = useSay();
  const told = languages.filter(({ language, askedIn, made }) => language !== askedIn || made !== "ours");
  if (told.length === 0) return null;
  return (
    <section>
      <h2>{say("setup:languages.notes")}</h2>
      <ul>
        {told.map((one) => (
          <li key={`${one.audience} ${one.language}`}>
            <LanguageNote told={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function LanguageNote({ told: { audience, language, askedIn, people, made, missingTexts } }: { told: ToldLanguage }) {
  const say = useSay();
  const who = say(`setup:languages.people-${audience}`, { count: people });
  return (
    <>
      <strong>{say(`common:language.${language}`)}</strong> ({who}):{" "}
      {language === askedIn
        ? say(`setup:languages.made.${made}`)
        : say("setup:languages.asked-in", { other: say(`common:language.${askedIn}`) })}
      {language === askedIn && missingTexts > 0
        ? ` ${say("setup:languages.missing-texts", { count: missingTexts })}`
        : null}
    </>
  );
}
