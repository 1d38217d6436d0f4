"""Which rules are used: `python benchmarks/rule_use.py ANNOTATED_OUTPUT UNSEEN_OUTPUT`, two output folders of `entente run`.

Prints how many rules of `models/rules/` tell something in the unseen articles, in how many articles each, and the rules
that tell something in one annotated article and nowhere else: those may have been written for a single sentence.
"""

import sys
from collections import Counter
from pathlib import Path

import pandas as pd

from pipeline.rules import load_rules


def used(output: Path) -> Counter[str]:
    """The number of articles in which each rule told something, by the `relations.csv` of an output folder."""
    table = pd.read_csv(output / "relations.csv", usecols=["article_id", "rule"], keep_default_na=False)
    return Counter(table.drop_duplicates()["rule"])


def main(annotated: Path, unseen: Path) -> None:
    rules = {rule.id for rule in load_rules()}
    ours, theirs = used(annotated), used(unseen)
    articles = len(pd.read_csv(unseen / "articles.csv"))
    print(f"{len(rules)} rules; {articles} unseen articles")
    told = rules & set(theirs)
    print(
        f"tell something there: {len(told)} ({len(told) / len(rules):.2f}); on nothing: {1 - len(told) / len(rules):.2f}"
    )
    for least in (2, 5, 10):
        print(f"  in {least} articles or more: {sum(theirs[rule] >= least for rule in rules)}")
    gold = rules & set(ours)
    shared = {rule for rule in gold if ours[rule] > 1 or rule in theirs}
    print(
        f"tell something in the annotated articles: {len(gold)}; of these elsewhere too: {len(shared)} ({len(shared) / len(gold):.2f})"
    )
    print("in one annotated article and nowhere else:", ", ".join(sorted(gold - shared)) or "none")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
