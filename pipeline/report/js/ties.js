// Lists of pairs and actors, as links: all that a click in the picture does, the keyboard does here.

/** « A → B », the arrow as the relation goes. */
function arrowed(relation) {
  return [relation.source.name, el("span", { class: "arrow", "aria-hidden": "true" }, relation.directed ? "→" : "↔"), relation.target.name];
}

/** The arrow of a tie: both ways unless all its relations go one way. */
function tieArrow(tie) {
  if (tie.count && tie.forward === tie.count) return "→";
  return tie.count && tie.backward === tie.count ? "←" : "↔";
}

/** A pair in a list: its names, and a bar for each class that it has. */
function pairItem(pair, most, { from = null, classes = CLASSES } = {}) {
  const tie = classes.length === 1 ? pair[classes[0]] : bothTies(pair);
  let names = [pair.first.name, tieArrow(tie), pair.second.name];
  if (tieArrow(tie) === "←") names = [pair.second.name, "→", pair.first.name];
  const title = from
    ? [(pair.first === from ? pair.second : pair.first).name]
    : [names[0], el("span", { class: "arrow", "aria-hidden": "true" }, names[1]), names[2]];
  return el("li", {},
    el("a", { href: address({ pair: pair.key, page: "", relation: "" }), class: "pair", "aria-current": state.pair === pair.key ? "true" : null },
      el("span", { class: "names" }, title),
      el("span", { class: "meters" }, classes.filter((name) => pair[name].count).map((name) => meter(name, pair[name].count, most)))));
}

/** Both ties of a pair taken together. */
function bothTies(pair) {
  const sum = (name) => pair.cooperation[name] + pair.tension[name];
  return { count: sum("count"), forward: sum("forward"), backward: sum("backward") };
}

/** A bar with its count, said in words. */
function meter(name, count, most) {
  return el("span", { class: `meter ${name}` },
    svg("svg", { width: 64, height: 8, "aria-hidden": "true" },
      svg("rect", { class: `fill ${name}`, width: Math.max((64 * count) / most, 3), height: 8, rx: 1 })),
    el("span", { class: "n", "aria-hidden": "true" }, number(count)),
    el("span", { class: "hidden" }, tn(`count.${name}`, count)));
}

function badge(name, text) {
  return el("span", { class: `badge ${name}` }, text);
}
