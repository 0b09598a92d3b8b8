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
/** What finds places for things. `nodes` are the build's, `half(number)` is half the width and height of a box, `view()`
 * the number of the opening that serves, `shape()` how much wider than high the window is. */
const kgPlaces = (nodes, { half, view, shape }) => {
  const boxAt = (number, [x, y]) => { const [w, h] = half(number); return { id: number, x, y, w: w * 2, h: h * 2 }; };
  /** Return the build's places where they serve, else places near to those that fill the window. */
  const arrange = (drawn) => {
    const order = [...drawn].sort((a, b) => a - b);
    const at = view();
    const first = order.every((number) => nodes[number].first?.[at]);
    const aims = order.map((number) => (first ? nodes[number].first[at] : [nodes[number].x, nodes[number].y]));
    const made = first ? 0.6 * nodes.filter((node) => node.first?.[at]).length : at ? Infinity : 0.8 * nodes.length;
    if (order.length >= made) return new Map(order.map((number, place) => [number, aims[place]]));
    const xs = aims.map(([x]) => x), ys = aims.map(([, y]) => y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const needed = 1.7 * order.reduce((sum, number) => { const [w, h] = half(number); return sum + 4.6 * (w + 14) * (h + 12); }, 0);
    const across = Math.min(1.3, Math.sqrt(needed * shape()) / Math.max(1, right - left));
    const down = Math.min(1.3, Math.sqrt(needed / shape()) / Math.max(1, bottom - top));
    const near = aims.map(([x, y]) => [(x - (left + right) / 2) * across, (y - (top + bottom) / 2) * down]);
    return kgSettle(order.map((number, place) => boxAt(number, near[place])), []);
  };
  /** Add places for new things beside their own, or beside what brought them; what has a place stays there. */
  const squeeze = (drawn, taken, beside) => {
    const kept = [...drawn].filter((number) => taken.has(number));
    const places = new Map(kept.map((number) => [number, taken.get(number)]));
    const fresh = [...drawn].filter((number) => !places.has(number));
    const aim = (number) => places.get(nodes[number].home) || places.get(beside) || [0, 0];
    const found = kgSettle(fresh.map((number) => boxAt(number, aim(number))), kept.map((number) => boxAt(number, places.get(number))));
    for (const [number, place] of found) places.set(number, place);
    return places;
  };
  return { arrange, squeeze };
};
