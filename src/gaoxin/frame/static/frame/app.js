// Small conveniences on plain pages; every page works without them except for the questions of data-confirm.
(() => {
  const element = (name, more = {}, ...children) => {
    const made = Object.assign(document.createElement(name), more);
    made.append(...children);
    return made;
  };

  // data-confirm="question" on a button, link or form; data-confirm-title, data-confirm-yes, data-confirm-no are its words.
  const agreed = new WeakSet();
  const ask = (asker, go) => {
    const chinese = document.documentElement.lang.startsWith("zh");
    const { confirm, confirmTitle, confirmYes = chinese ? "确定" : "OK", confirmNo = chinese ? "取消" : "Cancel" } = asker.dataset;
    const no = element("button", { className: "btn", value: "", autofocus: true }, confirmNo);
    const yes = element("button", { className: "btn btn-primary", value: "yes" }, confirmYes);
    const buttons = element("form", { method: "dialog", className: "btn-list justify-content-end" }, no, yes);
    const heading = element("h2", { id: "confirm-title" }, confirmTitle || confirm);
    const dialog = element("dialog", { className: "confirm" }, heading, ...(confirmTitle ? [element("p", { id: "confirm-text" }, confirm)] : []), buttons);
    dialog.setAttribute("aria-labelledby", "confirm-title");
    if (confirmTitle) dialog.setAttribute("aria-describedby", "confirm-text");
    dialog.addEventListener("close", () => { dialog.remove(); if (dialog.returnValue === "yes") go(); });
    document.body.append(dialog);
    dialog.showModal();
  };
  const hold = (event, asker, again) => {
    if (agreed.delete(asker)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(asker, () => { agreed.add(asker); again(); });
  };
  addEventListener("click", (event) => {
    const asker = event.target.closest("[data-confirm]:not(form)");
    if (asker) hold(event, asker, () => asker.click());
  }, true);
  addEventListener("submit", (event) => {
    const { target, submitter } = event;
    if (target.matches("form[data-confirm]")) hold(event, target, () => target.requestSubmit(submitter));
  }, true);

  // <select data-submit>: choosing sends the form.
  addEventListener("change", (event) => {
    if (event.target.matches("select[data-submit]")) event.target.form.requestSubmit();
  });

  // <details class="menu"> closes when one looks elsewhere or presses Escape; Ctrl+K goes to the search box.
  const close = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => { if (menu !== except) menu.open = false; });
  addEventListener("click", (event) => close(event.target.closest("details.menu")));
  addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
    if (menu) menu.querySelector("summary").focus();
    if (event.key === "Escape") close();
    const search = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && document.querySelector("input[type=search]");
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  });

  // data-copy="text" or data-copy="#id"; data-copied is what the button says afterwards.
  const oldCopy = (text) => { // the clipboard interface is missing on plain http, as inside many offices
    const box = element("textarea", { value: text, className: "visually-hidden" });
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return oldCopy(text);
    }
  };
  const status = () => document.getElementById("said") || document.body.appendChild(element("div", { id: "said", className: "visually-hidden", role: "status" }));
  const tell = (button) => {
    const words = button.dataset.copied || "已复制 Copied";
    status().textContent = words;
    if (button.dataset.telling) return;
    const before = [...button.childNodes];
    button.dataset.telling = "yes";
    button.replaceChildren(words);
    setTimeout(() => { button.replaceChildren(...before); delete button.dataset.telling; status().textContent = ""; }, 1600);
  };
  addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const wanted = button.dataset.copy;
    const text = wanted.startsWith("#") ? document.querySelector(wanted).textContent.trim() : wanted;
    if (await copy(text)) { tell(button); button.focus(); }
  });

  // data-rotate="12": shows one child at a time, the next after 12 seconds; rests while pointed at, focused or when less motion
  // is wished. data-previous and data-next name the two buttons of the pager.
  const pager = (box, step) => {
    const { previous = "上一屏 Previous", next = "下一屏 Next" } = box.dataset;
    const place = element("span", { role: "status" });
    const button = (words, sign, by) => {
      const made = element("button", { type: "button", className: "btn btn-ghost-secondary btn-sm" }, sign);
      made.setAttribute("aria-label", words);
      made.addEventListener("click", () => step(by));
      return made;
    };
    const bar = element("div", { className: "pager" }, button(previous, "‹", -1), place, button(next, "›", 1));
    box.after(bar);
    return { bar, place };
  };
  const rotate = (box) => {
    const panels = [...box.children];
    if (panels.length < 2 || box.dataset.rotating) return;
    box.dataset.rotating = "yes";
    let at = 0;
    const step = (by) => {
      at = (at + by + panels.length) % panels.length;
      panels.forEach((panel, i) => { panel.hidden = i !== at; });
      place.textContent = `${at + 1} / ${panels.length}`;
    };
    const { bar, place } = pager(box, step);
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const resting = () => still.matches || document.hidden || [box, bar].some((part) => part.matches(":hover, :focus-within"));
    place.ariaLive = "off";
    step(0);
    const timer = setInterval(() => { if (!box.isConnected) clearInterval(timer); else if (!resting()) step(1); }, Number(box.dataset.rotate) * 1000);
  };

  const begin = () => {
    document.querySelectorAll("[data-rotate]").forEach(rotate);
    const errors = document.querySelector(".error-summary");
    if (errors && !errors.contains(document.activeElement)) { errors.tabIndex = -1; errors.focus(); }
  };
  ["htmx:after:swap", "htmx:afterSwap"].forEach((name) => document.addEventListener(name, begin));
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin); else begin();
})();
