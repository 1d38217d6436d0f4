// The picture: the strongest pairs, a solid line for cooperation, a dashed one for tension, as wide as they are many.

const MOST_PAIRS = { wide: 30, narrow: 12 };

function drawNetwork(list) {
  const box = byId("network");
  const width = Math.max(box.clientWidth, 280);
  const narrow = width < 560;
  const actor = actorById.get(state.actor);
  const all = pairsOf(actor ? list.filter((r) => r.source === actor || r.target === actor) : list);
  const pairs = all.slice(0, narrow ? MOST_PAIRS.narrow : MOST_PAIRS.wide);
  byId("network-title").textContent = actor ? t("network.actor", { name: actor.name }) : t("network");
  byId("network-note").textContent = pairs.length
    ? t("network.shown", { shown: pairs.length, pairs: tn("pairs", all.length) })
    : "";
  if (!pairs.length) {
    show(box, el("p", { class: "empty" }, t("network.none")));
    return;
  }
  const nodes = nodesOf(pairs);
  const height = narrow ? 400 : Math.min(660, Math.max(500, 300 + 9 * nodes.size));
  arrange([...nodes.values()], pairs.map((p) => [nodes.get(p.first), nodes.get(p.second)]), width, height);
  const most = Math.max(...pairs.map((p) => Math.max(p.cooperation.count, p.tension.count)));
  const picture = svg("svg", {
    viewBox: `0 0 ${width} ${height}`, width, height, role: "img", class: state.pair ? "focused" : "",
    "aria-label": t("network.label", { n: nodes.size }),
  });
  const weakestFirst = [...pairs].reverse();
  picture.append(
    svg("g", {}, weakestFirst.map((p) => edge(p, nodes.get(p.first), nodes.get(p.second), most))),
    svg("g", {}, [...nodes.values()].map((node) => drawNode(node, actor))),
  );
  show(box, picture);
}

/** The actors of the pairs, as nodes sized by their relations. */
function nodesOf(pairs) {
  const nodes = new Map();
  for (const pair of pairs) {
    for (const actor of [pair.first, pair.second]) {
      if (!nodes.has(actor)) nodes.set(actor, { actor, count: 0 });
      nodes.get(actor).count += pair.count;
    }
  }
  const most = Math.max(...[...nodes.values()].map((node) => node.count));
  for (const node of nodes.values()) node.radius = 5 + 9 * Math.sqrt(node.count / most);
  return nodes;
}

/** Both lines of a pair, side by side where it has both. */
function edge(pair, a, b, most) {
  const both = pair.cooperation.count && pair.tension.count;
  const label = t("pair.label", {
    first: pair.first.name, second: pair.second.name,
    cooperation: tn("count.cooperation", pair.cooperation.count), tension: tn("count.tension", pair.tension.count),
  });
  const group = svg("g", {
    class: `edge${state.pair === pair.key ? " chosen" : ""}`,
    "data-pair": pair.key,
    onclick: () => go({ pair: state.pair === pair.key ? "" : pair.key, relation: "" }),
  });
  group.append(svg("title", {}, label));
  CLASSES.filter((name) => pair[name].count).forEach((name) => {
    const bend = both ? (name === "cooperation" ? 0.13 : -0.13) : 0.04;
    group.append(...line(name, pair[name], a, b, bend, most));
  });
  return group;
}

/** One line with its arrows, its count, and a wider unseen one that is easier to hit. */
function line(name, tie, a, b, bend, most) {
  const width = 1.4 + 5 * Math.sqrt((tie.count - 1) / Math.max(most - 1, 4));
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const middle = { x: (a.x + b.x) / 2 - dy * bend, y: (a.y + b.y) / 2 + dx * bend };
  const arrow = 5 + 1.2 * width;
  const forward = oneSided(tie) && tie.forward;
  const backward = oneSided(tie) && tie.backward;
  const ends = { from: reach(a, middle), to: reach(b, middle) };
  const from = toward(a, middle, ends.from + (backward ? arrow : 0));
  const to = toward(b, middle, ends.to + (forward ? arrow : 0));
  const path = `M${from.x},${from.y}Q${middle.x},${middle.y} ${to.x},${to.y}`;
  const parts = [
    svg("path", { d: path, class: "hit" }),
    svg("path", { d: path, class: `tie ${name}`, "stroke-width": width.toFixed(1) }),
  ];
  if (forward) parts.push(head(name, to, toward(b, middle, ends.to), arrow));
  if (backward) parts.push(head(name, from, toward(a, middle, ends.from), arrow));
  if (tie.count > 1 && length > 70) {
    const x = (from.x + 2 * middle.x + to.x) / 4;
    const y = (from.y + 2 * middle.y + to.y) / 4;
    parts.push(svg("text", { x, y: y + 4, class: `count ${name}` }, number(tie.count)));
  }
  return parts;
}

