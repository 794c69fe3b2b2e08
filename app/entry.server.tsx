import { PassThrough } from "node:stream";
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { withoutTokens } from "#app/log.ts";
import { NonceContext } from "#app/nonce.ts";

const abortAfterMs = 10_000;

/** Renders the whole page before the first byte, so that a fault still becomes an error page with its status. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let failed = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={context.nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={context.nonce} abortDelay={abortAfterMs} />
      </NonceContext.Provider>,
      {
        nonce: context.nonce,
        onAllReady() {
          const body = new PassThrough();
          headers.set("Content-Type", "text/html; charset=utf-8");
          if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-store");
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: failed ? 500 : status }));
          pipe(body);
        },
        onShellError: reject,
        onError(fault) {
          failed = true;
          console.error(withoutTokens(fault));
        },
      },
    );
    setTimeout(abort, abortAfterMs).unref();
  });
}

/** What a script of the page fetches holds the same as the page, and is kept as little. */
export function handleDataRequest(response: Response): Response {
  if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "private, no-store");
  return response;
}

/** Writes faults to the log, never what came from outside: an address may hold a personal token. A request that was refused is no fault. */
export function handleError(fault: unknown, { request }: { request: Request }): void {
  if (!request.signal.aborted && !isRouteErrorResponse(fault)) console.error(withoutTokens(fault));
}
