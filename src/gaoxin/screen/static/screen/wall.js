// The wall screen: a clock, and fresh figures every data-every seconds without a reload that one would see.
(() => {
  const LIVE = ["wall-date", "wall-tiles", "wall-lights", "wall-data"];
  const time = () => new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" });
  const one = (selector) => document.querySelector(selector);

  const renew = (page) => {
    LIVE.forEach((id) => {
      const [now, next] = [document.getElementById(id), page.getElementById(id)];
      if (now && next && now.innerHTML !== next.innerHTML) now.replaceWith(document.adoptNode(next));
    });
    one(".watermark")?.replaceWith(page.querySelector(".watermark") || "");
    document.dispatchEvent(new Event("htmx:afterSwap")); // the charts look whether their data have changed
  };
  const fresh = async () => {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.status);
    if (answer.redirected) return location.reload(); // the session has ended, which the page that is shown then says
    renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
    one("[data-stale]").hidden = true;
    one("[data-fresh]").textContent = time();
  };
  const tick = () => { one("[data-clock]").textContent = time(); };

  tick();
  setInterval(tick, 1000);
  setInterval(() => fresh().catch(() => { one("[data-stale]").hidden = false; }), Number(one("[data-every]").dataset.every) * 1000);
})();
