"""A run's tables against gold articles: precision, recall and F1 as the annotation guide defines them.

Gold entries that are not required count neither way; `Europe` and `UE` are taken for each other.
"""

import csv
import json
import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import EvaluationError
from pipeline.scoring import (
    Entry,
    Score,
    article_level,
    listed,
    match,
    name_key,
    same_actor,
    same_as,
    same_in_full,
    same_pair,
    same_sentence,
    stated,
)

TYPES = ("PERSON", "STATE", "ORGANISATION")
CLASSES = ("cooperation", "tension")
SCORES = (
    "actors", *(f"actors {kind}" for kind in TYPES),
    "relations article", *(f"relations article {name}" for name in CLASSES),
    "relations sentence", "relations sentence full", "relations state",
)  # fmt: skip
STATUSES = ("asserted", "hypothetical", "negated")
SAMPLES = 1000  # of articles, for the intervals
GOLD_FIELDS = {"start", "end", "source", "target", "class", "type", "directed", "status"}
MENTION_COLUMNS = {"article_id", "actor_id", "actor_name", "actor_type", "text"}
RELATION_COLUMNS = {
    "article_id", "sentence_start", "sentence_end", "source_id", "target_id", "class", "type", "directed",
    "status",
}  # fmt: skip


@dataclass(frozen=True)
class Evaluation:
    """Scores by name, those by type and status of relations, and what was missed or is spurious, one line each.

    `by_article` has the scores of each article, which the intervals are drawn from.
    """

    scores: dict[str, Score]
    details: dict[str, Score]
    errors: list[str]
    by_article: list[dict[str, Score]]

    def interval(self, name: str) -> tuple[float, float]:
        """The 95 % bootstrap interval of a score's F1: 1000 samples of the articles, with replacement, the same each time."""
        draw, count = random.Random(0), len(self.by_article)
        values = sorted(
            total([draw.choice(self.by_article)[name] for _ in range(count)]).f1 for _ in range(SAMPLES)
        )  # fmt: skip
        return values[int(0.025 * SAMPLES)], values[int(0.975 * SAMPLES) - 1]


@dataclass(frozen=True)
class Gold:
    """One article's annotations, and how a run's actors are read in it."""

    article_id: str
    actors: dict[str, Entry]
    relations: list[Entry]
    by_name: dict[str, str]

    def actor(self, run_id: str, names: Iterable[str]) -> str:
        """The gold id of a run's actor, or `?` and its own id where gold has none."""
        if run_id in self.actors:
            return run_id
        found = (self.by_name[k] for k in map(name_key, [run_id, *names]) if k in self.by_name)
        return next(found, f"?{run_id}")

    def state(self, actor_id: str) -> str:
        """The state or organisation that a person serves, else the actor itself."""
        actor = self.actors.get(actor_id, {})
        return str(actor.get("state") or actor.get("organisation") or actor_id)


def evaluate(gold: str | Path, output: str | Path = "outputs") -> Evaluation:
    """Score the tables in `output` against the gold articles in `gold`; raises EvaluationError."""
    articles = read_gold(Path(gold))
    mentions = by_article(read_table(Path(output) / "mentions.csv", MENTION_COLUMNS))
    relations = by_article(read_table(Path(output) / "relations.csv", RELATION_COLUMNS))
    parts = []
    for article in articles:
        part = Evaluation({name: Score() for name in SCORES}, defaultdict(Score), [], [])
        seen, found = mentions[article.article_id], relations[article.article_id]
        ids = gold_ids(article, seen, found)
        score_actors(article, {(same_as(ids[m["actor_id"]]), m["actor_type"]) for m in seen}, part)
        score_relations(article, [prediction(row, ids) for row in found], part)
        parts.append(part)
    names = sorted({name for part in parts for name in part.details})
    return Evaluation(
        scores={name: total(part.scores[name] for part in parts) for name in SCORES},
        details={name: total(part.details[name] for part in parts) for name in names},
        errors=[line for part in parts for line in part.errors],
        by_article=[part.scores for part in parts],
    )


def total(scores: Iterable[Score]) -> Score:
    """The scores added up."""
    result = Score()
    for score in scores:
        result.tp, result.fp, result.fn = result.tp + score.tp, result.fp + score.fp, result.fn + score.fn
    return result


