"use strict";
// What every page of the site does: its language, and the search. Other people's words reach a page by textContent alone.
const kgSite = (() => {
  const root = document.documentElement;
  const home = root.dataset.root;

  // ---- language: Chinese unless somebody asked for English, kept for the next page where the browser lets us
  const kept = {
    read: () => { try { return localStorage.getItem("kg-language"); } catch { return null; } },
    write: (language) => { try { localStorage.setItem("kg-language", language); } catch { /* not kept */ } },
  };
  let language = new URLSearchParams(location.search).get("lang") || kept.read() || "zh";
  const swapped = ["placeholder", "title", "aria-label", "label"];
  const translate = () => {
    root.dataset.language = language;
    root.lang = language === "en" ? "en" : "zh-Hans";
    for (const name of swapped) {
      for (const element of document.querySelectorAll(`[data-en-${name}]`)) {
        const own = `data-zh-${name}`;
        if (!element.hasAttribute(own)) element.setAttribute(own, element.getAttribute(name));
        element.setAttribute(name, element.getAttribute(language === "en" ? `data-en-${name}` : own));
      }
    }
    for (const element of document.querySelectorAll("[data-en-text]")) {
      element.dataset.zhText ??= element.textContent;
      element.textContent = language === "en" ? element.dataset.enText : element.dataset.zhText;
    }
    const title = document.querySelector("title");
    title.dataset.zh ??= title.textContent;
    title.textContent = language === "en" ? title.dataset.en : title.dataset.zh;
    const button = document.getElementById("language");
    button.textContent = language === "en" ? "中文" : "English";
    button.lang = language === "en" ? "zh-Hans" : "en";
  };
  const both = (zh, en) => {
    const made = document.createDocumentFragment();
    for (const [text, lang, name] of en && en !== zh ? [[zh, "zh-Hans", "zh"], [en, "en", "en"]] : [[zh, "", ""]]) {
      const span = document.createElement("span");
      span.textContent = text;
      if (lang) { span.lang = lang; span.className = name; } else span.dir = "auto";
      made.append(span);
    }
    return made;
  };
  document.getElementById("language").addEventListener("click", () => {
    language = language === "en" ? "zh" : "en";
    kept.write(language);
    translate();
    document.dispatchEvent(new Event("kg-language"));
  });
  translate();

  // ---- search: the index is loaded when somebody wants it
  const field = document.getElementById("site-search");
  const list = document.getElementById("site-results");
  const MOST = 12;
  let rows = null, classes = {}, chosen = -1;
  const load = (name) => {
    const script = document.createElement("script");
    script.src = home + name;
    document.head.append(script);
  };
  window.kgSearch = (given, named) => { classes = named; rows = given.map((row) => [row, [row[0], ...row[3]].map((form) => form.toLowerCase())]); find(); };
  const rank = (forms, words) => {
    let best = 9;
    for (const form of forms) {
      if (!words.every((word) => form.includes(word))) continue;
      best = Math.min(best, form === words.join(" ") ? 0 : form.startsWith(words[0]) ? 1 : 2, form === forms[0] ? 9 : 3);
    }
    return best;
  };
  const find = () => {
    const words = field.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    chosen = -1;
    field.removeAttribute("aria-activedescendant"); // what was found is gone
    if (!words.length || rows === null) { close(); return; }
    const found = [];
    for (const [row, forms] of rows) {
      const place = rank(forms, words);
      if (place < 9) found.push([place, row]);
    }
    if (!found.length) { // several names in one question: 静宁县控辍保学
      const asked = words.join(" ");
      for (const [row, forms] of rows) {
        const longest = Math.max(...forms.map((form) => (asked.includes(form) ? form.length : 0)));
        if (longest > 1) found.push([-longest, row]);
      }
      found.sort((one, other) => one[0] - other[0]);
      const first = (wanted) => found.map(([, row]) => row).find(wanted);
      const place = first((row) => row[2] === "jurisdiction"), other = first((row) => !["jurisdiction", "document"].includes(row[2]));
      if (place && other) { // what the one says of the other
        const only = `#?with=${encodeURIComponent(place[1].replace(/\.html$/, ""))}`;
        found.unshift([-asked.length, [`${place[0]} · ${other[0]}`, other[1] + only, other[2], [], ""]]);
      }
    }
    found.sort((one, other) => one[0] - other[0]);
    list.replaceChildren(...found.slice(0, MOST).map(([, row], number) => {
      const item = document.createElement("li");
      item.setAttribute("role", "none");
      const way = document.createElement("a");
      way.id = `site-result-${number}`;
      way.setAttribute("role", "option");
      way.href = home + row[1];
      way.tabIndex = -1;
      const name = document.createElement("span");
      name.textContent = row[0];
      name.className = `thing ${row[2]}`;
      name.dir = "auto";
      const count = document.createElement("small");
      count.append(both(...classes[row[2]]), ` ${row[4]}`);
      way.append(name, count);
      item.append(way);
      return item;
    }));
    if (!found.length) {
      const none = document.createElement("li");
      none.className = "quiet";
      none.append(both(field.dataset.none, field.dataset.enNone));
      list.append(none);
    }
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
  };
  const close = () => { list.hidden = true; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
  const choose = (step) => {
    const options = [...list.querySelectorAll("[role=option]")];
    if (!options.length) return;
    chosen = (chosen + step + options.length) % options.length;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
    field.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  };
  field.addEventListener("focus", () => { if (rows === null) load("assets/search.js"); else find(); });
  field.addEventListener("input", find);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(1);
    else if (event.key === "ArrowUp") choose(-1);
    else if (event.key === "Enter") { const way = list.querySelectorAll("a")[Math.max(0, chosen)]; if (way) location.href = way.href; }
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  document.addEventListener("pointerdown", (event) => { if (!event.target.closest(".finder")) close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, select, textarea")) { event.preventDefault(); field.focus(); }
  });
  const here = document.querySelector(".top nav [aria-current]"); // a narrow screen shows a part of the navigation
  if (here) here.parentElement.scrollLeft = here.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2;
  root.dataset.ready = "yes";
  return { both, load, home, language: () => language };
})();
