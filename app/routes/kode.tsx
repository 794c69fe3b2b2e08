/** The Danish address of the same page. */
export { action, default, handle, headers, links, loader, meta } from "./code.tsx";
