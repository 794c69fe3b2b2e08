/** A path on this site, or the front page for anything else: never another host, so that nobody can be led away by a link. */
export function localPath(wanted: unknown, otherwise = "/"): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/")) return otherwise;
  const here = new URL("http://here.invalid");
  const target = URL.canParse(wanted, here) ? new URL(wanted, here) : here;
  // "/a/..//elsewhere.example" is of this host, and its path alone is not.
  const leadsAway = target.host !== here.host || target.pathname.startsWith("//");
  return leadsAway || wanted.startsWith("//") || wanted.includes("\\") ? otherwise : target.pathname + target.search;
}
