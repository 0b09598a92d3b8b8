"use strict";
// Puts boxes near where they belong, none over another: for what a reader adds to the picture, or leaves of it.
/** Return the places of boxes [{id, x, y, w, h}], each near its (x, y), the first ones nearest; `taken` stay where they are. */
const kgSettle = (boxes, taken) => {
  const ROW = 8, GAP = 7;
  const rows = new Map(); // number of a row → sorted stretches [start, end] that are taken
  const take = (row, start, end) => {
    const stretches = rows.get(row) || [];
    const kept = [];
    for (const one of stretches) {
      if (one[1] < start - GAP || one[0] > end + GAP) kept.push(one);
      else { start = Math.min(start, one[0]); end = Math.max(end, one[1]); }
    }
    kept.push([start, end]);
    rows.set(row, kept.sort((a, b) => a[0] - b[0]));
  };
  const takeBox = (x, y, w, h) => {
    for (let row = Math.floor((y - h / 2) / ROW); row * ROW < y + h / 2 + GAP; row += 1) take(row, x - w / 2, x + w / 2);
  };
  const blocking = (row, count, start, end) => {
    for (let each = row; each < row + count; each += 1) {
      for (const one of rows.get(each) || []) {
        if (one[0] >= end) break;
        if (one[1] > start) return one;
      }
    }
    return null;
  };
  const nearest = (row, count, width, x, limit) => {
    const half = Math.ceil(width / 2) + GAP;
    let right = x, left = x, met;
    while (right - x <= limit && (met = blocking(row, count, right - half, right + half))) right = met[1] + half;
    while (x - left <= Math.min(limit, right - x) && (met = blocking(row, count, left - half, left + half))) left = met[0] - half;
    return right - x <= x - left ? right : left;
  };
  for (const { x, y, w, h } of taken) takeBox(Math.round(x), y, w, h);
  const places = new Map();
  for (const { id, x: about, y, w, h } of boxes) {
    const x = Math.round(about); // whole numbers: a stretch that ends where another begins is free
    const count = Math.ceil((h + GAP) / ROW);
    const aim = Math.floor((y - h / 2) / ROW);
    let best = null;
    for (let step = 0; !best || (step * ROW) ** 2 * 2 <= best.cost; step += 1) {
      for (const row of step ? [aim - step, aim + step] : [aim]) {
        const away = (step * ROW) ** 2 * 2;
        const found = nearest(row, count, w, x, best ? Math.sqrt(Math.max(0, best.cost - away)) : Infinity);
        const cost = away + (found - x) ** 2;
        if (!best || cost < best.cost) best = { cost, row, x: found };
      }
    }
    for (let each = best.row; each < best.row + count; each += 1) take(each, best.x - w / 2, best.x + w / 2);
    places.set(id, [best.x, best.row * ROW + h / 2]);
  }
  return places;
};
