"use strict";
// A document's page: says in words what the marked text means. Other people's words reach it by textContent alone.
(() => {
  const facts = JSON.parse(document.getElementById("facts").textContent);
  const card = document.getElementById("card");
  const marks = [...document.querySelectorAll("mark[data-facts]")];
  const numbersOf = (mark) => mark.dataset.facts.split(" ").map(Number);
  const marksOf = new Map();
  for (const mark of marks) for (const number of numbersOf(mark)) marksOf.set(number, [...(marksOf.get(number) || []), mark]);
  const byAnchor = new Map(facts.map((fact, number) => [fact.anchor, number]));
  let kept = []; // the facts that were clicked, or that the address names
  let lit = [];

  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) { made.textContent = text; made.dir = "auto"; }
    return made;
  };
  const told = (number) => {
    const fact = facts[number];
    const made = make("section");
    const head = make("h2", "", undefined);
    const kind = make("span");
    kind.append(kgSite.both(...fact.kind));
    const state = make("span", `badge ${fact.status}`);
    state.append(kgSite.both(...fact.state));
    head.append(kind, state);
    const line = make("p");
    for (const [text, address, family, english] of fact.words) {
      const piece = make(address ? "a" : "span", family ? `thing ${family}` : "", english ? undefined : text);
      if (english) piece.append(kgSite.both(text, english));
      if (address) piece.href = address;
      line.append(piece);
    }
    const [before, quote, after] = fact.clause;
    const clause = make("blockquote");
    clause.append(make("span", "", before), make("b", "", quote), make("span", "", after));
    made.append(head, line, clause);
    if (fact.place.length) { const place = make("small"); place.append(kgSite.both(...fact.place)); made.append(place); }
    return made;
  };
  const light = (numbers, className) => {
    for (const mark of lit) mark.classList.remove("near", "here");
    lit = numbers.flatMap((number) => marksOf.get(number) || []);
    for (const mark of lit) mark.classList.add(className);
  };
  const show = (numbers, className) => {
    if (!numbers.length) return;
    light(numbers, className);
    card.replaceChildren(...numbers.map(told));
  };
  const keep = (numbers) => { kept = numbers; show(numbers, "here"); };

  for (const mark of marks) {
    mark.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") show(numbersOf(mark), "near"); });
    mark.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") show(kept.length ? kept : numbersOf(mark), kept.length ? "here" : "near"); });
    const way = mark.closest("a"); // the name of a thing: a click leads to its page
    (way || mark).addEventListener("focus", (event) => { if (event.target.matches(":focus-visible")) keep(numbersOf(mark)); });
    if (way) continue;
    mark.addEventListener("click", () => keep(numbersOf(mark)));
    mark.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      keep(numbersOf(mark));
      const first = card.querySelector("a");
      if (first) first.focus();
    });
  }
  const asides = document.getElementById("show-aside");
  const fold = () => document.body.classList.toggle("asides", asides.checked);
  asides.addEventListener("change", fold);
  fold();
  const fromHash = () => {
    let anchor = location.hash.slice(1);
    try { anchor = decodeURIComponent(anchor); } catch { return; }
    if (byAnchor.has(anchor)) {
      keep([byAnchor.get(anchor)]);
      document.getElementById(anchor).scrollIntoView({ block: "start", behavior: "instant" });
    }
  };
  addEventListener("hashchange", fromHash);
  fromHash();
  document.documentElement.dataset.ready = "yes";
})();
