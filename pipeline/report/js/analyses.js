// What the whole run says of its network, and what changed between two periods.

function drawAnalyses() {
  show(byId("analyses"), compareCard());
}

/** Ties before and from a date on: which came, went, or turned from one class to the other. */
function compareCard() {
  const dated = relations.filter((r) => r.status === "asserted" && r.date);
  const [first, last] = [dated.reduce((a, r) => (r.date < a ? r.date : a), "9"), dated.reduce((a, r) => (r.date > a ? r.date : a), "")];
  const card = el("section", { class: "block" }, el("h3", {}, t("compare")), el("p", { class: "muted small" }, t("compare.note")));
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
