// The embedded lists → objects with names.

const CLASSES = ["cooperation", "tension"];
const STATUSES = ["asserted", "hypothetical", "negated"];
const MENTIONS = ["name", "metonym", "demonym", "title", "pronoun", "description"];
const LINE_LENGTH = 21; // of a label in the picture
const ACTOR_TYPES = ["PERSON", "STATE", "ORGANISATION"];

const DATA = JSON.parse(byId("data").textContent);
const META = DATA.meta;

const actors = DATA.actors.map(([id, name, type, country, mentions, aliases, label], index) => ({
  index, id, name, short: label, label: wrapped(label), type: ACTOR_TYPES[type], country, mentions, aliases, place: DATA.places[index],
}));

/** A label in two lines at most, cut where it is longer still. */
function wrapped(label) {
  const lines = [""];
  for (const word of label.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= LINE_LENGTH || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length > 2) lines[1] += "…";
  return lines.slice(0, 2).map((line) => (line.length > 24 ? `${line.slice(0, 23)}…` : line));
}

const articles = DATA.articles.map(([id, title, date, source, author, url, text, flat]) => ({
  id, title, date, source, author, url, text, flat,
}));

const relations = DATA.relations.map((row, order) => {
  const [id, at, start, end, source, target, kind, type, directed, status, date, attribution] = row;
  const [triggerStart, triggerEnd, rule, confidence, inferred] = row.slice(12);
  const article = articles[at];
  return {
    order, id, article, start, end, source: actors[source], target: actors[target], class: CLASSES[kind],
    type: DATA.types[type], directed: directed === 1, status: STATUSES[status], ownDate: date,
    date: date || article.date, attribution, triggerStart, triggerEnd, rule, confidence, inferred: inferred === 1,
  };
});

/** The actors that a relation has. */
const related = new Set(relations.flatMap((r) => [r.source, r.target]));
const actorById = new Map(actors.map((actor) => [actor.id, actor]));
const relationById = new Map(relations.map((relation) => [relation.id, relation]));

/** The sentence of a relation. */
function sentence(relation) {
  return relation.article.text.slice(relation.start, relation.end);
}

/** What a search looks through, made when first asked for. */
function searchable(relation) {
  relation.words ??= fold(
    [relation.source, relation.target].flatMap((a) => [a.name, a.id, ...a.aliases]).join(" ") +
      ` ${relation.article.title} ${relation.article.source} ${sentence(relation)}`,
  );
  return relation.words;
}

/** The name of a country by its code, as its actor is called. */
function countryName(code) {
  return actorById.get(code)?.name ?? code;
}