def score_actors(article: Gold, found: set[tuple[str, str]], result: Evaluation) -> None:
    """Actors by id and type, over all types and by type."""
    golds = [
        {"id": same_as(actor_id), "type": actor["type"], "required": actor.get("required", True)}
        for actor_id, actor in article.actors.items()
    ]
    preds = [{"id": actor_id, "type": kind} for actor_id, kind in sorted(found)]
    wrong = match(golds, preds, same_actor, result.scores["actors"])
    result.errors.extend(f"{article.article_id} actor {word:8} {e['id']} {e['type']}" for word, e in wrong)
    for kind in TYPES:
        score = result.scores[f"actors {kind}"]
        match(of(golds, "type", kind), of(preds, "type", kind), same_actor, score)


def score_relations(article: Gold, preds: list[Entry], result: Evaluation) -> None:
    """Relations by article, by sentence, and by article after persons are read as their states."""
    golds = [{**gold, "required": gold.get("required", True)} for gold in article.relations]
    scores = result.scores
    wanted, found = article_level(golds), article_level(preds)
    wrong = match(wanted, found, same_pair, scores["relations article"])
    result.errors.extend(f"{article.article_id} relation {word:8} {pair_line(e)}" for word, e in wrong)
    for name in CLASSES:
        score = scores[f"relations article {name}"]
        match(of(wanted, "class", name), of(found, "class", name), same_pair, score)
    states = article_level(golds, article.state), article_level(preds, article.state)
    match(*states, same_pair, scores["relations state"])
    match(stated(golds), stated(preds), same_sentence, scores["relations sentence"])
    match(golds, preds, same_in_full, scores["relations sentence full"])
    for name in {kind for entry in [*golds, *preds] for kind in listed(entry["type"])}:
        wanted = [gold for gold in golds if name in listed(gold["type"])]
        match(wanted, of(preds, "type", name), same_sentence, result.details[f"type {name}"])
    for name in STATUSES:
        match(of(golds, "status", name), of(preds, "status", name), same_sentence, result.details[f"status {name}"])


def of(entries: list[Entry], field: str, value: str) -> list[Entry]:
    """The entries whose `field` is `value`."""
    return [entry for entry in entries if entry[field] == value]


def pair_line(entry: Entry) -> str:
    """A relation at article level in one line, its accepted pairs side by side."""
    return f"{entry['class']} {' | '.join('–'.join(p) for p in sorted(entry['pairs']))}"


def gold_ids(article: Gold, mentions: list[Entry], relations: list[Entry]) -> dict[str, str]:
    """The gold id of each actor of a run's article."""
    names: dict[str, set[str]] = {row[side]: set() for row in relations for side in ("source_id", "target_id")}
    for row in mentions:
        names.setdefault(row["actor_id"], set()).update((row["actor_name"], row["text"]))
    return {run_id: article.actor(run_id, sorted(names[run_id])) for run_id in names}


def prediction(row: Entry, ids: dict[str, str]) -> Entry:
    """A row of `relations.csv` in the shape of a gold relation."""
    return {
        "source": ids[row["source_id"]],
        "target": ids[row["target_id"]],
        "class": row["class"],
        "type": row["type"],
        "directed": row["directed"].strip().lower() == "true",
        "status": row["status"],
        "start": int(row["sentence_start"]),
        "end": int(row["sentence_end"]),
    }


def by_article(rows: list[Entry]) -> dict[str, list[Entry]]:
    """The rows of each article."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for row in rows:
        groups[row["article_id"]].append(row)
    return groups


def read_gold(folder: Path) -> list[Gold]:
    """The gold articles of a folder, by name."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise EvaluationError(f"aucun fichier de référence (*.json) dans « {folder} »")
    return [read_annotations(path) for path in paths]


def read_annotations(path: Path) -> Gold:
    """One gold file."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        actors, relations = {a["id"]: a for a in content["actors"]}, content["relations"]
        missing = {name for relation in relations for name in GOLD_FIELDS - set(relation)}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"« {path} » n'est pas un fichier de référence : {error!r}") from error
    if missing:
        raise EvaluationError(f"« {path} » : relation sans {', '.join(sorted(missing))}")
    by_name: dict[str, str] = {}
    for actor_id, actor in actors.items():
        for name in [actor_id, *actor.get("names", [])]:
            by_name.setdefault(name_key(name), actor_id)
    return Gold(path.stem, actors, relations, by_name)


def read_table(path: Path, columns: set[str]) -> list[Entry]:
    """The rows of a run's table, which must have `columns`."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows: list[Entry] = list(reader)
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"« {path} » ne peut être lu (lancer d'abord entente run) : {error}") from error
    if missing := columns - set(reader.fieldnames or ()):
        raise EvaluationError(f"« {path} » : colonnes absentes : {', '.join(sorted(missing))}")
    return rows
