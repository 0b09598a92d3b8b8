"use strict";
// An entity's page: shows only the statements of a status, a year, or that name another thing. The choice is in the address.
(() => {
  const form = document.querySelector("form.filters");
  if (!form) return;
  const rows = [...document.querySelectorAll(".facts > li")].map((row) => ({
    row, status: row.dataset.status, year: row.dataset.year, with: new Set(row.dataset.with.split(" ")), count: Number(row.dataset.count),
  }));
  const all = rows.reduce((sum, each) => sum + each.count, 0);
  const sections = [...document.querySelectorAll("section")].filter((section) => section.querySelector(".facts"));
  const left = form.querySelector("output");
  const clear = form.querySelector("button");
  const names = ["status", "year", "with"];
  const said = () => {
    const shown = rows.reduce((sum, each) => sum + (each.row.hidden ? 0 : each.count), 0);
    const words = kgSite.language() === "en" ? left.dataset.en : left.dataset.zh;
    left.textContent = shown === all ? "" : words.replace("{shown}", shown).replace("{all}", all);
  };
  const apply = () => {
    const wanted = Object.fromEntries(names.map((name) => [name, form.elements[name].value]));
    for (const each of rows) {
      each.row.hidden = !((!wanted.status || each.status === wanted.status) && (!wanted.year || each.year === wanted.year)
        && (!wanted.with || each.with.has(wanted.with)));
    }
    for (const section of sections) {
      const shown = [...section.querySelectorAll(".facts > li")].filter((row) => !row.hidden);
      section.hidden = !shown.length;
      section.querySelector("h2 small").textContent = String(shown.reduce((sum, row) => sum + Number(row.dataset.count), 0));
    }
    for (const button of document.querySelectorAll(".beside button[data-with]")) {
      button.setAttribute("aria-pressed", String(button.dataset.with === wanted.with && wanted.with !== ""));
    }
    clear.hidden = names.every((name) => !wanted[name]);
    said();
  };
  const read = () => {
    const wanted = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
    if (![...wanted].length && location.hash && !location.hash.startsWith("#?")) return;
    for (const name of names) {
      const value = wanted.get(name) || "";
      form.elements[name].value = [...form.elements[name].options].some((option) => option.value === value) ? value : "";
    }
    apply();
  };
  const write = () => {
    const wanted = new URLSearchParams(names.map((name) => [name, form.elements[name].value]).filter(([, value]) => value));
    history.replaceState(null, "", `${wanted}` ? `#?${wanted}` : location.pathname + location.search);
    apply();
  };
  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", () => { form.reset(); write(); });
  for (const button of document.querySelectorAll(".beside button[data-with]")) {
    button.addEventListener("click", () => {
      const select = form.elements.with;
      select.value = select.value === button.dataset.with ? "" : button.dataset.with;
      write();
    });
  }
  document.addEventListener("kg-language", said);
  addEventListener("hashchange", read);
  form.hidden = false;
  read();
})();
