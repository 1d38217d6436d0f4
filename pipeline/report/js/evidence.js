// One relation and its article: the sentence, the mentions by type, the trigger, and all that is known.

/** Where the keyboard was before the sheet opened. */
let opener = null;

function drawEvidence() {
  const dialog = byId("evidence");
  const r = relationById.get(state.relation);
  if (!r) {
    if (dialog.open) dialog.close();
    return;
  }
  const turned = dialog.open && dialog.dataset.relation !== r.id;
  const same = dialog.open && !turned;
  const focus = same ? dialog.querySelector(":focus")?.dataset.verdict : null;
  const scroll = same ? dialog.scrollTop : 0;
  dialog.dataset.relation = r.id;
  show(dialog, sheetHead(r), claimLine(r), quoted(r), facts(r),
    r.inferred ? el("p", { class: "notice small" }, t("evidence.inferred")) : null, judgeForm(r), articleView(r));
  if (!dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
    byId("evidence-title").focus();
  }
  if (focus) dialog.querySelector(`[data-verdict=${focus}]`).focus();
  if (same) dialog.scrollTop = scroll;
  else dialog.scrollTop = 0;
}

function closeEvidence() {
  if (state.relation) go({ relation: "" });
  // A judgement draws the lists again: the link that opened the sheet may have another in its place.
  const row = document.querySelector(`#table [data-relation="${byId("evidence").dataset.relation}"] a`);
  if (opener?.isConnected && opener !== document.body) opener.focus();
  else row?.focus();
}

function sheetHead(r) {
  const at = listed.indexOf(r);
  const step = (to, key, sign) => el("button", {
    type: "button", class: "quiet", "aria-label": t(key), title: t(key), disabled: at < 0 || to < 0 || to >= listed.length,
    onclick: () => go({ relation: listed[to].id }, true),
  }, sign);
  return el("div", { class: "sheet-head" },
    el("div", { class: "steps" }, step(at - 1, "evidence.previous", "←"),
      at < 0 ? null : el("span", { class: "muted small" }, t("evidence.position", { n: at + 1, total: listed.length })),
      step(at + 1, "evidence.next", "→")),
    el("button", { type: "button", class: "quiet", id: "close-evidence", onclick: () => byId("evidence").close() }, t("evidence.close")));
}

function claimLine(r) {
  return [
    el("h2", { id: "evidence-title", tabindex: "-1" }, arrowed(r)),
    el("p", { class: "claim" }, badge(r.class, t(`class.${r.class}`)), " ", t(`plover.${r.type}`), el("span", { class: "muted small" }, ` ${r.type}`)),
  ];
}

/** The sentence by itself, and the way to where it stands in the article. */
function quoted(r) {
  return el("figure", { class: `said-alone ${r.class}` },
    el("blockquote", { lang: "fr" }, pieces(r, r.start, r.end)),
    el("figcaption", {}, el("button", { type: "button", class: "quiet small", onclick: () => {
      byId("evidence").querySelector(".article .said").scrollIntoView({ block: "center" });
    } }, `${t("evidence.goto")} ↓`)));
}

function facts(r) {
  const date = r.ownDate ? when(r.ownDate) : r.date ? t("evidence.date.article", { date: when(r.date) }) : t("evidence.unknown");
  const rows = [
    ["status", t(`status.${r.status}`)], ["date", date], ["confidence", number(r.confidence, 2)],
    ["trigger", r.article.text.slice(r.triggerStart, r.triggerEnd)], ["rule", r.rule], ["attribution", r.attribution],
  ];
  return el("dl", { class: "facts" }, rows.filter(([, value]) => value).map(([name, value]) =>
    el("div", {}, el("dt", {}, t(`evidence.${name}`)), el("dd", {}, value))));
}

function articleView(r) {
  const { article } = r;
  const about = [article.source, article.author, article.date ? when(article.date) : "", article.id].filter(Boolean);
  const others = relations.filter((other) => other.article === article && other !== r);
  const passage = el("div", { class: "article", lang: "fr" }, passages(r));
  return el("section", { class: "reading" },
    el("h3", { class: "headline", lang: "fr" }, article.title || t("evidence.untitled")),
    el("p", { class: "muted small" }, about.join(" · ")),
    /^https?:\/\//.test(article.url) ? el("p", { class: "small" }, el("a", { href: article.url, rel: "noreferrer noopener", target: "_blank" }, t("evidence.original"))) : null,
    el("ul", { class: "legend small" }, ACTOR_TYPES.map((type) => el("li", {}, el("span", { class: `mention ${type}` }, t(`one.${type}`))))),
    passage,
    others.length ? el("div", { class: "block" }, el("h3", {}, tn("evidence.others", others.length)),
      el("ul", { class: "plain" }, others.slice(0, 30).map((other) => el("li", {}, el("a", { href: address({ relation: other.id }) }, arrowed(other)),
        " ", badge(other.class, t(`plover.${other.type}`)))))) : null);
}

/** The article by paragraphs, the sentence shown first and marked where it stands. */
function passages(r) {
  const { text } = r.article;
  const paragraphs = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    const [start, end] = [match.index, match.index + match[0].length];
    if (match[0].trim()) paragraphs.push(el("p", {}, pieces(r, start, end)));
  }
  return paragraphs;
}

/** A stretch of the article cut wherever a mention, the trigger or the sentence begins or ends. */
function pieces(r, start, end) {
  const { text } = r.article;
  const mentions = mentionsIn(r.article, start, end);
  const cuts = new Set([start, end]);
  const cut = (at) => at > start && at < end && cuts.add(at);
  for (const m of mentions) [m.start, m.end].forEach(cut);
  [r.start, r.end, r.triggerStart, r.triggerEnd].forEach(cut);
  const edges = [...cuts].sort((a, b) => a - b);
  const ordered = [];
  let sentenceNode = null;
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const [from, to] = [edges[i], edges[i + 1]];
    const piece = pieceNode(r, text.slice(from, to), mentions.filter((m) => m.start <= from && m.end >= to), from);
    if (from < r.start || from >= r.end) {
      ordered.push(piece);
      continue;
    }
    if (!sentenceNode) {
      sentenceNode = el("mark", { class: `said ${r.class}` });
      ordered.push(sentenceNode);
    }
    sentenceNode.append(piece);
  }
  return ordered;
}

function pieceNode(r, words, mentions, from) {
  let node = document.createTextNode(words);
  if (from >= r.triggerStart && from < r.triggerEnd) node = el("strong", { class: `trigger ${r.class}` }, node);
  if (!mentions.length) return node;
  const [m] = mentions;
  const ends = m.actor === r.source || m.actor === r.target ? " end" : "";
  const names = mentions.map((each) => each.actor.name).join(", ");
  return el("span", { class: `mention ${m.actor.type}${ends}`, title: `${names} (${t(`mention.${m.kind}`)})` }, node);
}

/** The mentions in a stretch of an article; those that are inferred only where the reader wants them. */
function mentionsIn(article, start, end) {
  const found = [];
  for (let i = 0; i < article.flat.length; i += 4) {
    const [from, to, actor, kind] = article.flat.slice(i, i + 4);
    const hidden = state.explicit && (kind === 4 || kind === 5);
    if (to > start && from < end && !hidden) found.push({ start: from, end: to, actor: actors[actor], kind: MENTIONS[kind] });
  }
  return found;
}
