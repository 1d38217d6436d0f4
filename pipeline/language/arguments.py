"""From a trigger to its arguments, along the parse: subjects, objects, prepositional complements.

Everything that French does to move an argument (voice, relatives, participles, control, coordination) is handled
here and in what this builds upon (`voice.py`, `lists.py`, `phrases.py`), once for all rules.
"""

from collections.abc import Iterator

from pipeline.gazetteer import fold
from pipeline.grammar import grammar, preposition_words, prepositions, words
from pipeline.language.associates import associates
from pipeline.language.incises import speaker_after
from pipeline.language.phrases import Phrases
from pipeline.language.tree import CLAUSE_HEADS, OBJECTS, RELATIVE_OBJECT, SUBJECTS, Token
from pipeline.language.voice import Filler, decided, marked, remembered
from pipeline.rules.forms import fold_set

AIMED = ("contre", "sur", "à", "envers")


class Arguments(Phrases):
    """Role look-ups over one Doc."""

    def inverted(self, verb: Token) -> list[Token]:
        """« Haftar, que soutiennent Moscou et Abou Dhabi »: the actors after the verb of a relative in « que »."""
        first = self.first_of(verb)
        if first < 2 or self.tokens[first - 1].lower_ not in RELATIVE_OBJECT:
            return []
        if verb.dep_ != "acl:relcl" and self.tokens[first - 2].pos_ != "NOUN":
            return []
        after = (c for c in verb.children if c.i > verb.i and c.dep_ in (*OBJECTS, *SUBJECTS) and not self.case(c))
        return [c for c in after if self.actors(c, 1)]

    @remembered
    def speaker_after(self, verb: Token) -> list[Token]:
        """« « … », a accusé X »: the subject of a clause set in."""
        return speaker_after(self, verb)

    @remembered
    def subject_tokens(self, verb: Token, seen: int = 0) -> list[Token]:
        """What acts as the verb's subject: its own, its clause's, the one that controls it."""
        if inverted := self.inverted(verb) or self.speaker_after(verb):
            return inverted
        own = [c for c in verb.children if c.dep_ in SUBJECTS or (c.dep_ == "expl:subj" and c.i in self.at)]
        own = [c for c in own if not self.case(c) or (c.i in self.at and self.case(c) not in ("à", "par", "de"))]
        own = [c for c in own if not self.beside(c)] or own
        # what is after the verb is its object
        own = [c for c in own if c.i < verb.i] or self.titled_before(verb, own) or own
        if len(own) > 1:  # « Taïwan : la Chine met en garde … »
            own = [c for c in own if ":" not in self.lower[c.i : verb.i]] or own
        own = own or [c for c in verb.children if c.dep_ == "vocative" and c.i < verb.i]  # « M. Carney s'est excusé »
        if own:
            return own + associates(self, verb, own)
        if seen > 4:
            return []
        shared = self.sharing(verb)
        if shared is not None:
            return self.subject_tokens(shared, seen + 1)
        head = verb.head
        if verb.dep_ in ("aux:caus", "dep") and head.i > verb.i and self.is_infinitive(verb):
            return self.subject_tokens(head, seen + 1)  # « promet de faire payer »
        if self.gerund(verb) and "Pres" in verb.morph.get("Tense", []):
            # A gerund has the subject of its clause, whatever noun the parser hung it on.
            while head.head != head and not (head.pos_ in CLAUSE_HEADS and self.is_finite(head)):
                if head.pos_ in CLAUSE_HEADS and self.is_infinitive(head):
                    # « accuse X de nuire à Z en sanctionnant Y »: X sanctions
                    found = self.subject_tokens(head, seen + 1)
                    if any(t.i in self.at for t in found):
                        return found
                head = head.head
            return self.subject_tokens(head, seen + 1) if head.pos_ in CLAUSE_HEADS else []
        if verb.dep_ == "acl" and self.main_clause(verb):
            return self.of_main_clause(verb)
        if verb.dep_ == "acl:relcl":
            relative = next((c for c in verb.subtree if c.lower_ == "qui"), None)
            if relative is None:
                return self.of_main_clause(verb) if self.main_clause(verb) else []
            before = relative.i - 1 - (relative.i > 0 and self.tokens[relative.i - 1].text == ",")
            if (named := self.peopled(head)) is not None:
                return [named]
            if before in self.at and not self.own(head, 0, hints=False):
                return [self.tokens[self.refs[self.at[before]]["head"]]]
            return [head]
        noun = decided(verb)
        if noun is not None:
            return self.holder(noun, verb, seen)
        if (verb.dep_ == "acl" and not self.is_finite(verb)) or (
            verb.dep_ == "amod" and "Pres" in verb.morph.get("Tense", [])
        ):
            return self.holder(head, verb, seen) if self.is_infinitive(verb) else [head]
        if verb.dep_ == "conj" and head.pos_ in CLAUSE_HEADS:
            # « A avait protesté, et B, de passage à Paris, a prévenu »: a name coordinated to a verb has one of its own
            names = [c for c in head.children if c.dep_ == "conj" and c.i in self.heads and head.i < c.i < verb.i]
            if names and not self.case(names[-1]) and any(c.dep_ == "cc" for c in names[-1].children):
                return names[-1:]
        if verb.dep_ == "conj" and (head.pos_ in CLAUSE_HEADS or any(c.dep_ in SUBJECTS for c in head.children)):
            return self.subject_tokens(head, seen + 1)
        if head.pos_ == "ADV" and self.is_infinitive(verb) and head.head.pos_ in CLAUSE_HEADS:
            return self.subject_tokens(head.head, seen + 1)  # « s'envole afin d'y rencontrer X »
        if head.pos_ == "ADJ" and self.is_infinitive(verb):
            return self.subject_tokens(head, seen + 1)  # « se disent prêts à négocier »
        if self.blamed_for(verb) and head.pos_ in CLAUSE_HEADS:
            return self.patient_tokens(head) or self.subject_tokens(head, seen + 1)
        governed = verb.dep_ in ("xcomp", "ccomp") or (verb.dep_ == "advcl" and marked(verb))
        if governed and head.pos_ in CLAUSE_HEADS and not self.is_finite(verb):
            if head.lemma_ in self.control or head.lower_ in self.control or self.resents(head):
                # « accuser X de soutenir », « reprocher à X de soutenir »
                objects = self.patient_tokens(head) or [
                    t for t in self.complements(head, "à", [])
                    if t.i < verb.i
                    and (t.i in self.at or self.case(t) in ("au", "aux") or any(c.dep_ == "det" for c in t.children))
                ]  # fmt: skip
                if objects or any(c.dep_ in ("obj", "iobj") and c.i < head.i for c in head.children):
                    return objects  # of « lui reproche de financer » nobody else is the subject
            return self.subject_tokens(head, seen + 1)
        if (
            verb.dep_ in ("xcomp", "advcl", "obl:mod", "obl", "obl:arg")
            and head.pos_ in CLAUSE_HEADS
            and not self.is_finite(verb)
        ):
            return self.subject_tokens(head, seen + 1)
        if verb.dep_ == "xcomp" and head.pos_ in CLAUSE_HEADS:
            return self.subject_tokens(head, seen + 1)
        return []

    def titled_before(self, verb: Token, after: list[Token]) -> list[Token]:
        """« L'envoyé spécial de l'ONU pour les Grands Lacs, X, a rencontré Y »: the person between commas before a verb all
        of whose subjects, by the tree, stand after it."""
        first = self.first_of(verb)
        comma = first - 1
        if not after or verb.dep_ not in ("parataxis", "ROOT", "conj") or comma < 1 or self.lower[comma] != ",":
            return []
        if not self.is_person(self.tokens[comma - 1]) or fold(verb.lemma_) in fold_set(words("attribution", "verbs")):
            return []
        ref = self.refs[self.at[comma - 1]]
        return [self.tokens[ref["head"]]] if ref["start"] > 0 and self.lower[ref["start"] - 1] == "," else []

    def of_main_clause(self, verb: Token) -> list[Token]:
        """The subject of such a clause, with who does the same."""
        return [verb.head, *associates(self, verb, [verb.head])]

    def main_clause(self, verb: Token) -> bool:
        """« Le Niger, comme le Mali, a accusé … »: a main clause that the parser hung on its subject, no relative before it."""
        relatives = words("relatives", "pronouns") | words("relatives", "places")
        before = self.lower[verb.head.i + 1 : verb.i]
        return (
            verb.head.dep_ == "ROOT"
            and verb.head.i in self.at
            and self.is_finite(verb)
            and relatives.isdisjoint(before)
        )

    def peopled(self, people: Token) -> Token | None:
        """« les ADF, ces rebelles ougandais qui … »: who is called so, where the parser hung the clause on the people."""
        if people.i not in self.at or not self.refs[self.at[people.i]]["hint"]:
            return None
        i = people.i - 1
        while i > 0 and self.tokens[i].pos_ in ("NOUN", "ADJ", "DET"):
            i -= 1
        named = i + 1 < people.i and self.lower[i] == "," and i - 1 in self.at and not self.refs[self.at[i - 1]]["hint"]
        return self.tokens[self.refs[self.at[i - 1]]["head"]] if named else None

    def holder(self, noun: Token, verb: Token, seen: int) -> list[Token]:
        """Who does the infinitive of a noun: its owner (« la décision de X de sanctionner Y »), else the subject of the
        clause (« X annonce son intention de sanctionner Y »), or whom the clause gives it to."""
        if not any(c.dep_ in ("mark", "case") for c in verb.children):
            return [noun]  # « on a vu des manifestants condamner Y »
        clause = noun.head
        if self.blamed_for(verb):
            while clause.pos_ not in CLAUSE_HEADS and clause.head != clause:
                clause = clause.head
            return self.patient_tokens(clause) or [noun]
        if self.own(noun, 1, hints=True) or noun.dep_ != "obj" or clause.pos_ not in CLAUSE_HEADS:
            return [noun]
        own = self.possessed(noun)
        if not own and fold(clause.lemma_) in fold_set(words("light", "distancing")):
            return [noun]  # « a décrit la décision de retirer les troupes comme une erreur »
        return list(self.complements(clause, "à", [])) or self.subject_tokens(clause, seen + 1)

    @remembered
    def patient_tokens(self, verb: Token) -> list[Token]:
        """The direct object, or the passive's subject."""
        if self.is_passive(verb):
            before = verb.i - 2
            if self.is_participle(verb) and before >= 0 and self.tokens[verb.i - 1].text == "," and before in self.at:
                ref = self.refs[self.at[before]]  # « Soglo et Yayi, reçus par … »
                hung = verb.dep_ == "acl" and self.own(verb.head, 0, hints=False)
                if not hung and not ref["hint"] and not ref["place"]:
                    return [self.tokens[ref["head"]]]
            said = verb.head
            if verb.dep_ == "xcomp" and said.pos_ in CLAUSE_HEADS and not self.reflexive(said):
                # « le M23, que l'ONU dit soutenu par Kigali »
                told = [c for c in said.children if c.i < said.i and c.lower_ in RELATIVE_OBJECT]
                if told:
                    return told
            topic = self.topic(verb) if verb.is_sent_start else None
            return [topic] if topic is not None else self.subject_tokens(verb)
        if self.inverted(verb):
            first = self.first_of(verb)
            return [verb.head if verb.dep_ == "acl:relcl" else self.tokens[first - 2]]
        speaker = self.speaker_after(verb)
        found = [c for c in verb.children if c.dep_ in OBJECTS and not self.case(c) and c not in speaker]
        if not found and not speaker:
            found = [
                c for c in verb.children
                if c.i in self.at and c.dep_ in ("xcomp", "obl:mod", "obl:arg", "ccomp", "dep", "nmod", "advmod", "iobj", "appos") and c.i > verb.i
                and not self.case(c) and c.pos_ not in CLAUSE_HEADS
            ]  # fmt: skip
        called = [c for c in verb.children if c.dep_ == "nsubj"]
        if not found and (any(c.i < verb.i for c in called) or self.titled_before(verb, called)):
            found = [c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i and not self.case(c)]
        if not found:
            found = [c for c in verb.children if c.lower_ in RELATIVE_OBJECT and c.pos_ == "PRON" and c.i < verb.i]
        if not found and verb.dep_ == "xcomp" and verb.head.dep_ == "acl:relcl" and self.is_infinitive(verb):
            # « le Hamas, qu'Israël a juré d'anéantir »
            found = [c for c in verb.head.children if c.lower_ in RELATIVE_OBJECT and c.i < verb.head.i]
        if not found and verb.dep_ == "xcomp" and verb.head.dep_ in ("advcl", "conj") and self.is_infinitive(verb):
            # « le M23, que Kinshasa accuse Kigali de soutenir », where the parser saw no relative clause
            heads = [c for c in verb.head.children if c.lower_ in RELATIVE_OBJECT and 1 < c.i < verb.head.i]
            found = [c for c in heads if self.lower[c.i - 1] == "," and c.i - 2 in self.at]
        if not found:
            # « a reçu avec tous les égards le général X »: the parser's apposition of the adverbial is the object
            manner = [c for c in verb.children if c.dep_ == "obl:mod" and c.i > verb.i and c.i not in self.at]
            near = (g for c in manner for g in c.children if g.dep_ == "appos" and not self.case(g))
            found = [g for g in near if self.tokens[g.left_edge.i - 1].text != ","]
        clitics = [
            c for c in verb.children if c.i < verb.i and c.lower_ in ("l'", "le", "la", "les") and c.i in self.at
        ]
        return found or clitics or self.that(verb)

    def that(self, verb: Token) -> list[Token]:
        """« le Somaliland, région que X considère comme sienne »: the relative that the parser took for a conjunction."""
        if verb.dep_ not in ("acl", "acl:relcl", "advcl", "conj") or not self.is_finite(verb):
            return []
        conjunctions = (c for c in verb.children if c.lower_ in RELATIVE_OBJECT and c.i < verb.i)
        return [c for c in conjunctions if self.own(c, 0, hints=False)]

    def topic(self, participle: Token) -> Token | None:
        """« Accusé par Kinshasa, Kigali dément »: the name after the comma that no list goes on with."""
        for token in participle.sent[1:]:
            i = token.i + 1
            if token.text != "," or i >= len(self.tokens):
                continue
            i += self.tokens[i].pos_ == "DET" and i + 1 < len(self.tokens)
            if i in self.at:
                ref = self.refs[self.at[i]]
                after = self.tokens[ref["end"]] if ref["end"] < len(self.tokens) else token
                if not ref["hint"] and after.pos_ not in ("PUNCT", "CCONJ", "ADP"):
                    return self.tokens[ref["head"]]
            elif i < len(self.tokens) and (named := self.named_after(self.tokens[i])) is not None:
                return self.tokens[self.refs[named]["head"]]  # « Reçue par X, la ministre italienne, Y, a … »
            elif i < len(self.tokens) and self.tokens[i].dep_ in SUBJECTS and self.tokens[i].pos_ == "NOUN":
                return self.tokens[i]  # « Formés par X, les soldats béninois … »
        return None

    def authors(self, noun: Token) -> list[Token]:
        """Who did the act that `noun` names: « l'invasion de Y par X », « les attaques menées par X »."""
        if noun.i in self.at:
            return []
        told = [v for v in self.participles(noun) if fold(v.lemma_) in self.authoring]
        inner = [c for c in noun.children if self.case(c) in prepositions()["de"]]
        return [agent for host in (noun, *told, *inner) for agent in self.agents(host)]

    def complements(self, trigger: Token, preposition: str, around: list[Token]) -> Iterator[Token]:
        """Nouns with `preposition` that hang on the trigger, on the words of its expression, or after it."""
        forms = prepositions()[preposition]
        seen = set()
        for host in [trigger, *around]:
            for child in host.children:
                # « à l'égard de Paris »: the parser takes « égard » for the complement.
                inner = child.children if "_" in preposition and child.i not in self.at else []
                for token in [child, *inner]:
                    if token.i in seen or token == trigger:
                        continue
                    if self.holds(token, min(trigger.i, host.i), preposition, forms):
                        seen.add(token.i)
                        yield token
                if preposition in AIMED and child.dep_ == "acl" and fold(child.lemma_) in self.aiming:
                    # « les sanctions visant X »
                    yield from (t for t in self.patient_tokens(child) if t.i > child.i)
                dative = preposition == "à" and child.lower_ in ("lui", "leur") and child.i in self.at
                if dative and child.i < host.i:
                    yield child
        if preposition == "de" and not seen:
            yield from self.whose(trigger)

    @remembered
    def may_hold(self, first: Token, preposition: str) -> bool:
        """Whether the sentence that begins with `first` can hold a complement under the preposition: many frames ask for one
        that it lacks."""
        sentence = first.sent
        there = {t.lower_ for t in sentence}
        if any(there.issuperset(form) for form in preposition_words()[preposition]):
            return True
        if not there.isdisjoint(grammar()["relatives"].get(preposition, ())):
            return True
        if preposition == "à" and not there.isdisjoint(("lui", "leur")):
            return True
        # « les sanctions visant X »
        return preposition in AIMED and any(t.dep_ == "acl" and fold(t.lemma_) in self.aiming for t in sentence)

    def holds(self, token: Token, begin: int, preposition: str, forms: frozenset[str]) -> bool:
        """Whether `token` is a complement under the preposition: after the token `begin`, or a relative before it."""
        if token.i > begin:
            return self.case(token) in forms
        if self.case(token) in self.fronted & forms and self.before_verb(token):
            return True  # « Aux côtés des Tchadiens, les Camerounais combattent »
        if token.pos_ != "PRON" or token.lower_ not in words("relatives", "pronouns"):
            return False
        # « à laquelle le Niger a acheté », « auquel Paris s'oppose »
        return self.case(token) in forms or token.lower_ in grammar()["relatives"].get(preposition, ())

    def before_verb(self, token: Token) -> bool:
        """Whether a complement stands before the verb that it hangs on."""
        head = token.head
        while head.pos_ not in CLAUSE_HEADS and head.head != head:
            head = head.head
        return head.pos_ in CLAUSE_HEADS and token.i < head.i

    def in_venue(self, place: Token, trigger: Token) -> bool:
        """« les promesses faites lors d'un sommet à Singapour »: where a noun of place or meeting after the trigger is."""
        noun = place.head
        near = noun.pos_ == "NOUN" and trigger.i < noun.i < place.i
        marked_place = place.i in self.at and self.refs[self.at[place.i]]["place"]
        return near and marked_place and fold(noun.lemma_) in fold_set(words("places", "nouns"))

    @remembered
    def after(self, trigger: Token, preposition: str, reach: int = 16) -> list[Filler]:
        """The first actors after the trigger with `preposition` and no verb between: where the tree is broken."""
        forms = prepositions()[preposition]
        quoted = False  # « le départ « sans délai » des soldats »
        for token in self.tokens[trigger.i + 1 : trigger.i + 1 + reach]:
            if quoted and token.text == "»":
                continue
            quoted = quoted or token.text == "«"
            if preposition == "de" and (token.text == "," or token.lower_ in self.opponents):
                return []  # « riposte à l'élimination du chef de X », « sanctions contre X et politique de Z »
            if token.lower_ in forms:
                continue  # « envers », taken for a verb
            verbal = token.pos_ in CLAUSE_HEADS and not self.is_participle(token)
            if token.is_sent_start or token.text in ";:»" or verbal:
                return []
            if (token.i in self.heads or token.pos_ in ("NOUN", "PROPN")) and self.case(token) in forms:
                noun = self.tokens[token.left_edge.i - 1]  # « un exercice contre sa collusion avec X »
                owned = noun != trigger and self.possessed(noun)
                return [] if owned or self.in_venue(token, trigger) else self.actors(token, 2)
        return []
