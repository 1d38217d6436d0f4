"""How fast it reads on one core, beside what; what the parts cost, and how that grows. Prints the tables of `docs/performance.md`.

    OMP_NUM_THREADS=1 python benchmarks/performance.py FOLDER [--rounds 3] [--articles 60] [--only pace,lexicon]

FOLDER holds `.txt` articles. Seconds are the processor's, one thread, so that other work on the machine counts little;
what is compared takes turns within each round; figures are medians, with their range. Memory, writers and whole
archives have their own: `memory.py`, `writers.py`, `scale.py`.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import cycle, product
from pathlib import Path

import memory
import numpy as np
import spacy
from again import sentences_of
from components import ACTORS, Clock
from memory import strange
from spacy.language import Language

import pipeline
from pipeline.analysis import analyse
from pipeline.gazetteer import Gazetteer, Known, Trie
from pipeline.language.characters import clean
from pipeline.language.load import BATCH_SIZE, MODEL
from pipeline.rules.classes import Pattern
from pipeline.rules.index import FrameIndex
from pipeline.rules.loader import Rule, load_rules

TIMES = (1, 4, 16)
GROWTH = (100, 1_000, 10_000)
POS = {"verb": "VERB", "noun": "NOUN", "predicate": "ADJ"}


def show(title: str, rows: dict[str, list[float]], digits: int = 2) -> None:
    """A table of medians and ranges."""
    print(f"\n### {title}\n\n| | median | range |\n| --- | --- | --- |")
    for name, values in rows.items():
        middle, low, high = (f"{f(values):.{digits}f}" for f in (statistics.median, min, max))
        print(f"| {name} | {middle} | {low}–{high} |", flush=True)


def seconds(work: Callable[[], object]) -> float:
    """The processor's seconds that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def read(nlp: Language, texts: Iterable[str], size: int) -> None:
    """Put the texts through."""
    for _ in nlp.pipe(texts, batch_size=size):
        pass


def naive(nlp: Language, texts: list[str], triggers: frozenset[str]) -> int:
    """Two entities and a trigger's lemma in one sentence: what a pipeline of one afternoon calls a relation."""
    found = 0
    for doc in nlp.pipe(texts):
        for sentence in doc.sents:
            names = {e.text for e in sentence.ents if e.label_ != "MISC"}
            pairs = [pair for pair in product(names, names) if pair[0] < pair[1]]
            found += len(pairs) * any(token.lemma_ in triggers for token in sentence)
    return found


def pace(texts: list[str], rounds: int) -> None:
    """One core: bare spaCy, a naive pipeline, ours."""
    bare, ours, words = spacy.load(MODEL), pipeline.load(), sum(len(text.split()) for text in texts)
    triggers = frozenset(a for rule in load_rules() for p in rule.patterns for a in p.anchors())
    work = {
        "bare fr_core_news_md, its defaults": lambda: read(bare, texts, 256),
        "naive pipeline": lambda: naive(bare, texts, triggers),
        "entente": lambda: read(ours, texts, BATCH_SIZE),
    }
    speed: dict[str, list[float]] = defaultdict(list)
    for i in range(rounds + 1):
        for name, task in work.items():
            spent = seconds(task)
            if i:  # the first round fills the caches of all three
                speed[name].append(words / spent)
    ratio = [o / b for o, b in zip(speed["entente"], speed["bare fr_core_news_md, its defaults"], strict=True)]
    show(f"Words per second of one core, {len(texts)} articles, {words} words", speed, 0)
    show("Beside bare spaCy", {"entente, times as fast": ratio})


def components(texts: list[str], rounds: int) -> None:
    """Shares of each component in bare spaCy's time."""
    bare, ours = spacy.load(MODEL), pipeline.load()
    spent: dict[str, float] = defaultdict(float)
    for i, (name, component) in enumerate(ours._components):
        if name.startswith("entente_"):
            ours._components[i] = (name, Clock(component, spent, name.removeprefix("entente_"), time.process_time))  # type: ignore[assignment]
    shares: dict[str, list[float]] = defaultdict(list)
    for i in range(rounds + 1):
        unit = seconds(lambda: read(bare, texts, 256))
        spent.clear()
        whole = seconds(lambda: read(ours, texts, BATCH_SIZE))
        if i:
            for name, value in {**spent, "actors, together": sum(spent[a] for a in ACTORS), "whole": whole}.items():
                shares[name].append(value / unit)
    show("Components, as shares of bare spaCy's time", shares, 3)


def variants(rules: tuple[Rule, ...], times: int, lemmas: dict[str, list[str]]) -> list[Rule]:
    """The rules, and `times` - 1 copies whose anchors are other words of the texts."""
    fresh = {pos: cycle(found) for pos, found in lemmas.items()}

    def other(pattern: Pattern) -> Pattern:
        anchor, words = pattern.frame.anchor, fresh[POS[pattern.frame.kind]]
        if anchor in pattern.open:
            swapped = {next(words): n for n in pattern.open[anchor].values()}
            return replace(pattern, open={**pattern.open, anchor: swapped})
        return replace(pattern, frame=replace(pattern.frame, anchor=next(words)))

    copies = [replace(rule, patterns=tuple(map(other, rule.patterns))) for _ in range(times - 1) for rule in rules]
    return [*rules, *copies]


