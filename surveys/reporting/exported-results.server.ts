import type { Database } from "#db/schema.ts";
import { readNetwork } from "#surveys/impact/network/network.server.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import { readThemes } from "#surveys/impact/themes/themes.server.ts";
import type { ExportedResults } from "./results-json.ts";

/** All that may be told of an initiative, from every source, after the same disclosure control as the pages. */
export async function readExportedResults(db: Database, initiativeId: string): Promise<ExportedResults> {
  const results = await readResults(db, initiativeId);
  return {
    ...results,
    themes: await readThemes(db, initiativeId, results.floor),
    network: await readNetwork(db, initiativeId, { floor: results.floor }),
  };
}
