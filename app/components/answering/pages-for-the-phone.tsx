import type { AskedPage } from "#surveys/answering/asked-page.server.ts";
import type { Say } from "#surveys/texts.ts";
import { minutesWords } from "./phone-data.ts";
import { SurveyPageForm } from "./survey-page-form.tsx";

/** Every page of the survey at once, inert: the script fetches them, so that the person can go on when the network is gone. */
export function PagesForThePhone({ pages, say }: { pages: AskedPage[]; say: Say }) {
  const most = Math.max(1, ...pages.map(({ minutes }) => minutes));
  return (
    <main id="main">
      <div id="pages" data-minutes={minutesWords(most, say)}>
        {pages.map((asked) => (
          <template key={asked.page.name} data-page={asked.page.name} data-title={asked.survey.title}>
            <SurveyPageForm asked={asked} firstNew={0} say={say} forThePhone />
          </template>
        ))}
      </div>
    </main>
  );
}
