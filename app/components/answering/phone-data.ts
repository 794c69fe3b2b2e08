import type { AskedPage } from "#surveys/answering/asked-page.server.ts";
import { rulesOf } from "#surveys/answering/phone-page.ts";
import type { Say } from "#surveys/texts.ts";

/** What a page tells its script, as `data-` attributes of its form. */
export function phoneData(asked: AskedPage) {
  return {
    "data-number": asked.number,
    "data-revision": asked.revision,
    "data-rules": asked.phone ? JSON.stringify(rulesOf(asked.phone)) : undefined,
    "data-pages": asked.pagesOnPhone ? "" : undefined,
    "data-seconds": asked.secondsHere,
    "data-version": asked.version,
    "data-typed": asked.typed ? "" : undefined,
  };
}

/** The script's words, in the reader's language: it holds none itself. */
export function phoneWords(say: Say): string {
  return JSON.stringify({
    kept: say("answer:phone.kept"),
    waiting: say("answer:phone.waiting"),
    elsewhere: say("answer:phone.elsewhere"),
    more: say("answer:phone.more"),
    required: say("answer:required"),
    unsentTitle: say("answer:phone.unsent-title"),
    unsent: say("answer:phone.unsent"),
    tryNow: say("answer:phone.try-now"),
    noNetwork: say("answer:phone.no-network"),
    wordsTitle: say("answer:phone.words-title"),
    words: say("answer:phone.words"),
    progress: say("answer:progress", { number: "{number}", of: "{of}" }),
  });
}

/** "about 1 minute left", "about 2 …": as many as the script may need when it turns pages itself, put apart by line breaks. */
export function minutesWords(minutes: number, say: Say): string {
  return Array.from({ length: minutes }, (_, i) => say("answer:minutes-left", { count: i + 1 })).join("\n");
}
