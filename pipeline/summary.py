"""What a run found, in a few lines of French for the person who asked for it."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from pipeline.archive import ArchiveResult
from pipeline.archive.parts import TABLES
from pipeline.job import RunResult
from pipeline.results import records

STRONGEST = 5
LONGEST = 240
KINDS = {"PERSON": "personne", "STATE": "État", "ORGANISATION": "organisation"}
HEADINGS = {"cooperation": "Coopérations les plus fortes", "tension": "Tensions les plus fortes"}


def summarise(result: RunResult) -> str:
    """The closing summary: what was read, what was found, the strongest ties, where the files are."""
    return "\n".join([*counts(result), *strongest(result.tables), "", *places(result)])


def summarise_archive(result: ArchiveResult) -> str:
    """The closing summary of a run over an archive: what was done this time, where the tables are."""
    n = {"ok": 0, "skipped": 0, "error": 0, "mentions": 0, "relations": 0} | result.counts
    done = [plural(n["ok"], "analysé"), f"{plural(n['skipped'], 'laissé')} de côté", plural(n["error"], "illisible")]
    return "\n".join([
        f"Articles   {', '.join(done)}",
        f"Fichiers   {plural(result.unchanged, 'inchangé')}, faits auparavant",
        f"Trouvé     {plural(n['mentions'], 'mention')}, {plural(n['relations'], 'relation')}",
        f"Tables Parquet dans {result.output} : {', '.join(sorted(TABLES))}",
    ])  # fmt: skip


def counts(result: RunResult) -> Iterator[str]:
    """How many articles, actors and relations."""
    n = result.counts
    line = f"Articles   {plural(n['ok'], 'analysé')}"
    copies = int((result.tables["articles"]["duplicate_of"] != "").sum())
    if copies:
        line += f" (dont {plural(copies, 'copie')})"
    if n["skipped"]:
        line += f", {plural(n['skipped'], 'laissé')} de côté (voir la colonne error d'articles.csv)"
    if n["error"]:
        line += f", {plural(n['error'], 'illisible')}"
    yield line
    types = result.tables["actors"]["actor_type"].value_counts()
    shares = [plural(int(types.get(kind, 0)), name) for kind, name in KINDS.items()]
    yield f"Acteurs    {n['actors']} ({', '.join(shares)}), {plural(n['mentions'], 'mention')}"
    relations = result.tables["relations"]
    classes, status = relations["class"].value_counts(), relations["status"].value_counts()
    shares = [
        plural(int(classes.get("cooperation", 0)), "coopération"),
        plural(int(classes.get("tension", 0)), "tension"),
    ]
    hypothetical, negated = int(status.get("hypothetical", 0)), int(status.get("negated", 0))
    unsure = f"dont {plural(hypothetical, 'possible')} et {plural(negated, 'niée')}"
    yield f"Relations  {n['relations']} ({', '.join(shares)} ; {unsure})"


def strongest(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    """For each class, the pairs most often said to have it, each with its surest sentence."""
    relations = tables["relations"]
    asserted = relations[(relations["status"] == "asserted") & relations["counted"]]
    for name, heading in HEADINGS.items():
        pairs: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for row in records(asserted[asserted["class"] == name]):
            first, second = sorted((row["source_id"], row["target_id"]))
            pairs.setdefault((first, second), []).append(row)
        if pairs:
            yield f"\n{heading}"
        ranked = sorted(pairs.items(), key=lambda item: (-len(item[1]), -total(item[1], "confidence"), item[0]))
        for _, rows in ranked[:STRONGEST]:
            best = min(rows, key=lambda row: (-row["confidence"], -abs(row["intensity"]), len(row["sentence"])))
            arrow = "→" if all(row["directed"] for row in rows) and one_way(rows) else "–"
            yield f"  {best['source_name']} {arrow} {best['target_name']} · {plural(len(rows), 'relation')}"
            yield f"    « {shortened(best['sentence'])} » [{best['article_id']}]"


def places(result: RunResult) -> Iterator[str]:
    """Where to look."""
    yield f"Fichiers dans {result.output.resolve()}"
    yield f"  {', '.join(path.name for path in result.files)}"
    yield f"À lire dans un navigateur : {result.output.resolve() / 'report.html'}"


def total(rows: list[dict[str, Any]], column: str) -> float:
    """The sum of a column."""
    return float(sum(row[column] for row in rows))


def one_way(rows: list[dict[str, Any]]) -> bool:
    """Whether all relations of a pair go from the same actor."""
    return len({row["source_id"] for row in rows}) == 1


def shortened(sentence: str) -> str:
    """The sentence on one line, cut between words where it is very long."""
    line = " ".join(sentence.split()).strip("«» ")
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]} …"


def plural(number: int, word: str) -> str:
    """« 1 mention », « 3 mentions », « 0 mention »."""
    return f"{number} {word}{'s' if number > 1 else ''}"
