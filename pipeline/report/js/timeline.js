// Cooperation above the line, tension below it, by day, month or year.

const UNITS = { day: 10, month: 7, year: 4 };
const MOST_BARS = 130;

function drawTimeline(list) {
  const box = byId("timeline");
  const dated = list.filter((r) => r.date);
  byId("timeline-note").textContent = "";
  if (!dated.length) {
    show(box, el("p", { class: "empty" }, t(list.length ? "timeline.none" : "network.none")));
    return;
  }
  const unit = unitFor(dated);
  const bins = binned(dated, unit);
  const counted = bins.reduce((sum, bin) => sum + bin.cooperation + bin.tension, 0);
  const note = [t(`timeline.${unit}`)];
  if (list.length > counted) note.push(tn("timeline.undated", list.length - counted));
  byId("timeline-note").textContent = note.join(" · ");
  show(box, bars(bins, unit, Math.max(box.clientWidth, 280)));
}

/** The finest unit that leaves few enough bars; a date that is less precise than it cannot be shown. */
function unitFor(dated) {
  const days = dated.filter((r) => r.date.length === 10).map((r) => Date.parse(r.date) / 864e5);
  const months = dated.filter((r) => r.date.length >= 7).map((r) => monthNumber(r.date));
  const spread = (values) => Math.max(...extremes(values)) - Math.min(...extremes(values));
  if (days.length > dated.length * 0.8 && spread(days) < 62) return "day";
  return months.length > dated.length * 0.5 && spread(months) < MOST_BARS ? "month" : "year";
}

/** Least and greatest; `Math.max(...list)` fails on long lists. */
function extremes(values) {
  return values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
}

function monthNumber(date) {
  return 12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7)) - 1;
}

/** A bar for every unit from the first to the last, empty ones too; of more than fit, the latest. */
function binned(dated, unit) {
  const counts = new Map();
  for (const r of dated) {
    const key = r.date.slice(0, UNITS[unit]);
    if (key.length < UNITS[unit]) continue;
    if (!counts.has(key)) counts.set(key, { key, cooperation: 0, tension: 0 });
    counts.get(key)[r.class] += 1;
  }
  const keys = [...counts.keys()].sort();
  const bins = [];
  for (let key = keys.at(-1); key >= keys[0] && bins.length < MOST_BARS; key = before(key, unit)) {
    bins.unshift(counts.get(key) ?? { key, cooperation: 0, tension: 0 });
  }
  return bins;
}

/** The day, month or year before. */
function before(key, unit) {
  if (unit === "year") return String(Number(key) - 1).padStart(4, "0");
  const [year, month, day] = key.split("-").map(Number);
  const date = new Date(Date.UTC(year, month - 1, day ?? 1));
  if (unit === "day") date.setUTCDate(date.getUTCDate() - 1);
  else date.setUTCMonth(date.getUTCMonth() - 1);
  return date.toISOString().slice(0, UNITS[unit]);
}

function bars(bins, unit, width) {
  const [left, top, half, foot] = [34, 12, 62, 24];
  const height = top + 2 * half + foot;
  const most = Math.max(...bins.map((bin) => Math.max(bin.cooperation, bin.tension)), 1);
  const step = Math.min((width - left - 8) / bins.length, 64);
  const wide = Math.max(step - Math.max(step * 0.25, 1), 1);
  const zero = top + half;
  const sum = (name) => tn(`count.${name}`, bins.reduce((total, bin) => total + bin[name], 0));
  const picture = svg("svg", {
    viewBox: `0 0 ${width} ${height}`, width, height, role: "img", class: "bars",
    "aria-label": t("timeline.label", {
      unit: t(`timeline.${unit}`), first: when(bins[0].key), last: when(bins.at(-1).key),
      cooperation: sum("cooperation"), tension: sum("tension"),
    }),
  });
  picture.append(hatching());
  for (const [y, value] of [[top, most], [zero, 0], [zero + half, most]]) {
    picture.append(
      svg("line", { x1: left, x2: width - 4, y1: y, y2: y, class: value ? "grid" : "axis" }),
      svg("text", { x: left - 6, y: y + 4, class: "tick end" }, number(value)),
    );
  }
  const every = Math.ceil(bins.length / Math.max(Math.floor((width - left) / 92), 1));
  bins.forEach((bin, i) => {
    const x = left + 4 + i * step;
    const [up, down] = [(half * bin.cooperation) / most, (half * bin.tension) / most];
    picture.append(
      svg("g", { class: "bar", "data-when": bin.key, onclick: () => choosePeriod(bin.key, unit) },
        svg("title", {}, t("timeline.bar", {
          when: when(bin.key), cooperation: tn("count.cooperation", bin.cooperation), tension: tn("count.tension", bin.tension),
        })),
        svg("rect", { x, y: top, width: step, height: 2 * half, class: "hit" }),
        svg("rect", { x, y: zero - up, width: wide, height: up, class: "fill cooperation" }),
        svg("rect", { x, y: zero, width: wide, height: down, class: "fill tension" }),
        svg("rect", { x, y: zero, width: wide, height: down, class: "hatched" })),
    );
    if (i % every === 0) picture.append(svg("text", { x, y: height - 6, class: "tick" }, when(bin.key)));
  });
  return picture;
}

/** Fine slanted lines over tension, so that print and colour-blind readers tell it by more than colour. */
function hatching() {
  return svg("defs", {},
    svg("pattern", { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("line", { x1: 0, y1: 0, x2: 0, y2: 5, class: "hatch" })));
}

/** Keep the relations of one bar; a second click lets them all back. */
function choosePeriod(key, unit) {
  const last = unit === "day" ? key : unit === "year" ? `${key}-12-31` : lastDay(key);
  const first = unit === "day" ? key : unit === "year" ? `${key}-01-01` : `${key}-01`;
  const same = state.since === first && state.until === last;
  go(same ? { since: "", until: "" } : { since: first, until: last });
}

function lastDay(month) {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
