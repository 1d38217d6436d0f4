"""Replay every rule on every example: each must give exactly the relations that its marks promise."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.rules.examples import Example
from pipeline.rules.loader import Rule, read_rules, rule_files


def replay(rules: Iterable[Rule], files: Iterable[Path] = ()) -> Iterator[tuple[str, Rule, Example, str]]:
    """For each example: its name (`accuser/ignores-0`), rule, itself, and what is wrong with the result ('' if nothing).

    `files` are those that the package does not have.
    """
    from pipeline.language.load import load

    nlp = load(rules=list(files))
    cases = [
        (f"{rule.id}/{section}-{i}", rule, example)
        for rule in rules
        for section, examples in (("matches", rule.matches), ("ignores", rule.ignores))
        for i, example in enumerate(examples)
    ]
    docs = []
    for _, _, example in cases:
        doc = nlp.make_doc(example.text)
        given = []
        for ident, (_, start, end) in zip(example.actors(), example.marks, strict=True):
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                given.append((span.start, span.end, ident))
        doc._.given = given
        docs.append(doc)
    for (name, rule, example), doc in zip(cases, nlp.pipe(docs), strict=True):
        yield name, rule, example, verdict(rule, example, doc._.relations)


def verdict(rule: Rule, example: Example, relations: list[dict[str, object]]) -> str:
    """What is wrong with the relations found in an example."""
    found = {(str(r["source"]), str(r["target"]), str(r["type"])) for r in relations}
    wanted = {(s, t, rule.type) for s, t in example.expected()}

    def either(triples: set[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
        return {(*sorted(t[:2]), t[2]) if rule.mutual else t for t in triples}  # type: ignore[misc]

    missing, spurious = either(wanted) - either(found), either(found) - either(wanted)
    by_rule = {(r["source"], r["target"], r["type"]): r["rule"] for r in relations}
    faults = [f"manque {s} → {t}" for s, t, _ in sorted(missing)]
    faults += [
        f"en trop {s} → {t} {kind} ({by_rule.get((s, t, kind), by_rule.get((t, s, kind), '?'))})"
        for s, t, kind in sorted(spurious)
    ]
    return " ; ".join(faults)


def check(files: Iterable[str | Path] = ()) -> list[str]:
    """Every problem of the rule files, then of their examples; empty when all is well."""
    own = [Path(file) for file in files]
    rules, problems = read_rules([*rule_files(), *own])
    if problems:
        return problems
    return [
        f"{rule.file}, {name} : {fault} — « {example.text} »"
        for name, rule, example, fault in replay(rules, own)
        if fault
    ]
