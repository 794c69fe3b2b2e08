import { useMatches } from "@remix-run/react";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { RespondentLanguage } from "#db/schema.ts";

/** Below every plain page: what is kept about people, and how the page is meant to be usable for everybody. */
export function RespondentFoot() {
  const page = useMatches().at(-1)?.data as { language?: RespondentLanguage } | undefined;
  const language = page?.language ?? "da";
  const say = sayToRespondent(language);
  return (
    <footer className="frame-foot">
      <nav aria-label={say("answer:footer.label")}>
        <a href={`/privacy?lang=${language}`}>{say("answer:footer.privacy")}</a>
        <a href={`/accessibility?lang=${language}`}>{say("answer:footer.accessibility")}</a>
      </nav>
    </footer>
  );
}
