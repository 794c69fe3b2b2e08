/** What was posted of one page. */
export interface PostedPart {
  page: string;
  /** The answers, by the names of their fields. */
  fields: URLSearchParams;
  /** The answers that were changed since the page was read, by their keys; null where the sender does not tell: then all of them count. */
  changed: Set<string> | null;
  /** Questions that the page's script has brought forth: they stood there for the person, whatever the draft says. */
  shown: Set<string>;
  /** What the pressed button asks for, such as one row more in a list. */
  action: string;
}

/**
 * Parts a posted form into its pages. A plain form holds one; answers that waited on a phone come as several in a row, each beginning with
 * its field `page`.
 */
export function postedParts(form: URLSearchParams | FormData): PostedPart[] {
  const tells = form.has("by");
  const parts: PostedPart[] = [];
  const early: Array<[string, string]> = [];
  for (const [name, value] of form) {
    const part = parts.at(-1);
    if (name === "page") parts.push(emptyPart(String(value), tells));
    else if (part) takeField(part, name, String(value));
    else early.push([name, String(value)]);
  }
  const [first] = parts;
  if (first) for (const [name, value] of early) takeField(first, name, value);
  return parts;
}

function emptyPart(page: string, tells: boolean): PostedPart {
  return { page, fields: new URLSearchParams(), changed: tells ? new Set() : null, shown: new Set(), action: "" };
}

function takeField(part: PostedPart, name: string, value: string): void {
  if (name.startsWith("a:")) part.fields.append(name, value);
  if (name === "changed") part.changed?.add(value);
  if (name === "shown") part.shown.add(value);
  if (name === "action") part.action = value;
}