def enlarged(gazetteer: Gazetteer, times: int, capitals: list[str]) -> Gazetteer:
    """The gazetteer with `times` as many names, the further ones of two words: one of the texts' `capitals`, one made up."""
    fresh = replace(gazetteer, actors=dict(gazetteer.actors), aliases=Trie())
    fresh.aliases.extend(gazetteer.aliases)
    firsts, count = cycle(capitals), sum(map(len, gazetteer.aliases.by_first.values()))
    for number in range(count, count * times):
        name = f"{next(firsts)} {strange('Kabor', number)}"
        fresh.add(Known(id=name, name=name, type="ORGANISATION"), [name])
    fresh.aliases.sort()
    return fresh


def lexicon(texts: list[str], rounds: int) -> None:
    """Rules and qualifiers on 1, 4 and 16 times as many rules; actors on as many times the gazetteer's names."""
    from pipeline.language.binding.lemmas import Lemmas

    bare, ours = spacy.load(MODEL), pipeline.load()
    docs = list(bare.pipe(texts))
    lemmas = {pos: sorted({t.lemma_ for d in docs for t in d if t.pos_ == pos and t.is_alpha}) for pos in POS.values()}
    capitals = sorted({t.text for d in docs for t in d if t.is_title and t.is_alpha})
    spent: dict[str, float] = defaultdict(float)
    parts = {name: component for name, component in ours._components if name.startswith("entente_")}
    ours._components = [
        (name, Clock(c, spent, name.removeprefix("entente_"), time.process_time) if name in parts else c)  # type: ignore[misc]
        for name, c in ours._components
    ]
    relations, packaged = parts["entente_relations"], parts["entente_names"].gazetteer
    shares: dict[str, list[float]] = defaultdict(list)
    indexes = {times: FrameIndex(variants(load_rules(), times, lemmas)) for times in TIMES}
    gazetteers = {times: enlarged(packaged, times, capitals) for times in TIMES}
    for i in range(rounds + 1):
        unit = seconds(lambda: read(bare, texts, 256))
        for times, index in indexes.items():
            relations.index, relations.lemmas = index, Lemmas(ours, index)
            spent.clear()
            read(ours, texts, BATCH_SIZE)
            if i:
                shares[f"rules and qualifiers, {times} × the rules"].append(spent["relations"] / unit)
        relations.index, relations.lemmas = indexes[1], Lemmas(ours, indexes[1])
        for times, gazetteer in gazetteers.items():
            for name in ("entente_names", "entente_references"):
                parts[name].gazetteer = gazetteer
            spent.clear()
            read(ours, texts, BATCH_SIZE)
            if i:
                shares[f"actors, {times} × the gazetteer"].append(sum(spent[name] for name in ACTORS) / unit)
    show("Shares of bare spaCy's time", shares, 3)


def growth(texts: list[str], rounds: int) -> None:
    """Seconds for a thousand words, as there are more articles, each of sentences drawn at random with ten new words."""
    nlp, pool = pipeline.load(), sentences_of(texts)
    analyse(next(memory.batches(memory.BATCH, pool)), nlp)  # warm
    rows: dict[str, list[float]] = defaultdict(list)
    for count in [n for n in GROWTH for _ in range(rounds if n < max(GROWTH) else 1)]:
        words = spent = 0.0
        for batch in memory.batches(count, pool):
            words += sum(len(article.text.split()) for article in batch)
            spent += seconds(lambda batch=batch: analyse(batch, nlp))  # type: ignore[misc]
        rows[f"{count} articles"].append(1000 * spent / words)
    show("Seconds for a thousand words", rows, 3)


def startup(_: list[str], rounds: int) -> None:
    """The processor's seconds until the program answers."""
    rows: dict[str, list[float]] = defaultdict(list)
    commands = {
        "entente --help": ["-m", "pipeline", "--help"],
        "entente explain, one sentence": ["-m", "pipeline", "explain", "Paris accuse Bamako de soutenir Moscou."],
        f'spacy.load("{MODEL}")': ["-c", f'import spacy; spacy.load("{MODEL}")'],
    }
    for _, (name, command) in product(range(rounds), commands.items()):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        rows[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    show("Start-up, seconds of processor", rows)


def products(texts: list[str], rounds: int) -> None:
    """The matrix products of both CNNs alone, at the speed that numpy reaches here: the limit of any pipeline."""
    nlp = pipeline.load()
    tokens = sum(len(nlp.make_doc(text)) for text in texts)
    # MACs a token: four layers 288 × 288 in each model, and the parser's and the NER's first layer of 96 × 128 a feature
    macs = tokens * (2 * 4 * 288 * 288 + 96 * 128 * (8 + 3))
    x, w = (np.random.default_rng(0).random((n, 288), dtype=np.float32) for n in (4096, 288))
    rows: dict[str, list[float]] = defaultdict(list)
    read(nlp, texts, BATCH_SIZE)
    for _ in range(rounds):
        spent = seconds(lambda: [x @ w for _ in range(50)])
        speed = 50 * x.shape[0] * 288 * 288 / spent
        rows["GFLOPS of numpy, one thread"].append(2 * speed / 1e9)
        whole = seconds(lambda: read(nlp, texts, BATCH_SIZE))
        rows["share of the products in entente's time"].append(macs / speed / whole)
    show("Matrix products", rows)


SECTIONS = {f.__name__: f for f in (pace, components, lexicon, growth, startup, products)}

if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--articles", type=int, default=60)
    arguments.add_argument("--only", default=",".join(SECTIONS))
    given = arguments.parse_args()
    if os.environ.get("OMP_NUM_THREADS") != "1":
        arguments.error("OMP_NUM_THREADS=1 is needed: bare spaCy is to be measured on one core too")
    paths = sorted(given.folder.glob("*.txt"))[: given.articles]
    articles = [clean(path.read_text(encoding="utf-8"))[0] for path in paths]
    for section in given.only.split(","):
        SECTIONS[section](articles, given.rounds)
