import sanitizeHtml from "sanitize-html";

const options: sanitizeHtml.IOptions = {
  allowedTags: [
    ...["p", "br", "div", "span", "b", "strong", "i", "em", "u", "s", "small", "sub", "sup", "blockquote", "hr"],
    ...["ul", "ol", "li", "dl", "dt", "dd", "h3", "h4", "h5", "h6", "a", "img"],
    ...["table", "caption", "thead", "tbody", "tr", "th", "td"],
  ],
  allowedAttributes: {
    a: ["href", "rel"],
    img: ["src", "alt", "width", "height"],
    th: ["scope"],
    "*": ["dir", "lang"],
  },
  allowedSchemes: ["https", "http", "mailto", "tel"],
  allowedSchemesByTag: { img: ["data"] },
  // The page has its h1 and h2 already.
  transformTags: {
    h1: "h3",
    h2: "h3",
    a: (tagName, attributes) => ({ tagName, attribs: { ...attributes, rel: "noreferrer" } }),
    img: (tagName, attributes) => ({
      tagName,
      attribs: { alt: "", ...attributes, src: ownImage(attributes.src) ?? "" },
    }),
  },
  exclusiveFilter: ({ tag, attribs }) => tag === "img" && !attribs.src,
};

/**
 * Mark-up of a definition as it may stand on a page: formatting, lists, links and pictures that come along in the text itself (`data:`).
 * Taken out: script, style, forms, frames, and what would make a citizen's browser ask another server.
 */
export function safeHtml(html: string): string {
  return sanitizeHtml(html, options).trim();
}

/** Where a picture may come from: the text itself or this server. Null for another's, which would learn who reads the survey. */
export function ownImage(address: unknown): string | null {
  if (typeof address !== "string") return null;
  if (/^data:image\/(png|jpeg|gif|webp|svg\+xml|avif)[;,]/i.test(address)) return address;
  return /^\/(?![/\\])/.test(address) ? address : null;
}
