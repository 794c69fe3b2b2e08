import { Visit } from "./visit.ts";

/**
 * The script of the answering page. The page is whole without it: a plain form. The script saves as one types, brings questions forth as they
 * are answered, and keeps answers while there is no network. A browser that lacks anything of it, or a fault in it, leaves the plain form.
 */
function start(): void {
  const key = document.getElementById("main")?.getAttribute("data-phone");
  const able =
    typeof fetch === "function" &&
    typeof FormData.prototype.forEach === "function" &&
    "submitter" in SubmitEvent.prototype;
  if (!key || !able || typeof URLSearchParams !== "function" || !("content" in document.createElement("template")))
    return;
  const visit = new Visit(key);
  visit.begin();
  const leave = () => {
    if (document.visibilityState === "hidden") void visit.save(true);
  };
  document.addEventListener("visibilitychange", leave);
  addEventListener("pagehide", () => void visit.save(true));
  addEventListener("online", () => void visit.deliver());
  addEventListener("popstate", () => void visit.wentBack());
  addEventListener("pageshow", (event) => {
    if (event.persisted) void visit.lookAgain();
  });
  if (/\/withdraw$/.test(location.pathname)) return void addEventListener("submit", () => visit.forget());
  void visit.deliverEarlier();
  const idle = () => setTimeout(() => void visit.fetchPages(), 800);
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle);
}

try {
  start();
} catch {
  // The plain form stands as it is.
}
