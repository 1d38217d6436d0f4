"""Rule frames: « X accuser Y », « soutien de X à Y », « X être hostile à Y » read into what the matcher walks.

A frame is a French phrase with slots: X the source, Y the target, Z somebody who must take the place but stays out.
Its shape tells its kind: a noun first makes a noun frame, « X être … » a predicate frame, else a verb frame.
"""

from dataclasses import dataclass
from typing import Literal

from pipeline.grammar import prepositions

SLOTS = ("X", "Y", "Z")
SUBJECT, OBJECT, SPEAKER = "subject", "object", "speaker"
ACCORDING = ["selon", "X"]  # « selon X Y mentir »


@dataclass(frozen=True, slots=True)
class Frame:
    """A compiled frame. `roles` maps a slot to `subject`, `object`, `speaker` (who says it: « selon X Y mentir ») or a preposition; `words` are the lemmas that
    must follow the anchor, in order; `both` names the role that X and Y fill together (« entre X et Y »); `lead` is the
    preposition that must stand before the anchor (« en guerre »); `infinitive` asks for an infinitive complement, written INF (« X demander à Y de INF »);
    `early` are the slots that stand before those words (« X exiger de Y départ »); `only_ended` keeps a frame that is no relation but under « ne … plus » (« être membre de »),
    `partitive` asks for « en » before the verb (« X en vouloir à Y »), `only_negated` one that is none but under « ne … pas », written so (« X ne pas reconnaître Y »)."""

    rule: str
    type: str
    text: str
    kind: Literal["verb", "noun", "predicate"]
    anchor: str
    words: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    both: str
    reflexive: bool
    infinitive: bool
    mutual: bool
    status: str
    lead: str = ""
    early: tuple[str, ...] = ()
    only_ended: bool = False
    only_negated: bool = False
    partitive: bool = False
    source_type: tuple[str, ...] = ()
    target_type: tuple[str, ...] = ()

    @property
    def only(self) -> str:
        """« ended » or « negated » where the frame tells something only so."""
        return "ended" if self.only_ended else "negated" if self.only_negated else ""

    @property
    def claim(self) -> bool:
        """Whether the source is who says it."""
        return self.role("X") == SPEAKER

    @property
    def weight(self) -> int:
        """How much the frame asks for besides its anchor: of two that bind, the one that asks for more is meant."""
        return len(self.words) + self.infinitive + self.partitive

    def role(self, slot: str) -> str:
        """The role of `slot`, '' if the frame has none."""
        for name, role in self.roles:
            if name == slot:
                return role
        return ""


class FrameError(ValueError):
    """A frame that cannot be read; the message says what is wrong with it."""


def split_pronoun(words: list[str]) -> tuple[bool, list[str]]:
    """Whether a verb frame is pronominal, and its words without the pronoun."""
    if words and words[0] in ("se", "s'en", "s'y"):
        return True, words[1:]
    if words and words[0].startswith("s'"):
        rest = words[0][2:]
        return True, [rest, *words[1:]] if rest else words[1:]
    return False, words


def complements(words: list[str], roles: dict[str, str], start_role: str) -> tuple[list[str], str]:
    """Read what follows the anchor: fills `roles`, returns the literal words and the role X and Y share."""
    literals: list[str] = []
    both, role, pending = "", start_role, ""
    i = 0
    while i < len(words):
        word = words[i]
        if word in SLOTS:
            slot_role = pending or role
            if word in roles:
                raise FrameError(f"« {word} » s'y trouve deux fois")
            roles[word] = slot_role
            if words[i + 1 : i + 2] == ["et"] and words[i + 2 : i + 3] and words[i + 2] in SLOTS:
                roles[words[i + 2]], both = slot_role, slot_role
                i += 2
            pending = ""
        elif word in prepositions() and i + 1 < len(words) and words[i + 1] in SLOTS:
            pending = word
        elif word not in prepositions() and word not in ("et", "ne", "y", "en"):
            literals.append(word.removeprefix("d'"))
        i += 1
    return literals, both


def compile_frame(text: str, rule: str, event_type: str, *, mutual: bool, status: str) -> Frame:
    """Read one frame.

    Raises:
        FrameError: the phrase has no slot, no anchor, or a slot twice.
    """
    words = text.replace("’", "'").split()
    infinitive = words[-1:] == ["INF"]
    words = words[:-1] if infinitive else words
    if not {"X", "Y"} <= set(words):
        raise FrameError("il faut X et Y")
    roles: dict[str, str] = {}
    both = ""
    kind: Literal["verb", "noun", "predicate"] = "noun"
    reflexive = negative = partitive = False
    if words[:2] == ACCORDING:
        roles["X"], words = SPEAKER, words[2:]
    if words[0] in SLOTS:
        roles[words[0]] = SUBJECT
        rest = words[1:]
        if rest[:1] == ["et"] and rest[1:2] and rest[1] in SLOTS:
            roles[rest[1]], both, rest = SUBJECT, SUBJECT, rest[2:]
        negative = rest[:2] == ["ne", "pas"]
        rest = rest[2:] if negative else rest
        kind = "predicate" if rest[:1] == ["être"] else "verb"
        rest = rest[1:] if kind == "predicate" else rest
        if rest[:1] == ["ne"]:  # « X ne pas reconnaître Y »: the particle is a word of the expression
            rest = [*rest[2:3], rest[1], *rest[3:]]
        reflexive, rest = split_pronoun(rest)
        partitive = kind == "verb" and rest[:1] == ["en"]
        rest = rest[1:] if partitive else rest
    else:
        rest = words
    lead = ""
    while kind != "verb" and rest and rest[0] in prepositions():
        lead, rest = rest[0], rest[1:]  # « X être à couteaux tirés »: the anchor is the noun
    if kind == "predicate" and rest and rest[0].startswith("d'"):
        lead, rest = "de", [rest[0][2:], *rest[1:]]  # « X être d'accord avec Y »
    if not rest or rest[0] in SLOTS:
        raise FrameError("il manque le mot déclencheur")
    if rest[0] in ("ne", "n'"):
        raise FrameError("« ne » ne se lit que dans « X ne pas VERBE »")
    literals, shared = complements(rest[1:], roles, OBJECT)
    both = both or shared
    if kind != "verb" and OBJECT in roles.values():
        raise FrameError("dans un cadre sans verbe, chaque acteur suit une préposition")
    unknown = [word for word in literals if "_" in word]
    if unknown:
        raise FrameError(f"préposition inconnue « {unknown[0]} » (voir [prepositions] dans grammar.toml)")
    first = next((i for i, word in enumerate(rest) if i and word.removeprefix("d'") in literals[:1]), 0)
    early = tuple(word for word in rest[1:first] if word in SLOTS)
    return Frame(
        rule=rule, type=event_type, text=text, kind=kind, lead=lead, early=early, anchor=rest[0], words=tuple(literals),
        roles=tuple(sorted(roles.items())), both=both, reflexive=reflexive, infinitive=infinitive, mutual=mutual or bool(both), status=status,
        only_negated=negative, partitive=partitive,
    )  # fmt: skip
