"use strict";
// Tables of the site: a click on a head sorts, a field above a long table finds.
(() => {
  const LONG = 15;
  const valueOf = (row, column) => {
    const cell = row.cells[column];
    return cell.classList.contains("number") ? Number(cell.textContent) : cell.textContent;
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const numeric = rows.length > 0 && rows[0].cells[column].classList.contains("number");
        const down = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : numeric;
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const compare = numeric
          ? (one, other) => valueOf(one, column) - valueOf(other, column)
          : (one, other) => valueOf(one, column).localeCompare(valueOf(other, column), "zh-Hans");
        rows.sort((one, other) => (down ? -1 : 1) * compare(one, other));
        body.append(...rows);
      });
    });
    if (rows.length <= LONG) continue;
    const label = document.createElement("label");
    label.className = "find";
    const field = document.createElement("input");
    field.type = "search";
    label.append(kgSite.both(table.dataset.find, table.dataset.enFind), field);
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    });
    table.parentElement.before(label);
  }
})();
