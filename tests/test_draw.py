"""Pictures to paste."""

from pathlib import Path
from xml.etree import ElementTree

import matplotlib.image
import pytest
from records import rows

from pipeline import draw
from pipeline.errors import FilterError
from pipeline.results import Results
from pipeline.tabulate import tabulate


@pytest.fixture
def results() -> Results:
    return Results(tabulate([rows()]), {})


@pytest.mark.parametrize("picture", [draw.network, draw.timeline])
def test_svg_is_well_formed_and_the_same_each_time(results: Results, picture) -> None:  # type: ignore[no-untyped-def]
    first = picture(results, ".svg")
    root = ElementTree.fromstring(first)
    assert root.tag.endswith("svg")
    assert "<dc:date>" not in first.decode()
    assert picture(results, ".svg") == first


def test_a_network_shows_its_actors(results: Results) -> None:
    texts = [node.text for node in ElementTree.fromstring(draw.network(results, ".svg")).findall(".//{*}text")]
    assert set(texts) >= {"Mali", "Paris", "Ankara", "Coopération", "Tension", "2"}


def test_png_is_fit_for_print(results: Results, tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(draw.network(results, ".png"))
    height, width, _ = matplotlib.image.imread(tmp_path / "x.png").shape
    assert width > 800
    assert height > 200


def test_nothing_to_draw_is_said() -> None:
    empty = Results(tabulate([]), {})
    with pytest.raises(FilterError, match="aucune relation"):
        draw.network(empty, ".svg")
    with pytest.raises(FilterError, match="mois"):
        draw.timeline(empty, ".svg")


def test_a_picture_has_a_kind() -> None:
    assert draw.suffix(Path("a.SVG")) == ".svg"
    with pytest.raises(FilterError, match=r"\.svg, \.png, \.pdf"):
        draw.suffix(Path("a.jpg"))
