import { writeFileSync } from "node:fs";
import { pagePath, referencesPage } from "./page.ts";

writeFileSync(pagePath, referencesPage());
console.log(`${pagePath} written`);
