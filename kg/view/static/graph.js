"use strict";
// The graph's page: draws what the build laid out, filters it, and shows what is said of a thing, with quotes.
// Other people's words reach the page by textContent alone.
(() => {
  const $ = (id) => document.getElementById(id);
  const picture = JSON.parse($("picture").textContent);
  const { words, things, said, documents } = picture;
  const byLocal = new Map(things.map((thing, number) => [thing.local, number]));
  const FACTS = 20; // statements shown at once in the panel
  const FOUND = 12; // results of a search

  // ---- colours, from the style sheet, so that light and dark are written down once
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 760px)");
  let colours = {};
  const readColours = () => {
    const style = getComputedStyle(document.documentElement);
    colours = new Proxy({}, { get: (_, name) => style.getPropertyValue(`--${String(name)}`).trim() });
  };
  const part = (colour, at) => parseInt(colour.slice(at, at + 2), 16);
  const mix = (colour, ground, share) =>
    "#" + [1, 3, 5].map((at) => Math.round(part(colour, at) * share + part(ground, at) * (1 - share)).toString(16).padStart(2, "0")).join("");

  // ---- what is shown
  const shown = { wide: false, mentioned: false, limit: picture.few, chosen: null, revealed: new Set() };
  const ids = { nodes: new Map(picture.nodes.map((node) => [node.id, node])) };
  const edges = picture.edges.map((edge, id) => ({ ...edge, id }));
  const edgesOf = things.map(() => []);
  for (const edge of edges) { edgesOf[edge.from].push(edge); edgesOf[edge.to].push(edge); }

  const filter = () => ({
    statuses: new Set(Object.keys(picture.statuses).filter((status) => $(`status-${status}`).checked)),
    families: new Set([...document.querySelectorAll("input[id^=family-]")].filter((box) => box.checked).map((box) => box.id.slice(7))),
    program: $("program").value === "" ? null : Number($("program").value),
    document: $("document").value === "" ? null : Number($("document").value),
  });
  const passes = (number, rules) => {
    const one = said[number];
    return rules.statuses.has(one.status) && (rules.document === null || one.document === rules.document)
      && (rules.program === null || one.about.includes(rules.program));
  };

  /** The things and edges to draw, under the rules and within the limit. */
  const visible = () => {
    const rules = filter();
    const ruled = rules.program !== null || rules.document !== null || rules.statuses.size < Object.keys(picture.statuses).length;
    const passing = new Set();
    if (ruled) said.forEach((one, number) => { if (passes(number, rules)) one.about.forEach((thing) => passing.add(thing)); });
    const drawn = new Set();
    let told = 0;
    things.forEach((thing, number) => {
      if (!rules.families.has(thing.family)) return;
      const named = rules.program === null && (rules.document === null || thing.documents.includes(rules.document));
      const wanted = thing.told ? (ruled ? passing.has(number) : true) : shown.mentioned && named;
      if (!wanted) return;
      told += 1;
      if (drawn.size < shown.limit || ruled) drawn.add(number);
    });
    for (const number of shown.revealed) drawn.add(number);
    shown.wide = [...drawn].some((number) => !ids.nodes.get(number).first);
    const lines = edges.filter((edge) => drawn.has(edge.from) && drawn.has(edge.to)
      && (edge.said.length === 0 ? edge.relation !== "mentions" || shown.mentioned : edge.said.some((number) => passes(number, rules))));
    return { drawn, lines, told };
  };

  // ---- how it looks
  const boxOf = (number) => {
    const node = ids.nodes.get(number);
    const own = colours[node.family];
    const faded = shown.chosen && !shown.chosen.has(number);
    const place = shown.wide ? node.wide : [node.x, node.y];
    const strong = node.family === "jurisdiction" && things[number].told;
    const fill = strong ? own : { both: mix(own, colours.paper, 0.26), Reported: mix(own, colours.paper, 0.13), Planned: colours.paper, "": colours.paper }[node.status];
    const border = node.status === "" && !strong ? mix(own, colours.paper, 0.35) : own;
    const ink = strong ? colours.paper : own;
    const fade = (colour) => (faded ? mix(colour, colours.ground, 0.16) : colour);
    return {
      id: number, label: node.label, shape: node.shape, x: place[0], y: place[1],
      title: things[number].label.slice(0, 300), margin: node.margin, widthConstraint: node.widthConstraint,
      borderWidth: node.status === "both" ? 2 : 1, borderWidthSelected: 3,
      shapeProperties: { borderDashes: node.status === "Planned" && !strong ? [5, 4] : false, borderRadius: strong ? 8 : 5 },
      font: { size: node.font.size, color: faded ? mix(ink, colours.ground, 0.3) : ink, face: colours.sans },
      color: { background: fade(fill), border: fade(border), highlight: { background: fill, border: colours.accent }, hover: { background: fill, border: own } },
    };
  };
  let dense = 1; // many lines are drawn lighter
  const lineOf = (edge) => {
    const structural = edge.said.length === 0;
    const near = shown.chosen && shown.chosen.has(edge.from) && shown.chosen.has(edge.to);
    const faded = shown.chosen && !near;
    const shared = things[edge.to].homes > 1;
    const colour = faded ? mix(colours.line, colours.ground, 0.14) : near && !structural ? colours.ink : mix(colours.line, colours.ground, (shared ? 1 : structural ? 0.5 : 0.75) * dense);
    return {
      id: edge.id, from: edge.from, to: edge.to,
      dashes: edge.status === "Planned" ? [6, 5] : structural ? [1, 4] : false,
      width: edge.status === "both" ? 3 : shared ? 1.6 : 1,
      color: { color: colour, highlight: colours.accent, hover: colours.accent },
      title: `${things[edge.from].label.slice(0, 80)} ${relationOf(edge)} ${things[edge.to].label.slice(0, 80)}`,
    };
  };
  const relationOf = (edge) => {
    if (edge.said.length === 0) return picture.relations[edge.relation] || "";
    const states = [...new Set(edge.said.map((number) => said[number].status))].sort().reverse();
    return `${picture.kinds[edge.relation] || ""}（${states.map((status) => picture.statuses[status]).join("、")}）`;
  };

  // ---- drawing
  readColours();
  const nodeSet = new vis.DataSet();
  const edgeSet = new vis.DataSet();
  const network = new vis.Network($("graph"), { nodes: nodeSet, edges: edgeSet }, picture.options);
  const draw = (fit) => {
    const { drawn, lines, told } = visible();
    const boxes = [...drawn].sort((a, b) => a - b).map(boxOf);
    nodeSet.remove(nodeSet.getIds().filter((id) => !drawn.has(id)));
    const kept = new Set(lines.map((edge) => edge.id));
    edgeSet.remove(edgeSet.getIds().filter((id) => !kept.has(id)));
    nodeSet.update(boxes);
    dense = Math.max(0.35, Math.min(1, 300 / (lines.length + 1)));
    edgeSet.update(lines.map(lineOf));
    layGrounds(drawn);
    $("more").hidden = told <= drawn.size;
    $("more").textContent = fill(words.more, { shown: drawn.size, all: told });
    $("graph").dataset.shown = String(drawn.size);
    if (fit) fitAll();
  };
  const fitAll = () => {
    network.fit({ animation: false });
    network.moveTo({ scale: Math.min(1.4, network.getScale() * 1.04), animation: false });
  };
  // ---- the ground under each place and its own, and under what several share
  const hull = (points) => {
    const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const half = (list) => {
      const made = [];
      for (const p of list) {
        while (made.length > 1) {
          const [a, b] = made.slice(-2);
          if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break;
          made.pop();
        }
        made.push(p);
      }
      return made.slice(0, -1);
    };
    return [...half(sorted), ...half(sorted.reverse())];
  };
  let grounds = [];
  const layGrounds = (drawn) => {
    const groups = new Map();
    for (const number of drawn) {
      const node = ids.nodes.get(number);
      const group = groups.get(node.home) || [];
      const [x, y] = shown.wide ? node.wide : [node.x, node.y];
      const [w, h] = node.half;
      group.push([x - w, y - h], [x + w, y - h], [x - w, y + h], [x + w, y + h]);
      groups.set(node.home, group);
    }
    grounds = [...groups].sort((a, b) => a[0] - b[0]).filter(([home, points]) => points.length > 4).map(([home, points]) => ({ home, points: hull(points) }));
  };
  network.on("beforeDrawing", (canvas) => {
    canvas.lineJoin = "round";
    canvas.setLineDash([]);
    for (const { home, points } of grounds) {
      const colour = home < 0 ? mix(colours.accent, colours.ground, 0.13) : colours.paper;
      canvas.fillStyle = colour;
      canvas.strokeStyle = colour;
      canvas.lineWidth = 18;
      canvas.beginPath();
      points.forEach(([x, y], at) => (at ? canvas.lineTo(x, y) : canvas.moveTo(x, y)));
      canvas.closePath();
      canvas.fill();
      canvas.stroke();
      if (home >= 0 || points.length < 4) continue;
      canvas.fillStyle = colours.quiet;
      canvas.font = `600 13px ${colours.sans}`;
      canvas.textAlign = "center";
      const top = Math.min(...points.map(([, y]) => y));
      const level = points.filter(([, y]) => y === top).map(([x]) => x);
      canvas.fillText(words.shared, (Math.min(...level) + Math.max(...level)) / 2, top - 14);
    }
  });
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

  // ---- the panel
  const panel = $("panel");
  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) { made.textContent = text; made.dir = "auto"; }
    return made;
  };
  const thingButton = (number, text) => {
    const button = make("button", "thing", text);
    button.type = "button";
    button.addEventListener("click", () => { location.hash = encodeURIComponent(things[number].local); });
    return button;
  };
  const statement = (number) => {
    const one = said[number];
    const told = documents[one.document];
    const made = make("article", "said");
    const line = make("p");
    for (const [text, thing] of one.words) line.append(thing === undefined ? make("span", "", text) : thingButton(thing, text));
    const quote = make("blockquote");
    const [before, exact, after] = one.clause;
    quote.append(make("span", "", before), make("b", "", exact), make("span", "", after));
    const foot = make("footer");
    const link = make("a", "", words.open_document);
    link.href = `${told.page}#${encodeURIComponent(one.anchor)}`;
    foot.append(make("span", "", told.title), link);
    made.append(line, quote, foot);
    return made;
  };
  const statements = (numbers) => {
    const groups = new Map();
    for (const number of numbers) {
      const key = `${said[number].kind} ${said[number].status}`;
      groups.set(key, [...(groups.get(key) || []), number]);
    }
    const made = [];
    for (const [kind, status] of Object.keys(picture.kinds).flatMap((each) => Object.keys(picture.statuses).map((one) => [each, one]))) {
      const all = groups.get(`${kind} ${status}`);
      if (!all) continue;
      const head = make("h3");
      head.append(make("span", "", picture.kinds[kind]), make("span", `badge ${status}`, picture.statuses[status]), make("span", "", fill(words.facts, { count: all.length })));
      const list = make("div");
      const add = (from) => {
        all.slice(from, from + FACTS).forEach((number) => list.append(statement(number)));
        if (all.length <= from + FACTS) return;
        const more = make("button", "further", fill(words.more_facts, { count: all.length - from - FACTS }));
        more.type = "button";
        more.addEventListener("click", () => { more.remove(); add(from + FACTS); });
        list.append(more);
      };
      add(0);
      made.push(head, list);
    }
    return made;
  };
  let before = null; // what had the focus, and what was in view, when the panel opened
  let view = null;
  const openPanel = (...parts) => {
    if (panel.hidden) {
      before = document.activeElement;
      view = { position: network.getViewPosition(), scale: network.getScale() };
    }
    const shut = make("button", "shut", "×");
    shut.type = "button";
    shut.setAttribute("aria-label", words.close);
    shut.addEventListener("click", () => { location.hash = ""; close(); });
    panel.replaceChildren(shut, ...parts);
    panel.hidden = false;
    panel.scrollTop = 0;
    const head = panel.querySelector("h2");
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
  };
  const close = () => {
    panel.hidden = true;
    panel.replaceChildren();
    shown.chosen = null;
    network.unselectAll();
    draw(false);
    network.redraw();
    if (view) network.moveTo({ ...view, animation: false });
    view = null;
    if (before && before.isConnected) before.focus({ preventScroll: true });
  };
  const showThing = (number) => {
    const thing = things[number];
    const kind = make("span", `kind ${thing.family}`, thing.kind);
    const notes = make("dl");
    if (thing.wordings.length) notes.append(make("dt", "", words.wordings), make("dd", "", thing.wordings.slice(0, 12).map((each) => each.slice(0, 200)).join("、")));
    for (const [name, value] of thing.notes) if (name) notes.append(make("dt", "", name), make("dd", "", value));
    const definition = thing.notes.filter(([name]) => !name).map(([, value]) => make("p", "definition", value));
    notes.append(make("dt", "", words.named_in));
    const places = make("ul", "places");
    for (const told of thing.documents.slice(0, 30).map((each) => documents[each])) {
      const place = make("li");
      const link = make("a", "", told.title);
      link.href = told.page;
      place.append(link);
      places.append(place);
    }
    const where = make("dd");
    where.append(places);
    notes.append(where);
    const facts = thing.said.length ? statements(thing.said) : [make("p", "quiet", words.no_facts)];
    openPanel(kind, make("h2", "", thing.label), ...definition, ...facts, notes);
  };
  const showEdge = (edge) => {
    const head = make("h2", "", `${things[edge.from].label} — ${things[edge.to].label}`);
    openPanel(make("span", "kind", relationOf(edge)), head, ...(edge.said.length ? statements(edge.said) : []));
  };

  /** Open a thing: draw it if it is not there, dim what is not connected, move to it and fill the panel. */
  const open = (number) => {
    if (!visible().drawn.has(number)) {
      shown.revealed.add(number);
      edgesOf[number].slice(0, 80).forEach((edge) => { if (edge.relation !== "mentions") { shown.revealed.add(edge.from); shown.revealed.add(edge.to); } });
    }
    shown.chosen = new Set([number, ...edgesOf[number].filter((edge) => edge.said.length).flatMap((edge) => [edge.from, edge.to])]);
    for (const one of things[number].said) if (things[number].said.length < 400) said[one].about.forEach((each) => shown.chosen.add(each));
    showThing(number);
    draw(false);
    network.redraw();
    network.selectNodes([number], false);
    bring();
  };
  /** Move to what is chosen; a phone's panel covers the lower part. */
  const bring = () => {
    network.fit({ nodes: [...shown.chosen].filter((number) => nodeSet.get(number)), maxZoomLevel: Math.max(1, network.getScale()), animation: false });
    if (narrow.matches) network.moveTo({ offset: { x: 0, y: -$("graph").clientHeight / 4 }, scale: network.getScale() * 0.8, animation: false });
    else network.moveTo({ scale: network.getScale() * 0.96, animation: false });
  };

  // ---- what people do
  network.on("click", (event) => {
    const [node] = event.nodes;
    const [edge] = event.edges;
    if (node !== undefined) {
      const hash = encodeURIComponent(things[node].local);
      if (location.hash.slice(1) === hash) open(node); else location.hash = hash;
    } else if (edge !== undefined) {
      shown.chosen = new Set([edges[edge].from, edges[edge].to]);
      showEdge(edges[edge]);
      draw(false);
      network.redraw();
      bring();
    } else if (!panel.hidden) { location.hash = ""; close(); }
  });
  const fromHash = () => {
    let local = location.hash.slice(1);
    try { local = decodeURIComponent(local); } catch { return; }
    if (byLocal.has(local)) open(byLocal.get(local)); else if (!local && !panel.hidden) close();
  };
  addEventListener("hashchange", fromHash);
  const haystack = things.map((thing) => [thing.label, ...thing.wordings].map((each) => each.slice(0, 300).toLowerCase()));
  const search = () => {
    const asked = $("search").value.trim().toLowerCase();
    const found = [];
    if (asked) {
      for (let number = 0; number < things.length; number += 1) {
        const [label, ...others] = haystack[number];
        const rank = label === asked ? 0 : label.startsWith(asked) ? 1 : label.includes(asked) ? 2 : others.some((each) => each.includes(asked)) ? 3 : 9;
        if (rank < 9) found.push([rank, number]);
      }
      found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    }
    const rows = found.slice(0, FOUND).map(([, number]) => {
      const row = make("li");
      const button = make("button", "", things[number].label.slice(0, 80));
      button.type = "button";
      button.append(make("small", "", `${things[number].kind} · ${fill(words.facts, { count: things[number].said.length })}`));
      button.addEventListener("click", () => {
        $("search").value = "";
        search();
        if (decodeURIComponent(location.hash.slice(1)) === things[number].local) open(number);
        else location.hash = encodeURIComponent(things[number].local);
      });
      row.append(button);
      return row;
    });
    if (asked && !rows.length) { const none = make("li"); none.append(make("p", "", words.nothing_found)); rows.push(none); }
    $("results").replaceChildren(...rows);
  };
  $("search").addEventListener("input", search);
  $("search").addEventListener("keydown", (event) => {
    const first = $("results").querySelector("button");
    if (event.key === "Enter" && first) first.click();
    if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
  });
  $("results").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...$("results").querySelectorAll("button")];
    (all[all.indexOf(document.activeElement) + step] || $("search")).focus();
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) { location.hash = ""; close(); } });
  $("filters").addEventListener("change", (event) => {
    if (event.target.id === "mentioned") { shown.mentioned = event.target.checked; }
    shown.revealed.clear();
    draw(true);
  });
  $("reset").addEventListener("click", () => {
    document.querySelectorAll("#filters input").forEach((box) => { box.checked = box.defaultChecked; });
    document.querySelectorAll("#filters select").forEach((box) => { box.value = ""; });
    Object.assign(shown, { mentioned: false, limit: picture.few, chosen: null });
    shown.revealed.clear();
    location.hash = "";
    close();
    draw(true);
  });
  $("more").addEventListener("click", () => { shown.limit += picture.few * 4; draw(true); });
  dark.addEventListener("change", () => { readColours(); draw(false); });
  if (narrow.matches) $("filters").open = false;

  draw(true);
  fromHash();
  window.kgView = { onScreen: ([x, y]) => network.canvasToDOM({ x, y }) }; // for those who drive the page from outside
  document.documentElement.dataset.ready = "yes";
})();
