"""One actor by what it is: « le pays », « le gouvernement », « le président », « le bloc », « les rebelles »."""

from pipeline.gazetteer import Title, fold
from pipeline.grammar import grammar, words
from pipeline.language.anaphora.antecedents import SUBJECTS, Antecedents, folded
from pipeline.language.anaphora.clauses import OBJECTS
from pipeline.language.anaphora.roles import roles
from pipeline.language.mentions import Reference
from pipeline.language.tree import Token
from pipeline.rules.forms import fold_set, singular

CALLED = 6  # sentences behind which a person's title may lie
ADJECTIVES = 3  # tokens of a noun with its adjectives
WITH_TITLE = 6  # tokens before a name within which its title begins


def bare_title(antecedents: Antecedents, i: int) -> None:
    """« le gouvernement », « l'armée »: the home state's; « le président »: the last one named."""
    if i not in antecedents.bare or fold(antecedents.doc[i].text) in roles():
        return
    end, title, organ = antecedents.bare[i]
    doc = antecedents.doc
    outside = i > 1 and doc[i - 1].lower_ in words("anaphora", "former")
    if not i or doc[i - 1 - outside].lower_ not in ("le", "la", "l'", "les", "du", "au", "aux") or end >= len(doc):
        return
    end += doc[end].lower_ in words("anaphora", "sitting")
    if end >= len(doc) or antecedents.complemented(end):
        return
    if organ and title.alone:
        ident = junta(antecedents, i) if title.rank == "junta" else organ_owner(antecedents, i)
        if ident:
            antecedents.add(i, end, [ident], "description", i)
    elif organ and title.number == "s" and title.text not in words("names", "demonym_only"):
        ident = repeated(antecedents, i)
        if ident:
            antecedents.add(i, end, [ident], "description", i)
    elif not organ and title.number == "s":
        former = outside or any(doc[i].lower_.startswith(word) for word in words("anaphora", "former"))
        held = title.rank in words("anaphora", "held")
        ids = (holder(antecedents, i, title.rank, former=former) if held else []) or called(antecedents, i, title)
        if ids:
            antecedents.add(i, end, ids, "title", i)


def called(antecedents: Antecedents, i: int, title: Title) -> list[str]:
    """The only person of the article with the very title at token `i`, else the last one: « le pape François … Le pape »."""
    named = [
        ref for ref in antecedents.refs
        if ref["kind"] == "name" and antecedents.registry[ref["ids"][0]]["type"] == "PERSON"
        and title.text in (titled_before(antecedents, ref), titled_after(antecedents, ref))
    ]  # fmt: skip
    fitting = [r for r in named if antecedents.registry[r["ids"][0]]["gender"] in ("", title.gender)]
    before = [
        r for r in fitting if r["end"] <= i and antecedents.sentence[i] - antecedents.sentence[r["start"]] <= CALLED
    ]
    only = fitting if len({r["ids"][0] for r in named}) == 1 else before
    return only[-1]["ids"] if only else []


def titled_before(antecedents: Antecedents, ref: Reference) -> str:
    """The title that leads up to a name: « le ministre malien de la Défense X »; '' if there is none."""
    doc = antecedents.doc
    for k in range(ref["start"], max(-1, ref["start"] - WITH_TITLE), -1):
        if k in antecedents.bare and not antecedents.bare[k][2]:
            return antecedents.bare[k][1].text
        other = antecedents.at.get(k, ref)
        person = other is not ref and antecedents.registry[other["ids"][0]]["type"] == "PERSON"
        if person or doc[k].pos_ in ("VERB", "AUX") or doc[k].text in ";:.":
            return ""
    return ""


def titled_after(antecedents: Antecedents, ref: Reference) -> str:
    """The title in apposition to a name: « X, le porte-parole de … »; '' if there is none."""
    doc, k = antecedents.doc, ref["end"]
    if k + 2 >= len(doc) or doc[k].text != ",":
        return ""
    k += 1 + (doc[k + 1].lower_ in words("anaphora", "definite"))
    return antecedents.bare[k][1].text if k in antecedents.bare and not antecedents.bare[k][2] else ""


def repeated(antecedents: Antecedents, i: int) -> str:
    """The state or body whose organ of this name the article has named last: « la police kényane … La police »."""
    word = fold(antecedents.doc[i].text)
    earlier = [r for r in antecedents.earlier(i, 3) if fold(antecedents.doc[r["head"]].text) == word]
    owners = {r["ids"][0] for r in earlier if r["kind"] in ("demonym", "description") and not r["hint"]}
    return owners.pop() if len(owners) == 1 else ""


def organ_owner(antecedents: Antecedents, i: int) -> str:
    """The state of which the article has last named this organ, else its home state."""
    word = fold(antecedents.doc[i].text)
    earlier = [r for r in antecedents.earlier(i, 3) if fold(antecedents.doc[r["head"]].text) == word]
    owners = {r["ids"][0] for r in earlier if r["kind"] in ("demonym", "description")}
    return owners.pop() if len(owners) == 1 else antecedents.home_state


