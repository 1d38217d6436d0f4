"""The spaCy pipeline as a whole: it is an ordinary `Language`."""

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from pipeline.language.characters import clean

TEXT = "Bamako accuse Paris de soutenir les rebelles. Le Mali et la Russie ont signé un accord."


def facts(doc: spacy.tokens.Doc) -> tuple[object, object]:
    return doc._.actors, doc._.relations


def test_relations_and_entities(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert [(e.text, e.label_, e.kb_id_) for e in doc.ents][:2] == [
        ("Bamako", "LOC", "MLI"),
        ("Paris", "LOC", "FRA"),
    ]
    assert ("MLI", "FRA", "ACCUSE", True) in [
        (r["source"], r["target"], r["type"], r["directed"]) for r in doc._.relations
    ]
    assert ("MLI", "RUS", "AGREE", False) in [
        (r["source"], r["target"], r["type"], r["directed"]) for r in doc._.relations
    ]


def test_the_parse_reads_the_article_s_own_words(nlp: Language) -> None:
    doc = nlp("Bamako accuse Paris.")
    assert [(t.text, t.dep_, t.head.text) for t in doc][:3] == [
        ("Bamako", "nsubj", "accuse"),
        ("accuse", "ROOT", "accuse"),
        ("Paris", "obj", "accuse"),
    ]
    assert doc.text == "Bamako accuse Paris."


def test_survives_the_disk(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    assert facts(spacy.load(tmp_path)(TEXT)) == facts(nlp(TEXT))


def test_loads_where_nobody_imported_the_package(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    program = (
        f"import spacy; print([r['type'] for r in spacy.load({str(tmp_path)!r})('Bamako accuse Paris.')._.relations])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "['ACCUSE']", done.stderr


def test_survives_worker_processes_and_bytes(nlp: Language) -> None:
    texts = [TEXT, "La Chine a condamné le Japon.", ""]
    docs = list(nlp.pipe(texts, n_process=2))
    assert [facts(d) for d in docs] == [facts(nlp(t)) for t in texts]
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(docs[0].to_bytes())
    assert facts(again) == facts(docs[0])


def test_no_sentence_crosses_a_line(nlp: Language) -> None:
    doc = nlp("Enjeux stratégiques\n\nLe Mali négocie\nMohamed Kenouvi\n\nSécurité régionale")
    assert not any("\n" in s.text.strip() for s in doc.sents)
    assert "Mohamed Kenouvi" in {a["id"] for a in doc._.actors}


def test_a_line_that_is_only_wrapped_goes_on(nlp: Language) -> None:
    doc = nlp("Mardi, le président de la France a\nreçu le chef de l'État du Mali.\nParis accuse Alger.")
    assert [(r["source"], r["type"], r["target"]) for r in doc._.relations] == [
        ("FRA", "CONSULT", "MLI"),
        ("FRA", "ACCUSE", "DZA"),
    ]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("des manoeuvres", "des manœuvres"),
        ("oeuvrer", "œuvrer"),
        ("M. Goeury", "M. Goeury"),
        ("coexister", "coexister"),
    ],
)
def test_ligatures_are_written_as_the_lexicon_has_them(text: str, cleaned: str) -> None:
    assert clean(text)[0] == cleaned


def test_cleaned_text_leads_back_to_the_text_as_read() -> None:
    text = "L’Alge\u0301rie a\u202faccuse\u0301 le\u00a0Ma\u00adli"
    plain, offsets = clean(text)
    assert plain == "L'Algérie a accusé le Mali"
    at = plain.index("Mali")
    assert text[offsets[at] : offsets[at + 4]] == "Ma\u00adli"
    assert clean("Le Mali") == ("Le Mali", [])
