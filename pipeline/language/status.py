"""Status of a relation: asserted, hypothetical or negated, from what governs its trigger within the sentence."""

from functools import cache

from pipeline.gazetteer import fold
from pipeline.grammar import grammar, prepositions, words
from pipeline.language.arguments import Arguments
from pipeline.language.tree import CLAUSE_HEADS, Token
from pipeline.language.voice import decided, marked
from pipeline.rules.forms import conjugated, fold_set

STEPS = 5  # governors looked at, from the trigger up


@cache
def verbs(section: str, key: str) -> frozenset[str]:
    """The verbs of a word list, with the forms that the lemmatizer leaves as they are (« cherche », « demande »)."""
    listed = words(section, key)
    return fold_set([*listed, *(form for verb in listed for form in conjugated(verb))])


def negated(token: Token) -> bool:
    """Whether `token` carries a negation: « ne … pas », « aucun », « sans »."""
    if any(fold(c.lemma_) in words("negation", "alone") for c in token.children):
        return False  # « n'est pas le seul à soutenir X »
    particles, determiners = words("negation", "particles"), words("negation", "determiners")
    # « ne sont pas encore en discussion »: the parser hangs « pas » on the adverb
    for child in [c for a in token.children for c in (a, *(a.children if a.pos_ == "ADV" else ()))]:
        if (
            child.lower_ in particles
            and child.pos_ != "NOUN"
            and not counted(child)
            and (child.lower_ != "plus" or any(c.lower_ in ("ne", "n'") for c in token.children))
        ):
            if any(c.lower_ in ("ne", "n'") for c in token.children) or child.lower_ == "pas":
                return True
        if child.lemma_.lower() in determiners and child.pos_ in ("DET", "ADJ", "PRON"):
            return True
        if child.dep_ in ("obj", "nsubj", "nsubj:pass") and any(c.lower_ in ("ne", "n'") for c in token.children):
            if any(c.dep_ == "det" and c.lemma_.lower() in determiners for c in child.children):
                return True  # « n'ont aucun lien avec », « aucune aide n'a été fournie »
        if child.lower_ in words("negation", "prepositions") and child.dep_ in ("case", "mark"):
            return True
        if child.lower_ in ("ne", "n'") and any(
            word.lower_ in words("negation", "correlatives") for c in token.children for word in (c, *c.children)
        ):
            return True  # « Ni Paris ni Berlin n'ont condamné »
        if child.lower_ in ("ne", "n'") and any(
            t.lower_ in words("negation", "fronted") for t in token.doc[token.sent.start : token.i]
        ):
            return True  # « Jamais, jure Modi, l'Inde n'accepterait une médiation »
    return False


def counted(particle: Token) -> bool:
    """« fait un grand pas »: a noun, whatever the tagger calls it."""
    return not particle.is_sent_start and particle.nbor(-1).pos_ in ("DET", "NUM", "ADJ")


def no_longer(trigger: Token) -> bool:
    """« ne … plus » on the trigger or on the verb that carries it: « n'est plus membre », « ne soutient plus »."""
    for token in (trigger, trigger.head):
        if token != trigger and (token.pos_ not in CLAUSE_HEADS or trigger.dep_ not in ("obj", "xcomp", "obl:arg")):
            continue
        found = {c.lower_ for c in token.children}
        if "plus" in found and found & {"ne", "n'"}:
            return True
    return False


def conditional(verb: Token) -> bool:
    """Whether the verb or its auxiliary is in the conditional, by its tag, which its ending must bear out, or by its form."""
    endings = tuple(f"r{e}" for e in grammar()["conjugation"]["conditional"])
    return any(
        ("Cnd" in t.morph.get("Mood", []) and t.lower_.endswith(endings)) or conditional_form(t.lower_, t.lemma_)
        for t in [verb, *[c for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "cop"]]
        if t.pos_ in CLAUSE_HEADS
    )


