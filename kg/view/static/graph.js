"use strict";
// The graph's page: draws what the build laid out, filters and expands it. Other people's words reach the page by
// textContent alone. `picture` is what kg/view/graph_data.py writes.
const kgGraph = (picture) => {
  const $ = (id) => document.getElementById(id);
  const { things, nodes } = picture;
  const byLocal = new Map(things.map((thing, number) => [thing.local, number]));
  const said = picture.said.map(([document, kind, status, year, anchor, holder, about, words, clause]) => ({ document, kind, status, year, anchor, holder, about, words, clause }));
  const edges = picture.edges;
  const edgesOf = things.map(() => []);
  for (const edge of edges) { edgesOf[edge.from].push(edge); edgesOf[edge.to].push(edge); }
  const saidOf = things.map(() => []);
  said.forEach((one, number) => one.about.forEach((thing) => saidOf[thing].push(number)));
  const STEP = 40; // things that one expansion brings
  const SMALLEST = 0.45; // scale below which nothing can be read
  const narrow = matchMedia("(max-width: 760px)");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // ---- our words
  const tongue = () => (kgSite.language() === "en" ? 1 : 0);
  const say = (name, values = {}) => picture.words[name][tongue()].replace(/\{(\w+)\}/g, (_, blank) => String(values[blank]));
  const kindOf = (number) => picture.kinds[number][1 + tongue()];
  const stateOf = (number) => (number < 0 ? "" : picture.statuses[number][1 + tongue()]);
  const nameOf = (number) => (tongue() && things[number].english) || things[number].label;
  const relationsOf = (line) => [...new Set(line.ties.map(relationOf))].filter(Boolean).join(tongue() ? ", " : "、");
  const relationOf = (edge) => (edge.said.length ? kindOf(said[edge.said[0]].kind) : (picture.relations[edge.relation] || ["", ""])[tongue()]);

  // ---- colours, from the style sheet, so that light and dark are written down once
  let colours = {};
  const readColours = () => {
    const style = getComputedStyle(document.documentElement);
    const kept = {};
    colours = new Proxy(kept, { get: (_, name) => (kept[name] ??= style.getPropertyValue(`--${String(name)}`).trim()) });
  };
  const part = (colour, at) => parseInt(colour.slice(at, at + 2), 16);
  const mix = (colour, ground, share) =>
    "#" + [1, 3, 5].map((at) => Math.round(part(colour, at) * share + part(ground, at) * (1 - share)).toString(16).padStart(2, "0")).join("");

  // ---- what is shown
  const few = picture.few[Number(narrow.matches)];
  const shown = { limit: few, chosen: null, revealed: new Set(), brought: new Map(), drawn: new Set(), places: new Map() };
  const checked = (id) => { const box = $(id); return box !== null && box.checked; };
  const choice = (id) => { const menu = $(id); return menu === null || menu.value === "" ? null : menu.value; };
  const filter = () => ({
    statuses: new Set(picture.statuses.flatMap(([status], number) => (checked(`status-${status}`) ? [number] : []))),
    families: new Set([...document.querySelectorAll("input[id^=family-]")].filter((box) => box.checked).map((box) => box.id.slice(7))),
    mentioned: checked("mentioned"),
    year: choice("year"),
    program: choice("program") === null ? null : Number(choice("program")),
    document: choice("document") === null ? null : Number(choice("document")),
  });
  let rules = filter();
  const passes = (number) => {
    const one = said[number];
    return rules.statuses.has(one.status) && (rules.document === null || one.document === rules.document)
      && (rules.year === null || one.year === rules.year) && (rules.program === null || one.about.includes(rules.program));
  };
  const ruled = () => rules.year !== null || rules.program !== null || rules.document !== null || rules.statuses.size < picture.statuses.length;

  /** The things to draw, under the rules and within the limit, and how many there would be without it. */
  const wanted = () => {
    const strict = ruled();
    const passing = new Set();
    if (strict) said.forEach((one, number) => { if (passes(number)) one.about.forEach((thing) => passing.add(thing)); });
    const drawn = new Set();
    let all = 0;
    things.forEach((thing, number) => {
      if (!rules.families.has(thing.family)) return;
      if (!(thing.told ? !strict || passing.has(number) : rules.mentioned && !strict)) return;
      all += 1;
      if (drawn.size < shown.limit) drawn.add(number);
    });
    for (const number of shown.revealed) drawn.add(number);
    if (rules.program !== null) drawn.add(rules.program);
    if (picture.centre >= 0) drawn.add(picture.centre);
    return { drawn, more: all > shown.limit ? all : 0 };
  };
  /** The statements of an edge that count now; an edge that stands for others counts those of which the holder is not shown. */
  const counting = (edge, drawn) => edge.said.filter((number) => passes(number) && !(edge.through && drawn.has(said[number].holder)));
  /** The lines to draw: one between two things, whatever ties them. */
  const linesOf = (drawn) => {
    const lines = new Map();
    for (const edge of edges) {
      if (!drawn.has(edge.from) || !drawn.has(edge.to)) continue;
      const counted = counting(edge, drawn);
      if (edge.said.length ? !counted.length : edge.relation === "mentions" && !rules.mentioned && !shown.brought.has(edge.from)) continue;
      const key = edge.from < edge.to ? `${edge.from}-${edge.to}` : `${edge.to}-${edge.from}`;
      const line = lines.get(key) || { id: key, from: edge.from, to: edge.to, said: [], ties: [] };
      line.said.push(...counted);
      line.ties.push(edge);
      lines.set(key, line);
    }
    for (const line of lines.values()) line.said = [...new Set(line.said)].sort((a, b) => a - b);
    return [...lines.values()];
  };
  const statusOf = (numbers) => {
    let found = "";
    for (const number of numbers) {
      const status = said[number].status < 0 ? "" : picture.statuses[said[number].status][0];
      if (found && status && status !== found) return "both";
      found = found || status;
    }
    return found;
  };

  // ---- places and sizes: of an English name where the page is in English and there is one
  const english = (number) => (tongue() ? nodes[number].english : undefined);
  const half = (number) => english(number)?.slice(1) || nodes[number].half;
  const shape = () => $("graph").clientWidth / Math.max(1, $("graph").clientHeight);
  const { arrange, squeeze } = kgPlaces(nodes, { half, shape, view: () => 2 * narrow.matches + tongue() });

  // ---- how it looks
  const boxOf = (number) => {
    const node = nodes[number], thing = things[number];
    const own = colours[thing.family];
    const faded = shown.chosen && !shown.chosen.has(number);
    const [x, y] = shown.places.get(number);
    const strong = (thing.family === "jurisdiction" && thing.told) || number === picture.centre;
    const status = node.status ??= statusOf(saidOf[number]);
    const fill = strong ? own : { both: mix(own, colours.paper, 0.26), Reported: mix(own, colours.paper, 0.13) }[status] || colours.paper;
    const border = status === "" && !strong ? mix(own, colours.paper, 0.35) : own;
    const ink = strong ? colours.paper : own;
    const fade = (colour) => (faded ? mix(colour, colours.ground, 0.16) : colour);
    return {
      id: number, label: english(number)?.[0] || node.label, x, y, title: tipOf(thing),
      widthConstraint: { minimum: half(number)[0] * 2 - 12 },
      borderWidth: status === "both" ? 2 : 1, borderWidthSelected: 3,
      shapeProperties: { borderDashes: status === "Planned" && !strong ? [5, 4] : false, borderRadius: strong ? 8 : 5 },
      font: { size: node.size, color: faded ? mix(ink, colours.ground, 0.3) : ink, face: colours.sans },
      color: { background: fade(fill), border: fade(border), highlight: { background: fill, border: colours.accent }, hover: { background: fill, border: own } },
    };
  };
  const tipOf = (thing) => {
    const names = tongue() && thing.english ? [thing.english, thing.label] : [thing.label];
    return [...names.map((name) => name.slice(0, 300)), `${picture.classes[thing.kind][tongue()]} · ${say("facts", { count: thing.count })}`].join("\n");
  };
  const lineOf = (line, dense) => {
    const structural = line.said.length === 0;
    const near = shown.chosen && shown.chosen.has(line.from) && shown.chosen.has(line.to);
    const shared = things[line.to].homes > 1;
    const strength = (shared ? 0.8 : structural ? 0.5 : 0.45) * dense;
    const colour = shown.chosen && !near ? mix(colours.line, colours.ground, 0.14) : near && !structural ? mix(colours.ink, colours.ground, 0.6) : mix(colours.line, colours.ground, strength);
    const status = statusOf(line.said);
    return {
      id: line.id, from: line.from, to: line.to,
      dashes: status === "Planned" ? [6, 5] : structural ? [1, 4] : false,
      width: status === "both" ? 2.4 : shared ? 1.6 : 1,
      color: { color: colour, highlight: colours.accent, hover: colours.accent },
      title: `${nameOf(line.from).slice(0, 80)} — ${nameOf(line.to).slice(0, 80)}\n${relationsOf(line)}`,
    };
  };

  // ---- drawing
  readColours();
  if (narrow.matches) $("filters").open = false; // before the graph takes its size
  const nodeSet = new vis.DataSet();
  const edgeSet = new vis.DataSet();
  let lines = new Map();
  const network = new vis.Network($("graph"), { nodes: nodeSet, edges: edgeSet }, picture.options);
  /** Draw anew: `fresh` gives all but what was expanded new places, new things come `beside` one, `fit` shows all. */
  const draw = ({ beside = null, fresh = false, fit = false } = {}) => {
    rules = filter();
    const { drawn, more } = wanted();
    shown.drawn = drawn;
    const first = fresh ? arrange([...drawn].filter((number) => !shown.revealed.has(number))) : shown.places;
    shown.places = squeeze(drawn, first, beside);
    lines = new Map(linesOf(drawn).map((line) => [line.id, line]));
    nodeSet.remove(nodeSet.getIds().filter((id) => !drawn.has(id)));
    edgeSet.remove(edgeSet.getIds().filter((id) => !lines.has(id)));
    nodeSet.update([...drawn].sort((a, b) => a - b).map(boxOf));
    const dense = Math.max(0.35, Math.min(1, 300 / (lines.size + 1)));
    edgeSet.update([...lines.values()].map((line) => lineOf(line, dense)));
    layGrounds(drawn);
    label(more);
    $("graph").dataset.shown = String(drawn.size);
    $("empty").hidden = drawn.size > 0;
    if (fit) fitAll();
  };
  const label = (more) => {
    shown.more = more;
    $("more").hidden = !more;
    $("more").textContent = say("more", { shown: Math.min(shown.limit, more), all: more });
    $("status").textContent = say("on_screen", { shown: shown.drawn.size });
  };
  const fitAll = () => {
    network.fit({ animation: false });
    network.moveTo({ scale: Math.min(1.4, network.getScale() * 1.04), animation: false });
  };
  // ---- the ground under each place and its own, and under what several share
  let grounds = [];
  const layGrounds = (drawn) => {
    const groups = new Map();
    for (const number of drawn) {
      if (number === picture.centre) continue;
      const node = nodes[number];
      const key = node.home < 0 && picture.centre >= 0 ? things[number].family : String(node.home);
      const group = groups.get(key) || { home: node.home, family: things[number].family, boxes: [] };
      const [x, y] = shown.places.get(number);
      const [w, h] = half(number);
      group.boxes.push([x - w, y - h, w * 2, h * 2]);
      groups.set(key, group);
    }
    grounds = [...groups.values()].filter((group) => group.boxes.length > 1 || picture.centre >= 0).sort((a, b) => a.home - b.home);
    for (const group of grounds) {
      const top = Math.min(...group.boxes.map(([, y]) => y));
      const level = group.boxes.filter(([, y]) => y < top + 6);
      group.caption = [(Math.min(...level.map(([x]) => x)) + Math.max(...level.map(([x, , w]) => x + w))) / 2, top - 13];
    }
  };
  network.on("beforeDrawing", (canvas) => {
    canvas.lineJoin = "round";
    canvas.setLineDash([]);
    for (const { home, boxes } of grounds) {
      const shared = home < 0 && picture.centre < 0;
      const colour = shared ? mix(colours.accent, colours.ground, 0.13) : colours.paper;
      canvas.fillStyle = canvas.strokeStyle = colour;
      canvas.lineWidth = 20;
      canvas.beginPath();
      for (const box of boxes) canvas.rect(...box);
      canvas.fill();
      if (boxes.length < 1500) canvas.stroke();
    }
  });
  network.on("afterDrawing", (canvas) => { // captions stand over the lines
    canvas.font = `600 13px ${colours.sans}`;
    canvas.textAlign = "center";
    canvas.lineWidth = 4;
    for (const { home, family, boxes, caption } of grounds) {
      if (home >= 0 || boxes.length < 2) continue;
      const words = picture.centre < 0 ? say("shared") : picture.families[family][tongue()];
      canvas.strokeStyle = colours.ground;
      canvas.strokeText(words, ...caption);
      canvas.fillStyle = colours.quiet;
      canvas.fillText(words, ...caption);
    }
  });

  // ---- what people do
  /** Draw what is tied to a thing, some at a time; return how many are still not drawn. */
  const hidden = (number) => {
    const found = new Set();
    for (const edge of edgesOf[number]) {
      const other = edge.from === number ? edge.to : edge.from;
      const counts = edge.said.length ? !edge.through && edge.said.some(passes) : edge.relation !== "mentions" || rules.mentioned || things[number].family === "document";
      if (counts && !shown.drawn.has(other)) found.add(other);
    }
    for (const one of saidOf[number]) if (passes(one)) for (const other of said[one].about) if (!shown.drawn.has(other)) found.add(other);
    const quiet = new Set(["indicator", "other"]);
    return [...found].sort((a, b) => quiet.has(things[a].family) - quiet.has(things[b].family) || a - b);
  };
  const expand = (number) => {
    const fresh = hidden(number).slice(0, STEP);
    shown.brought.set(number, [...(shown.brought.get(number) || []), ...fresh]);
    if (!shown.drawn.has(number)) shown.revealed.add(number);
    for (const one of fresh) shown.revealed.add(one);
    choose(number);
    for (const one of fresh) shown.chosen.add(one);
    draw({ beside: number });
    bring([number, ...fresh]);
  };
  const collapse = (number) => {
    for (const one of shown.brought.get(number) || []) { shown.revealed.delete(one); if (shown.brought.has(one)) collapse(one); }
    shown.brought.delete(number);
    choose(number);
    draw();
  };
  const toggle = (number) => {
    if (hidden(number).length) expand(number); else if (shown.brought.has(number)) collapse(number);
    if (panel.opened === number) panel.thing(number);
  };
  const choose = (number) => {
    shown.chosen = new Set([number]);
    for (const edge of edgesOf[number]) if (edge.said.length) { shown.chosen.add(edge.from); shown.chosen.add(edge.to); }
    const own = saidOf[number];
    if (own.length < 400) for (const one of own) said[one].about.forEach((each) => shown.chosen.add(each));
  };
  /** Bring things into the part of the view that the panel leaves free; where they would be too small, the first alone. */
  const bring = (numbers) => {
    const there = numbers.filter((number) => shown.drawn.has(number));
    const graph = $("graph"), side = panel.element;
    const [w, h] = narrow.matches ? [0, side.clientHeight] : [side.clientWidth, 0];
    const edge = (axis, sign) => there.map((number) => shown.places.get(number)[axis] + sign * half(number)[axis]);
    const [left, top, right, bottom] = [Math.min(...edge(0, -1)), Math.min(...edge(1, -1)), Math.max(...edge(0, 1)), Math.max(...edge(1, 1))];
    const scale = 0.92 * Math.min((graph.clientWidth - w) / (right - left), (graph.clientHeight - h) / (bottom - top), Math.max(1, network.getScale()));
    const [x, y] = scale < SMALLEST ? shown.places.get(there[0]) : [(left + right) / 2, (top + bottom) / 2];
    network.moveTo({ position: { x, y }, scale: Math.max(scale, SMALLEST), offset: { x: -w / 2, y: -h / 2 }, animation: false });
  };
  /** Open a thing: draw it if it is not there, dim what is not tied to it, and fill the panel. */
  const open = (number, still) => {
    if (!shown.drawn.has(number)) shown.revealed.add(number);
    choose(number);
    draw({ beside: edgesOf[number].map((edge) => (edge.from === number ? edge.to : edge.from)).find((other) => shown.drawn.has(other)) });
    panel.thing(number);
    network.selectNodes([number], false);
    if (!still) bring([number, ...shown.chosen]);
  };
  const go = (number, still = false) => {
    const hash = encodeURIComponent(things[number].local);
    if (location.hash.slice(1) === hash) open(number, still);
    else { quietly = still; location.hash = hash; }
  };
  let quietly = false; // whether the next change of the address leaves the view where it is
  const shut = () => { location.hash = ""; panel.close(); };
  const panel = kgPanel(picture, { said, saidOf, edgesOf, say, kindOf, stateOf, tongue, passes, go, shut, expand: toggle, hidden, brought: shown.brought, nameOf, relationOf, relationsOf });
  panel.element.addEventListener("kg-closed", () => { shown.chosen = null; network.unselectAll(); draw(); });
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) go(node, true);
    else if (edge !== undefined) {
      const line = lines.get(edge);
      shown.chosen = new Set([line.from, line.to]);
      panel.line(line);
      draw();
    } else if (!panel.element.hidden) shut();
  });
  network.on("doubleClick", ({ nodes: [node] }) => { if (node !== undefined) toggle(node); });
  const fromHash = () => {
    let local = location.hash.slice(1);
    const still = quietly;
    quietly = false;
    try { local = decodeURIComponent(local); } catch { return; }
    if (byLocal.has(local)) open(byLocal.get(local), still); else if (!local) panel.close();
  };
  addEventListener("hashchange", fromHash);

  const search = kgFind(things, panel, say);

  // ---- keyboard, filters, language, colours
  const middle = () => {
    const { x, y } = network.getViewPosition();
    const away = (number) => Math.hypot(shown.places.get(number)[0] - x, shown.places.get(number)[1] - y);
    return [...shown.drawn].reduce((best, number) => (best === null || away(number) < away(best) ? number : best), null);
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "Escape" && !panel.element.hidden) shut();
    else if (event.key === "e" || event.key === "E") { if (panel.opened !== null) toggle(panel.opened); }
    else if (event.key === "0") fitAll();
    else if (event.key === "Enter" && document.activeElement === $("graph")) { const number = middle(); if (number !== null) go(number); }
  });
  $("filters").addEventListener("change", () => { shown.revealed.clear(); shown.brought.clear(); draw({ fresh: true, fit: true }); });
  $("reset").addEventListener("click", () => {
    document.querySelectorAll("#filters input").forEach((box) => { box.checked = box.defaultChecked; });
    document.querySelectorAll("#filters select").forEach((box) => { box.value = ""; });
    Object.assign(shown, { limit: few, chosen: null });
    shown.revealed.clear();
    shown.brought.clear();
    shut();
    draw({ fresh: true, fit: true });
  });
  $("more").addEventListener("click", () => { shown.limit *= 2; draw({ fresh: true, fit: true }); });
  const relabel = () => {
    for (const option of document.querySelectorAll("option[data-en]")) option.textContent = tongue() ? option.dataset.en : option.dataset.zh;
    for (const group of document.querySelectorAll("optgroup[data-en-label]")) {
      group.dataset.zhLabel ??= group.label;
      group.label = tongue() ? group.dataset.enLabel : group.dataset.zhLabel;
    }
  };
  const translated = nodes.some((node) => node.english);
  const redraw = () => {
    draw({ fresh: true, fit: true });
    if (panel.opened !== null) bring([panel.opened, ...shown.chosen]);
  };
  document.addEventListener("kg-language", () => {
    relabel();
    if (translated) redraw(); else draw();
    panel.again();
    search();
  });
  narrow.addEventListener("change", redraw);
  dark.addEventListener("change", () => { readColours(); draw(); });
  relabel();
  draw({ fresh: true, fit: true });
  fromHash();
  window.kgView = { // for those who drive the page from outside
    count: things.length,
    numberOf: (local) => byLocal.get(local),
    onScreen: (number) => { const [x, y] = shown.places.get(number); return network.canvasToDOM({ x, y }); },
    places: () => [...shown.places],
    boxes: () => [...shown.places].map(([number, [x, y]]) => { const [w, h] = half(number); return [x - w, y - h, x + w, y + h]; }),
  };
  document.documentElement.dataset.ready = "yes";
};
{
  const block = document.getElementById("picture");
  if (block) kgGraph(JSON.parse(block.textContent));
}
