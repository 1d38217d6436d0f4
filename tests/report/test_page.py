"""The report as a file: one, offline, safe, the same bytes; what it embeds."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from press import HOSTILE, hostile, many
from records import rows

from pipeline.outputs import write
from pipeline.report import data, report_html
from pipeline.report.page import PARTS, SCRIPTS, STYLES
from pipeline.results import Results, read_results
from pipeline.tabulate import tabulate, texts


def embedded(html: bytes) -> Any:
    found = re.search(rb'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert found
    return json.loads(found[1])


def test_it_is_one_file_that_asks_for_nothing() -> None:
    html = report_html(hostile()).decode()
    own = html[: html.index('id="words"')] + "".join((PARTS / "js" / f"{n}.js").read_text() for n in SCRIPTS)
    assert "default-src 'none'" in html
    assert not re.findall(r"<link[^>]+href=\"(?!data:)|src=|@import|fetch\(|XMLHttpRequest|innerHTML", own)
    assert set(re.findall(r"https?://[^\"'\s]+", own)) <= {"http://www.w3.org/2000/svg"}


def test_nothing_of_an_article_ends_the_data() -> None:
    html = report_html(hostile()).decode()
    assert html.count("</script>") == 3
    assert "<img" not in html
    assert "\u2028" not in html
    text = embedded(html.encode())["articles"][0][6]
    assert text == HOSTILE


def test_offsets_are_those_of_javascript() -> None:
    content = embedded(report_html(hostile()))
    (article,), (first, second) = content["articles"], content["relations"]
    units = article[6].encode("utf-16-le")

    def cut(start: int, end: int) -> str:
        return units[2 * start : 2 * end].decode("utf-16-le")

    assert cut(first[2], first[3]) == "Le Mali accuse le Niger."
    assert cut(second[12], second[13]) == "menace"
    assert cut(*article[7][:2]) == "Mali"


def test_a_relation_that_rests_on_a_pronoun_is_marked() -> None:
    first, second = embedded(report_html(hostile()))["relations"]
    assert (first[16], second[16]) == (0, 1)


def test_a_run_and_inspect_write_the_same_bytes(tmp_path: Path) -> None:
    tables, kept = tabulate([rows()]), texts([rows()])
    write(tables, kept, tmp_path)
    assert (tmp_path / "report.html").read_bytes() == report_html(read_results(tmp_path))
    assert report_html(Results(tables, kept)) == report_html(read_results(tmp_path))


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_bytes_whatever_the_order_of_sets(seed: str) -> None:
    code = "import hashlib; from press import many; from pipeline.report import report_html; "
    code += "print(hashlib.sha256(report_html(many(6, 4))).hexdigest())"
    paths = os.pathsep.join(map(str, (Path(__file__).parent, Path(__file__).parents[1], Path(__file__).parents[2])))
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(report_html(many(6, 4))).hexdigest()


def test_beyond_a_size_the_surest_are_embedded_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "MOST_RELATIONS", 5)
    results = many(4, 3)
    relations = results.tables["relations"]
    relations["confidence"] = [0.1 + 0.01 * i for i in range(len(relations))]
    content = embedded(report_html(results))
    assert {r[0] for r in content["relations"]} == set(relations["relation_id"].tail(5))
    assert (content["meta"]["shown"], content["meta"]["relations"]) == (5, 12)


def test_beyond_a_length_articles_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "MOST_CHARACTERS", 3000)
    content = embedded(report_html(many(4, 3)))
    assert 0 < sum(len(article[6]) for article in content["articles"]) <= 3000
    assert content["meta"]["articles"] == 4


def test_nothing_found_is_still_a_report() -> None:
    assert embedded(report_html(Results(tabulate([]), {})))["relations"] == []


def test_every_word_is_in_both_languages_with_the_same_blanks() -> None:
    words = tomllib.loads((PARTS / "words.toml").read_text(encoding="utf-8"))
    assert set(words["fr"]) == set(words["en"])
    fields = {key: set(re.findall(r"\{\w+\}", text)) for key, text in words["fr"].items()}
    assert fields == {key: set(re.findall(r"\{\w+\}", text)) for key, text in words["en"].items()}


def test_every_part_is_in_the_page() -> None:
    assert {path.stem for path in (PARTS / "js").iterdir()} == set(SCRIPTS)
    assert {path.stem for path in (PARTS / "css").iterdir()} == set(STYLES)
