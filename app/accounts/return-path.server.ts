import { createCookie } from "@remix-run/node";
import { localPath } from "./local-path.ts";

const returnCookie = createCookie("ringvirk-return", {
  path: "/sign-in",
  httpOnly: true,
  sameSite: "lax",
  maxAge: 3600,
});

/**
 * Remembers in the browser which page a stranger wanted, while the sign-in link is on its way. A cookie and not the link: so nobody but
 * the browser itself can say where signing in leads, and only to a path of this site.
 */
export function rememberReturn(request: Request): Promise<string> | null {
  const next = new URL(request.url).searchParams.get("next");
  const path = localPath(next, "");
  return path === "" || path.length > longestPath ? null : returnCookie.serialize(path);
}

const longestPath = 500;

/** The page that was wanted, else the initiatives; and the header that forgets it. */
export async function returnOf(request: Request): Promise<{ path: string; forget: string }> {
  const path = localPath(await returnCookie.parse(request.headers.get("Cookie")), "/initiatives");
  return { path, forget: await returnCookie.serialize("", { maxAge: 0 }) };
}
