import { createHash } from "node:crypto";
import { build, type Plugin } from "vite";

// An older browser cannot read the file and leaves the plain form; it could not tell which button sent a form either.
const browsers = ["chrome87", "edge87", "firefox90", "safari15.4"];

const entry = /answering-script\/start\.ts\?url$/;

/**
 * Makes the answering page's script: one small file of its own, for browsers from 2021 on (Safari 2022), under a name that changes with what is in it.
 * Whoever imports `start.ts?url` gets its address.
 */
export function answeringScript(): Plugin {
  let made: Promise<{ address: string; code: string }> | null = null;
  return {
    name: "answering-script",
    enforce: "pre",
    async load(id) {
      if (!entry.test(id)) return null;
      made ??= makeScript(id.replace(/\?url$/, ""));
      const { address } = await made;
      return `export default ${JSON.stringify(address)};`;
    },
    async generateBundle() {
      if (!made) return;
      const { address, code } = await made;
      this.emitFile({ type: "asset", fileName: address.slice(1), source: code });
    },
  };
}

async function makeScript(path: string): Promise<{ address: string; code: string }> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    build: { write: false, target: browsers, lib: { entry: path, formats: ["iife"], name: "answering" } },
  });
  const [first] = Array.isArray(result) ? result : [result];
  const chunk = first && "output" in first ? first.output[0] : null;
  if (!chunk) throw new Error("The answering page's script was not made");
  const name = createHash("sha256").update(chunk.code).digest("hex").slice(0, 10);
  return { address: `/assets/answering-${name}.js`, code: chunk.code };
}
