// The query editor over the plain form: YASGUI with our prefixes and words; saved questions open in tabs of their own. It
// asks this server alone and keeps nothing in the browser. Rows are drawn here, as text: YASGUI's table writes IRIs as HTML.
"use strict";
(async () => {
  const plain = document.getElementById("plain"), answer = document.getElementById("answer");
  if (!window.Yasgui) return;
  const told = await (await fetch("/static/editor.json")).json();
  const { Yasqe, Yasr, Tab } = Yasgui;

  // completion: by the beginning of a word's name, or by any part of its labels
  const like = (words) => (_, token) => {
    const [, prefix, typed] = /^(?:([^:]*):)?(.*)$/.exec(token.string);
    const wanted = typed.toLowerCase();
    return Object.keys(words).filter((word) => {
      const [space, name] = word.split(":");
      if (prefix !== undefined && prefix !== space) return false;
      return name.toLowerCase().startsWith(wanted) || (wanted && words[word].toLowerCase().includes(wanted));
    });
  };
  const completes = (place, words) => {
    Yasqe.forkAutocompleter(place, {
      name: `own-${place}`,
      autoShow: true,
      bulk: false,
      get: like(words),
      preProcessToken: (_, token) => token,
      postProcessSuggestion: (_, token, word) => word,
      postprocessHints: (_, hints) => hints.map((hint) => ({ ...hint, displayText: `${hint.text}  ${words[hint.text]}` })),
    }, false);
    return `own-${place}`;
  };
  const spaces = Object.entries(told.prefixes);
  Yasqe.forkAutocompleter("prefixes", {
    name: "own-prefixes",
    bulk: true,
    persistenceId: null,
    get: spaces.map(([prefix, space]) => `${prefix}: <${space}>`),
  }, false);
  Yasqe.defaults.autocompleters = [
    ...["variables", "own-prefixes"],
    ...[completes("class", told.classes), completes("property", told.properties)],
  ];
  // the server knows the prefixes without being told; the editor would mark each as unknown
  const declared = (query) => {
    const used = spaces.filter(([prefix]) => {
      const known = new RegExp(`PREFIX\\s+${prefix}:`, "i").test(query);
      return !known && new RegExp(`(?<![\\w?$<])${prefix}:`).test(query);
    });
    return used.map(([prefix, space]) => `PREFIX ${prefix}: <${space}>\n`).join("") + query;
  };

  // answers
  const short = (iri) => {
    if (iri.startsWith(told.data)) return iri.slice(told.data.length);
    const found = spaces.find(([, space]) => iri.startsWith(space) && iri.length > space.length);
    return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
  };
  const element = (name, ...inside) => {
    const made = document.createElement(name);
    made.append(...inside);
    return made;
  };
  const cell = (term) => {
    if (term?.type !== "uri") return element("td", term?.value ?? "");
    const link = element("a", short(term.value));
    link.href = `/describe?iri=${encodeURIComponent(term.value)}`;
    return element("td", link);
  };
  const most = 1000;
  class Rows {
    priority = 10;
    label = "表格";
    constructor(yasr) { this.yasr = yasr; }
    canHandleResults() { return Boolean(this.yasr.results?.getBindings()); }
    draw() {
      const columns = this.yasr.results.getVariables(), rows = this.yasr.results.getBindings();
      const head = element("tr", ...columns.map((name) => element("th", name)));
      const body = rows.slice(0, most).map((row) => element("tr", ...columns.map((name) => cell(row[name]))));
      const table = element("div", element("table", element("thead", head), element("tbody", ...body)));
      table.className = "scroll";
      if (rows.length > most) this.yasr.resultsEl.append(element("p", `共 ${rows.length} 行，此处显示前 ${most} 行`));
      this.yasr.resultsEl.append(table);
    }
    download(name) {
      return { contentType: "text/csv", filename: `${name || "answer"}.csv`, getData: () => this.yasr.results.asCsv() };
    }
  }
  Yasr.registerPlugin("table", Rows);
  Yasr.defaults.errorRenderers = [async (error) => {
    try {
      const problem = JSON.parse(error.text);
      return element("p", [problem.fact, problem.next_step].filter(Boolean).join(". "));
    } catch {
      return undefined;
    }
  }];
  Tab.prototype.getShareableLink = function () {
    return `${location.origin}/sparql?query=${encodeURIComponent(this.getQuery())}`;
  };

  const place = document.createElement("div");
  plain.before(place);
  const yasgui = new Yasgui(place, {
    autofocus: false,
    autoAddOnInit: false,
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [] },
    persistenceId: null,
    populateFromUrl: false,
    requestConfig: { endpoint: `${location.origin}/sparql` },
    tabName: "查询",
    yasqe: { value: declared(told.example) },
  });
  const open = (id, name, query) => yasgui.addTab(true, { id, name, yasqe: { value: declared(query) } });
  const named = () => {
    for (const field of place.querySelectorAll(".CodeMirror textarea")) field.setAttribute("aria-label", "SPARQL");
  };
  open("own", "查询", document.getElementById("query").value);

  // saved questions: the field and the list that the page has without scripts too
  const find = document.getElementById("find"), field = document.getElementById("saved");
  const show = ({ name, titles, query }) => {
    const id = `saved-${name}`;
    if (yasgui.getTab(id)) yasgui.selectTabId(id);
    else open(id, titles[0], query);
    field.value = "";
  };
  const exactly = (words) => told.saved.find(({ name, titles }) => [name, ...titles].includes(words));
  field.addEventListener("input", () => {
    const chosen = exactly(field.value);
    if (chosen) show(chosen);
  });
  find.addEventListener("submit", (event) => {
    const words = field.value.trim().toLowerCase();
    const near = ({ name, titles }) => [name, ...titles].some((each) => each.toLowerCase().includes(words));
    const chosen = exactly(field.value.trim()) ?? (words && told.saved.find(near));
    if (!chosen) return;  // the server says so
    event.preventDefault();
    show(chosen);
  });
  for (const link of document.querySelectorAll(".saved a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      link.closest("details").open = false;
      show(exactly(link.dataset.name));
    });
  }
  yasgui.on("tabSelect", named);
  yasgui.on("query", () => answer.replaceChildren());
  named();
  plain.hidden = true;
  document.documentElement.dataset.ready = "yes";
})();
