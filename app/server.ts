import { randomBytes } from "node:crypto";
import { createRequestHandler } from "@remix-run/express";
import compression from "compression";
import express from "express";
import { takePostedPage } from "#app/answer-post.ts";
import { clientOf } from "#app/client-address.ts";
import type { Settings } from "#app/env.server.ts";
import type { StartContext } from "#app/load-context.ts";
import { withoutTokens } from "#app/log.ts";
import { LeftKiosk } from "#surveys/fieldwork/left-kiosk.ts";
import { beginTries, codeTries, TryLimit } from "#surveys/fieldwork/try-limit.ts";

const hour = 3600;

/**
 * The web server: security headers, the origin check, posted answers, static files, then Remix. `context` is what pages are handed.
 * `build` is the module that `npm run build` makes.
 */
export function createServer(build: unknown, context: StartContext): express.Express {
  const server = express();
  const limits = {
    codeTries: new TryLimit(codeTries),
    beginTries: new TryLimit(beginTries),
    leftKiosk: new LeftKiosk(),
  };
  server.disable("x-powered-by");
  server.use(sendSecurityHeaders(context.settings.baseUrl.startsWith("https:")));
  server.use(refuseCrossOrigin(context.settings));
  server.post("/s/:token", takePostedPage(context));
  server.use(compression());
  server.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: 8760 * hour * 1000 }));
  server.use(express.static("build/client", { maxAge: hour * 1000 }));
  server.all(
    "*",
    createRequestHandler({
      build: build as Parameters<typeof createRequestHandler>[0]["build"],
      getLoadContext: (request, { locals }) => ({
        ...context,
        ...limits,
        client: clientOfRequest(request, context.settings),
        nonce: locals.nonce,
        posted: locals.posted,
      }),
    }),
  );
  server.use(sayWhatWentWrong);
  return server;
}

function clientOfRequest({ socket, headers }: express.Request, { trustedProxyHops }: Settings): string {
  const forwarded = headers["x-forwarded-for"];
  const stated = Array.isArray(forwarded) ? forwarded.join(",") : forwarded;
  return clientOf(socket.remoteAddress ?? "", stated, trustedProxyHops);
}

/**
 * What went wrong before Remix could make a page of it: an address that cannot be decoded, a fault in taking an answer. Express's own reply
 * would show the stack, and its log the address, which may hold a personal token.
 */
function sayWhatWentWrong(
  fault: Error & { status?: number },
  request: express.Request,
  response: express.Response,
  _next: express.NextFunction,
): void {
  // Whoever asked has gone: there is nobody to tell, and nothing is wrong here.
  if (request.socket.destroyed) return;
  const unreadable = fault.status !== undefined && fault.status < 500;
  if (!unreadable) console.error(withoutTokens(fault));
  if (response.headersSent) return void response.destroy();
  const said = unreadable
    ? "Adressen kan ikke læses. Åbn linket direkte fra den mail, du fik. / The address cannot be read. Open the link from your email."
    : "Noget gik galt hos os. Prøv igen om lidt. / Something went wrong on our side. Please try again in a moment.";
  response
    .status(unreadable ? 400 : 500)
    .type("text")
    .set("Cache-Control", "no-store")
    .send(said);
}

/**
 * State changes only from our own pages. A browser names the origin of every POST; a mail provider's one-click stop has none. The address
 * that people see counts as ours too, whatever host a web server before this one asks for. It is read at each request, for a test learns
 * its port late.
 */
function refuseCrossOrigin(settings: Pick<Settings, "baseUrl">): express.RequestHandler {
  return (request, response, next) => {
    if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return next();
    const origin = request.headers.origin;
    const site = request.headers["sec-fetch-site"];
    const ours = [request.headers.host, new URL(settings.baseUrl).host];
    const foreignOrigin = origin !== undefined && !(URL.canParse(origin) && ours.includes(new URL(origin).host));
    const foreignSite = site !== undefined && site !== "same-origin" && site !== "none";
    if (!foreignOrigin && !foreignSite) {
      // Remix would compare the origin once more, with the host alone, and call a difference a fault.
      request.headers.origin = undefined;
      return next();
    }
    response
      .status(403)
      .type("text")
      .send("Forespørgslen kom fra et andet websted. / The request came from another site.");
  };
}

/** Nothing of ours stands in a frame, but for the preview of a survey beside its own editor. */
function framing(path: string): string[] {
  if (/^\/initiatives\/[^/]+\/survey-preview\/[^/]+$/.test(path)) return ["frame-ancestors 'self'"];
  // A page that the script goes on to keeps the policy of the one it came from, so all pages of an initiative may hold a frame.
  return ["frame-ancestors 'none'", ...(path.startsWith("/initiatives/") ? ["frame-src 'self'"] : [])];
}

function sendSecurityHeaders(overHttps: boolean) {
  return (request: express.Request, response: express.Response, next: express.NextFunction): void => {
    const nonce = randomBytes(16).toString("base64");
    response.locals.nonce = nonce;
    response.setHeader(
      "Content-Security-Policy",
      [
        "default-src 'none'",
        `script-src 'self' 'nonce-${nonce}'`,
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        ...framing(request.path),
      ].join("; "),
    );
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    if (overHttps) response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    next();
  };
}
