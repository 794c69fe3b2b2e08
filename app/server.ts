import { randomBytes } from "node:crypto";
import { createRequestHandler } from "@remix-run/express";
import compression from "compression";
import express from "express";
import { takePostedPage } from "#app/answer-post.ts";
import type { RingvirkContext } from "#app/load-context.ts";

const hour = 3600;

/**
 * The web server: the origin check, security headers, posted answers, static files, then Remix. `context` is what pages are handed.
 * `build` is the module that `npm run build` makes.
 */
export function createServer(build: unknown, context: Omit<RingvirkContext, "nonce" | "posted">): express.Express {
  const server = express();
  server.disable("x-powered-by");
  server.use(refuseCrossOrigin);
  server.use(sendSecurityHeaders(context.settings.baseUrl.startsWith("https:")));
  server.post("/s/:token", takePostedPage(context));
  server.use(compression());
  server.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: 8760 * hour * 1000 }));
  server.use(express.static("build/client", { maxAge: hour * 1000 }));
  server.all(
    "*",
    createRequestHandler({
      build: build as Parameters<typeof createRequestHandler>[0]["build"],
      getLoadContext: (_request, { locals }) => ({ ...context, nonce: locals.nonce, posted: locals.posted }),
    }),
  );
  return server;
}

/** State changes only from our own pages. A browser names the origin of every POST; a mail provider's one-click stop has none. */
function refuseCrossOrigin(request: express.Request, response: express.Response, next: express.NextFunction): void {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return next();
  const origin = request.headers.origin;
  const site = request.headers["sec-fetch-site"];
  const foreignOrigin = origin !== undefined && !sameHost(origin, request.headers.host);
  const foreignSite = site !== undefined && site !== "same-origin" && site !== "none";
  if (foreignOrigin || foreignSite) {
    response
      .status(403)
      .type("text")
      .send("Forespørgslen kom fra et andet websted. / The request came from another site.");
    return;
  }
  next();
}

function sameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

function sendSecurityHeaders(overHttps: boolean) {
  return (_request: express.Request, response: express.Response, next: express.NextFunction): void => {
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
        "frame-ancestors 'none'",
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
