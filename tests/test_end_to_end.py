"""The whole job on the customer's file, and the accuracy below which nothing may fall."""

import csv
import json
from pathlib import Path

import pytest
from spacy.language import Language

import pipeline
from pipeline.evaluate import evaluate

ROOT = Path(__file__).parent.parent
GOLD = Path(__file__).parent / "gold"
# Pinned a little under what was measured; lower a floor only with the reason in the commit.
FLOORS = {"actors": 0.91, "relations article": 0.45, "relations sentence": 0.38, "relations sentence full": 0.36}


@pytest.fixture(scope="session")
def output(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    pipeline.run([ROOT / "corpus"], folder, nlp=nlp)
    return folder


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("pair", "kind", "words"),
    [
        ({"MLI", "USA"}, "cooperation", "La coopération militaire entre le Mali et les États-Unis reprend vie"),
        ({"USA", "UKR"}, "tension", "marquant une rupture nette entre Washington et Kiev"),
        ({"GBR", "UKR"}, "cooperation", "Le Royaume-Uni a réaffirmé son soutien à l’Ukraine"),
        ({"RUS", "MLI"}, "cooperation", "un allié stratégique central du Mali"),
        ({"USA", "RUS"}, "tension", "Washington est très critique vis-à-vis de la présence russe"),
    ],
    ids=["Mali-USA", "USA-Ukraine", "UK-Ukraine", "Russia-Mali", "USA-Russia"],
)
def test_what_a_reader_would_sign(output: Path, pair: set[str], kind: str, words: str) -> None:
    rows = table(output, "relations.csv")
    assert any({r["source_id"], r["target_id"]} == pair and r["class"] == kind and words in r["sentence"] for r in rows)


def test_every_offset_gives_its_text_back(output: Path) -> None:
    texts = {r["text_id"]: r["text"] for r in map(json.loads, (output / "texts.jsonl").open(encoding="utf-8"))}
    text_of = {a["article_id"]: texts[a["text_id"]] for a in table(output, "articles.csv")}
    mentions, relations = table(output, "mentions.csv"), table(output, "relations.csv")
    assert mentions
    assert relations
    for row in mentions:
        assert text_of[row["article_id"]][int(row["start"]) : int(row["end"])] == row["text"]
    for row in relations:
        text = text_of[row["article_id"]]
        assert text[int(row["sentence_start"]) : int(row["sentence_end"])] == row["sentence"]
        assert text[int(row["trigger_start"]) : int(row["trigger_end"])] == row["trigger"]


def test_the_same_input_gives_the_same_bytes(nlp: Language, output: Path, tmp_path: Path) -> None:
    pipeline.run([ROOT / "corpus"], tmp_path, nlp=nlp)
    files = sorted(p.name for p in output.iterdir() if not p.name.startswith((".", "entente.db")))
    assert len(files) == 13
    assert [(tmp_path / f).read_bytes() for f in files] == [(output / f).read_bytes() for f in files]


def test_bad_inputs_do_not_stop_the_good_ones(nlp: Language, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "bon.txt").write_text("Le Mali a condamné la France.", encoding="utf-8")
    (folder / "vide.txt").write_bytes(b"")
    (folder / "lignes.jsonl").write_text('{"text": "Le Niger soutient le Mali."}\n{oops\n', encoding="utf-8")
    pipeline.run([folder], tmp_path / "out", nlp=nlp)
    rows = {r["article_id"]: r["status"] for r in table(tmp_path / "out", "articles.csv")}
    assert rows == {"bon": "ok", "lignes-1": "ok", "lignes-2": "error", "vide": "error"}
    found = {(r["article_id"], r["source_id"], r["target_id"]) for r in table(tmp_path / "out", "relations.csv")}
    assert found == {("bon", "MLI", "FRA"), ("lignes-1", "NER", "MLI")}


def test_decomposed_accents_change_nothing_but_offsets(nlp: Language, tmp_path: Path) -> None:
    import unicodedata

    text = "L’Algérie a accusé le Sénégal. Les États-Unis ont rencontré l’Éthiopie."
    for form in ("NFC", "NFD"):
        (tmp_path / f"{form}.txt").write_text(unicodedata.normalize(form, text), encoding="utf-8")
    pipeline.run([tmp_path], tmp_path / "out", nlp=nlp)
    rows = table(tmp_path / "out", "relations.csv")
    found = {
        f: [(r["source_id"], r["target_id"], r["type"]) for r in rows if r["article_id"] == f] for f in ("NFC", "NFD")
    }
    assert found["NFD"] == found["NFC"] == [("DZA", "SEN", "ACCUSE"), ("USA", "ETH", "CONSULT")]


def scores(nlp: Language, gold: Path, folder: Path) -> dict[str, float]:
    pipeline.run(sorted(gold.glob("*.txt")), folder, nlp=nlp)
    return {name: score.f1 for name, score in evaluate(gold, folder).scores.items()}


def test_accuracy_on_the_corpus_articles(nlp: Language, tmp_path: Path) -> None:
    found = scores(nlp, GOLD, tmp_path)
    assert found["actors"] >= 0.93
    assert found["relations article"] >= 0.50


def test_accuracy_on_all_gold_articles(nlp: Language, tmp_path: Path, shared: Path) -> None:
    found = scores(nlp, shared / "gold" / "dev", tmp_path)
    assert {name: found[name] for name in FLOORS if found[name] < FLOORS[name]} == {}