def junta(antecedents: Antecedents, i: int) -> str:
    """Whose « la junte » is: that of which the article has named one, else the only state spoken of right here."""
    before = [r for r in antecedents.earlier(i, len(antecedents.doc)) if len(r["ids"]) == 1]
    named = {
        r["ids"][0] for r in before
        if r["head"] in antecedents.bare and antecedents.bare[r["head"]][1].rank == "junta" and r["kind"] != "pronoun"
    }  # fmt: skip
    if len(named) == 1:
        return named.pop()
    told = [r for r in before if not r["hint"] and putsch(antecedents, r)]
    for near in (told, antecedents.earlier(i, 1)):
        states = {x for r in near if (x := antecedents.state_of(r["ids"][0]))}
        if len(states) == 1:
            return states.pop()
        if antecedents.home_state in states:
            return antecedents.home_state
    return "" if states else antecedents.home_state


def putsch(antecedents: Antecedents, ref: Reference) -> bool:
    """Whether the sentence of a mention tells of a seizure of power."""
    return any(fold(t.lemma_) in folded("putsch") for t in antecedents.doc[ref["start"]].sent)


def holder(antecedents: Antecedents, i: int, rank: str, *, former: bool) -> list[str]:
    """The last person named before token `i` who holds an office of `rank`; for a former one, rather who has left it."""
    near = [r for r in antecedents.earlier(i, 6) if antecedents.registry[r["ids"][0]]["type"] == "PERSON"]
    named = [r for r in near if r["kind"] != "pronoun"]
    holding = [r for r in named if rank in offices(antecedents.registry[r["ids"][0]]["rank"])]
    left = [r for r in named if former and rank in offices(antecedents.registry[r["ids"][0]]["office"])]
    found = [r for r in left if r not in holding] or left or holding
    return found[0]["ids"] if found else []


def offices(ranks: str) -> set[str]:
    """The ranks of a participant: a foreign minister is a minister too."""
    return {r for name in ranks.split() for r in (name, name.removeprefix("foreign_"))}


def possessed_organ(antecedents: Antecedents, i: int) -> None:
    """« son gouvernement », « ses troupes », « son pays »: those of the state that the clause's subject is or serves."""
    end = antecedents.bare[i][0] if i in antecedents.bare and antecedents.bare[i][2] else i + 1
    if not i or antecedents.doc[i - 1].lower_ not in words("anaphora", "possessives") or end >= len(antecedents.doc):
        return
    if (i not in antecedents.bare or not antecedents.bare[i][2]) and antecedents.doc[i].lower_ != "pays":
        return
    if antecedents.doc[end].lower_ in ("de", "du", "des", "d'") or end in antecedents.at:
        return
    top = antecedents.doc[i]
    while top.head != top:
        top = top.head
        subjects = controlling(antecedents, top) or [
            c for c in top.children if c.dep_ in SUBJECTS and c.i in antecedents.at and c.i != i
        ]
        if subjects:
            ids = antecedents.at[subjects[0].i]["ids"]
            if antecedents.doc[i - 1].lower_ in words(
                "anaphora", "their"
            ):  # « X, Y et Z disent que leurs gouvernements … »
                conj = [c for c in subjects[0].subtree if c.i in antecedents.at and c.dep_ == "conj"]
                ids = [*ids, *(x for c in conj for x in antecedents.at[c.i]["ids"])]
            served = [
                x if antecedents.registry[x]["type"] == "STATE" else antecedents.registry[x]["state"] for x in ids
            ]
            states = [x for x in dict.fromkeys(served) if antecedents.registry.get(x, {"type": ""})["type"] == "STATE"]
            if len(states) == len(served) and (
                len(states) == 1 or antecedents.doc[i - 1].lower_ in words("anaphora", "their")
            ):
                antecedents.add(i, end, states, "description", i)
            return


def controlling(antecedents: Antecedents, verb: Token) -> list[Token]:
    """« a demandé à la France de retirer ses troupes »: the object that does the infinitive."""
    above = verb.head
    if verb.dep_ != "xcomp" or fold(above.lemma_) not in fold_set(words("light", "object_control")):
        return []
    return [c for c in above.children if c.dep_ in OBJECTS and c.i in antecedents.at and c.i < verb.i]


def country(antecedents: Antecedents, i: int) -> None:
    """« le pays », « ce pays », « le pays sahélien »."""
    token = antecedents.doc[i]
    if fold(token.text) not in folded("country") or not i:
        return
    if antecedents.doc[i - 1].lower_ not in ("le", "ce", "du", "au", "cet", "l'"):
        return
    adjective = (
        antecedents.doc[i + 1] if i + 1 < len(antecedents.doc) and antecedents.doc[i + 1].pos_ == "ADJ" else None
    )
    if adjective is None and token.lower_ != "pays":
        return
    found = [
        ref["ids"][0]
        for ref in antecedents.earlier(i, 3)
        if antecedents.registry[ref["ids"][0]]["type"] == "STATE" and len(ref["ids"]) == 1 and not ref["hint"]
    ]
    if adjective is not None:
        found = [x for x in found if fold(adjective.text) in fold_set(antecedents.registry[x]["kinds"])]
    if not found:
        return
    # « ce pays » is the last one named; « le pays », with several to choose from, the article's own.
    ident = found[0] if adjective is not None or antecedents.doc[i - 1].lower_ == "ce" or len(set(found)) == 1 else ""
    ident = ident or (antecedents.home_state if antecedents.home_state in found else "")
    if ident:
        antecedents.add(i, i + (2 if adjective else 1), [ident], "description", i)


