"""The parts of the report → one file: no request leaves it, and nothing an article says can run in it."""

import base64
import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.network import analyses
from pipeline.report.data import payload
from pipeline.results import Results

PARTS = Path(__file__).parent
# Each script uses what the ones before it define.
SCRIPTS = (
    "dom", "words", "model", "state", "choice", "force", "network", "timeline", "ties", "panel", "table", "judgements",
    "evidence", "analyses", "controls", "main",
)  # fmt: skip
STYLES = ("base", "layout", "picture", "reading", "print")
# In a script element, these could end it or begin a comment; old parsers take the last two for line ends.
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def report_html(results: Results, note: str = "", network: dict[str, pd.DataFrame] | None = None) -> bytes:
    """The report on `results`; `note` says, in French, how they were filtered; `network` is `analyses` of them, if made."""
    script = '(() => {\n"use strict";\n' + "".join(part(f"js/{name}.js") for name in SCRIPTS) + "})();"
    style = "".join(part(f"css/{name}.css") for name in STYLES)
    data = payload(results, network or analyses(results.tables))
    data["meta"]["note"] = note
    words = tomllib.loads(part("words.toml"))
    values = {
        "POLICY": f"default-src 'none'; script-src {digest(script)}; style-src {digest(style)}; img-src data:",
        "STYLE": style,
        "SCRIPT": script,
        "WORDS": embedded(words),
        "DATA": embedded(data),
    }
    page = part("page.html")
    for name, value in values.items():
        before, after = page.split(f"{{{{{name}}}}}")
        page = before + value + after
    return page.encode("utf-8", errors="replace")


def part(name: str) -> str:
    """A file of this folder."""
    return (PARTS / name).read_text(encoding="utf-8")


def digest(content: str) -> str:
    """What the content security policy wants of an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def embedded(value: Any) -> str:
    """JSON that can stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escape in UNSAFE.items():
        text = text.replace(character, escape)
    return text
