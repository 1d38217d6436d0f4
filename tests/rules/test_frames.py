"""Frames are read as an analyst means them; mistakes are named."""

import pytest

from pipeline.rules.classes import expand, word_classes
from pipeline.rules.frames import FrameError, compile_frame


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
    frames = expand("<lien> se <dégrader> entre X et Y")
    assert "rapport se dégrader entre X et Y" in frames
    assert len(frames) == len(set(frames)) == len(word_classes()["lien"]) * len(word_classes()["dégrader"])
    assert expand("X accuser Y") == ["X accuser Y"]


def test_an_unknown_word_class_says_which_there_are() -> None:
    with pytest.raises(FrameError, match=r"classe inconnue « <liens> ».*lien"):
        expand("<liens> entre X et Y")
