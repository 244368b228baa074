// Sets the theme before the first paint. The server writes data-bs-theme when the reader has chosen; else the system decides.
(() => {
  const root = document.documentElement;
  if (root.dataset.bsTheme !== "light" && root.dataset.bsTheme !== "dark") {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => { root.dataset.bsTheme = dark.matches ? "dark" : "light"; };
    follow();
    dark.addEventListener("change", follow);
  }
  // Paper is white: print in the light theme and come back afterwards.
  let shown;
  addEventListener("beforeprint", () => { shown = root.dataset.bsTheme; root.dataset.bsTheme = "light"; });
  addEventListener("afterprint", () => { root.dataset.bsTheme = shown; });
})();
