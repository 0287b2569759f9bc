"use strict";
(() => {
  const root = document.documentElement;
  const find = (id) => document.getElementById(id);

  // The theme: the system's, until the reader chooses another, which is remembered.
  const theme = find("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const showTheme = () => theme.setAttribute("aria-pressed", String(isDark()));
  theme.hidden = false;
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("authwright-theme", root.dataset.theme); } catch { /* It holds for this page. */ }
    showTheme();
  });
  system.addEventListener("change", showTheme);
  showTheme();

  // The contents take no room on a phone until they are asked for.
  const contents = find("contents");
  const narrow = matchMedia("(max-width: 60rem)");
  const fold = () => { if (contents) contents.open = !narrow.matches; };
  narrow.addEventListener("change", fold);
  fold();
  contents?.addEventListener("click", (event) => {
    if (narrow.matches && event.target.closest("a")) contents.open = false;
  });

  // Search: every word must be in the name or in the text of an entry.
  const search = find("search"), results = find("results"), found = find("found"), form = find("searching");
  const plain = (text) => text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
  const pages = JSON.parse(find("entries").textContent).pages;
  const isIndex = root.dataset.page === "index";
  const entries = pages.flatMap((page) => page.entries.map(([id, kind, name, text]) => ({
    link: (isIndex ? page.file : "") + (id ? `#${id}` : ""), kind, name, text, of: isIndex ? page.title : "",
    inName: plain(name), inAll: plain(`${page.title} ${kind} ${name} ${text}`),
  })));
  const MOST = 40;

  // Where a word begins in a text, by the text as it is searched.
  const place = (text, word) => {
    const at = text.toLowerCase().indexOf(word);
    return at >= 0 ? [at, at + word.length] : null;
  };
  const marked = (text, words) => {
    const first = words.map((word) => place(text, word)).filter(Boolean).sort((a, b) => a[0] - b[0])[0];
    const start = first ? Math.max(0, first[0] - 40) : 0;
    const line = document.createElement("small");
    if (!first) { line.textContent = text.slice(0, 110); return line; }
    const mark = document.createElement("mark");
    mark.textContent = text.slice(...first);
    line.append((start ? "…" : "") + text.slice(start, first[0]), mark, text.slice(first[1], first[1] + 80));
    return line;
  };
  const item = (entry, words) => {
    const row = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("span");
    link.href = entry.link;
    kind.className = "kind";
    kind.textContent = entry.of ? `${entry.of} · ${entry.kind}` : entry.kind;
    const name = document.createElement("strong");
    name.textContent = entry.name;
    link.append(name, " ", kind, marked(entry.text, words));
    row.append(link);
    return row;
  };
  const look = () => {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    const fits = words.length ? entries.filter((entry) => words.every((word) => entry.inAll.includes(word))) : [];
    const rank = (entry) => (words.every((word) => entry.inName.includes(word)) ? 0 : 1);
    const sorted = fits.map((entry, at) => [rank(entry), at, entry]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    results.replaceChildren(...sorted.slice(0, MOST).map(([, , entry]) => item(entry, words)));
    const more = fits.length > MOST ? `, the first ${MOST} of them here` : "";
    found.textContent = !words.length ? "" : fits.length === 1 ? "1 result" : `${fits.length || "No"} results${more}`;
    results.hidden = !fits.length;
    root.classList.toggle("searching", words.length > 0);
  };
  const leave = () => { search.value = ""; look(); };
  form.hidden = false;
  search.addEventListener("input", look);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    results.querySelector("a")?.click();
  });
  results.addEventListener("click", (event) => { if (event.target.closest("a")) leave(); });

  // By keyboard: `/` begins to search, the arrows go through the results, Escape ends it.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && root.classList.contains("searching")) {
      leave();
      search.focus();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.closest("#searching")) {
      const stops = [search, ...results.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      if (stops[at]) { event.preventDefault(); stops[at].focus(); }
    }
  });
  document.addEventListener("click", (event) => {
    if (root.classList.contains("searching") && !event.target.closest("#searching")) leave();
  });

  // Where the reader is, in the contents.
  const links = new Map([...document.querySelectorAll("#contents a")].map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((changes) => {
    const change = changes.filter((change) => change.isIntersecting)[0];
    const link = change && links.get(change.target.id);
    if (!link) return;
    links.forEach((other) => other.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "location");
  }, { rootMargin: "-10% 0px -75% 0px" });
  links.forEach((_, id) => { const section = find(id); if (section) seen.observe(section); });

  // What can be copied gets a button where the browser allows it.
  if (navigator.clipboard) for (const block of document.querySelectorAll(".code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy: ${block.dataset.what}`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(block.querySelector("code").textContent);
        button.textContent = "Copied";
      } catch { button.textContent = "Not allowed"; }
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    block.append(button);
  }

  // Paper shows what is folded.
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
})();
