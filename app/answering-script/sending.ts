import { encode, type Fields } from "./page-form.ts";

/** What came of a request: the server's page, word that it has kept something, or nothing: no network, or a server that cannot just now. */
export type Reply =
  | { kind: "page"; html: string; address: string; status: number }
  | { kind: "kept"; revision: number; elsewhere: boolean }
  | { kind: "none" };

const longestWaitMs = 15_000;

/** Sends a form, or asks for a page. No network is a reply, too. */
export async function ask(address: string, form?: Fields, onTheWayOut = false): Promise<Reply> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), longestWaitMs);
  try {
    const response = await fetch(address, {
      method: form ? "POST" : "GET",
      headers: form ? { "Content-Type": "application/x-www-form-urlencoded" } : {},
      body: form ? encode(form) : undefined,
      credentials: "same-origin",
      cache: "no-store",
      keepalive: onTheWayOut,
      signal: stop.signal,
    });
    if (response.status === 204) return keptOf(response);
    const html = await response.text();
    // A page of ours, whatever its status; a gateway before us has no such.
    if (html.indexOf('id="main"') < 0 || response.status === 500) return { kind: "none" };
    return { kind: "page", html, address: response.url, status: response.status };
  } catch {
    return { kind: "none" };
  } finally {
    clearTimeout(timer);
  }
}

function keptOf(response: Response): Reply {
  const [revision, elsewhere] = (response.headers.get("X-Draft") ?? "").split(" ");
  return { kind: "kept", revision: Number(revision), elsewhere: elsewhere === "elsewhere" };
}
