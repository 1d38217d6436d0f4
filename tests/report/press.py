"""Results that no article had to be analysed for: a few with traps, and many."""

from records import actor, article, relation

from pipeline.extract import extract
from pipeline.results import Results
from pipeline.tabulate import tabulate, texts

NAMES = ["Mali", "Niger", "Tchad", "Bénin", "Togo", "Ghana", "Congo", "Gabon", "Kenya", "Tunisie", "Algérie", "Maroc"]
VERBS = [
    ("accuse", {}),
    ("menace", {"type": "THREATEN", "intensity": -6.0, "rule": "menacer"}),
    ("soutient", {"class": "cooperation", "type": "SUPPORT", "intensity": 3.5, "rule": "soutenir"}),
    (
        "rencontre",
        {"class": "cooperation", "type": "CONSULT", "intensity": 1.0, "rule": "rencontrer", "directed": False},
    ),
]
FILLER = " La journée s’est achevée sans autre annonce, et les observateurs attendent la suite." * 3


def many(articles: int, relations: int) -> Results:
    """Articles of some 3,500 characters with `relations` relations in each, between 12 states."""
    return results([dense(i, relations) for i in range(articles)])


def dense(number: int, count: int):  # type: ignore[no-untyped-def]
    """One such article, of a day of 2024 or 2025."""
    lines, found = [f"Revue de presse {number}"], []
    for i in range(count):
        seed = 7 * number + 5 * i
        source, target = NAMES[seed % 12], NAMES[(seed + 1 + seed // 12 % 11) % 12]
        verb, fields = VERBS[(seed + seed // 7) % 4]
        sentence = f"Dépêche {i} : {source} {verb} {target} au sujet de la frontière."
        lines.append(sentence + FILLER)
        found.append((sentence, verb, source, target, fields))
    text = "\n\n".join(lines)
    actors = [actor(text, name, name) for name in NAMES if name in text]
    links = [relation(text, *parts, **fields) for *parts, fields in found]
    date = f"{2024 + number % 2}-{1 + number % 12:02}-{1 + number % 28:02}"
    return extract(
        article(text, article_id=f"a{number}", text_id=f"a{number}", title=lines[0], date=date), actors, links
    )


TRAP = "</script><script>window.broken = 1</script><!-- <img src=x onerror='window.broken=2'> \u2028 {{DATA}} &amp;"
HOSTILE = f"😀 {TRAP}\nLe Mali accuse le Niger. Il menace le Tchad."


def hostile() -> Results:
    """An article, its title and its actors' names full of markup, and a wide character before every offset."""
    text = HOSTILE
    actors = [
        actor(text, "MLI", "Mali"),
        actor(text, "NER", "Niger", name=f"Niger {TRAP}"),
        actor(text, "TCD", "Tchad"),
    ]
    actors[0]["mentions"].append(
        {"start": text.index("Il "), "end": text.index("Il ") + 2, "text": "Il", "kind": "pronoun"}
    )
    links = [
        relation(text, "Le Mali accuse le Niger.", "accuse", "MLI", "NER"),
        relation(text, "Il menace le Tchad.", "menace", "MLI", "TCD", type="THREATEN", confidence=0.5),
    ]
    return results(
        [extract(article(text, title=TRAP, source=TRAP, author=TRAP, url="javascript:alert(1)"), actors, links)]
    )


def results(rows) -> Results:  # type: ignore[no-untyped-def]
    """The rows of articles as a run would give them."""
    return Results(tabulate(rows), texts(rows))
