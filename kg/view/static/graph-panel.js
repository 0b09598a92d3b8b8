"use strict";
// The panel beside the graph: what is said of a thing or between two, and what a thing is tied to, as buttons.
const kgPanel = (picture, { said, saidOf, edgesOf, say, kindOf, stateOf, tongue, passes, go, shut, expand, hidden, brought, nameOf, relationOf, relationsOf }) => {
  const FACTS = 6; // statements of a kind shown at once
  const TIED = 24; // things of a class shown at once
  const { things } = picture;
  const element = document.getElementById("panel");
  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) { made.textContent = text; made.dir = "auto"; }
    return made;
  };
  const link = (text, address, className = "") => {
    const made = make("a", className, text);
    made.href = kgSite.home + address;
    return made;
  };
  const press = (text, className, act) => {
    const made = make("button", className, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };
  /** A button that opens a thing. */
  const button = (number, text, told = false) => {
    const thing = things[number];
    const made = press((text || nameOf(number)).slice(0, 80), `thing ${thing.family}`, () => go(number));
    if (told) made.append(make("small", "", `${picture.classes[thing.kind][tongue()]} · ${say("facts", { count: thing.count })}`));
    return made;
  };
  const pieces = (one) => {
    if (one.words) return one.words.map(([text, thing, english]) => (thing >= 0 ? button(thing, tongue() && things[thing].english ? "" : text) : make("span", "", tongue() && english ? english : text)));
    return one.about.flatMap((thing, place) => (place ? [make("span", "", " · "), button(thing)] : [button(thing)]));
  };
  const statement = (number) => {
    const one = said[number];
    const [page, title] = picture.documents[one.document];
    const made = make("article", "said");
    const line = make("p");
    line.append(...pieces(one));
    made.append(line);
    if (one.clause) {
      const quote = make("blockquote");
      const [before, exact, after] = one.clause;
      quote.append(make("span", "", before), make("b", "", exact), make("span", "", after));
      made.append(quote);
    }
    const foot = make("footer");
    foot.append(make("span", "", title), link(say("open_document"), `${page}#${encodeURIComponent(one.anchor)}`));
    made.append(foot);
    return made;
  };
  /** Show a list by parts. */
  const byParts = (list, all, size, row) => {
    const add = (from) => {
      list.append(...all.slice(from, from + size).map(row));
      const rest = all.length - from - size;
      if (rest > 0) {
        const holder = make(list.localName === "ul" ? "li" : "div", "rest");
        holder.append(press(say("more_facts", { count: rest }), "further", () => { holder.remove(); add(from + size); }));
        list.append(holder);
      }
    };
    add(0);
    return list;
  };
  const statements = (numbers) => {
    const groups = new Map();
    for (const number of numbers) {
      const key = said[number].kind * 8 + said[number].status;
      groups.set(key, [...(groups.get(key) || []), number]);
    }
    return [...groups].sort((a, b) => a[0] - b[0]).flatMap(([, all]) => {
      const { kind, status } = said[all[0]];
      const head = make("h3");
      head.append(make("span", "", kindOf(kind)));
      if (status >= 0) head.append(make("span", `badge ${picture.statuses[status][0]}`, stateOf(status)));
      head.append(make("span", "", say("facts", { count: all.length })));
      return [head, byParts(make("div"), all, FACTS, statement)];
    });
  };
  /** What a thing is tied to, by class, as buttons: the way through the graph without a mouse. */
  const tied = (number) => {
    const groups = new Map(Object.keys(picture.families).map((family) => [family, new Map()]));
    for (const edge of edgesOf[number]) {
      const other = edge.from === number ? edge.to : edge.from;
      if (edge.said.length ? edge.said.some(passes) : edge.relation !== "mentions") groups.get(things[other].family).set(other, edge);
    }
    const made = [];
    for (const [family, found] of groups) {
      if (!found.size) continue;
      const head = make("h4", family);
      head.append(make("span", "", picture.families[family][tongue()]), make("b", "", String(found.size)));
      const list = make("ul", "tied");
      made.push(head, byParts(list, [...found.keys()].sort((a, b) => a - b), TIED, (other) => {
        const row = make("li");
        row.append(button(other));
        row.title = relationOf(found.get(other));
        return row;
      }));
    }
    if (!made.length) return [];
    const details = make("details");
    details.append(make("summary", "", say("tied_to")), ...made);
    return [details];
  };
  let before = null; // what had the focus when the panel opened
  const panel = { element, opened: null, button };
  let shownLine = null;
  const fill = (...parts) => {
    if (element.hidden) before = document.activeElement;
    const cross = press("×", "shut", shut);
    cross.setAttribute("aria-label", say("close"));
    element.replaceChildren(cross, ...parts);
    element.hidden = false;
    element.scrollTop = 0;
    const head = element.querySelector("h2");
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
  };
  panel.thing = (number) => {
    panel.opened = number;
    shownLine = null;
    const thing = things[number];
    const acts = make("p", "acts");
    const rest = hidden(number).length;
    if (rest || brought.has(number)) {
      const act = press(rest ? say("expand", { count: rest }) : say("collapse"), "expand", () => expand(number));
      act.id = "expand";
      acts.append(act);
    }
    if (thing.page) acts.append(link(say("own_page"), thing.page, "own"));
    const notes = make("dl");
    if (thing.wordings) notes.append(make("dt", "", say("wordings")), make("dd", "", thing.wordings.join("、")));
    for (const [zh, en, value] of thing.notes || []) notes.append(make("dt", "", tongue() ? en : zh), make("dd", "", value));
    fill(
      make("span", `kind ${thing.family}`, picture.classes[thing.kind][tongue()]),
      make("h2", "", thing.label),
      ...(thing.english ? [make("p", "quiet", thing.english)] : []),
      acts,
      ...(thing.definition ? [make("p", "definition", thing.definition)] : []),
      ...tied(number),
      ...(saidOf[number].length ? statements(saidOf[number].filter(passes)) : [make("p", "quiet", say("no_facts"))]),
      notes,
    );
  };
  panel.line = (line) => {
    panel.opened = null;
    shownLine = line;
    const head = make("h2", "", `${nameOf(line.from)} — ${nameOf(line.to)}`);
    fill(make("span", "kind", relationsOf(line)), head, ...statements(line.said));
  };
  panel.again = () => { if (panel.opened !== null) panel.thing(panel.opened); else if (shownLine) panel.line(shownLine); };
  panel.close = () => {
    if (element.hidden) return;
    panel.opened = shownLine = null;
    element.hidden = true;
    element.replaceChildren();
    element.dispatchEvent(new Event("kg-closed"));
    if (before && before.isConnected) before.focus({ preventScroll: true });
  };
  return panel;
};
