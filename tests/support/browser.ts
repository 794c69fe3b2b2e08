import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const systemBrowsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

// Without these, a browser run as root on a closed network asks for hosts that nobody answers.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Chromium for the journeys: the one named by CHROMIUM, the system's, else the one that npm shipped. */
export async function launchBrowser(): Promise<Browser> {
  const found = [process.env.CHROMIUM, ...systemBrowsers].find((path) => path && existsSync(path));
  if (found) return chromium.launch({ executablePath: found, args });
  const shipped = (await import("@sparticuz/chromium")).default;
  return chromium.launch({ executablePath: await shipped.executablePath(), args });
}
