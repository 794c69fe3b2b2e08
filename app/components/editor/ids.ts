/** The id of a control of one page or element, so that the focus can come back to it; names may hold what an id may not. */
export function controlId(name: string, control: string): string {
  return `${control}-${encodeURIComponent(name).replace(/[%.!~*'()]/g, "_")}`;
}
