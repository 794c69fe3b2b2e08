import type { Browser, BrowserContext } from "playwright-core";

const slow = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const slowerProcessor = 4;

/** What a visit cost until its first answer was ticked; sizes in bytes as they went over the wire, headers included. */
export interface Visit {
  tickedMs: number;
  page: number;
  script: number;
  requests: number;
  /** What came in the background afterwards. */
  later: number;
}

/** A first visit with nothing kept, and a second in the same browser. */
export async function visitTwice(browser: Browser, urls: [string, string]): Promise<[Visit, Visit]> {
  const context = await browser.newContext({ viewport: { width: 375, height: 667 } });
  const first = await visitOnce(context, urls[0]);
  const second = await visitOnce(context, urls[1]);
  await context.close();
  return [first, second];
}

async function visitOnce(context: BrowserContext, url: string): Promise<Visit> {
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  const bytes = { page: 0, script: 0, later: 0 };
  const kinds = new Map<string, string>();
  let requests = 0;
  let ticked = false;
  devTools.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (response.fromDiskCache) return;
    kinds.set(requestId, type);
    if (!ticked) requests += 1;
  });
  devTools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    if (!kind) return;
    bytes[ticked ? "later" : kind === "Script" ? "script" : "page"] += encodedDataLength;
  });
  await devTools.send("Network.enable");
  await devTools.send("Network.emulateNetworkConditions", slow);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: slowerProcessor });
  const began = performance.now();
  await page.goto(url, { waitUntil: "commit" });
  await page.locator("label:has(input[type=radio])").first().click({ timeout: 120_000 });
  await page.locator("input:checked").first().waitFor({ state: "attached" });
  const tickedMs = performance.now() - began;
  ticked = true;
  await page.waitForTimeout(5000);
  await page.close();
  return { tickedMs, requests, ...bytes };
}
