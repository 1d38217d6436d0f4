// The relations that are left, a page at a time; each row is a link to its evidence.

const PAGE = 25;
const SORTS = {
  "": (a, b) => a.order - b.order,
  date: (a, b) => (b.date > a.date ? 1 : b.date < a.date ? -1 : a.order - b.order),
  confidence: (a, b) => b.confidence - a.confidence || a.order - b.order,
};

/** The relations of the table in their order, remembered for the arrows of the evidence. */
let listed = [];

function drawTable(selected) {
  listed = [...selected].sort(SORTS[state.sort] ?? SORTS[""]);
  const pages = Math.max(1, Math.ceil(listed.length / PAGE));
  const page = Math.min(Math.max(Number(state.page) || 1, 1), pages);
  byId("relations-title").textContent = `${t("table")} · ${tn("relations", listed.length)}`;
  drawSort();
  const rows = listed.slice((page - 1) * PAGE, page * PAGE);
  if (!rows.length) {
    show(byId("table"), el("p", { class: "empty" }, t("network.none")));
    show(byId("pages"));
    return;
  }
  const head = ["who", "what", "sentence", "date", "confidence", "judgement"];
  show(byId("table"),
    el("table", {},
      el("caption", { class: "hidden" }, t("table.caption")),
      el("thead", {}, el("tr", {}, head.map((name) => el("th", { scope: "col", class: name }, t(`table.${name}`))))),
      el("tbody", {}, rows.map(tableRow))));
  drawPages(page, pages);
}

function drawSort() {
  const options = [["", "text"], ["date", "date"], ["confidence", "confidence"]];
  show(byId("table-tools"),
    el("label", {}, t("table.sort"), " ",
      el("select", { id: "sort", onchange: (event) => go({ sort: event.target.value }) },
        options.map(([value, name]) => el("option", { value, selected: state.sort === value }, t(`sort.${name}`))))));
}

function tableRow(r) {
  const href = address({ relation: r.id });
  const open = (event) => {
    if (!event.target.closest("a") && !String(getSelection())) go({ relation: r.id });
  };
  return el("tr", { onclick: open, "data-relation": r.id },
    el("th", { scope: "row", class: "who" }, el("a", { href, class: "row-link" }, arrowed(r))),
    el("td", { class: "what" }, badge(r.class, t(`plover.${r.type}`)), r.status === "asserted" ? null : el("span", { class: "status" }, t(`status.${r.status}`))),
    el("td", { class: "sentence" }, marked(r)),
    el("td", { class: "date" }, r.date ? when(r.date) : "—"),
    el("td", { class: "confidence" }, number(r.confidence, 2)),
    el("td", { class: "judgement" }, verdictMark(r)));
}

/** The sentence with its trigger marked. */
function marked(r) {
  const text = r.article.text;
  return [
    text.slice(r.start, r.triggerStart),
    el("mark", { class: `trigger ${r.class}` }, text.slice(r.triggerStart, r.triggerEnd)),
    text.slice(r.triggerEnd, r.end),
  ];
}

function drawPages(page, pages) {
  const nav = byId("pages");
  nav.setAttribute("aria-label", t("pages.label"));
  if (pages === 1) {
    show(nav);
    return;
  }
  const turn = (to, words) => el("button", { type: "button", disabled: to < 1 || to > pages, onclick: () => {
    go({ page: to === 1 ? "" : String(to) });
    byId("relations").scrollIntoView();
    byId("relations").focus({ preventScroll: true });
  } }, words);
  const now = { first: (page - 1) * PAGE + 1, last: Math.min(page * PAGE, listed.length), n: listed.length };
  show(nav, turn(page - 1, t("pages.previous")), el("span", { class: "muted" }, t("pages.now", now)), turn(page + 1, t("pages.next")));
}
