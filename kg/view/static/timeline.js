"use strict";
// Targets by their due day. The filters are the page's address: timeline.html#place=431222&state=met
(() => {
  const { say, make, others, link, load, sentence, opener, due, state, words } = kgTold;
  const SHOWN = 20;
  const FILTERS = ["place", "program", "indicator", "state", "year"];
  const at = (id) => document.getElementById(id);
  const [filters, clear, count, states, years, shown] = ["filters", "clear", "count", "states", "years", "timeline"].map(at);
  let data = null, all = [];

  const asked = () => {
    const told = new URLSearchParams(location.hash.slice(1));
    return Object.fromEntries(FILTERS.map((name) => [name, told.get(name) || ""]));
  };
  const ask = (changed) => {
    const told = new URLSearchParams(Object.entries({ ...asked(), ...changed }).filter(([, value]) => value));
    location.hash = told.toString();
  };
  // What each filter compares; documents are not the same from graph to graph, names in addresses are.
  const name = (page) => page.replace(/\.html$/, "");
  const keys = {
    place: (target) => [target.place.token],
    program: (target) => target.programs.map((program) => name(program[1])),
    indicator: (target) => [name(target.indicator[1])],
    state: (target) => [target.state, ...(target.answers.length ? ["answered"] : []), ...(target.later.length ? ["revised"] : [])],
    year: (target) => [target.year || "none"],
  };
  const passes = (target, wanted, but) =>
    FILTERS.every((filter) => filter === but || !wanted[filter] || keys[filter](target).includes(wanted[filter]));

  const label = {
    place: (target) => [[target.place.token, [target.place.label || words.no_place[0], target.place.label ? "" : words.no_place[1]]]],
    program: (target) => target.programs.map((program) => [name(program[1]), program[0]]),
    indicator: (target) => [[name(target.indicator[1]), target.indicator[0]]],
    state: (target) => keys.state(target).map((name) => [name, words[`timeline_${name}`] || words[`state_${name}`]]),
    year: (target) => [[target.year || "none", target.year ? [target.year, ""] : words.timeline_undated]],
  };
  const order = {
    state: (one, other) => data.states.indexOf(one[0]) - data.states.indexOf(other[0]),
    year: (one, other) => (one[0] < other[0] ? -1 : 1),
  };
  const options = (wanted) => {
    const english = kgSite.language() === "en";
    for (const filter of FILTERS) {
      const found = new Map();
      for (const target of all) {
        if (!passes(target, wanted, filter)) continue;
        for (const [key, names] of label[filter](target)) {
          if (!found.has(key)) found.set(key, [key, names, 0]);
          found.get(key)[2] += 1;
        }
      }
      const rows = [...found.values()].filter(([key]) => key)
        .sort(order[filter] || ((one, other) => other[2] - one[2] || one[1][0].localeCompare(other[1][0], "zh")));
      const every = make("option", "", words[`every_${filter}`][english ? 1 : 0]);
      every.value = "";
      at(filter).replaceChildren(every, ...rows.map(([key, [zh, en], number]) => {
        const text = english && en ? en : zh;
        const made = make("option", "", `${text.length > 40 ? `${text.slice(0, 40)}…` : text} (${number})`);
        made.value = key;
        return made;
      }));
      at(filter).value = wanted[filter];
      at(filter).disabled = !rows.length;
    }
  };

  // ---- one target
  const named = ([names, page], className) => {
    const made = page ? link(page, "", className) : make("span", className);
    made.append(kgSite.both(...names));
    return made;
  };
  const aim = (target) => [make("b", "", kgSite.both(...target.number)), " ", make("span", "due", due(target.due))];
  const words_of = (target) => async () => {
    const place = await load(target.place.token);
    const numbers = new Map(place.said.map(([source, anchor], number) => [`${place.documents[source][0]}#${anchor}`, number]));
    const told = (document, anchor) => sentence(place, numbers.get(`${data.documents[document][0]}#${anchor}`));
    return [
      told(target.document, target.anchor),
      ...target.answers.flatMap(([number, , document, anchor]) => [
        make("p", "later", say("reported_later"), " ", make("b", "", kgSite.both(...number))),
        told(document, anchor),
      ]),
      ...target.later.flatMap((other) => [
        make("p", "later", say("timeline_later"), " ", ...aim(all[other])),
        told(all[other].document, all[other].anchor),
      ]),
    ];
  };
  const row = (target) => () => {
    const place = target.place.page ? link(target.place.page, target.place.label, "thing jurisdiction place")
      : make("span", "place", target.place.label ? others("bdi", "", target.place.label) : say("no_place"));
    const number = make("b", "number", kgSite.both(...target.number));
    const day = make("span", "due", due(target.due));
    const what = make("div", "what", place, named(target.indicator, "thing indicator"), number, day);
    const outcome = make("div", "outcome", state(target.state));
    const told = new Set(target.answers.map((answer) => answer[0][0]));
    const seen = new Set();
    for (const [value] of target.answers) {
      if (seen.size < 3 && !seen.has(value[0])) outcome.append(" ", make("b", "", kgSite.both(...value)));
      seen.add(value[0]);
    }
    if (told.size > 3) outcome.append(" …");
    if (target.later.length) {
      const { document, anchor } = all[target.later[0]];
      const way = link(`${data.documents[document][0]}#${anchor}`, "");
      way.append(...aim(all[target.later[0]]));
      outcome.append(make("p", "anew", say("timeline_later"), " ", way, target.later.length > 1 ? " …" : ""));
    }
    const [address, title] = data.documents[target.document];
    const source = make("p", "source", link(`${address}#${target.anchor}`, title));
    const made = make("li", `target ${target.state}`, what, outcome);
    made.append(target.place.token ? opener("words", words_of(target), say("timeline_sentence")) : "", source);
    return made;
  };

  // ---- what became of them, all in all; each is a filter
  const outcomes = (wanted) => {
    const targets = all.filter((target) => passes(target, wanted, "state"));
    const chip = (key, made, number) => {
      const button = make("button", "chip", made, " ", make("b", "", String(number)));
      button.type = "button";
      button.setAttribute("aria-pressed", String(wanted.state === key));
      button.addEventListener("click", () => { ask({ state: wanted.state === key ? "" : key }); });
      return button;
    };
    const answered = targets.filter((target) => target.answers.length).length;
    const chips = data.states.flatMap((name) => {
      const number = targets.filter((target) => target.state === name).length;
      return number ? [chip(name, state(name), number)] : [];
    });
    const revised = targets.filter((target) => target.later.length).length;
    const more = Object.entries({ answered, revised }).flatMap(([name, number]) =>
      number ? [chip(name, make("span", "", say(`timeline_${name}`)), number)] : []);
    states.replaceChildren(...more, ...chips);
  };

  // ---- bands: a year each
  const counted = (targets) => {
    const made = make("p", "tally");
    for (const each of data.states) {
      const number = targets.filter((target) => target.state === each).length;
      if (number) made.append(make("span", `state ${each}`, say(`state_${each}`), ` ${number}`), " ");
    }
    return made;
  };
  const band = ([year, targets]) => {
    const title = make("h2", "", year ? say("year_title", { year }) : say("timeline_undated"), " ",
      make("small", "", say("timeline_counts", { count: targets.length })));
    const list = make("ol", "targets");
    const left = [...targets];
    const section = make("section", "band", title, counted(targets), list);
    section.id = `year-${year || "none"}`;
    const show = () => {
      const first = list.children.length;
      list.append(...left.splice(0, SHOWN).map((target) => row(target)()));
      if (first) list.children[first].querySelector("a, button").focus();
      section.querySelector(":scope > .more")?.remove();
      if (!left.length) return;
      const more = make("button", "more", say("show_more", { count: Math.min(left.length, SHOWN) }));
      more.type = "button";
      more.addEventListener("click", show);
      section.append(more);
    };
    show();
    return section;
  };
  const draw = () => {
    const wanted = asked();
    options(wanted);
    outcomes(wanted);
    const targets = all.filter((target) => passes(target, wanted));
    clear.hidden = !FILTERS.some((filter) => wanted[filter]);
    count.replaceChildren(say("timeline_left", { shown: targets.length, all: all.length }));
    const bands = new Map();
    for (const target of targets) {
      if (!bands.has(target.year)) bands.set(target.year, []);
      bands.get(target.year).push(target);
    }
    years.replaceChildren(...(bands.size > 1 ? [...bands].map(([year, found]) => {
      const way = make("button", "chip", year || say("timeline_undated"), " ", make("b", "", String(found.length)));
      way.type = "button";
      way.addEventListener("click", () => { const to = at(`year-${year || "none"}`); to.scrollIntoView(); to.querySelector("a, button")?.focus({ preventScroll: true }); });
      return way;
    }) : []));
    shown.replaceChildren(...(targets.length ? [...bands].map(band) : [make("p", "quiet", say("timeline_nothing"))]));
    shown.dataset.shown = String(targets.length);
  };

  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("change", (event) => ask({ [event.target.id]: event.target.value }));
  clear.addEventListener("click", () => { ask(Object.fromEntries(FILTERS.map((name) => [name, ""]))); filters.querySelector("select").focus(); });
  window.addEventListener("hashchange", () => { if (data) draw(); });
  document.addEventListener("kg-language", () => { if (data) draw(); });
  window.kgTimeline = (given) => {
    data = given;
    const nowhere = { token: "", label: "", page: "" };
    const places = data.places.map(([token, label, page]) => ({ token, label, page }));
    all = data.targets.map(([place, indicator, programs, number, day, state, document, anchor, answers, later]) => ({
      place: places[place] || nowhere, indicator: data.indicators[indicator], programs: programs.map((program) => data.programs[program]),
      number, due: day, year: day.slice(0, 4), state: data.states[state], document, anchor, answers, later,
    }));
    draw();
  };
})();
