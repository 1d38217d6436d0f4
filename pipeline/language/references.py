"""Mentions around names: demonyms, state organs, offices; whom persons serve; names that are only places.

Runs after the parser. Extends ``doc._.mentions`` with « l'armée malienne », « le président du Mali », « les autorités
de Bamako », marks places (« reçu à Bamako ») and hints (« la présence russe »), and fills the persons' states.
"""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.gazetteer import Gazetteer, Title, fold, load_gazetteer, words_of_article
from pipeline.grammar import words
from pipeline.language.compounds import compound_demonyms, not_the_people
from pipeline.language.mentions import Participant, Reference, participant, reference, token_starts
from pipeline.language.tree import tree_of
from pipeline.rules.forms import fold_set, singular

OF = {"de", "du", "des", "d'"}
ARTICLES = {
    "le",
    "la",
    "les",
    "l'",
    "un",
    "une",
    "des",
    "du",
    "au",
    "aux",
    "cet",
    "ce",
    "cette",
    "ces",
    "son",
    "sa",
    "ses",
}
APPOSED_OFFICE = 12  # tokens after a name within which « , ministre malien des … » may run
STOCKS = 6  # tokens after a city within which a percentage tells of its stock exchange
REACH = 5  # tokens between an organ and its demonym: « forces de défense et de sécurité maliennes »