def conditional_form(form: str, lemma: str) -> bool:
    """« soutiendrait » of soutenir, « accuserait » of accuser, but not « préparait » of préparer."""
    endings = grammar()["conjugation"]["conditional"]
    if any(fold(form) in (fold(lemma) + e, fold(lemma).removesuffix("e") + e) for e in endings):
        return True
    irregular = tuple(grammar()["conjugation"]["irregular_conditional"])
    return form.endswith(irregular) and not lemma.endswith(("drer", "rrer", "vrer", "irer", "urer"))


def hypothetical(token: Token, subject: Token | None = None) -> bool:
    """Whether `token` itself is under « si », « afin de », « pour » + infinitive, or an adjective like « éventuel ».

    Before a conjunction stands no `subject` of the verb under it: the parser has hung the clause wrongly.
    """
    adjectives = fold_set(words("hypothesis", "adjectives"))
    if token.head.lower_ in words("hypothesis", "conjunctions") and token.head.pos_ == "ADV":
        return not uttered(token)  # « afin » of « afin de », as the head of its infinitive
    for child in token.children:
        if child.dep_ == "mark" and child.lower_ in words("hypothesis", "conjunctions"):
            if subject is not None and subject.i < child.i:
                continue
            return not uttered(token) and not underway(token)
        if child.lower_ == "s'" and child.nbor().lower_ in words("hypothesis", "elided_before"):
            return True
        if child.dep_ == "amod" and fold(child.lemma_) in adjectives:
            return True
    return False


def underway(token: Token) -> bool:
    """« a quitté Port-au-Prince pour se rendre à Washington »: who has left is on the way."""
    left = fold(token.head.lemma_) in verbs("hypothesis", "departing")
    return left and fold(token.lemma_) in fold_set(words("hypothesis", "motion"))


def uttered(verb: Token) -> bool:
    """« est monté au créneau pour dénoncer », « a saisi l'occasion pour remercier »: what was done by saying it."""
    aims = any(c.dep_ == "mark" and c.lower_ == "pour" for c in verb.children)
    decided_on = fold(verb.head.lemma_) in verbs("hypothesis", "deciding")
    return aims and (decided_on or fold(verb.lemma_) in verbs("hypothesis", "uttering"))


def scheduled(verb: Token) -> bool:
    """« doit rencontrer X mardi »: an infinitive under « devoir » in the present."""
    modal = verb.head
    return fold(modal.lemma_) in verbs("hypothesis", "scheduling") and "Pres" in modal.morph.get("Tense", [])


def asked(token: Token) -> bool:
    """Whether the sentence asks if `token` is so: « Paris soutient-il Kiev ? », but not « Pourquoi Paris soutient-il … »."""
    sentence = [t for t in token.sent if t.text.strip() and t.text not in words("anaphora", "closing")]
    if sentence[-1].text != "?" or any(t.text == ":" for t in sentence if t.i > token.i):
        return False
    after = [t for t in token.sent if t.i > token.i]
    if any(t.text in words("anaphora", "opening") for t in after) or bracketed(token):
        return False  # « Après sa visite à X, Y a demandé : « Qui … ? » »
    if any(t.text[0].isupper() and t.lower_ in words("hypothesis", "interrogatives") for t in after):
        return False  # a heading that the line before has run into
    return not any(t.lower_ in words("hypothesis", "interrogatives") for t in sentence if t.i < token.i)


