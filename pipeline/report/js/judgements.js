// What the reader thinks of relations: kept in this browser, exported for `entente evaluate`.

const FORMAT = "entente-judgements";
const STORE = "entente.judgements";
const VERDICTS = ["right", "wrong", "other"];
const VERDICT_MARKS = { right: "✓", wrong: "✗", other: "✎" };

/** By relation id; those of other reports that this browser keeps are left as they are. */
const judgements = new Map(Object.entries(readStore()));

function readStore() {
  try {
    return JSON.parse(kept(STORE)) ?? {};
  } catch {
    return {}; // not ours, or damaged: it is replaced at the next judgement
  }
}

/** Judgements of relations that this report has. */
function ownJudgements() {
  return relations.filter((r) => judgements.has(r.id));
}

/** Keep a verdict, with `should` (class, type, direction, status) where it is « other »; null takes it back. */
function judge(r, verdict, should = null, note = "") {
  if (verdict === null) judgements.delete(r.id);
  else judgements.set(r.id, { ...claim(r), verdict, should, note });
  const safe = keep(STORE, JSON.stringify(Object.fromEntries(judgements)));
  say(t(safe ? "judge.saved" : "judge.lost"));
  render();
}

/** What was judged, so that the file can be read without the report. */
function claim(r) {
  return {
    relation_id: r.id, article_id: r.article.id, source_id: r.source.id, target_id: r.target.id, class: r.class,
    type: r.type, directed: r.directed, status: r.status, sentence: sentence(r),
  };
}

function verdictMark(r) {
  const judgement = judgements.get(r.id);
  if (!judgement) return null;
  const words = t(`judge.${judgement.verdict}`);
  return el("span", { class: `verdict ${judgement.verdict}` },
    el("span", { "aria-hidden": "true" }, VERDICT_MARKS[judgement.verdict]), " ", el("span", { class: "verdict-words" }, words));
}

/** The judging part of the evidence: three buttons, and a form under the third. */
function judgeForm(r) {
  const current = judgements.get(r.id);
  const form = el("form", { class: "should", id: "should", hidden: current?.verdict !== "other" });
  const press = (verdict) => () => {
    if (verdict === "other") {
      form.hidden = false;
      form.querySelector("select").focus();
    } else judge(r, current?.verdict === verdict ? null : verdict, null, current?.note ?? "");
  };
  fillShould(form, r, current);
  return el("section", { class: "judge", "aria-labelledby": "judge-title" },
    el("h3", { id: "judge-title" }, t("judge")),
    el("div", { class: "verdicts" },
      VERDICTS.map((verdict) => el("button", {
        type: "button", class: `verdict-button ${verdict}`, "data-verdict": verdict,
        "aria-pressed": current?.verdict === verdict ? "true" : "false", onclick: press(verdict),
      }, el("span", { "aria-hidden": "true" }, `${VERDICT_MARKS[verdict]} `), t(`judge.${verdict}`)))),
    form,
    current ? el("button", { type: "button", class: "quiet small", onclick: () => judge(r, null) }, t("judge.clear")) : null);
}

function fillShould(form, r, current) {
  const should = current?.should ?? { ...claim(r) };
  const forward = should.source_id === r.source.id;
  const direction = should.directed ? (forward ? "forward" : "backward") : "mutual";
  const types = Object.keys(WORDS.fr).filter((key) => key.startsWith("plover.")).map((key) => key.slice(7));
  const choice = (name, values, value, words) => el("label", {}, el("span", {}, t(name)),
    el("select", { name: name.split(".").at(-1) }, values.map((v) => el("option", { value: v, selected: v === value }, words(v)))));
  const ways = {
    forward: `${r.source.name} → ${r.target.name}`, backward: `${r.target.name} → ${r.source.name}`,
    mutual: `${r.source.name} ↔ ${r.target.name}`,
  };
  form.append(
    choice("class", CLASSES, should.class, (v) => t(`class.${v}`)),
    choice("type", types, should.type, (v) => `${t(`plover.${v}`)} (${v})`),
    choice("judge.direction", Object.keys(ways), direction, (v) => ways[v]),
    choice("status", STATUSES, should.status, (v) => t(`status.${v}`)),
    el("label", { class: "wide" }, el("span", {}, t("judge.note")), el("input", { name: "note", value: current?.note ?? "" })),
    el("button", { type: "submit" }, t("judge.save")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(form));
    const [source, target] = given.direction === "backward" ? [r.target, r.source] : [r.source, r.target];
    const wanted = {
      source_id: source.id, target_id: target.id, class: given.class, type: given.type,
      directed: given.direction !== "mutual", status: given.status,
    };
    judge(r, "other", wanted, given.note);
  });
}

/** The dialog that exports, imports and clears. */
function openJudgements() {
  const own = ownJudgements();
  const count = (verdict) => own.filter((r) => judgements.get(r.id).verdict === verdict).length;
  const dialog = byId("judging");
  const file = el("input", { type: "file", accept: ".json,application/json", id: "import", class: "hidden", onchange: importFile });
  show(dialog,
    el("div", { class: "sheet-head" }, el("h2", { id: "judging-title" }, t("judgements.title")),
      el("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, t("evidence.close"))),
    el("p", {}, own.length
      ? t("judgements.tally", { right: count("right"), wrong: count("wrong"), other: count("other") })
      : t("judgements.none")),
    el("p", { class: "muted small" }, t("judgements.explain")),
    el("div", { class: "verdicts" },
      el("button", { type: "button", id: "export", class: "strong", disabled: !own.length, onclick: exportFile }, t("judgements.export")),
      el("label", { class: "button", for: "import" }, t("judgements.import")), file,
      el("button", { type: "button", disabled: !own.length, onclick: clearJudgements }, t("judgements.clear"))));
  dialog.showModal();
}

function exportFile() {
  const rows = ownJudgements().map((r) => judgements.get(r.id));
  const text = JSON.stringify({ format: FORMAT, version: 1, judgements: rows }, null, 1);
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  el("a", { href: url, download: "jugements.json" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

async function importFile(event) {
  try {
    const content = JSON.parse(await event.target.files[0].text());
    if (content.format !== FORMAT) throw new Error(content.format);
    for (const row of content.judgements) judgements.set(String(row.relation_id), row);
    keep(STORE, JSON.stringify(Object.fromEntries(judgements)));
    say(t("judgements.read", { n: content.judgements.length }));
    byId("judging").close();
    render();
  } catch {
    say(t("judgements.bad"));
    byId("judging").append(el("p", { class: "notice" }, t("judgements.bad")));
  }
}

function clearJudgements() {
  if (!confirm(t("judgements.sure"))) return;
  for (const r of ownJudgements()) judgements.delete(r.id);
  keep(STORE, JSON.stringify(Object.fromEntries(judgements)));
  byId("judging").close();
  render();
}
