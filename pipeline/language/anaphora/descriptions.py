"""One actor by what it is: « le pays », « le gouvernement », « le président », « le bloc », « les rebelles »."""

from pipeline.gazetteer import fold
from pipeline.grammar import words
from pipeline.language.anaphora.discourse import SUBJECTS, Discourse, folded
from pipeline.rules.forms import fold_set, singular


def bare_title(discourse: Discourse, i: int) -> None:
    """« le gouvernement », « l'armée »: the home state's; « le président »: the last one named."""
    if i not in discourse.bare:
        return
    end, title, organ = discourse.bare[i]
    former = i > 1 and discourse.doc[i - 1].lower_ in words("anaphora", "former")
    if (
        not i
        or discourse.doc[i - 1 - former].lower_ not in ("le", "la", "l'", "les", "du", "au", "aux")
        or end >= len(discourse.doc)
    ):
        return
    end += discourse.doc[end].lower_ in words("anaphora", "sitting")
    if end >= len(discourse.doc):
        return
    follow = discourse.doc[end]
    if follow.lower_ in ("de", "du", "des", "d'") or end in discourse.at or follow.pos_ in ("ADJ", "PROPN"):
        return
    for near in discourse.doc[end : end + 4]:
        if near.pos_ in ("VERB", "AUX", "ADP", "CCONJ"):
            break
        if near.i in discourse.at and discourse.registry[discourse.at[near.i]["ids"][0]]["type"] == "PERSON":
            return  # « la ministre des Affaires étrangères, Marise Payne », « le président pro-européen X »
    if organ and title.alone:
        earlier = [
            r for r in discourse.earlier(i, 3) if fold(discourse.doc[r["head"]].text) == fold(discourse.doc[i].text)
        ]
        owners = {r["ids"][0] for r in earlier if r["kind"] in ("demonym", "description")}
        ident = owners.pop() if len(owners) == 1 else discourse.home_state
        if ident:
            discourse.add(i, end, [ident], "description", i)
    elif not organ and title.number == "s" and title.rank in words("anaphora", "held"):
        for ref in discourse.earlier(i, 6):
            who = discourse.registry[ref["ids"][0]]
            held = who["rank"].split() + ([who["office"]] if former else [])
            ranks = {r for rank in held for r in (rank, rank.removeprefix("foreign_"))}
            if who["type"] == "PERSON" and title.rank in ranks and ref["kind"] != "pronoun":
                discourse.add(i, end, ref["ids"], "title", i)
                return


def possessed_organ(discourse: Discourse, i: int) -> None:
    """« son gouvernement », « ses troupes », « son pays »: those of the state that the clause's subject is or serves."""
    end = discourse.bare[i][0] if i in discourse.bare and discourse.bare[i][2] else i + 1
    if not i or discourse.doc[i - 1].lower_ not in words("anaphora", "possessives") or end >= len(discourse.doc):
        return
    if (i not in discourse.bare or not discourse.bare[i][2]) and discourse.doc[i].lower_ != "pays":
        return
    if discourse.doc[end].lower_ in ("de", "du", "des", "d'") or end in discourse.at:
        return
    top = discourse.doc[i]
    while top.head != top:
        top = top.head
        subjects = [c for c in top.children if c.dep_ in SUBJECTS and c.i in discourse.at and c.i != i]
        if subjects:
            ids = discourse.at[subjects[0].i]["ids"]
            if discourse.doc[i - 1].lower_ in words(
                "anaphora", "their"
            ):  # « X, Y et Z disent que leurs gouvernements … »
                conj = [c for c in subjects[0].subtree if c.i in discourse.at and c.dep_ == "conj"]
                ids = [*ids, *(x for c in conj for x in discourse.at[c.i]["ids"])]
            served = [x if discourse.registry[x]["type"] == "STATE" else discourse.registry[x]["state"] for x in ids]
            states = [x for x in dict.fromkeys(served) if discourse.registry.get(x, {"type": ""})["type"] == "STATE"]
            if len(states) == len(served) and (
                len(states) == 1 or discourse.doc[i - 1].lower_ in words("anaphora", "their")
            ):
                discourse.add(i, end, states, "description", i)
            return