def governors(token: Token) -> list[Token]:
    """The chain of heads that have `token` in their scope: infinitives, event nouns as objects, not clauses."""
    chain: list[Token] = []
    current = token
    for _ in range(STEPS):
        noun = decided(current)
        if noun is not None:
            chain.append(noun)
            break
        head = current.head
        if head == current or (
            current.dep_ in ("acl:relcl", "parataxis", "ccomp")
            or (current.dep_ == "advcl" and not marked(current))
            or (current.dep_ == "acl" and "Inf" not in current.morph.get("VerbForm", []))
        ):
            break
        cases = {c.lower_ for c in current.children if c.dep_ == "case"}
        if current.dep_ == "nmod" and cases & words("hypothesis", "beside"):
            break  # « un projet mené depuis la reprise des relations »
        if bracketed(current):
            break  # « Le chef de la Fifa, très proche de X, n'a pas bronché »
        if current.dep_ == "conj" and head.pos_ in CLAUSE_HEADS and current.pos_ in CLAUSE_HEADS:
            # « a demandé à X de partir et dépêché son ministre »: a participle goes on from the finite verb
            while (
                is_form(current, "Part")
                and is_form(head, "Inf")
                and head.head.pos_ in CLAUSE_HEADS
                and head.head != head
            ):
                head = head.head
            if is_form(current, "Inf") and not is_form(head, "Inf"):
                chain.append(head)  # « pourrait obtenir X et menacer Y »: hung on the modal itself
            current = head
            continue
        if (
            current.dep_ in ("nsubj", "nsubj:pass", "obl:mod", "obl", "advmod", "obl:agent")
            and head.pos_ in CLAUSE_HEADS
        ):
            # « ne sont pas en discussion avec »: the verb « être » carries its predicate.
            chain.append(head) if current.dep_.startswith("nsubj") or head.lemma_ == "être" else None
            break
        chain.append(head)
        current = head
    return chain


def bracketed(word: Token) -> bool:
    """Whether a noun or an adjective is in apposition: after a comma, without « et »."""
    if word.dep_ not in ("appos", "amod") and (word.pos_ in CLAUSE_HEADS or word.dep_ not in ("conj", "nmod")):
        return False
    first = word.left_edge
    comma = first.text == "," or (first.i > word.sent.start and first.nbor(-1).text == ",")
    return comma and not any(c.dep_ in ("cc", "case") for c in word.children)


def is_form(verb: Token, form: str) -> bool:
    """Whether the form itself of a verb, its auxiliaries aside, is this one."""
    bare = form != "Part" or not any(c.dep_.startswith("aux") for c in verb.children)
    return bare and form in verb.morph.get("VerbForm", [])


def pointless(verb: Token) -> bool:
    """« n'a pas livré d'armes pour attaquer X »: the aim of what has not been done."""
    aims = any(c.dep_ == "mark" and c.lower_ == "pour" for c in verb.children)
    return aims and negated(verb.head) and fold(verb.head.lemma_) not in verbs("negation", "litotes")


def wished(token: Token) -> bool:
    """Whether the clause of `token` is what somebody wants or demands: « voulait que Moscou déclare la guerre »."""
    head = token.head
    return (
        (token.dep_ == "ccomp" and fold(head.lemma_) in verbs("hypothesis", "wishing"))
        or (token.dep_ in ("xcomp", "obl:arg", "obl:mod") and any(c.lower_ == "comme" for c in token.children)
        and fold(head.lemma_) in verbs("hypothesis", "considering"))
    )  # fmt: skip


