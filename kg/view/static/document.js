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
    head.append(make("span", "", fact.kind), make("span", `badge ${fact.status}`, fact.state));
    const line = make("p");
    for (const [text, address, family] of fact.words) {
      const piece = make(address ? "a" : "span", address ? `thing ${family}` : "", text);
      if (address) piece.href = address;
      line.append(piece);
    }
    const [before, quote, after] = fact.clause;
    const clause = make("blockquote");
    clause.append(make("span", "", before), make("b", "", quote), make("span", "", after));
    made.append(head, line, clause);
    if (fact.place) made.append(make("small", "", fact.place));
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
    mark.addEventListener("focus", () => { if (mark.matches(":focus-visible")) keep(numbersOf(mark)); });
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