class Resolver:
    """Works over one parsed Doc."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer) -> None:
        self.doc, self.gazetteer = doc, gazetteer
        self.registry: dict[str, Participant] = doc._.registry
        self.refs: list[Reference] = doc._.mentions
        self.at: dict[int, Reference] = {i: r for r in self.refs for i in range(r["start"], r["end"])}
        self.titles: dict[int, tuple[int, Title, bool]] = {}
        self.demonyms: dict[int, list[str]] = {}
        self.compounds: dict[int, tuple[int, list[str]]] = {}
        self.towns: dict[int, tuple[int, str]] = {}
        self.capitals = gazetteer.capitals
        self.political = fold_set(words("places", "political"))
        self.unofficial = fold_set(words("names", "unofficial") | words("anaphora", "fighters"))

    def read_words(self) -> None:
        """Find offices, organs and demonym adjectives by token."""
        text = tree_of(self.doc).text
        found = words_of_article(text)
        token_at = token_starts(self.doc)
        known = (self.gazetteer.offices, self.gazetteer.organs, self.gazetteer.aliases, self.gazetteer.places)
        tries = [trie.by_first for trie in known]
        for i, (word, start, _) in enumerate(found):
            if not any(word in trie for trie in tries):
                continue
            first = token_at.get(start)
            if first is None:
                first = next((t.i for t in self.doc.char_span(start, start + 1, alignment_mode="expand") or ()), None)
            if first is None:
                continue
            for trie, organ in ((self.gazetteer.offices, False), (self.gazetteer.organs, True)):
                for n, title in trie.at(found, i):
                    span = self.doc.char_span(start, found[i + n - 1][2], alignment_mode="expand")
                    if span is not None and first not in self.titles:
                        self.titles[first] = (span.end, title, organ)
                    break
            if first in self.at:
                continue
            self.read_town(found, i, first)
            for n, alias in self.gazetteer.aliases.at(found, i):
                if alias.kind == "demonym" and n == 1:
                    self.demonyms.setdefault(first, []).append(alias.id)
        for begin, end, ids in compound_demonyms(self.doc, text, self.gazetteer, found):
            for i in range(begin, end):
                self.demonyms.pop(i, None)
            if begin in self.at:
                continue
            if len(ids) == 1 and end == begin + 1:
                self.demonyms[begin] = ids
            else:
                self.compounds[begin] = (end, ids)

    def read_town(self, found: list[tuple[str, int, int]], i: int, first: int) -> None:
        """Note the town or region whose name begins with word `i`, token `first`: no mention unless it is fought for."""
        for n, alias in self.gazetteer.places.at(found, i):
            start, end = found[i][1], found[i + n - 1][2]
            span = self.doc.char_span(start, end, alignment_mode="expand")
            if span is not None and alias.fits(self.doc.text[start:end]):
                self.know(alias.id)
                self.towns[first] = (span.end, alias.id)
                return

    def pick(self, ids: list[str]) -> str:
        """The one of several states that the article names, else the first."""
        return next((i for i in ids if i in self.registry), ids[0])

    def know(self, ident: str) -> None:
        if ident not in self.registry:
            self.registry[ident] = participant(self.gazetteer.actors[ident], self.doc._.date)

    def person_after(self, i: int) -> Reference | None:
        """The person named right at token `i`, where he serves, a comma and an article aside."""
        i = self.charged(i)
        place = (
            self.at.get(i + 1) if i < len(self.doc) and self.doc[i].lower_ in words("places", "prepositions") else None
        )
        if place is not None and place["start"] == i + 1 and self.registry[place["ids"][0]]["type"] == "STATE":
            i = place["end"]  # « l'ambassadrice des États-Unis au Mali, Mme X »
        if i < len(self.doc) and self.doc[i].text == ",":
            i += 1
            while i in self.titles:  # « , M. Cavusoglu »
                i = self.titles[i][0]
        ref = self.at.get(i)
        named = ref is not None and self.registry[ref["ids"][0]]["type"] == "PERSON" and ref["start"] == i
        return ref if named else None

    def charged(self, i: int) -> int:
        """The token after « pour les Grands Lacs »: what an office is for, before a comma."""
        if i >= len(self.doc) or self.doc[i].lower_ not in words("names", "charged"):
            return i
        end = i + 1
        while end < len(self.doc) and end - i < APPOSED_OFFICE and self.complements(end):
            end += 1
        return end if end < len(self.doc) and self.doc[end].text == "," and end > i + 1 else i

    def named_later(self, i: int) -> Reference | None:
        """The person of « son homologue russe, le secrétaire du Conseil de sécurité X »: after a comma, a title and its
        complements."""
        first = i + 2
        if first >= len(self.doc) or self.doc[i].text != "," or first not in self.titles:
            return None
        if self.doc[i + 1].lower_ not in words("anaphora", "definite"):
            return None
        i = self.titles[first][0]
        while i < len(self.doc) and i - first < APPOSED_OFFICE and self.complements(i):
            i = self.at[i]["end"] if i in self.at else i + 1
        ref = self.at.get(i)
        named = ref is not None and self.registry[ref["ids"][0]]["type"] == "PERSON" and ref["start"] == i
        return ref if named else None

    def complements(self, i: int) -> bool:
        """« de la Défense », « du Conseil de sécurité »: a word that goes on with a title."""
        token = self.doc[i]
        person = i in self.at and self.registry[self.at[i]["ids"][0]]["type"] == "PERSON"
        return (
            not person
            and (i not in self.titles or self.titles[i][2])
            and (token.lower_ in OF | ARTICLES | {"et"} or token.pos_ in ("NOUN", "PROPN", "ADJ"))
        )

    def apposed_to(self, noun: int) -> str:
        """The person whom « , l'ancien président de … » describes, '' if there is none."""
        i = noun - 1
        while i > 0 and (self.doc[i].lower_ in ARTICLES or self.doc[i].lower_ in words("anaphora", "former")):
            i -= 1
        ref = self.at.get(i - 1) if i > 0 and self.doc[i].text == "," else None
        return ref["ids"][0] if ref is not None and self.registry[ref["ids"][0]]["type"] == "PERSON" else ""

    def former(self, start: int, end: int) -> bool:
        """« l'ancien président », « le président déchu »."""
        around = [self.doc[start - 1]] * (start > 0) + list(self.doc[start:end])
        return any(t.lower_ in words("anaphora", "former") for t in around)

    def titled(self, noun: int, end: int, owner: str, kind: str) -> Reference:
        """The mention that the title at `noun` makes: its holder named in the article, else its owner."""
        title = self.titles[noun][1]
        apposed = "" if self.starts_clause(noun, end) else self.apposed_to(noun)
        former = self.former(noun, end)
        ident = apposed or (owner if former or title.number == "p" else self.holder(owner, self.rank_of(noun)))
        ref = reference(noun, end, [ident], kind)
        ref["head"] = noun
        # « un diplomate européen », « l'ancien président »: nobody in particular, unless a relation wants it.
        vague = title.number == "s" and noun > 0 and self.doc[noun - 1].lower_ in ("un", "une")
        ref["hint"] = not apposed and (former or vague)
        return ref

    def holder(self, state: str, rank: str) -> str:
        """The person of the article who holds an office of `rank` in `state`, else the state itself."""
        for ident, who in self.registry.items():
            if who["type"] == "PERSON" and who["state"] == state and rank and rank in who["rank"]:
                return ident
        return state

    def rank_of(self, noun: int) -> str:
        """The rank of the title at `noun`; of a « homologue » that of the person before it, of who lives in a seat of
        power the head of state's."""
        title = self.titles[noun][1]
        if title.text in words("anaphora", "homologue"):
            before = [r for r in self.refs if r["end"] <= noun]
            persons = [who for r in before if (who := self.registry[r["ids"][0]])["type"] == "PERSON" and who["rank"]]
            return persons[-1]["rank"] if persons else ""
        return "head_of_state" if title.rank == "seat_holder" else title.rank

    def add(self, ref: Reference) -> None:
        for i in range(ref["start"], ref["end"]):
            old = self.at.get(i)
            if old is not None and old in self.refs:
                self.refs.remove(old)
            self.at[i] = ref
        self.refs.append(ref)

    # -- steps

    def states_of_persons(self) -> None:
        """Read whom each person serves: title and demonym before the name, or in apposition after it."""
        for ref in [r for r in self.refs if self.registry[r["ids"][0]]["type"] == "PERSON"]:
            who = self.registry[ref["ids"][0]]
            for window in (self.before(ref), self.after(ref)):
                found = self.service(window)
                if found is not None:
                    state, rank = found
                    if state:
                        who["state"] = state
                        who["country"] = state if state in self.gazetteer.actors and len(state) == 3 else who["country"]
                    if self.was(window):
                        who["office"] = who["office"] or rank
                    elif rank and rank not in who["rank"]:
                        who["rank"] = f"{who['rank']} {rank}".strip()
                    if state:
                        break

    def before(self, ref: Reference) -> range:
        """Tokens of the title before a name: back to the article that opens it."""
        i = ref["start"]
        while i > 0 and ref["start"] - i < 9 and not self.doc[i].is_sent_start:
            i -= 1
            token = self.doc[i]
            if token.pos_ in ("VERB", "AUX") or token.text in ';:()«»"' or self.other_person(i, ref):
                return range(i + 1, ref["start"])
            if token.text == "," and i + 1 != ref["start"] and not self.civil(i + 1, ref["start"]):
                return range(i + 1, ref["start"])
        return range(i, ref["start"])

    def civil(self, start: int, end: int) -> bool:
        """« le Premier ministre, Dr. Choguel Maïga »: whether only a civility stands there."""
        tokens = [i for i in range(start, end) if self.doc[i].text != "."]
        return bool(tokens) and all(i in self.titles and self.titles[i][1].rank == "civility" for i in tokens)

    def other_person(self, i: int, ref: Reference) -> bool:
        other = self.at.get(i)
        return other is not None and other is not ref and self.registry[other["ids"][0]]["type"] == "PERSON"

    def after(self, ref: Reference) -> range:
        """Tokens of an apposition after a name: « , ministre malien des Affaires étrangères, »."""
        i = ref["end"]
        if i + 1 >= len(self.doc) or self.doc[i].text not in (",", "("):
            return range(0)
        end = i + 1
        while end < min(len(self.doc), i + APPOSED_OFFICE) and not self.doc[end].is_sent_start:
            if self.doc[end].text in ",;:.()" or (self.doc[end].pos_ in ("VERB", "AUX") and end not in self.titles):
                break
            end += 1
        first = i + 1
        if first < end and self.doc[first].lower_ in ARTICLES:
            first += 1
        if first not in self.titles or self.starts_clause(first, end):
            return range(0)
        return range(first, end)

    def starts_clause(self, first: int, end: int) -> bool:
        """« Élu pour tenir tête à X, le premier ministre a … »: a subject with its verb is no apposition."""
        subject = any(t.dep_ in ("nsubj", "nsubj:pass") for t in self.doc[first:end])
        return subject and end < len(self.doc) and self.doc[end].pos_ in ("VERB", "AUX", "PRON")

    def service(self, window: range) -> tuple[str, str] | None:
        """The state or organisation and the rank that a title's tokens tell."""
        rank = next((self.titles[i][1].rank for i in window if i in self.titles), "")
        owners = [self.pick(self.demonyms[i]) for i in window if i in self.demonyms]
        for i in window:
            ref = self.at.get(i)
            if ref is not None and i - 1 in window and self.registry[ref["ids"][0]]["type"] != "PERSON":
                if self.doc[ref["start"] - 1].lower_ in OF | {"la", "l'", "le", "les"}:
                    owners.append(ref["ids"][0])
        if not rank and not owners:
            return None
        return (owners[0] if owners and (rank or self.demonym_noun(window)) else "", rank)

    def was(self, window: range) -> bool:
        """« l'ancien président », « l'ex-ministre »: the office is no longer held."""
        return any(self.doc[i].lower_.split("-")[0] in words("anaphora", "former") for i in window)

    def demonym_noun(self, window: range) -> bool:
        """« la Congolaise Thérèse … »: a demonym as the only title."""
        return any(i in self.demonyms and self.doc[i].text[0].isupper() for i in window)

    def demonym_phrases(self) -> None:
        """« l'armée malienne », « le président américain », « la présence russe »."""
        for begin, (end, ids) in self.compounds.items():
            for ident in ids:
                self.know(ident)
            self.add(reference(begin, end, ids, "demonym", hint=True))
        for i in sorted(self.demonyms):
            state = self.pick(self.demonyms[i])
            if i in self.at or (i and self.doc[i - 1].text.endswith("-") and not self.doc[i - 1].whitespace_):
                continue  # « pro-russe »
            if self.firm_after(i):
                continue
            noun = self.owner_noun(i)
            if noun is None and self.doc[i].text[0].isupper() and self.person_after(i + 1):
                continue  # « la Congolaise Thérèse Kayikwamba »: a title of hers
            if noun is None and (self.private(i) if self.doc[i].text[0].islower() else not_the_people(self.doc, i)):
                continue
            self.know(state)
            if noun is None:
                ref = reference(i, i + 1, [state], "demonym", hint=True)
                if (
                    self.doc[i].text[0].isupper()
                    and self.doc[i - 1].lower_ in ARTICLES
                    and not self.person_after(i + 1)
                ):
                    ref["hint"] = False
                self.add(ref)
                continue
            end, _, organ = self.titles[noun]
            last = max(end, i + 1)
            if not organ:
                tail = last
                while tail < len(self.doc) and (
                    tail in self.titles
                    or self.doc[tail].lower_ in OF | {"l'", "la", "les"}
                    or (self.doc[tail].lower_ == "et" and self.doc[tail + 1 : tail + 2].text.lower() in OF)
                    or (self.doc[tail].head.i in range(noun, tail) and self.doc[tail].pos_ in ("ADJ", "NOUN"))
                ):
                    tail += 1
                if self.person_after(last) or self.person_after(tail):
                    continue
                later = self.named_later(last) or self.named_later(tail)
                if later is not None:
                    ref = reference(noun, last, later["ids"], "title")
                    ref["head"] = noun
                    self.add(ref)
                    continue
            if organ:
                ref = reference(noun, last, [state], "demonym")
                ref["head"] = noun
            else:
                ref = self.titled(noun, last, state, "title")
            self.add(ref)

    def firm_after(self, i: int) -> bool:
        """« l'ONG ivoirienne Lidho », « l'allemand Uniper »: the origin of the body named right after."""
        ref = self.at.get(i + 1)
        if ref is None or ref["start"] != i + 1 or self.registry[ref["ids"][0]]["type"] != "ORGANISATION":
            return False
        labels = words("names", "bodies") | words("names", "labels") | words("names", "one")
        return (
            ref["kind"] == "name"
            and self.doc[i].text.islower()
            and i > 0
            and not labels.isdisjoint({self.doc[i - 1].text, self.doc[i - 1].lower_})
        )

    def private(self, i: int) -> bool:
        """« un acteur américain », « la marque italienne », « le norvégien Equinor », « des rebelles tchadiens »: the demonym of those who act for no state."""
        alone = i > 0 and self.doc[i - 1].lower_ in ("le", "la", "l'", "du", "au") and i + 1 < len(self.doc)
        if alone and self.doc[i + 1].text[0].isupper() and self.doc[i + 1].pos_ not in ("DET", "ADP", "ADV", "PRON"):
            return True
        return bool({singular(fold(self.noun_before(i))), fold(self.noun_before(i))} & self.unofficial)

    def owner_noun(self, i: int) -> int | None:
        """The organ or office that the demonym at `i` belongs to, if there is one close before it."""
        for j in range(i - 1, max(-1, i - REACH - 1), -1):
            token = self.doc[j]
            if j in self.at or token.pos_ in ("VERB", "AUX") or token.is_punct or "\n" in token.text:
                return None
            starts = [k for k, (end, _, _) in self.titles.items() if k <= j < end]
            if starts:
                k = min(starts)
                if self.agrees(i, k) and not (self.doc[k].pos_ == "ADJ" and self.titles[k][0] == k + 1):
                    return k
            elif token.pos_ == "NOUN" and self.doc[j + 1].lower_ not in OF and j + 1 == i:
                return None
        return None

    def agrees(self, i: int, noun: int) -> bool:
        """Whether the number of the adjective can be the noun's."""
        title = self.titles[noun][1]
        plural = self.doc[i].lower_.endswith(("s", "x"))
        invariable = self.doc[i].lower_.endswith(("ais", "ois", "è"))
        return invariable or (title.number == "p") == plural

    def owned_phrases(self) -> None:
        """« le gouvernement du Mali », « l'armée de Bamako », « le chef du Hezbollah »."""
        for ref in list(self.refs):
            i = ref["start"] - 1
            owner = self.owner_of(ref)
            if ref["hint"] or not owner or i < 1:
                continue
            if self.doc[i].lower_ in ("la", "l'", "le", "les") and self.doc[i - 1].lower_ in OF:
                i -= 1
            power = self.before_power(i)
            if power == i and self.doc[i].lower_ not in OF:
                continue
            i = power
            noun = next((k for k, (end, _, _) in self.titles.items() if end == i and k not in self.at), None)
            if noun is None and owner != ref["ids"][0] and self.registry[owner]["type"] == "ORGANISATION":
                if self.doc[i - 1].lower_ in words("names", "bodies"):  # « le mouvement de Naïm Qassem »
                    body = reference(i - 1, ref["end"], [owner], "description")
                    body["head"] = i - 1
                    self.add(body)
                continue
            if noun is None:
                continue
            organ = self.titles[noun][2]
            if self.titles[noun][1].text in words("names", "demonym_only"):
                continue  # « une partie de l'Ukraine »
            seat = ref["kind"] == "metonym" and fold(self.doc[ref["start"]].text) not in self.capitals
            if self.titles[noun][1].rank == "seat_holder" and not seat:
                continue  # « l'hôte de la France »
            if organ and noun and self.doc[noun - 1].lower_ in words("anaphora", "possessives"):
                continue  # « retirer ses forces d'Ukraine »
            if not organ and self.person_after(ref["end"]):
                continue
            if organ:
                new = reference(noun, ref["end"], [owner], "description")
                new["head"] = noun
            elif owner != ref["ids"][0] or self.predicate(noun):
                continue
            else:
                new = self.titled(noun, ref["end"], owner, "title")
            self.add(new)

    def before_power(self, i: int) -> int:
        """« la junte au pouvoir à Bamako »: where « au pouvoir à » begins, if it ends at token `i`."""
        if self.doc[i].lower_ not in words("places", "prepositions") or i < 2:
            return i
        back = next((n for n in (2, 1) if self.doc[i - n : i].text.lower() in words("names", "ruling")), 0)
        return i - back

    def predicate(self, noun: int) -> bool:
        """« X n'est plus membre de la CEDEAO », « X est président du Mali »: what the subject is, nobody else."""
        return any(c.dep_ == "cop" for c in self.doc[noun].children)

    def owner_of(self, ref: Reference) -> str:
        """The state or body that an organ « of » this mention belongs to: « le régime de Bachar el-Assad » is Syria."""
        ident = ref["ids"][0]
        who = self.registry[ident]
        if who["type"] != "PERSON":
            return ident
        served = who["state"]
        if served in self.gazetteer.actors:
            self.know(served)
        return served if served in self.registry else ""

    def apposed_descriptions(self) -> None:
        """« le Portugal, l'ancienne puissance coloniale »: a description that stands for another state elsewhere."""
        for ref in self.refs:
            comma = ref["start"] - 2
            named = self.at.get(comma - 1)
            if ref["kind"] == "description" and named and comma > 0 and self.doc[comma].text == ",":
                if self.registry[named["ids"][0]]["type"] == self.registry[ref["ids"][0]]["type"]:
                    ref["ids"] = named["ids"]

    def affiliated(self) -> None:
        """« des groupes armés affiliés à Al-Qaïda » counts as Al-Qaïda."""
        for ref in list(self.refs):
            if self.registry[ref["ids"][0]]["subtype"] != "armed_group" or ref["kind"] != "name":
                continue
            i = ref["start"] - 1
            while i > 0 and self.doc[i].lower_ in ("à", "au", "aux", "l'", "la", "le", "les", "de", "du", "d'"):
                i -= 1
            if not self.doc[i].lower_.rstrip("es").startswith(tuple(words("places", "affiliated"))):
                continue
            noun = i - 1
            while noun > 0 and self.doc[noun].pos_ in ("ADJ", "ADV", "VERB"):
                noun -= 1
            if self.doc[noun].pos_ == "NOUN" and noun not in self.at:
                new = reference(noun, ref["end"], ref["ids"], "description")
                new["head"] = noun
                self.add(new)

    def places(self) -> None:
        """Mark the states that are only places."""
        before_place = words("places", "prepositions")
        nouns = fold_set(words("places", "nouns"))
        for ref in list(self.refs):
            who = self.registry[ref["ids"][0]]
            land = who["type"] == "STATE" or "territoire" in who["kinds"]
            if ref["kind"] not in ("name", "metonym") or (not land and ref["kind"] != "metonym"):
                continue
            i = ref["start"] - 1
            if ref["kind"] == "metonym" and any(t.text == "%" for t in self.doc[ref["end"] : ref["end"] + STOCKS]):
                ref["place"] = True  # « Paris perdait 2,9 % »: its stock exchange
                continue
            if i >= 0 and self.doc[i].lower_ in ("la", "l'", "le", "les"):
                i -= 1
            if i < 0 or self.doc[ref["start"]].is_sent_start:
                ref["place"] = self.dateline(ref)
                continue
            token = self.doc[i]
            before = self.doc[i - 1].lower_ if i else ""
            if token.lower_ in OF and before in words("places", "waters"):
                self.refs.remove(ref)  # « la mer du Japon »
                continue
            if (
                (token.lower_ in before_place and before not in words("places", "not_after"))
                or token.text == "A"
                or (token.lower_ in OF and before in words("places", "near"))
                or (token.lower_ in OF and self.where(ref, i, nouns))
                or (token.text == "," and ref["kind"] == "metonym" and self.dateline(ref))
            ):
                ref["place"] = True

    def where(self, ref: Reference, i: int, nouns: frozenset[str]) -> bool:
        """Whether « NOUN de PLACE » only says where: any noun of place, and any but a political one before a capital."""
        noun = fold(self.noun_before(i))
        if noun in nouns or ref["kind"] != "metonym" or fold(self.doc[ref["start"]].text) not in self.capitals:
            return noun in nouns
        is_noun = self.doc[i - 1].pos_ in ("NOUN", "ADJ", "PROPN") and i - 1 not in self.titles
        return is_noun and singular(noun) not in self.political and noun not in self.political

    def noun_before(self, i: int) -> str:
        """The noun before token `i`, adjectives between them left out: « sommet tripartite d'Asmara »."""
        i -= 1
        while i > 0 and self.doc[i].pos_ == "ADJ":
            i -= 1
        return self.doc[i].lower_ if i >= 0 else ""

    def dateline(self, ref: Reference) -> bool:
        """« NIAMEY, 22 août », « Bamako, le 8 avril »."""
        after = self.doc[ref["end"] : ref["end"] + 3]
        if len(after) < 2 or after[0].text not in (",", "("):
            return False
        if after[1].lower_ in words("places", "dateline"):
            return True
        return after[1].like_num or (after[1].lower_ == "le" and len(after) > 2 and after[2].like_num)

    def run(self) -> None:
        self.read_words()
        self.states_of_persons()
        self.apposed_descriptions()
        self.owned_phrases()
        self.affiliated()
        self.demonym_phrases()
        self.places()
        self.refs.sort(key=lambda r: r["start"])
        self.doc._.titles, self.doc._.towns = self.titles, self.towns


@Language.factory(
    "entente_references",
    requires=["token.dep", "doc._.mentions"],
    assigns=["doc._.mentions"],
    default_config={"gazetteer": []},
)
class ReferencesComponent:
    """Pipeline component over `Resolver`."""

    def __init__(self, nlp: Language, name: str, gazetteer: list[str]) -> None:
        self.gazetteer = load_gazetteer(tuple(gazetteer))

    def __call__(self, doc: Doc) -> Doc:
        if doc._.given:
            for ref in doc._.mentions:
                ref["head"] = doc[ref["start"] : ref["end"]].root.i
            resolver = Resolver(doc, self.gazetteer)
            resolver.at = {}
            resolver.read_words()
            doc._.towns = resolver.towns
        elif len(doc):
            Resolver(doc, self.gazetteer).run()
        return doc
