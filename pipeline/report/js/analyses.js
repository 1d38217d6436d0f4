// What the whole run says of its network, and what changed between two periods.

function drawAnalyses() {
  show(byId("analyses"), centralCard(), communityCard(), triadCard(), compareCard());
}

/** An actor as a link to what is said of it. */
function actorLink(id) {
  const actor = actorById.get(id);
  return actor ? el("a", { href: address({ actor: id }, DEFAULTS), title: actor.name }, actor.short) : id;
}

function centralCard() {
  const head = ["actor", "partners", "betweenness", "balance"];
  return el("section", { class: "block" }, el("h3", {}, t("centrality")), el("p", { class: "muted small" }, t("centrality.note")),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("centrality") },
      el("table", { class: "figures" },
        el("thead", {}, el("tr", {}, head.map((name) => el("th", { scope: "col" }, t(`centrality.${name}`))))),
        el("tbody", {}, DATA.analyses.central.map(([id, partners, good, bad, between]) => el("tr", {},
          el("th", { scope: "row" }, actorLink(id)), el("td", {}, number(partners)), el("td", {}, number(between, 2)),
          el("td", {}, el("span", { class: "ink-cooperation" }, `+${number(good)}`), " ", el("span", { class: "ink-tension" }, `−${number(bad)}`))))))));
}

function communityCard() {
  const groups = DATA.analyses.communities;
  const members = (ids) => ids.slice(0, 10).flatMap((id, i) => [i ? ", " : "", actorLink(id)]).concat(ids.length > 10 ? ` ${tn("panel.more", ids.length - 10)}` : "");
  return el("section", { class: "block" }, el("h3", {}, t("communities")), el("p", { class: "muted small" }, t("communities.note")),
    groups.length ? el("ol", { class: "groups" }, groups.map((ids) => el("li", {}, members(ids)))) : el("p", { class: "muted" }, t("communities.none")));
}

/** How many triangles are balanced, and the strongest that are not. */
function triadCard() {
  const { triads, balanced, strongest } = DATA.analyses;
  const signs = (first, second, sign) => el("span", { class: `ink-${sign > 0 ? "cooperation" : "tension"}` },
    `${actorById.get(first)?.short ?? first} ${sign > 0 ? "+" : "−"} ${actorById.get(second)?.short ?? second}`);
  const item = ([a, b, c, ab, ac, bc]) => el("li", {}, signs(a, b, ab), " · ", signs(b, c, bc), " · ", signs(a, c, ac),
    el("span", { class: "muted small" }, ` ${t(ab * ac * bc > 0 ? "triads.balanced" : "triads.unbalanced")}`));
  return el("section", { class: "block" }, el("h3", {}, t("triads")), el("p", { class: "muted small" }, t("triads.note")),
    triads ? [el("p", {}, t("triads.share", { balanced, n: triads })), el("ul", { class: "groups" }, strongest.map(item))]
      : el("p", { class: "muted" }, t("triads.none")));
}

/** Ties before and from a date on: which came, went, or turned from one class to the other. */
function compareCard() {
  const dated = relations.filter((r) => r.status === "asserted" && r.date);
  const [first, last] = [dated.reduce((a, r) => (r.date < a ? r.date : a), "9"), dated.reduce((a, r) => (r.date > a ? r.date : a), "")];
  const card = el("section", { class: "block whole" }, el("h3", {}, t("compare")), el("p", { class: "muted small" }, t("compare.note")));
  if (dated.length < 2 || first === last) {
    card.append(el("p", { class: "muted" }, t("compare.undated")));
    return card;
  }
  const middle = [...dated.map((r) => r.date)].sort()[Math.floor(dated.length / 2)];
  const result = el("div", { class: "changes" });
  const input = el("input", { type: "date", value: `${middle}-01-01`.slice(0, 10), onchange: () => show(result, changes(dated, input.value)) });
  card.append(el("label", {}, t("compare.date"), " ", input), result);
  show(result, changes(dated, input.value));
  return card;
}

function changes(dated, date) {
  const lean = (list) => new Map(pairsOf(list).map((p) => [p.key, { pair: p, sign: Math.sign(p.cooperation.count - p.tension.count) }]));
  const before = lean(dated.filter((r) => r.date < date.slice(0, r.date.length)));
  const after = lean(dated.filter((r) => r.date >= date.slice(0, r.date.length)));
  const groups = {
    turned: [...after].filter(([key, { sign }]) => before.has(key) && before.get(key).sign * sign < 0),
    appeared: [...after].filter(([key]) => !before.has(key)),
    vanished: [...before].filter(([key]) => !after.has(key)),
  };
  return Object.entries(groups).map(([name, found]) => el("div", {},
    el("h4", {}, `${t(`compare.${name}`)} · ${number(found.length)}`),
    found.length ? el("ul", { class: "plain" }, found.slice(0, 8).map(([, { pair }]) => pairItem(pair, 5)),
      found.length > 8 ? el("li", { class: "muted small" }, tn("panel.more", found.length - 8)) : null)
      : el("p", { class: "muted small" }, t("compare.none"))));
}
