import type { LinksFunction } from "@remix-run/node";
import editorCss from "./editor.css?url";

/** The style of the editor's pages, on top of the site's. */
export const editorLinks: LinksFunction = () => [{ rel: "stylesheet", href: editorCss }];
