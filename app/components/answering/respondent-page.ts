import type { HeadersFunction, LinksFunction } from "@remix-run/node";
import respondentCss from "./respondent.css?url";

/** The light style of the pages behind a personal link, instead of the site's. */
export const respondentLinks: LinksFunction = () => [{ rel: "stylesheet", href: respondentCss }];

/** A page behind a personal link is kept by no cache and listed by no search engine. */
export const personalHeaders: HeadersFunction = () => ({ "Cache-Control": "no-store", "X-Robots-Tag": "noindex" });
