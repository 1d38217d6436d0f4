"""Status, class and direction of relations in whole sentences."""

import pytest
from spacy.language import Language

SENTENCES = {
    "assertion": ("Le Mali a condamné la France.", "ACCUSE", "asserted"),
    "negation": ("Le Mali n'a pas condamné la France.", "ACCUSE", "negated"),
    "denied support": ("Le Mali nie tout soutien à la France.", "SUPPORT", "negated"),
    "denied meddling": ("Le Mali dément toute ingérence dans l'élection française.", "COERCE", "negated"),
    "denied deed": ("Le Mali dément avoir livré des missiles à la France.", "AID", "negated"),
    "denied accusation": ("Le Mali a rejeté les accusations de soutien à la France.", "SUPPORT", "negated"),
    "never": ("Le Mali n'a jamais soutenu la France.", "SUPPORT", "negated"),
    "without": ("Le Mali a réagi sans condamner la France.", "ACCUSE", "negated"),
    "modal conditional": ("Le Mali pourrait condamner la France.", "ACCUSE", "hypothetical"),
    "press conditional": ("Le Mali soutiendrait la France.", "SUPPORT", "hypothetical"),
    "wish": ("Le Mali souhaite rencontrer la France.", "CONSULT", "hypothetical"),
    "if": ("Si le Mali condamne la France, tout change.", "ACCUSE", "hypothetical"),
    "future announced": ("Le Mali rencontrera la France.", "CONSULT", "asserted"),
    "question": ("La France soutient-elle le Mali ?", "SUPPORT", "hypothetical"),
    "question why": ("Pourquoi la France soutient-elle le Mali ?", "SUPPORT", "asserted"),
    "heading before a question": ("Guerre France - Mali : qui va gagner ?", "DISPUTE", "asserted"),
    "said": ("Le Mali a saisi cette occasion pour remercier la France.", "SUPPORT", "asserted"),
    "uninflected verb": ("Le Mali cherche à rencontrer la France.", "CONSULT", "hypothetical"),
    "possible": ("Une attaque du Mali contre la France pourrait suivre.", "ASSAULT", "hypothetical"),
    "taken for granted": ("L'attaque du Mali contre la France pourrait être condamnée.", "ASSAULT", "asserted"),
    "fear": ("Le Mali a exprimé sa crainte de rencontrer la France.", "CONSULT", "hypothetical"),
    "part of what is feared": ("Le Mali pourrait se retirer et condamner la France.", "ACCUSE", "hypothetical"),
    "apposition to what is denied": ("Le Mali, allié de la France, n'a pas bronché.", "COOPERATE", "asserted"),
    "war not won": ("Le Mali ne peut pas gagner sa guerre contre la France.", "ASSAULT", "asserted"),
    "aim of what was not done": ("Le Mali n'a pas pris la parole pour condamner la France.", "ACCUSE", "negated"),
    "done in the end": ("Le Mali a pu aider la France.", "AID", "asserted"),
    "not the only one": ("Le Mali n'est pas le seul à soutenir la France.", "SUPPORT", "asserted"),
    "in case": ("Paris est prêt en cas d'attaque du Mali contre la France.", "ASSAULT", "hypothetical"),
    "reluctance": ("Le Mali confirme sa réticence à condamner la France.", "ACCUSE", "negated"),
    "an accord that is there": (
        "Le Niger n'a pas goûté l'accord conclu entre le Mali et la France.",
        "AGREE",
        "asserted",
    ),
    "none": ("Le Mali n'a aucun lien avec la France.", "COOPERATE", "negated"),
    "at once": ("Le Mali n'a pas attendu pour condamner la France.", "ACCUSE", "asserted"),
    "not yet": ("Le Mali et la France ne sont pas encore en discussion.", "CONSULT", "negated"),
    "purpose of a meeting": ("Le Mali a tenu une réunion pour discuter avec la France.", "CONSULT", "asserted"),
    "a question quoted": ("Après sa visite au Mali, la France a demandé : « Qui le nie ? »", "CONSULT", "asserted"),
    "tagged as conditional": ("Le Mali et la France restent ennemis.", "DISPUTE", "asserted"),
    "would be": ("Le Mali serait favorable à des pourparlers avec la France.", "CONSULT", "hypothetical"),
    "reported": ("Selon Moscou, le Mali a condamné la France.", "ACCUSE", "asserted"),
}


@pytest.mark.parametrize(("sentence", "kind", "status"), SENTENCES.values(), ids=SENTENCES.keys())
def test_status(nlp: Language, sentence: str, kind: str, status: str) -> None:
    found = [r for r in nlp(sentence)._.relations if {r["source"], r["target"]} == {"MLI", "FRA"}]
    assert [(r["type"], r["status"]) for r in found] == [(kind, status)]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Le Mali refuse de soutenir la France.", {("REJECT", "asserted"), ("SUPPORT", "negated")}),
        ("Le Mali menace d'attaquer la France.", {("THREATEN", "asserted")}),
        ("Le Mali a promis de soutenir la France.", {("AGREE", "asserted"), ("SUPPORT", "asserted")}),
        ("Le Mali a suspendu sa coopération avec la France.", {("SANCTION", "asserted")}),
        ("L'alliance entre le Mali et la France a été rompue.", {("SANCTION", "asserted")}),
        ("Le Mali ne soutient plus la France.", {("REJECT", "asserted")}),
        ("Le Mali a appelé la France à cesser ses attaques contre le Niger.", {("REQUEST", "asserted")}),
        ("Le Mali voulait que la France condamne le Niger.", set()),
        (
            "Le Mali a annoncé le retrait de millions de dollars d'aide à la France.",
            {("SANCTION", "asserted"), ("REJECT", "asserted")},
        ),
        ("La suppression de l'aide du Mali à la France inquiète.", {("SANCTION", "asserted")}),
        ("Le Mali a annoncé le retrait de ses soldats de France.", {("RETREAT", "asserted")}),
    ],
)
def test_what_governs_an_act_can_make_another_of_it(nlp: Language, sentence: str, told: set[tuple[str, str]]) -> None:
    found = [r for r in nlp(sentence)._.relations if {r["source"], r["target"]} == {"MLI", "FRA"}]
    assert {(r["type"], r["status"]) for r in found} == told


def test_a_mediator_consults_with_each_party(nlp: Language) -> None:
    found = nlp("Kinshasa et Kigali négocient sous l'égide du Qatar.")._.relations
    assert {(r["source"], r["target"], r["directed"]) for r in found} == {
        ("COD", "RWA", False), ("QAT", "COD", True), ("QAT", "RWA", True),
    }  # fmt: skip


def test_attribution(nlp: Language) -> None:
    texts = {
        "Selon Moscou, le Mali a condamné la France.": "Russie",
        "La Chine a affirmé que le Mali avait condamné la France.": "Chine",
        "Le Mali a condamné la France.": "",
    }
    for text, source in texts.items():
        found = [r for r in nlp(text)._.relations if r["target"] == "FRA"]
        assert [r["attribution"] for r in found] == [source], text
