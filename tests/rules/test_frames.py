"""Frames are read as an analyst means them; mistakes are named."""

import pytest

from pipeline.rules.classes import compile_patterns, word_classes
from pipeline.rules.frames import FrameError, compile_frame
from pipeline.rules.index import FrameIndex
from pipeline.rules.loader import load_rules


def read(text: str) -> tuple[str, str, tuple[str, ...], dict[str, str], bool]:
    frame = compile_frame(text, "r", "ACCUSE", mutual=False, status="asserted")
    return frame.kind, frame.anchor, frame.words, dict(frame.roles), frame.mutual


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X accuser Y", ("verb", "accuser", (), {"X": "subject", "Y": "object"}, False)),
        ("X s'entretenir avec Y", ("verb", "entretenir", (), {"X": "subject", "Y": "avec"}, False)),
        ("X et Y se rencontrer", ("verb", "rencontrer", (), {"X": "subject", "Y": "subject"}, True)),
        ("Z réconcilier X et Y", ("verb", "réconcilier", (), {"Z": "subject", "X": "object", "Y": "object"}, True)),
        ("X apporter soutien à Y", ("verb", "apporter", ("soutien",), {"X": "subject", "Y": "à"}, False)),
        (
            "X prendre fait et cause pour Y",
            ("verb", "prendre", ("fait", "cause"), {"X": "subject", "Y": "pour"}, False),
        ),
        ("soutien de X à Y", ("noun", "soutien", (), {"X": "de", "Y": "à"}, False)),
        ("accord entre X et Y", ("noun", "accord", (), {"X": "entre", "Y": "entre"}, True)),
        ("X être hostile à Y", ("predicate", "hostile", (), {"X": "subject", "Y": "à"}, False)),
        ("X et Y être allié", ("predicate", "allié", (), {"X": "subject", "Y": "subject"}, True)),
    ],
)
def test_frames(text: str, expected: tuple[object, ...]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("X accuser", "il faut X et Y"),
        ("X X accuser Y", "déclencheur"),
        ("soutien X à Y", "préposition"),
        ("X accuser Y Y", "deux fois"),
    ],
)
def test_a_frame_that_cannot_be_read_says_why(text: str, message: str) -> None:
    with pytest.raises(FrameError, match=message):
        read(text)


def test_a_word_class_stands_for_a_frame_of_each_of_its_words() -> None:
    patterns = compile_patterns("<lien> se <dégrader> entre X et Y", "r", "DISPUTE", mutual=True, status="asserted")
    classes = word_classes()
    there = {*classes["lien"], "se", *classes["dégrader"]}
    frames = [f for p in patterns for anchor in p.anchors() for _, f in p.frames(anchor, there)]
    texts = [frame.text for frame in frames]
    assert "rapport se dégrader entre X et Y" in texts
    assert len(texts) == len(set(texts)) == len(classes["lien"]) * len(classes["dégrader"])
    (plain,) = compile_patterns("X accuser Y", "r", "ACCUSE", mutual=False, status="asserted")
    assert plain.frame.text == "X accuser Y"


def test_frames_come_with_most_words_first_then_in_the_order_of_the_rules() -> None:
    index = FrameIndex(load_rules())
    there = {"soutien", "aide", "militaire"}
    frames = index.frames("apporter", there)
    assert {word for frame in frames for word in frame.words} <= there
    assert [len(frame.words) for frame in frames] == sorted((len(frame.words) for frame in frames), reverse=True)
    assert {"soutien", "aide"} <= {frame.words[0] for frame in frames if frame.words}
    assert index.frames("apporter", set()) == [frame for frame in frames if not frame.words]


def test_an_unknown_word_class_says_which_there_are() -> None:
    with pytest.raises(FrameError, match=r"classe inconnue « <liens> ».*lien"):
        compile_patterns("<liens> entre X et Y", "r", "DISPUTE", mutual=True, status="asserted")
