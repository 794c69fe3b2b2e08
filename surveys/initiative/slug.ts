const maxLength = 60;

/** Names that pages of their own already have under `/initiatives/`. */
const reserved = ["new"];

/** A name as a part of an address: lower case, æ → ae, ø → oe, å → aa, other accents dropped, everything else a hyphen. */
export function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll("æ", "ae")
    .replaceAll("ø", "oe")
    .replaceAll("å", "aa")
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, maxLength)
    .replace(/^-+|-+$/g, "");
  return isSlug(slug) ? slug : `initiative${slug === "" ? "" : `-${slug}`}`;
}

export function isSlug(text: string): boolean {
  return text.length <= maxLength + 10 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && !reserved.includes(text);
}