def land(antecedents: Antecedents, i: int) -> None:
    """« l'île », « le royaume »: the last state named that is one."""
    token = antecedents.doc[i]
    if fold(token.text) not in folded("lands") or not i or i + 1 >= len(antecedents.doc):
        return
    if antecedents.doc[i - 1].lower_ not in ("le", "la", "l'", "ce", "cette", "cet", "du", "au"):
        return
    if antecedents.doc[i + 1].lower_ in ("de", "du", "des", "d'") or antecedents.doc[i + 1].pos_ in ("ADJ", "PROPN"):
        return
    for ref in antecedents.earlier(i, 4):
        who = antecedents.registry[ref["ids"][0]]
        if who["type"] == "STATE" and fold(token.text) in fold_set(who["kinds"]):
            antecedents.add(i, i + 1, ref["ids"], "description", i)
            return


def kind_of_organisation(antecedents: Antecedents, i: int) -> None:
    """« l'organisation », « le bloc », « le mouvement »: the nearest organisation of that kind."""
    token = antecedents.doc[i]
    if (
        token.pos_ not in ("NOUN", "PROPN")
        or not i
        or antecedents.doc[i - 1].lower_ not in ("le", "la", "l'", "ce", "cette", "cet", "du", "au")
    ):
        return
    if i + 1 < len(antecedents.doc) and (
        antecedents.doc[i + 1].lower_ in ("de", "du", "des", "d'") or i + 1 in antecedents.at
    ):
        return
    follow = fold(antecedents.doc[i + 1].text) if i + 1 < len(antecedents.doc) else ""
    # « la Cour », with a capital, is named once and for all.
    for ref in antecedents.earlier(i, len(antecedents.doc) if token.text[0].isupper() else 4):
        who = antecedents.registry[ref["ids"][0]]
        if who["type"] != "ORGANISATION" or len(ref["ids"]) > 1:
            continue
        kinds = {fold(k) for k in who["kinds"]}
        word = fold(token.text)
        if f"{word} {follow}" in kinds:
            antecedents.add(i, i + 2, ref["ids"], "description", i)
            return
        first = fold(who["name"].split()[0])
        if (word in kinds or (word == first and token.text[0].isupper())) and (
            i + 1 >= len(antecedents.doc) or antecedents.doc[i + 1].pos_ != "ADJ"
        ):
            antecedents.add(i, i + 1, ref["ids"], "description", i)
            return


def fighters(antecedents: Antecedents, i: int) -> None:
    """« les rebelles », « les insurgés »: the one armed group that the article has named."""
    if fold(singular(antecedents.doc[i].lower_)) not in folded("fighters") or i + 1 >= len(antecedents.doc):
        return
    if not i or antecedents.doc[i - 1].lower_ not in ("les", "des", "aux", "ces"):
        return
    if antecedents.doc[i - 1].lower_ == "des" and antecedents.doc[i - 1].pos_ == "DET":
        return  # « des rebelles ont pris la ville »: some
    follow = antecedents.doc[i + 1]
    if follow.lower_ in ("de", "du", "des", "d'") or i + 1 in antecedents.at or follow.pos_ in ("PROPN", "VERB"):
        return
    named = [r["ids"][0] for r in antecedents.earlier(i, len(antecedents.doc)) if r["kind"] == "name"]
    groups = {x for x in named if antecedents.registry[x]["subtype"] == "armed_group"}
    here = {
        x for r in antecedents.earlier(i, 0) for x in r["ids"]
    }  # « recruté Wagner pour lutter contre les rebelles »
    if len(groups) == 1 and not groups & here:
        antecedents.add(i, i + 1, sorted(groups), "description", i)


def by_kind(antecedents: Antecedents, i: int) -> None:
    """« l'entreprise », « l'ONG »: the only body of that sort among those named last."""
    doc = antecedents.doc
    subtypes = {s for s, nouns in grammar()["bodies"].items() if fold(doc[i].text) in fold_set(nouns)}
    if not subtypes or not i or doc[i - 1].lower_ not in words("anaphora", "definite"):
        return
    end = i + 1
    while end < min(len(doc), i + ADJECTIVES) and doc[end].pos_ == "ADJ" and end not in antecedents.bare:
        end += 1  # « l'ONG américaine »
    if antecedents.complemented(end):
        return
    near = [r for r in antecedents.earlier(i) if len(r["ids"]) == 1 and not r["hint"]]
    found = {r["ids"][0] for r in near if antecedents.registry[r["ids"][0]]["subtype"] in subtypes}
    if len(found) == 1:
        antecedents.add(i, i + 1, sorted(found), "description", i)