def country(discourse: Discourse, i: int) -> None:
    """« le pays », « ce pays », « le pays sahélien »."""
    token = discourse.doc[i]
    if fold(token.text) not in folded("country") or not i:
        return
    if discourse.doc[i - 1].lower_ not in ("le", "ce", "du", "au", "cet", "l'"):
        return
    adjective = discourse.doc[i + 1] if i + 1 < len(discourse.doc) and discourse.doc[i + 1].pos_ == "ADJ" else None
    if adjective is None and token.lower_ != "pays":
        return
    found = [
        ref["ids"][0]
        for ref in discourse.earlier(i, 3)
        if discourse.registry[ref["ids"][0]]["type"] == "STATE" and len(ref["ids"]) == 1 and not ref["hint"]
    ]
    if adjective is not None:
        found = [x for x in found if fold(adjective.text) in fold_set(discourse.registry[x]["kinds"])]
    if not found:
        return
    # « ce pays » is the last one named; « le pays », with several to choose from, the article's own.
    ident = found[0] if adjective is not None or discourse.doc[i - 1].lower_ == "ce" or len(set(found)) == 1 else ""
    ident = ident or (discourse.home_state if discourse.home_state in found else "")
    if ident:
        discourse.add(i, i + (2 if adjective else 1), [ident], "description", i)


def land(discourse: Discourse, i: int) -> None:
    """« l'île », « le royaume »: the last state named that is one."""
    token = discourse.doc[i]
    if fold(token.text) not in folded("lands") or not i or i + 1 >= len(discourse.doc):
        return
    if discourse.doc[i - 1].lower_ not in ("le", "la", "l'", "ce", "cette", "cet", "du", "au"):
        return
    if discourse.doc[i + 1].lower_ in ("de", "du", "des", "d'") or discourse.doc[i + 1].pos_ in ("ADJ", "PROPN"):
        return
    for ref in discourse.earlier(i, 4):
        who = discourse.registry[ref["ids"][0]]
        if who["type"] == "STATE" and fold(token.text) in fold_set(who["kinds"]):
            discourse.add(i, i + 1, ref["ids"], "description", i)
            return


def kind_of_organisation(discourse: Discourse, i: int) -> None:
    """« l'organisation », « le bloc », « le mouvement »: the nearest organisation of that kind."""
    token = discourse.doc[i]
    if (
        token.pos_ not in ("NOUN", "PROPN")
        or not i
        or discourse.doc[i - 1].lower_ not in ("le", "la", "l'", "ce", "cette", "cet", "du", "au")
    ):
        return
    if i + 1 < len(discourse.doc) and (
        discourse.doc[i + 1].lower_ in ("de", "du", "des", "d'") or i + 1 in discourse.at
    ):
        return
    follow = fold(discourse.doc[i + 1].text) if i + 1 < len(discourse.doc) else ""
    # « la Cour », with a capital, is named once and for all.
    for ref in discourse.earlier(i, len(discourse.doc) if token.text[0].isupper() else 4):
        who = discourse.registry[ref["ids"][0]]
        if who["type"] != "ORGANISATION" or len(ref["ids"]) > 1:
            continue
        kinds = {fold(k) for k in who["kinds"]}
        word = fold(token.text)
        if f"{word} {follow}" in kinds:
            discourse.add(i, i + 2, ref["ids"], "description", i)
            return
        first = fold(who["name"].split()[0])
        if (word in kinds or (word == first and token.text[0].isupper())) and (
            i + 1 >= len(discourse.doc) or discourse.doc[i + 1].pos_ != "ADJ"
        ):
            discourse.add(i, i + 1, ref["ids"], "description", i)
            return


def fighters(discourse: Discourse, i: int) -> None:
    """« les rebelles », « les insurgés »: the one armed group that the article has named."""
    if fold(singular(discourse.doc[i].lower_)) not in folded("fighters") or i + 1 >= len(discourse.doc):
        return
    if not i or discourse.doc[i - 1].lower_ not in ("les", "des", "aux", "ces"):
        return
    follow = discourse.doc[i + 1]
    if follow.lower_ in ("de", "du", "des", "d'") or i + 1 in discourse.at or follow.pos_ in ("PROPN", "VERB"):
        return
    named = [r["ids"][0] for r in discourse.earlier(i, len(discourse.doc)) if r["kind"] == "name"]
    groups = {x for x in named if discourse.registry[x]["subtype"] == "armed_group"}
    here = {x for r in discourse.earlier(i, 0) for x in r["ids"]}  # « recruté Wagner pour lutter contre les rebelles »
    if len(groups) == 1 and not groups & here:
        discourse.add(i, i + 1, sorted(groups), "description", i)
