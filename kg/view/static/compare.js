"use strict";
// Places side by side. The choice is the page's address: compare.html#431222+130433&rows=课后服务
(() => {
  const { say, make, others, link, load, sentence, opener, due, state, some } = kgTold;
  const ROWS = 25, ENTRIES = 4, FOUND = 10, PICKED = 60, OPENED = 8;
  const catalogue = JSON.parse(document.getElementById("places").textContent)
    .map(([token, label, above, count, wordings, page]) => ({ token, label, above, count, wordings, page }));
  const known = new Map(catalogue.map((place) => [place.token, place]));
  const at = (id) => document.getElementById(id);
  const [field, results, chips, narrowing, note, shown] = ["place", "place-results", "chosen", "narrowing", "note", "comparison"].map(at);

  const chosen = () => [...new Set(decodeURIComponent(location.hash.slice(1).split("&")[0]).split("+").filter(Boolean))];
  const addressed = () => new URLSearchParams(location.hash.split("&").slice(1).join("&")).get("rows") || "";
  const address = (tokens) => {
    const word = at("rows").value.trim();
    return `#${tokens.map(encodeURIComponent).join("+")}${word ? `&rows=${encodeURIComponent(word)}` : ""}`;
  };
  const choose = (tokens) => { location.hash = address(tokens); };

  // ---- what stands in a cell
  const pair = ([zh, en]) => kgSite.both(zh, en);
  const told = (data, numbers) => async () => numbers.map((number) => sentence(data, number));
  const cells = {
    programs: (data, entries) => [0, 1].flatMap((status) => {
      const numbers = entries.filter((entry) => entry[0] === status).map((entry) => entry[1]);
      const name = status ? "planned" : "reported";
      const label = () => say(`compare_${name}`, { count: numbers.length });
      return numbers.length ? [() => opener(`badge ${status ? "Planned" : "Reported"}`, told(data, numbers), label())] : [];
    }),
    targets: (data, entries) => entries.map(([number, value, day, name, answers]) => () => {
      const content = async () => [
        sentence(data, number),
        ...answers.flatMap(([answer, reported]) => [make("p", "later", say("reported_later"), " ", make("b", "", pair(reported))), sentence(data, answer)]),
      ];
      const made = opener("figure", content, make("b", "", pair(value)), " ", make("small", "", due(day)));
      const line = make("p", "outcome", state(name));
      if (answers.length) line.append(" ", make("b", "", pair(answers[0][1])));
      made.append(line);
      return made;
    }),
    figures: (data, entries) => entries.map(([number, value, year]) => () =>
      opener("figure", told(data, [number]), make("b", "", pair(value)), " ", make("small", "", year || say("no_date")))),
    problems: (data, entries) => entries.map(([number]) => () => sentence(data, number)),
  };

  // ---- rows: what the chosen places have, the shared first
  const gather = (section, all) => {
    const rows = new Map();
    all.forEach((data, column) => {
      for (const [key, name, page, entries] of data[section]) {
        if (!rows.has(key)) rows.set(key, { key, name, page, cells: all.map(() => null), entries: 0 });
        const row = rows.get(key);
        row.cells[column] = entries;
        row.entries += entries.length;
      }
    });
    for (const row of rows.values()) {
      row.columns = row.cells.flatMap((entries, column) => entries ? [column] : []);
    }
    return [...rows.values()].sort((one, other) => other.columns.length - one.columns.length || one.columns[0] - other.columns[0]
      || other.entries - one.entries || one.name[0].localeCompare(other.name[0], "zh") || (one.key < other.key ? -1 : 1));
  };
  const wanted = (row) => {
    const word = at("rows").value.trim().toLowerCase();
    return (!at("shared").checked || row.columns.length > 1)
      && (!word || [...row.name].some((name) => name.toLowerCase().includes(word)));
  };
  const heading = (row) => {
    const name = row.key ? kgSite.both(...row.name) : say("compare_other");
    if (!row.page) return name;
    const way = link(row.page, "");
    way.append(name);
    return way;
  };
  const cell = (tag, role, ...content) => {
    const made = make(tag, "", ...content);
    made.setAttribute("role", role);
    return made;
  };
  const line = (section, row, places, all) => {
    const head = cell("th", "rowheader", heading(row));
    head.scope = "row";
    return cell("tr", "row", head, ...row.cells.map((entries, column) => {
      const made = cell("td", "cell", others("span", "whose", places[column].label));
      if (entries) made.append(some(cells[section](all[column], entries), ENTRIES));
      else { made.className = "silent"; made.append(make("span", "", say("compare_silent"))); }
      return made;
    }));
  };
  const groups = (rows, places) => {
    const found = new Map();
    for (const row of rows) {
      const name = row.columns.length === places.length && places.length > 1 ? "all" : row.columns.length > 1 ? "some" : `only ${row.columns[0]}`;
      if (!found.has(name)) found.set(name, []);
      found.get(name).push(row);
    }
    return found;
  };
  const table = (section, rows, places, all) => {
    const head = cell("tr", "row", cell("th", "columnheader", say(`compare_${section}`)), ...places.map((place) => {
      const made = cell("th", "columnheader", others("span", "", place.label));
      made.scope = "col";
      return made;
    }));
    const made = cell("table", "table", cell("thead", "rowgroup", head));
    for (const [name, group] of groups(rows, places)) {
      const body = cell("tbody", "rowgroup");
      const [kind, column] = name.split(" ");
      body.className = kind;
      const title = cell("th", "rowheader", say(`compare_${kind}`, { count: group.length, name: column ? places[column].label : "" }));
      title.colSpan = places.length + 1;
      title.scope = "rowgroup";
      const first = cell("tr", "row", title);
      first.className = "group";
      if (places.length > 1) body.append(first);
      const left = [...group];
      const show = () => {
        for (const row of left.splice(0, ROWS)) body.append(line(section, row, places, all));
        if (!left.length) return;
        const button = make("button", "more", say("compare_more", { count: Math.min(left.length, ROWS) }));
        button.type = "button";
        const holder = cell("td", "cell", button);
        holder.colSpan = places.length + 1;
        const last = cell("tr", "row", holder);
        last.className = "group";
        button.addEventListener("click", () => {
          const before = last.previousElementSibling;
          last.remove();
          show();
          before.nextElementSibling.querySelector("a, button")?.focus();
        });
        body.append(last);
      };
      show();
      made.append(body);
    }
    const region = make("div", "sideways", made);
    region.tabIndex = 0;
    region.setAttribute("role", "region");
    region.setAttribute("aria-labelledby", section);
    return region;
  };

  // ---- the page
  let asked = 0;
  const draw = async () => {
    const turn = ++asked;
    const tokens = chosen();
    const places = tokens.filter((token) => known.has(token)).map((token) => known.get(token));
    const unknown = tokens.filter((token) => !known.has(token));
    chips.replaceChildren(...places.map(chip));
    narrowing.hidden = !places.length;
    note.replaceChildren(...unknown.map((name) => say("compare_unknown", { name: name.slice(0, 60) })));
    if (places.length === 1) note.append(say("compare_one"));
    at("examples").hidden = places.length > 1 || !at("examples").querySelector("a");
    pick(tokens.length < 2, places);
    if (!places.length) { shown.replaceChildren(); return; }
    let all;
    try { all = await Promise.all(places.map((place) => load(place.token))); }
    catch { if (turn === asked) { note.replaceChildren(say("data_lost")); shown.replaceChildren(); } return; }
    if (turn !== asked) return;
    const ways = make("nav", "ways");
    const sections = Object.keys(cells).flatMap((section) => {
      const rows = gather(section, all).filter(wanted);
      if (!rows.length) return [];
      const title = make("h2", "", say(`compare_${section}`), " ", make("small", "", say("compare_counts", { count: rows.length })));
      title.id = section;
      title.tabIndex = -1;
      const way = make("button", "", say(`compare_${section}`), " ", make("b", "", String(rows.length)));
      way.type = "button";
      way.addEventListener("click", () => { title.scrollIntoView(); title.focus({ preventScroll: true }); });
      ways.append(way);
      return [make("section", section, title, table(section, rows, places, all))];
    });
    shown.replaceChildren(...(sections.length ? [ways, ...sections] : [make("p", "quiet", say("compare_nothing"))]));
    const openers = shown.querySelectorAll(".opener > button");
    if (openers.length <= OPENED) for (const opener of openers) opener.click(); // so few can be read at once
    shown.dataset.drawn = places.map((place) => place.token).join("+");
  };
  const chip = (place) => {
    const name = place.page ? link(place.page, place.label) : others("span", "", place.label);
    const remove = make("button", "", "×");
    remove.type = "button";
    const [zh, en] = kgTold.words.compare_remove.map((text) => text.replace("{name}", place.label));
    remove.dataset.enTitle = en;
    remove.dataset.zhTitle = zh;
    remove.title = kgSite.language() === "en" ? en : zh;
    remove.setAttribute("aria-label", remove.title);
    remove.addEventListener("click", () => { choose(chosen().filter((token) => token !== place.token)); field.focus(); });
    return make("li", "chip", name, remove);
  };

  // ---- choosing
  let offered = 0;
  const pick = (open, places) => {
    const box = at("pick");
    const left = catalogue.filter((place) => !places.includes(place));
    box.hidden = !open || !left.length;
    if (box.hidden) return;
    offered = Math.max(offered, PICKED);
    const buttons = left.slice(0, offered).map((place) => {
      const made = make("button", "chip", others("span", "", place.label), " ", make("b", "", String(place.count)));
      made.type = "button";
      made.addEventListener("click", () => { add(place); });
      return made;
    });
    if (left.length > offered) {
      const more = make("button", "more", say("show_more", { count: Math.min(PICKED, left.length - offered) }));
      more.type = "button";
      more.addEventListener("click", () => { offered += PICKED; pick(true, places); box.querySelectorAll(".chip")[offered - PICKED]?.focus(); });
      buttons.push(more);
    }
    box.querySelector(".chips").replaceChildren(...buttons);
  };
  let option = -1;
  const close = () => { results.hidden = true; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
  const add = (place) => { field.value = ""; close(); choose([...chosen().filter((token) => known.has(token)), place.token]); };
  const find = () => {
    const word = field.value.trim().toLowerCase();
    const taken = new Set(chosen());
    const rank = (place) => {
      const forms = [place.label, place.token, place.above + place.label, ...place.wordings].map((form) => form.toLowerCase());
      return forms.some((form) => form.startsWith(word)) ? 0 : forms.some((form) => form.includes(word)) ? 1 : 2;
    };
    const found = catalogue.filter((place) => !taken.has(place.token)).map((place) => [rank(place), place])
      .filter(([place]) => place < 2).sort((one, other) => one[0] - other[0]).slice(0, FOUND);
    option = -1;
    field.removeAttribute("aria-activedescendant"); // what was suggested is gone
    results.replaceChildren(...found.map(([, place], number) => {
      const made = make("li", "", others("span", "", place.label), make("small", "", others("span", "", place.above), ` ${place.count}`));
      made.id = `place-${number}`;
      made.setAttribute("role", "option");
      made.addEventListener("pointerdown", (event) => event.preventDefault());
      made.addEventListener("click", () => add(place));
      return made;
    }));
    if (!found.length) {
      const none = make("li", "quiet", say("nothing_found"));
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      results.append(none);
    }
    results.hidden = false;
    field.setAttribute("aria-expanded", "true");
  };
  field.addEventListener("focus", find);
  field.addEventListener("input", find);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    const options = [...results.querySelectorAll("[role=option]:not([aria-disabled])")];
    if (event.key === "Escape") close();
    else if (event.key === "Enter") options[Math.max(option, 0)]?.click();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (results.hidden) find();
      if (!options.length) return;
      option = (option + (event.key === "ArrowDown" ? 1 : options.length - (option < 0 ? 0 : 1))) % options.length;
      options.forEach((each, number) => each.setAttribute("aria-selected", String(number === option)));
      field.setAttribute("aria-activedescendant", options[option].id);
      options[option].scrollIntoView({ block: "nearest" });
    } else return;
    event.preventDefault();
  });
  narrowing.addEventListener("submit", (event) => event.preventDefault());
  narrowing.addEventListener("input", () => { history.replaceState(null, "", address(chosen())); draw(); });
  const read = () => { at("rows").value = addressed(); draw(); };
  window.addEventListener("hashchange", read);
  document.addEventListener("kg-language", draw);
  read();
})();
