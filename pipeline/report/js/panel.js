// Beside the picture: the strongest ties, or the chosen actor, or the chosen pair.

const STRONGEST = 6;
const PARTNERS = 14;
const QUOTES = 4;
const LONGEST_QUOTE = 260;

function drawPanel(list, selected) {
  const pair = chosenPair();
  const actor = actorById.get(state.actor);
  if (pair) show(byId("panel"), pairCard(pair, selected));
  else if (actor) show(byId("panel"), actorCard(actor, selected));
  else show(byId("panel"), overview(list));
}

/** What matters most, before anything is chosen. */
function overview(list) {
  return [el("h2", { id: "panel-title", class: "hidden" }, t("strongest")), ...CLASSES.map((name) => {
    const pairs = pairsOf(list.filter((r) => r.class === name)).slice(0, STRONGEST);
    const most = Math.max(1, ...pairs.map((p) => p.count));
    return el("section", { class: "block" },
      el("h3", { class: `ink-${name}` }, t(`strongest.${name}`)),
      pairs.length
        ? [quotes(of(list, name, pairs[0]), 1), el("ol", { class: "plain" }, pairs.map((p) => pairItem(p, most, { classes: [name] })))].reverse()
        : el("p", { class: "muted" }, t("panel.none")));
  })];
}

function back() {
  return el("a", { class: "back", href: address({ actor: "", pair: "", relation: "", page: "" }) }, `← ${t("panel.back")}`);
}

function actorCard(actor, selected) {
  const pairs = pairsOf(selected);
  const most = Math.max(1, ...pairs.map((p) => Math.max(p.cooperation.count, p.tension.count)));
  const facts = [t(`one.${actor.type}`)];
  if (actor.type !== "STATE" && actor.country) facts.push(countryName(actor.country));
  facts.push(tn("mentions", actor.mentions));
  return [
    back(),
    el("h2", { id: "panel-title" }, actor.name),
    el("p", { class: "muted" }, facts.join(" · ")),
    actor.aliases.length ? el("p", { class: "muted small" }, t("panel.aliases", { names: actor.aliases.slice(0, 8).join(", ") })) : null,
    tally(selected),
    el("section", { class: "block" }, el("h3", {}, t("panel.partners")),
      el("ol", { class: "plain" }, pairs.slice(0, PARTNERS).map((p) => pairItem(p, most, { from: actor }))),
      pairs.length > PARTNERS ? el("p", { class: "muted small" }, tn("panel.more", pairs.length - PARTNERS)) : null),
  ];
}

function pairCard([first, second], selected) {
  const link = (actor) => el("a", { href: address({ actor: actor.id, pair: "", relation: "", page: "" }) }, actor.name);
  return [
    back(),
    el("h2", { id: "panel-title" }, link(first), el("span", { class: "arrow", "aria-hidden": "true" }, "–"), link(second)),
    tally(selected),
    el("section", { class: "block" }, el("h3", {}, t("panel.types")), el("ul", { class: "plain acts" }, acts(selected))),
    el("section", { class: "block" }, el("h3", {}, t("panel.sentences")), quotes(selected, QUOTES)),
  ];
}

/** The relations of one pair and class. */
function of(list, name, pair) {
  return list.filter((r) => r.class === name && pairKey(r.source, r.target) === pair.key);
}

/** The surest sentences, those of the text before headlines, the shorter first; each leads to its article. */
function quotes(list, most) {
  const headline = (r) => Number(r.article.title.includes(sentence(r)));
  const ranked = [...list].sort(
    (a, b) => headline(a) - headline(b) || b.confidence - a.confidence || a.end - a.start - (b.end - b.start),
  );
  const distinct = ranked.filter((r, i) => ranked.findIndex((o) => o.article === r.article && o.start === r.start) === i);
  return distinct.slice(0, most).map((r) => {
    const words = sentence(r).replace(/\s+/g, " ");
    const short = words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE).replace(/\s\S*$/, "")} …` : words;
    const from = [r.article.source, r.date ? when(r.date) : "", r.article.title || r.article.id].filter(Boolean).join(" · ");
    return el("a", { class: `quote ${r.class}`, href: address({ relation: r.id }), lang: "fr" }, short, el("span", { class: "from" }, from));
  });
}

/** What is said of a pair: type by type and way by way, the most frequent first. */
function acts(selected) {
  const counts = new Map();
  for (const r of selected) {
    const way = r.directed ? t("panel.directed", { from: r.source.name, to: r.target.name }) : t("panel.mutual");
    const key = [r.class, r.type, way].join("\u0000");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([key, n]) => {
    const [name, type, way] = key.split("\u0000");
    return el("li", {}, badge(name, t(`plover.${type}`)), el("span", { class: "muted small way" }, way), el("span", { class: "n" }, number(n)));
  });
}

/** How many of each class, as one bar that the two share. */
function tally(selected) {
  const counts = CLASSES.map((name) => selected.filter((r) => r.class === name).length);
  const total = Math.max(counts[0] + counts[1], 1);
  return el("div", { class: "tally" },
    svg("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("rect", { class: "fill cooperation", width: (100 * counts[0]) / total, height: 6 }),
      svg("rect", { class: "fill tension", x: (100 * counts[0]) / total, width: (100 * counts[1]) / total, height: 6 })),
    el("p", {}, CLASSES.map((name, i) => el("span", { class: `ink-${name}` }, tn(`count.${name}`, counts[i])))));
}
