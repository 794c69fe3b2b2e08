import { Form, Link, useLocation } from "@remix-run/react";
import { sayIn } from "#app/texts/texts.ts";
import type { LanguageCode } from "#db/schema.ts";

interface SiteHeaderProps {
  language: LanguageCode;
  accountName: string | null;
  /** Of the whole installation. */
  administrator: boolean;
  demo: boolean;
}

export function SiteHeader({ language, accountName, administrator, demo }: SiteHeaderProps) {
  const say = sayIn(language);
  return (
    <header className="site-header">
      <div className="site-header__inner">
        <Link className="brand" to="/">
          <RingMark /> Ringvirk
        </Link>
        <nav aria-label={say("common:nav.label")}>
          <ul className="nav">
            {accountName ? (
              <li>
                <Link to="/initiatives">{say("common:nav.initiatives")}</Link>
              </li>
            ) : null}
            {administrator ? (
              <li>
                <Link to="/admin">{say("common:nav.admin")}</Link>
              </li>
            ) : null}
            {demo ? (
              <li>
                <Link to="/mailbox">{say("common:nav.mailbox")}</Link>
              </li>
            ) : null}
            <li>
              <LanguageSwitch language={language} />
            </li>
            <li>
              {accountName ? (
                <SignOut name={accountName} language={language} />
              ) : (
                <Link to="/sign-in">{say("common:nav.sign-in")}</Link>
              )}
            </li>
          </ul>
        </nav>
      </div>
    </header>
  );
}

export function SiteFooter({ language }: { language: LanguageCode }) {
  return (
    <footer className="site-footer">
      <p>{sayIn(language)("common:footer")}</p>
      <p>
        <a href={`/privacy?lang=${language}`}>{sayIn(language)("answer:footer.privacy")}</a>
        {" · "}
        <a href={`/accessibility?lang=${language}`}>{sayIn(language)("answer:footer.accessibility")}</a>
      </p>
    </footer>
  );
}

function LanguageSwitch({ language }: { language: LanguageCode }) {
  const { pathname, search } = useLocation();
  const other: LanguageCode = language === "da" ? "en" : "da";
  return (
    <Form method="post" action="/language" reloadDocument>
      <input type="hidden" name="back" value={pathname + search} />
      <button className="link-button" name="language" value={other} lang={other}>
        {sayIn(other)("common:language-name")}
      </button>
    </Form>
  );
}

function SignOut({ name, language }: { name: string; language: LanguageCode }) {
  const say = sayIn(language);
  return (
    <Form method="post" action="/sign-out" reloadDocument>
      <button className="link-button" title={say("common:nav.signed-in-as", { name })}>
        {say("common:nav.sign-out")}
      </button>
    </Form>
  );
}

function RingMark() {
  return (
    <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="3" fill="currentColor" />
      <circle cx="16" cy="16" r="8" fill="none" stroke="currentColor" strokeWidth="2" />
      <circle cx="16" cy="16" r="13" fill="none" stroke="currentColor" strokeWidth="2" opacity="0.55" />
    </svg>
  );
}
