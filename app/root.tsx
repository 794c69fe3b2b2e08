import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { isAdministrator } from "#app/accounts/access.server.ts";
import { accountOf } from "#app/accounts/session.server.ts";
import { SiteFooter, SiteHeader } from "#app/components/site-frame.tsx";
import { NonceContext } from "#app/nonce.ts";
import { isLanguage, languageOf } from "#app/texts/language.server.ts";
import { sayIn } from "#app/texts/texts.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import { directionOf } from "#surveys/respondent-language.ts";
import appCss from "./app.css?url";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const account = await accountOf(context, request);
  const asked = new URL(request.url).searchParams.get("lang");
  return {
    language: isLanguage(asked) ? asked : await languageOf(request, account?.language),
    accountName: account?.name ?? null,
    administrator: account ? await isAdministrator(context.db, account.id) : false,
    demo: context.settings.mode === "demo",
  };
}

export const links: LinksFunction = () => [{ rel: "icon", href: "/ring.svg", type: "image/svg+xml" }];

/** Pages whose `handle` says `plain` are for citizens: no script, no frame, their own small stylesheet. */
interface PageHandle {
  plain?: boolean;
}

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>("root");
  const matches = useMatches();
  // What has gone wrong is said on an ordinary page, which needs its stylesheet.
  const failed = Boolean(useRouteError());
  const plain = !failed && matches.some((match) => (match.handle as PageHandle | undefined)?.plain);
  const leaf = matches.at(-1)?.data as { language?: RespondentLanguage } | undefined;
  const language = (plain ? leaf?.language : undefined) ?? root?.language ?? "da";
  const nonce = useContext(NonceContext);
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {plain ? null : <link rel="stylesheet" href={appCss} />}
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {plain ? null : <ScrollRestoration nonce={nonce} />}
        {plain ? null : <Scripts nonce={nonce} />}
      </body>
    </html>
  );
}

export default function App() {
  const reader = useLoaderData<typeof loader>();
  const { language } = reader;
  const plain = useMatches().some((match) => (match.handle as PageHandle | undefined)?.plain);
  if (plain) return <Outlet />;
  return (
    <>
      <a className="skip-link" href="#main">
        {sayIn(language)("common:skip")}
      </a>
      <SiteHeader {...reader} />
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <SiteFooter language={language} />
    </>
  );
}

export function ErrorBoundary() {
  const fault = useRouteError();
  const root = useRouteLoaderData<typeof loader>("root");
  const language = root?.language ?? "da";
  const say = sayIn(language);
  const status = isRouteErrorResponse(fault) ? fault.status : 500;
  const known = [400, 401, 403, 404, 405, 410, 413].includes(status) ? String(status) : "500";
  return (
    <>
      <title>{`${say(`common:error.${known}.title`)} · Ringvirk`}</title>
      <SiteHeader {...(root ?? { language, accountName: null, administrator: false, demo: false })} />
      <main id="main" tabIndex={-1}>
        <h1>{say(`common:error.${known}.title`)}</h1>
        <p>{say(`common:error.${known}.what`)}</p>
        <p>
          <a href="/">{say("common:error.home")}</a>
        </p>
      </main>
      <SiteFooter language={language} />
    </>
  );
}
