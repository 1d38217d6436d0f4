"""Which language a text is in; only French is extracted."""

from pipeline.articles.splitting import furniture

SHORTEST = 20  # words under which a text is taken as French
SAMPLE = 5000  # characters looked at


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language of `text`."""
    if len(text.split()) < SHORTEST:
        return "fr"
    import py3langid  # its model takes half a second

    return str(py3langid.classify(text[:SAMPLE])[0])


def not_french(code: str) -> str:
    """The message for an article in another language."""
    return f"{furniture()['languages'].get(code, f'langue « {code} »')} : non extrait, Entente lit le français"
