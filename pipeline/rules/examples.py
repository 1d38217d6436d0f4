"""A rule's examples: « S[Paris] accuse T[Bamako] » is a sentence with its actors marked."""

import re
from dataclasses import dataclass

MARK = re.compile(r"\b([STA])\[([^\[\]]+)\]")


class ExampleError(ValueError):
    """An example whose marks cannot be read."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and its marked actors: (role S, T or A; start, end in `text`)."""

    text: str
    marks: tuple[tuple[str, int, int], ...]

    def expected(self) -> set[tuple[str, str]]:
        """The pairs of actors that a relation must join; an actor's id is its role and place, e.g. `S0`."""
        names = self.actors()
        sources = [n for n in names if n[0] == "S"]
        targets = [n for n in names if n[0] == "T"]
        return {(s, t) for s in sources for t in targets}

    def actors(self) -> list[str]:
        """One id per mark, in order."""
        return [f"{role}{i}" for i, (role, _, _) in enumerate(self.marks)]


def read_example(marked: str, section: str) -> Example:
    """Read the marks of `marked`, from the list `section` (`matches` or `ignores`).

    Raises:
        ExampleError: a mark is malformed, or the marks do not suit the section.
    """
    text, marks, last = "", [], 0
    for m in MARK.finditer(marked):
        text += marked[last : m.start()]
        marks.append((m.group(1), len(text), len(text) + len(m.group(2))))
        text += m.group(2)
        last = m.end()
    text += marked[last:]
    roles = {r for r, _, _ in marks}
    if "[" in text or "]" in text:
        raise ExampleError("marque mal fermée")
    if section == "matches" and not {"S", "T"} <= roles:
        raise ExampleError("il faut au moins une marque S[…] et une marque T[…]")
    if section == "ignores" and (roles != {"A"} or len(marks) < 2):
        raise ExampleError("il faut deux marques A[…] au moins, et elles seules")
    return Example(text, tuple(marks))