def status(trigger: Token, base: str, arguments: Arguments) -> str:
    """The status of a relation triggered by `trigger`; `base` is the rule's own."""
    result = base
    if negated(trigger) or pointless(trigger):
        return "negated"
    in_case = trigger.pos_ == "NOUN" and arguments.case(trigger) in prepositions()["en_cas_de"]
    if conditional(trigger) or hypothetical(trigger) or wished(trigger) or asked(trigger) or in_case:
        result = "hypothetical"
    below = trigger
    for head in governors(trigger) if not concluded(trigger) else ():
        lemma = fold(head.lemma_)
        if lemma in words("negation", "alone"):
            break
        verbal = below.pos_ in CLAUSE_HEADS or below.dep_ in (
            "obj",
            "obl:arg",
            "xcomp",
            "nmod",
            "nsubj",
            "nsubj:pass",
        )
        if head.pos_ in CLAUSE_HEADS:
            subject = below.dep_.startswith("nsubj")
            if arguments.resents(head):
                break  # « en veut à X d'avoir soutenu Y »
            if lemma in verbs("negation", "litotes") and negated(head):
                below = head  # « n'a pas hésité à critiquer » has criticised
                continue
            if lemma in verbs("negation", "presupposing" if not subject else "unaffected"):
                break  # « ne peut gagner la guerre contre X », « les sanctions contre X n'ont pas suffi »
            if not subject and lemma in verbs("negation", "verbs"):
                return "negated" if not negated(head) else result
            if negated(head):
                return result if presupposed(trigger, below, head) else "negated"
            if achieved(head):
                below = head  # « a pu aider X », « a dû quitter Y » has done so
                continue
            if conditional(head) or (not subject and verbal and lemma in verbs("hypothesis", "verbs")):
                if below.pos_ in CLAUSE_HEADS or not subject or indefinite(below):
                    result = "hypothetical"
            if hypothetical(head, below if subject else None):
                result = "hypothetical"
            if fold(head.lower_).removesuffix("s").removesuffix("e") in fold_set(words("hypothesis", "adjectives")):
                result = "hypothetical"  # « se dit disposée à »
        elif lemma in fold_set(words("negation", "nouns")):
            return "negated"
        elif lemma in fold_set(words("hypothesis", "nouns")) or lemma in fold_set(words("hypothesis", "adjectives")):
            result = "hypothetical"
        if trigger.pos_ == "NOUN" and head.pos_ in CLAUSE_HEADS and granted(trigger, head):
            break  # « cherche à justifier l'invasion »: the event itself is taken for granted
        below = head
    return result


def achieved(modal: Token) -> bool:
    """« a pu », « a dû »: in a past tense that is no conditional."""
    past = any(c.dep_.startswith("aux") for c in modal.children) and not conditional(modal)
    return past and fold(modal.lemma_) in verbs("hypothesis", "achieved")


def concluded(noun: Token) -> bool:
    """« l'accord conclu entre X et Y »: there already, whatever is said of it."""
    done = any(
        c.dep_ == "acl" and is_form(c, "Part") and "Past" in c.morph.get("Tense", [])
        and fold(c.lemma_) in verbs("hypothesis", "concluding")
        for c in noun.children
    )  # fmt: skip
    return noun.pos_ == "NOUN" and definite(noun) and done


def presupposed(trigger: Token, below: Token, verb: Token) -> bool:
    """« n'a pas goûté l'accord conclu entre A et B », « La guerre entre A et B ne faiblit pas »: an event that was, whatever
    its verb denies."""
    if below.dep_ == "nsubj" and below.pos_ == "NOUN":  # « la décision de rompre avec Y n'a surpris personne » too
        carried = fold(verb.lemma_) in verbs("negation", "existing") or any(c.dep_ == "cop" for c in verb.children)
        return (definite(below) or (below == trigger and indefinite(below))) and not carried
    if trigger.pos_ != "NOUN" or below != trigger:
        return False
    near = (trigger, *(c for c in trigger.children if c.dep_ == "amod"))  # « les accords bilatéraux conclus »
    done = (c for word in near for c in word.children if c.dep_ == "acl" and "Past" in c.morph.get("Tense", []))
    performed = verbs("light", "performing") & {fold(verb.lemma_)}
    return not performed and any(fold(c.lemma_) in verbs("light", "performing") for c in done)


def granted(noun: Token, verb: Token) -> bool:
    """Whether an event noun under `verb` has the definite article and is no part of the verb's expression: « déclarer la guerre »,
    « revenir dans l'orbite de »."""
    inside = any(c.lower_ in words("hypothesis", "inside") for c in noun.children if c.dep_ == "case")
    return definite(noun) and not inside and fold(verb.lemma_) not in verbs("hypothesis", "doing")


def indefinite(noun: Token) -> bool:
    """« une attaque », « des attaques »."""
    return any(c.dep_ == "det" and c.lower_ in words("hypothesis", "indefinite") for c in noun.children)


def definite(noun: Token) -> bool:
    """Whether an event noun has the definite article: « l'invasion »."""
    return any(c.dep_ == "det" and c.lower_ in ("l'", "le", "la", "les") for c in noun.children)
