// A screen that people answer on one after the other: whoever goes away leaves nothing behind. Warns half a minute before.
(() => {
  const bar = document.getElementById("kiosk");
  const leave = document.getElementById("kiosk-leave");
  const warning = document.getElementById("kiosk-warning");
  if (!bar || !leave || !warning) return;
  const idleSeconds = Number(bar.dataset.idle);
  let last = Date.now();
  const here = () => {
    last = Date.now();
    warning.hidden = true;
  };
  for (const event of ["pointerdown", "keydown", "input", "scroll", "touchstart"]) addEventListener(event, here, true);
  // A page taken out of the browser's own memory is somebody else's.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  setInterval(() => {
    const idle = (Date.now() - last) / 1000;
    if (idle > idleSeconds) leave.submit();
    else if (idle > idleSeconds - 30) warning.hidden = false;
  }, 1000);
})();
