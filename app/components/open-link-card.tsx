import { formatCount } from "#app/texts/figure-format.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { DISCLOSURE_FLOOR } from "#surveys/disclosure-floor.ts";
import type { ListedOpenLink } from "#surveys/fieldwork/open-link.server.ts";
import { DeedButton } from "./deed-button.tsx";

interface OpenLinkCardProps {
  link: ListedOpenLink & { address: string; qr: { path: string; viewBox: string } };
  path: string;
  isOpen: boolean;
}

/** One open link: its address and QR code, how many came, its posters, the meeting screen, and closing it. */
export function OpenLinkCard({ link, path, isOpen }: OpenLinkCardProps) {
  const say = useSay();
  const language = useLanguage();
  const count = (people: number | null) =>
    people === null ? say("way:link.few", { floor: DISCLOSURE_FLOOR }) : formatCount(people, language);
  const posters = (["da", "en"] as const).flatMap((lang) => (["A4", "A3"] as const).map((size) => ({ lang, size })));
  return (
    <section className="card">
      <h2>{say(`setup:audience.${link.audience}`)}</h2>
      <p>
        <span className={link.closed || !isOpen ? "badge" : "badge badge--good"}>
          {say(link.closed || !isOpen ? "way:link.is-closed" : "way:link.is-open")}
        </span>
      </p>
      <p>
        <a href={link.address}>{link.address}</a>
      </p>
      <svg viewBox={link.qr.viewBox} width="180" height="180" role="img" aria-label={say("way:link.qr")}>
        <rect width="100%" height="100%" fill="#fff" />
        <path d={link.qr.path} fill="#000" />
      </svg>
      <p>{say("way:link.counts", { begun: count(link.begun), answered: count(link.answered) })}</p>
      {link.codes ? (
        <p>
          {say("way:link.codes", {
            ...{ matched: count(link.codes.matched), ambiguous: count(link.codes.ambiguous) },
            unmatched: count(link.codes.unmatched),
          })}
        </p>
      ) : null}
      <p className="quiet">
        {say("way:link.limit", { most: formatCount(link.mostAnswers, language) })}{" "}
        {say(link.asksSelfCode ? "way:link.asks-code" : "way:link.asks-no-code")}
      </p>
      <ul>
        {posters.map(({ lang, size }) => (
          <li key={lang + size}>
            <a href={`${path}/poster?link=${link.id}&language=${lang}&size=${size}`} download>
              {say(`way:link.poster-${lang}`, { size })}
            </a>
          </li>
        ))}
        <li>
          <a href={`${link.address}/kiosk`}>{say("way:link.kiosk")}</a>
        </li>
      </ul>
      {isOpen ? (
        <DeedButton
          deed={link.closed ? "reopen" : "close"}
          label={say(link.closed ? "way:link.reopen" : "way:link.close")}
          values={{ linkId: link.id }}
          look="secondary"
          about={say(`setup:audience.${link.audience}`)}
        />
      ) : null}
    </section>
  );
}
