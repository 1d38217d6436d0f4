// The filters: a search and the two main choices in sight, the rest unfolded when wanted, what is active as chips.

let unfolded = false;

function drawControls() {
  const box = byId("controls");
  const typing = box.contains(document.activeElement) ? document.activeElement.id : null;
  const caret = typing === "q" ? byId("q").selectionStart : null;
  show(box,
    el("div", { class: "row main" }, searchField(), classChoice(), statusChoice(),
      el("button", { type: "button", id: "more", class: "quiet", "aria-expanded": String(unfolded), "aria-controls": "more-filters", onclick: () => {
        unfolded = !unfolded;
        drawControls();
        byId("more").focus();
      } }, t(unfolded ? "filters.less" : "filters.more"))),
    el("div", { class: "row more", id: "more-filters", hidden: !unfolded }, moreFilters()));
  if (typing && byId(typing)) {
    byId(typing).focus();
    if (caret !== null) byId(typing).setSelectionRange(caret, caret);
  }
  drawChips();
}

function searchField() {
  const names = [...related].sort((a, b) => b.mentions - a.mentions).slice(0, 300);
  return el("div", { class: "search" },
    el("label", { class: "hidden", for: "q" }, t("search")),
    el("input", { type: "search", id: "q", list: "actor-names", value: state.q, placeholder: t("search"), autocomplete: "off", oninput: searched }),
    el("datalist", { id: "actor-names" }, names.map((actor) => el("option", { value: actor.name }))));
}

let waiting = 0;

/** An actor's whole name chooses the actor; anything else searches as it is typed. */
function searched(event) {
  const words = event.target.value;
  const actor = [...related].find((a) => a.name === words);
  clearTimeout(waiting);
  if (actor && event.inputType !== "insertText" && event.inputType !== "deleteContentBackward") go({ actor: actor.id, pair: "", q: "" });
  else waiting = setTimeout(() => go({ q: words }, true), 180);
}

/** Buttons of which one is pressed. */
function classChoice() {
  return el("fieldset", { class: "segments" }, el("legend", { class: "hidden" }, t("class")),
    ["", ...CLASSES].map((name) => el("button", {
      type: "button", id: `class-${name || "all"}`, "aria-pressed": String(state.class === name), class: name, onclick: () => go({ class: name }),
    }, t(`class.${name || "all"}`))));
}

function statusChoice() {
  const active = new Set(state.status.split(","));
  return el("fieldset", { class: "checks" }, el("legend", { class: "hidden" }, t("status")),
    STATUSES.map((name, i) => el("label", {},
      el("input", { type: "checkbox", id: `status-${name}`, checked: active.has(name), onchange: (event) => {
        const next = STATUSES.filter((s) => (s === name ? event.target.checked : active.has(s)));
        go({ status: next.join(",") || "asserted" });
        drawControls();
      } }),
      ` ${t(`status.${name}.many`)} `, el("span", { class: "muted small" }, number(META.statuses[i])))));
}

function moreFilters() {
  const countries = unique([...related].filter((a) => a.country).map((a) => a.country)).sort((a, b) => countryName(a).localeCompare(countryName(b), "fr"));
  const sources = unique(articles.map((a) => a.source).filter(Boolean)).sort();
  return [
    select("type", [...DATA.types], (value) => t(`plover.${value}`)),
    select("kind", ACTOR_TYPES, (value) => t(`kind.${value}`)),
    select("country", countries, countryName),
    sources.length ? select("source", sources, (value) => value) : null,
    dateField("since"), dateField("until"),
    el("label", { class: "field" }, el("span", {}, t("confidence")),
      el("span", { class: "slider" },
        el("input", { type: "range", id: "min", min: 0, max: 0.95, step: 0.05, value: state.min || 0, onchange: (event) => go({ min: event.target.value === "0" ? "" : event.target.value }) }),
        el("output", { for: "min" }, number(Number(state.min) || 0, 2)))),
    el("label", { class: "field check" },
      el("input", { type: "checkbox", id: "explicit", checked: state.explicit === "1", onchange: (event) => go({ explicit: event.target.checked ? "1" : "" }) }),
      ` ${t("explicit")}`),
  ];
}

function unique(values) {
  return [...new Set(values)];
}

function select(name, values, words) {
  return el("label", { class: "field" }, el("span", {}, t(name)),
    el("select", { id: name, onchange: (event) => go({ [name]: event.target.value }) },
      el("option", { value: "" }, t(`${name}.all`)),
      values.map((value) => el("option", { value, selected: state[name] === value }, words(value)))));
}

function dateField(name) {
  return el("label", { class: "field" }, el("span", {}, t(name)),
    el("input", { type: "date", id: name, value: state[name], onchange: (event) => go({ [name]: event.target.value }) }));
}

/** What is chosen, each with a cross that takes it back. */
function drawChips() {
  const words = {
    q: () => `« ${state.q} »`, class: () => t(`class.${state.class}`), type: () => t(`plover.${state.type}`),
    kind: () => t(`kind.${state.kind}`), country: () => countryName(state.country), source: () => state.source,
    since: () => `${t("since")} ${when(state.since)}`, until: () => `${t("until")} ${when(state.until)}`,
    min: () => `${t("confidence")} ${number(Number(state.min), 2)}`, explicit: () => t("explicit.short"),
    actor: () => actorById.get(state.actor)?.name, pair: () => chosenPair()?.map((a) => a.name).join(" – "),
    status: () => state.status.split(",").map((s) => t(`status.${s}.many`)).join(", "),
  };
  const active = ["actor", "pair", ...FILTERS].filter((name) => state[name] !== DEFAULTS[name]);
  show(byId("chips"),
    active.map((name) => {
      const label = words[name]() ?? state[name];
      return el("a", { class: "chip", href: address({ [name]: DEFAULTS[name], page: "", relation: "" }), "aria-label": t("filters.remove", { name: label }) },
        label, el("span", { "aria-hidden": "true" }, " ×"));
    }),
    active.length > 1 ? el("a", { class: "chip clear", href: OPENING }, t("filters.clear")) : null);
}
