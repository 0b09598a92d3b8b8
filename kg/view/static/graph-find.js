"use strict";
// The graph's own search box: things by their labels and other wordings, opened by a button each.
/** Make the box work; return what fills its list anew. `panel` makes the buttons, `say` says our words. */
const kgFind = (things, panel, say) => {
  const FOUND = 12; // results shown
  const LONG = 300; // characters of a name that are looked at
  const box = document.getElementById("search"), list = document.getElementById("results");
  const names = things.map((thing) => [thing.label, ...(thing.wordings || []), thing.english || ""].map((each) => each.slice(0, LONG).toLowerCase()));
  const rank = ([name, ...others], asked) =>
    name === asked ? 0 : name.startsWith(asked) ? 1 : name.includes(asked) ? 2 : others.some((each) => each.includes(asked)) ? 3 : 9;
  const search = () => {
    const asked = box.value.trim().toLowerCase();
    const found = [];
    if (asked) names.forEach((each, number) => { const place = rank(each, asked); if (place < 9) found.push([place, number]); });
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const rows = found.slice(0, FOUND).map(([, number]) => {
      const row = document.createElement("li");
      row.append(panel.button(number, "", true));
      return row;
    });
    if (asked && !rows.length) {
      const none = document.createElement("li");
      none.className = "quiet";
      none.textContent = say("nothing_found");
      rows.push(none);
    }
    list.replaceChildren(...rows);
  };
  box.addEventListener("input", search);
  box.addEventListener("keydown", (event) => {
    const first = list.querySelector("button");
    if (event.key === "Enter" && first) first.click();
    if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
  });
  list.addEventListener("click", (event) => { if (event.target.closest("button")) { box.value = ""; search(); } });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...list.querySelectorAll("button")];
    (all[all.indexOf(document.activeElement) + step] || box).focus();
  });
  return search;
};
