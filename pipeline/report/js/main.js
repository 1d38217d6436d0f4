// The page as the address says it should be.

function render() {
  state = parsed(location.hash);
  drawn = address({ relation: "" });
  const list = filtered();
  const selected = chosen(list);
  drawControls();
  drawNetwork(list);
  drawPanel(list, selected);
  drawTimeline(selected);
  drawTable(selected);
  drawEvidence();
  byId("judgements").textContent = tn("judgements", ownJudgements().length);
}

/** The address that the page shows, the open relation aside. */
let drawn = "";

/** Follow the address: all is drawn again unless only the evidence changes, so that the keyboard keeps its place. */
function follow() {
  state = parsed(location.hash);
  if (address({ relation: "" }) === drawn) drawEvidence();
  else render();
}

/** What changes with the language only. */
function drawFrame() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  byId("figures").textContent = [tn("articles", META.articles), tn("actors", META.actors), tn("relations", META.relations)].join(" · ");
  byId("shares").textContent = t("shares", {
    cooperation: META.classes[0], tension: META.classes[1], asserted: META.statuses[0],
    hypothetical: META.statuses[1], negated: META.statuses[2],
  });
  document.title = `Entente · ${tn("articles", META.articles)}, ${tn("relations", META.relations)}`;
  byId("language").textContent = t("language");
  byId("language").lang = language === "fr" ? "en" : "fr";
  byId("language").setAttribute("aria-label", `${t("language")} : ${t("language.label")}`);
  const notices = [
    META.shown < META.relations ? t("notice.cut", { shown: META.shown, n: META.relations }) : "",
    META.note ? t("notice.note", { note: META.note }) : "",
    META.relations ? "" : t("notice.empty"),
  ];
  show(byId("notices"), notices.filter(Boolean).map((words) => el("p", { class: "notice" }, words)));
  drawTheme();
  drawLegend();
  drawAnalyses();
}

let theme = kept("entente.theme");

function dark() {
  return (theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
}

function drawTheme() {
  document.documentElement.dataset.theme = dark() ? "dark" : "light";
  byId("theme").textContent = t(dark() ? "theme.light" : "theme.dark");
  byId("theme").setAttribute("aria-label", `${byId("theme").textContent} : ${t("theme.label")}`);
}

byId("language").addEventListener("click", () => {
  language = language === "fr" ? "en" : "fr";
  keep("entente.language", language);
  drawFrame();
  render();
});
byId("theme").addEventListener("click", () => {
  theme = dark() ? "light" : "dark";
  keep("entente.theme", theme);
  drawTheme();
});
byId("judgements").addEventListener("click", openJudgements);
byId("evidence").addEventListener("close", closeEvidence);
byId("skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address keeps the state, not a place on the page
  byId("relations").focus();
});
for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // the backdrop
  });
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawTheme);
addEventListener("hashchange", follow);
let resizing = 0;
let lastWidth = innerWidth;
addEventListener("resize", () => {
  if (innerWidth === lastWidth) return; // a phone's address bar comes and goes
  lastWidth = innerWidth;
  clearTimeout(resizing);
  resizing = setTimeout(render, 150);
});
document.addEventListener("keydown", (event) => {
  if (!byId("evidence").open || event.target.closest("input,select,form")) return;
  const at = listed.findIndex((r) => r.id === state.relation);
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step && at >= 0 && listed[at + step]) go({ relation: listed[at + step].id }, true);
});
drawFrame();
render();
