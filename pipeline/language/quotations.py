"""What stands between quotation marks."""

from pipeline.grammar import words
from pipeline.language.tree import Token, Tree


def quoted(tree: Tree) -> list[bool]:
    """Whether each token stands between quotation marks; a line ends them."""
    inside, found = False, []
    opening, closing = words("anaphora", "opening"), words("anaphora", "closing")
    for token in tree:
        text = token.text
        if "\n" in text:
            inside = False
        elif text == '"':
            inside = straight(token, inside=inside)
        elif '"' in text:
            inside = not text.endswith('"')  # « d'"acte »
        elif text in opening or text in closing:
            inside = text in opening
        found.append(inside)
    return found


def straight(mark: Token, *, inside: bool) -> bool:
    """Whether a straight quotation mark opens: by the space on one side of it, else by turns."""
    before = mark.nbor(-1) if mark.i else None
    spaced = before is None or before.idx + len(before) < mark.idx or before.text[-1] in "'’(-\n"
    follow = mark.nbor() if mark.i + 1 < len(mark.doc) else None
    return not inside if spaced == (follow is None or mark.idx + 1 < follow.idx) else spaced
