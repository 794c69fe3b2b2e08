/** A form as a browser without script would post it: what is filled in, and what could be. */
export interface ReadForm {
  /** Hidden and pre-filled values. */
  values: Array<[string, string]>;
  /** Radio buttons by name, with their values in order. */
  radios: Map<string, string[]>;
}

/** Reads the answering page's form out of its HTML. */
export function readForm(html: string): ReadForm {
  const values: Array<[string, string]> = [];
  const radios = new Map<string, string[]>();
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(tag, "name");
    if (!name) continue;
    const type = attribute(tag, "type") ?? "text";
    const value = attribute(tag, "value") ?? "";
    if (type === "hidden") values.push([name, value]);
    if (type === "radio") radios.set(name, [...(radios.get(name) ?? []), value]);
  }
  return { values, radios };
}

/**
 * Answers a survey to its end over HTTP alone. `choose` picks for each radio group (named "a:<question>" or with a row) one of its values,
 * or null to skip it.
 * @returns the address of the last page.
 */
export async function answerByForm(
  link: string,
  choose: (name: string, values: string[]) => string | null,
): Promise<{ path: string; html: string }> {
  let page = await get(link);
  for (let step = 0; step < 20 && page.html.includes('id="questions"'); step += 1) {
    const form = readForm(page.html);
    const body = new URLSearchParams(form.values);
    for (const [name, values] of form.radios) {
      const chosen = choose(name, values);
      if (chosen !== null) body.append(name, chosen);
    }
    body.append("action", page.html.includes('value="submit"') ? "submit" : "next");
    const reply = await fetch(link, { method: "POST", body, redirect: "manual" });
    const location = reply.headers.get("Location");
    if (!location) throw new Error(`The page came back with ${reply.status}: ${await reply.text()}`);
    page = await get(new URL(location, link).href);
  }
  return page;
}

async function get(address: string): Promise<{ path: string; html: string }> {
  const reply = await fetch(address);
  return { path: new URL(reply.url).pathname, html: await reply.text() };
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll("&amp;", "&").replaceAll("&quot;", '"');
}
