import sanitizeHtml from "sanitize-html";

/**
 * Words without mark-up: paragraphs and line breaks become new lines, a link keeps its address in brackets, everything else of HTML goes.
 * Bold of Markdown goes too. What is no mark-up ("a < b") stays.
 */
export function plainWords(text: string): string {
  const withoutTags = /<[a-z!/]|&[a-z#]/i.test(text) ? unescaped(withoutMarkup(text)) : text;
  return withoutTags
    .toWellFormed()
    .normalize("NFC")
    .replace(/\*\*([^*\n]+)\*\*/g, "$1")
    .replace(/[\p{Cc}\u00a0]/gu, (sign) => (sign === "\n" ? "\n" : " "))
    .replace(/[ ]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Does the text hold a picture, a sound or a film? */
export function hasMedia(text: string): boolean {
  return /<(img|video|audio|iframe|object|embed)\b/i.test(text);
}

function withoutMarkup(text: string): string {
  const spaced = text
    .replace(/\s+/g, " ")
    .replace(/<br\s*\/?>/gi, "\n")
    .replace(/<\/(p|div|h[1-6]|li|tr|table|ul|ol|blockquote)\s*>/gi, "\n");
  return sanitizeHtml(spaced, {
    allowedTags: ["a"],
    allowedAttributes: { a: ["href"] },
    allowedSchemes: ["http", "https", "mailto"],
  }).replace(/<a(?: href="([^"]*)")?>([\s\S]*?)<\/a>/g, (_, address = "", words) => withAddress(words, address));
}

function withAddress(words: string, address: string): string {
  const bare = address.replace(/^mailto:/, "");
  return bare === "" || words.includes(bare) ? words : `${words} (${bare})`;
}

function unescaped(text: string): string {
  return text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&nbsp;/g, " ")
    .replace(/&amp;/g, "&");
}
