"""Annotated sentences: `[expression|ids]` marks each mention and whom it stands for; nothing else may be found."""

import re

import pytest
from spacy.language import Language

MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")

SENTENCES = {
    "capitals as governments": "[Bamako|MLI] accuse [Paris|FRA] de soutenir les rebelles.",
    "a capital as a place": "[Les ministres français|FRA] ont été reçus à Bamako par [Abdoulaye Diop|Abdoulaye Diop].",
    "organ and demonym": "[L'armée malienne|MLI] a repris la ville, selon [les autorités burkinabè|BFA].",
    "Niger and Nigeria": "[Les autorités nigériennes|NER] ont répondu aux [autorités nigérianes|NGA].",
    "two Congos": "La [RDC|COD] a rappelé son ambassadeur au [Congo-Brazzaville|COG].",
    "people": "[Les Russes|RUS] ont rencontré [les Américains|USA].",
    "a surname that is a capital": "[Denzel Washington|Denzel Washington] a salué [Emmanuel Macron|Emmanuel Macron].",
    "a club that is a capital": "Le [Paris Saint-Germain|Paris Saint-Germain] a gagné.",
    "acronym in brackets": "La [Coalition islamique militaire contre le terrorisme|CIMCT] ([CIMCT|CIMCT]) a félicité le [Mali|MLI].",
    "acronym of the gazetteer": "La [CEDEAO|CEDEAO] a levé les sanctions contre le [Niger|NER], a dit l'[Otan|OTAN].",
    "owned organ": "[Le gouvernement du Mali|MLI] a salué [l'armée de Bamako|MLI].",
    "a title is no part of a name": "Le président [Emmanuel Macron|Emmanuel Macron] a critiqué le général [Abdourahamane Tiani|Abdourahamane Tiani].",
    "a title without a name": "[Le président américain|USA] a menacé l'[Iran|IRN].",
    "surname joined to the full name": "[Donald Trump|Donald Trump] a parlé. Puis [Trump|Donald Trump] a quitté la salle.",
    "an unknown place is nobody": "L'attaque d'Inatès a choqué le [Niger|NER].",
    "seats of power": "[Le Kremlin|RUS] et la [Maison-Blanche|USA] se parlent.",
    "curly apostrophe is the caller's": "L'[Élysée|FRA] a réagi.",
}  # fmt: skip

ANAPHORA = {
    "il": "Le [Mali|MLI] a accusé la [France|FRA]. [Il|MLI] a aussi convoqué un ambassadeur.",
    "elle": "La [France|FRA] a écouté le [Mali|MLI]. [Elle|FRA] a démenti.",
    "impersonal il": "Le [Mali|MLI] négocie. Il faut du temps.",
    "les deux pays": "Le [Mali|MLI] et l'[Algérie|DZA] discutent. [Les deux pays|DZA,MLI] se réconcilient.",
    "les deux capitales": "[Bamako|MLI] a accusé [Alger|DZA]. [Les deux capitales|DZA,MLI] ne se parlent plus.",
    "ce dernier": "[Emmanuel Macron|Emmanuel Macron] a reçu [Keir Starmer|Keir Starmer]. [Ce dernier|Keir Starmer] a salué un ami.",
    "le pays": "Le [Niger|NER] a fermé sa frontière. [Le pays|NER] reste isolé.",
    "celui-ci": "L'agence a constaté un manquement du [Mali|MLI]. [Celui-ci|MLI] proteste.",
}  # fmt: skip


def found(nlp: Language, marked: str) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Expected and found (expression without its article, ids)."""
    text = MARK.sub(r"\1", marked)
    wanted = {(bare(m[1]), m[2]) for m in MARK.finditer(marked)}
    by_span: dict[tuple[int, int], list[str]] = {}
    for actor in nlp(text)._.actors:
        for mention in actor["mentions"]:
            by_span.setdefault((mention["start"], mention["end"]), []).append(actor["id"])
    return wanted, {(bare(text[s:e]), ",".join(sorted(ids))) for (s, e), ids in by_span.items()}


def bare(expression: str) -> str:
    """An expression without its article."""
    return re.sub(r"^(?:l'|les? |la )", "", expression, flags=re.IGNORECASE)


@pytest.mark.parametrize("marked", SENTENCES.values(), ids=SENTENCES.keys())
def test_named_actors(nlp: Language, marked: str) -> None:
    wanted, got = found(nlp, marked)
    assert got == wanted


@pytest.mark.parametrize("marked", ANAPHORA.values(), ids=ANAPHORA.keys())
def test_anaphora(nlp: Language, marked: str) -> None:
    wanted, got = found(nlp, marked)
    assert got == wanted


def test_the_state_that_a_person_serves_is_read_from_the_text(nlp: Language) -> None:
    doc = nlp("Le ministre malien des Affaires étrangères, Abdoulaye Diop, a reçu William Stevens, envoyé américain.")
    assert {a["id"]: a["state"] for a in doc._.actors if a["type"] == "PERSON"} == {
        "Abdoulaye Diop": "MLI",
        "William Stevens": "USA",
    }