/** How far from a node a line towards `point` must stop to keep clear of it and of the label under it. */
function reach(node, point) {
  const length = Math.hypot(point.x - node.x, point.y - node.y) || 1;
  const [ux, uy] = [Math.abs(point.x - node.x) / length, (point.y - node.y) / length];
  const half = (room(node)[0] - 10) / 2;
  const [top, bottom] = [node.radius + 3, node.radius + 5 + 13 * node.actor.label.length];
  const crosses = uy > 0 && (top / uy) * ux < half;
  const out = crosses ? Math.min(bottom / uy, half / Math.max(ux, 1e-6)) : 0;
  return Math.min(Math.max(node.radius + 2, out + 2), 0.8 * length);
}

/** The point at a distance from `a` on the way to `b`. */
function toward(a, b, distance) {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: a.x + ((b.x - a.x) * distance) / length, y: a.y + ((b.y - a.y) * distance) / length };
}

/** An arrowhead from its base to its tip. */
function head(name, base, tip, size) {
  const [x, y] = [(tip.x - base.x) / size, (tip.y - base.y) / size];
  const half = size * 0.55;
  const points = [[tip.x, tip.y], [base.x - y * half, base.y + x * half], [base.x + y * half, base.y - x * half]];
  return svg("polygon", { points: points.map((p) => p.join(",")).join(" "), class: `head ${name}` });
}

function drawNode(node, centre) {
  const { actor, x, y, radius } = node;
  const pair = chosenPair();
  const marked = actor === centre || (pair && pair.includes(actor));
  const group = svg("g", {
    class: `node ${actor.type}${marked ? " chosen" : ""}`,
    "data-actor": actor.id,
    onclick: () => go({ actor: state.actor === actor.id ? "" : actor.id, pair: "", relation: "" }),
  });
  group.append(
    svg("title", {}, `${actor.name} · ${t(`one.${actor.type}`)}`),
    shape(actor.type, x, y, radius),
    svg("text", { x, y: y + radius + 14, class: "label" },
      actor.label.map((words, i) => svg("tspan", { x, dy: i ? 13 : 0 }, words))),
  );
  return group;
}

/** A disc for a state, a diamond for a person, a square for an organisation. */
function shape(type, x, y, r) {
  if (type === "STATE") return svg("circle", { cx: x, cy: y, r });
  if (type === "ORGANISATION") {
    return svg("rect", { x: x - 0.88 * r, y: y - 0.88 * r, width: 1.76 * r, height: 1.76 * r, rx: 2 });
  }
  const d = 1.2 * r;
  return svg("polygon", { points: `${x},${y - d} ${x + d},${y} ${x},${y + d} ${x - d},${y}` });
}

function drawLegend() {
  const line = (name) => svg("svg", { width: 34, height: 12, "aria-hidden": "true" },
    svg("path", { d: "M2,6H32", class: `tie ${name}`, "stroke-width": 2.5 }));
  const mark = (type) => svg("svg", { width: 16, height: 16, "aria-hidden": "true", class: `node ${type}` }, shape(type, 8, 8, 5.5));
  show(
    byId("legend"),
    CLASSES.map((name) => el("li", {}, line(name), t(`legend.${name}`))),
    ["STATE", "ORGANISATION", "PERSON"].map((type) => el("li", {}, mark(type), t(`legend.${type}`))),
    el("li", {}, t("legend.arrow")),
    el("li", {}, t("legend.count")),
  );
}
