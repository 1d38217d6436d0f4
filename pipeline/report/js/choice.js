// Which relations pass the filters, and the ties that they add up to.

/** The relations that the filters let through, whatever actor or pair is chosen. */
function filtered() {
  const statuses = new Set(state.status.split(","));
  const wanted = fold(state.q).split(/\s+/).filter(Boolean);
  const least = Number(state.min) || 0;
  return relations.filter(
    (r) =>
      statuses.has(r.status) &&
      (!state.class || r.class === state.class) &&
      (!state.type || r.type === state.type) &&
      (!state.kind || r.source.type === state.kind || r.target.type === state.kind) &&
      (!state.country || r.source.country === state.country || r.target.country === state.country) &&
      (!state.source || r.article.source === state.source) &&
      r.confidence >= least &&
      (!state.explicit || !r.inferred) &&
      inPeriod(r.date) &&
      wanted.every((word) => searchable(r).includes(word)),
  );
}

/** Whether a date, at whatever precision, can lie in the chosen period. */
function inPeriod(date) {
  if (!state.since && !state.until) return true;
  if (!date) return false;
  const since = state.since.slice(0, date.length);
  const until = state.until.slice(0, date.length);
  return (!since || date >= since) && (!until || date <= until);
}

/** Of these relations, those of the chosen pair, else of the chosen actor, else all. */
function chosen(list) {
  const pair = chosenPair();
  if (pair) return list.filter((r) => pair.includes(r.source) && pair.includes(r.target));
  const actor = actorById.get(state.actor);
  return actor ? list.filter((r) => r.source === actor || r.target === actor) : list;
}

/**
 * The pairs of these relations, those with the most relations first, then the surest. A pair has a tie per class:
 * `count`, and of these `forward` from its first actor to its second, `backward` the other way, the rest mutual.
 */
function pairsOf(list) {
  const found = new Map();
  for (const r of list) {
    const key = pairKey(r.source, r.target);
    let pair = found.get(key);
    if (!pair) {
      const [first, second] = r.source.id < r.target.id ? [r.source, r.target] : [r.target, r.source];
      pair = { key, first, second, count: 0, weight: 0, cooperation: tie(), tension: tie() };
      found.set(key, pair);
    }
    const one = pair[r.class];
    one.count += 1;
    if (r.directed) one[r.source === pair.first ? "forward" : "backward"] += 1;
    pair.count += 1;
    pair.weight += Math.round(100 * r.confidence);
  }
  return [...found.values()].sort(
    (a, b) => b.count - a.count || b.weight - a.weight || (a.key < b.key ? -1 : 1),
  );
}

/** Whether more relations of a tie go from one to the other than are mutual: the picture gives these arrows. */
function oneSided(tie) {
  return 2 * (tie.forward + tie.backward) > tie.count;
}

function tie() {
  return { count: 0, forward: 0, backward: 0 };
}
