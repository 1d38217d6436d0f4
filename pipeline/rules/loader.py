"""Rule files `models/rules/*.toml`: read, checked as a whole, compiled.

Every mistake of every file is reported at once, with its file and rule.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import RuleError
from pipeline.paths import models_dir
from pipeline.rules.classes import Pattern, compile_patterns
from pipeline.rules.examples import Example, ExampleError, read_example
from pipeline.rules.frames import FrameError

KEYS = {"id", "frames", "matches", "ignores", "mutual", "status", "only_ended", "source_type", "target_type"}
ACTOR_TYPES = {"PERSON", "STATE", "ORGANISATION", "PLACE"}  # a town, which stands for its state
STATUSES = {"asserted", "hypothetical", "negated"}
NAME = re.compile(r"[a-zà-ÿœ0-9-]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One lexical unit of one event type, with its own examples."""

    id: str
    type: str
    file: str
    frames: tuple[str, ...]
    mutual: bool
    patterns: tuple[Pattern, ...]
    matches: tuple[Example, ...]
    ignores: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class EventType:
    """A row of `models/plover.toml`; `through`: whether an act on what belongs to an actor is one on the actor."""

    name: str
    event_class: str
    quad: str
    intensity: float
    through: bool


@cache
def event_types() -> dict[str, EventType]:
    """The event types by name."""
    table = tomllib.loads((models_dir() / "plover.toml").read_text(encoding="utf-8"))
    return {n: EventType(n, r["class"], r["quad"], r["intensity"], r.get("through", True)) for n, r in table.items()}


def rule_files() -> list[Path]:
    """The package's rule files."""
    return sorted((models_dir() / "rules").glob("*.toml"))


def read_rules(files: Iterable[Path]) -> tuple[list[Rule], list[str]]:
    """The rules of `files`, and every problem found in them."""
    rules: list[Rule] = []
    problems: list[str] = []
    seen: dict[str, str] = {}
    for path in files:
        try:
            content = path.read_text(encoding="utf-8")
            table = tomllib.loads(content)
        except OSError as error:
            problems.append(f"{path} : illisible ({error.strerror or error})")
            continue
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(f"{path.name} : fichier TOML illisible ({error})")
            continue
        if str(table.get("type")) not in event_types():
            known = ", ".join(event_types())
            problems.append(f"{path.name}, ligne 1 : type inconnu {table.get('type')!r} ; choisir parmi {known}")
            continue
        for key in sorted(set(table) - {"type", "rule"}):
            problems.append(f"{path.name} : clé inconnue « {key} »")
        for row in table.get("rule", []):
            rule, faults = read_rule(row, table["type"], path.name)
            if rule is not None and rule.id in seen:
                faults.append(f"identifiant déjà pris dans {seen[rule.id]}")
            seen.setdefault(str(row.get("id")), path.name)
            if faults:
                where = f"{path.name}, ligne {line_of(content, str(row.get('id')))}, règle « {row.get('id', '?')} »"
                problems += [f"{where} : {fault}" for fault in faults]
            if rule is not None and not faults:
                rules.append(rule)
    return rules, problems


def line_of(content: str, rule: str) -> int:
    """The line of a rule file where the rule of this id begins, 1 if it has none."""
    lines = content.split("\n")
    return next((i for i, line in enumerate(lines, 1) if re.match(rf"""id\s*=\s*["']{re.escape(rule)}["']""", line)), 1)


def read_rule(row: dict[str, Any], event_type: str, file: str) -> tuple[Rule | None, list[str]]:
    """One rule and its faults."""
    faults = [f"clé inconnue « {key} »" for key in sorted(set(row) - KEYS)]
    for key in ("frames", "matches", "ignores"):
        value = row.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
            faults.append(f"« {key} » doit être une liste de phrases, non vide")
    if not isinstance(row.get("id"), str) or not NAME.fullmatch(row["id"]):
        faults.append("« id » doit être en minuscules, chiffres et tirets")
    if row.get("status", "asserted") not in STATUSES:
        faults.append(f"« status » doit être l'un de {sorted(STATUSES)}")
    for key in ("mutual", "only_ended"):
        if not isinstance(row.get(key, False), bool):
            faults.append(f"« {key} » doit être true ou false")
    types: dict[str, tuple[str, ...]] = {}
    for key in ("source_type", "target_type"):
        value = row.get(key, [])
        if not isinstance(value, list) or not ACTOR_TYPES.issuperset(map(str, value)):
            faults.append(f"« {key} » doit être une liste de {sorted(ACTOR_TYPES)}")
        else:
            types[key] = tuple(value)
    if faults:
        return None, faults
    patterns: list[Pattern] = []
    options = {"mutual": row.get("mutual", False), "status": row.get("status", "asserted")}
    kept = {"only_ended": row.get("only_ended", False), **types}
    for text in row["frames"]:
        try:
            compiled = compile_patterns(text, row["id"], event_type, **options)
        except FrameError as error:
            faults.append(f"cadre « {text} » : {error}")
            continue
        if any(kept.values()):
            compiled = [replace(pattern, frame=replace(pattern.frame, **kept)) for pattern in compiled]
        patterns += compiled
    examples: dict[str, list[Example]] = {"matches": [], "ignores": []}
    for key, found in examples.items():
        for text in row[key]:
            try:
                found.append(read_example(text, key))
            except ExampleError as error:
                faults.append(f"exemple « {text} » : {error}")
    return Rule(
        row["id"], event_type, file, tuple(row["frames"]), any(p.frame.mutual for p in patterns), tuple(patterns),
        tuple(examples["matches"]), tuple(examples["ignores"]),
    ), faults  # fmt: skip


@cache
def load_rules(files: tuple[Path, ...] = ()) -> tuple[Rule, ...]:
    """The package's rules and those of `files`.

    Raises:
        RuleError: any file has a mistake.
    """
    rules, problems = read_rules([*rule_files(), *files])
    if problems:
        raise RuleError(problems)
    return tuple(rules)
