"use strict";
// What places say, loaded when it is asked for, and its sentences in place. Other people's words arrive by textContent.
const kgTold = (() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const filled = (text, given) => text.replace(/\{(\w+)\}/g, (_, name) => given[name]);
  const say = (name, given = {}) => kgSite.both(...words[name].map((text) => filled(text, given)));
  const make = (tag, className, ...content) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };
  const others = (tag, className, text) => {
    const made = make(tag, className, text);
    made.dir = "auto";
    return made;
  };
  const link = (address, text, className) => {
    const made = others("a", className, text);
    made.href = kgSite.home + address;
    return made;
  };

  // ---- data of a place, each file once
  const places = new Map();
  window.kgPlace = (name, data) => places.get(name).resolve(data);
  const load = (name) => {
    if (!places.has(name)) {
      const waiting = {};
      waiting.promise = new Promise((resolve, reject) => { waiting.resolve = resolve; waiting.reject = reject; });
      places.set(name, waiting);
      const script = document.createElement("script");
      script.src = `${kgSite.home}compare/${name}.js`;
      script.addEventListener("error", () => { places.delete(name); waiting.reject(new Error(name)); });
      document.head.append(script);
    }
    return places.get(name).promise;
  };

  // ---- a sentence, with the way to its place
  const sentence = (data, number) => {
    const [document, anchor, before, quote, after, holder] = data.said[number];
    const [address, label] = data.documents[document];
    const clause = others("blockquote", "", before);
    clause.lang = "zh-Hans";
    clause.append(make("mark", "", quote), after);
    const source = make("p", "source");
    if (holder) source.append(others("span", "holder", holder), " ");
    source.append(link(`${address}#${anchor}`, label));
    return make("div", "sentence", clause, source);
  };
  // A button that opens what `content` makes, below itself.
  const opener = (className, content, ...label) => {
    const button = make("button", className, ...label);
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    const below = make("div", "opened");
    below.hidden = true;
    button.addEventListener("click", async () => {
      const open = below.hidden;
      if (open && !below.hasChildNodes()) {
        try { below.append(...await content()); } catch { below.append(say("data_lost")); }
      }
      below.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    });
    return make("div", "opener", button, below);
  };
  const due = (day) => {
    if (!day) return say("no_date");
    return day.endsWith("-12-31") ? say("due_in", { year: day.slice(0, 4) }) : say("due_by", { day });
  };
  const state = (name) => make("span", `state ${name}`, say(`state_${name}`));
  // The first of many, and a button for the next.
  const some = (made, shown, name = "show_more") => {
    const holder = make("div", "some");
    const show = () => {
      for (const each of made.splice(0, shown)) holder.append(each());
      if (!made.length) return;
      const more = make("button", "more", say(name, { count: Math.min(made.length, shown) }));
      more.type = "button";
      more.addEventListener("click", () => {
        const last = holder.lastElementChild;
        const before = more.previousElementSibling;
        last.remove();
        show();
        const next = before && before.nextElementSibling;
        if (next) (next.querySelector("button, a") || next).focus();
      });
      holder.append(more);
    };
    show();
    return holder;
  };
  return { say, make, others, link, load, sentence, opener, due, state, some, words };
})();
