"""The report as a reader uses it, in Chromium, with the network cut off."""

import json
import re
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Open
from playwright.sync_api import Page, expect
from press import TRAP, hostile, many
from records import rows

from pipeline.judgements import read_judgements, score_judgements
from pipeline.results import Results
from pipeline.tabulate import tabulate, texts

RELATIONS = "#table tbody tr"


@pytest.fixture
def three() -> Results:
    """Paris accuses, the Mali rejects, Ankara and Bamako sign: one article."""
    return Results(tabulate([rows(title="Trois capitales")]), texts([rows()]))


def hash_of(page: Page) -> str:
    return str(page.evaluate("location.hash"))


def test_it_opens_on_what_matters(opened: Open, three: Results) -> None:
    page = opened(three)
    expect(page.locator("#figures")).to_have_text("1 article · 3 acteurs · 3 relations")
    expect(page.locator("#panel")).to_contain_text("Coopérations les plus fortes")
    assert set(page.locator(".network .node").evaluate_all("all => all.map(n => n.dataset.actor)")) == {
        "FRA",
        "MLI",
        "TUR",
    }
    expect(page.locator(RELATIONS)).to_have_count(3)


def test_from_a_line_of_the_picture_to_the_sentence(opened: Open, three: Results) -> None:
    page = opened(three)
    page.locator('.edge[data-pair="FRA~MLI"] .tie').click()
    expect(page.locator("#panel h2")).to_contain_text("Paris–Mali")
    expect(page.locator(RELATIONS)).to_have_count(2)
    page.locator(RELATIONS).first.click()
    sheet = page.locator("#evidence")
    expect(sheet.locator("blockquote")).to_have_text("Paris a accusé Bamako.")
    expect(sheet.locator(".article .said")).to_have_text("Paris a accusé Bamako.")
    expect(sheet.locator(".article strong.trigger")).to_have_text("accusé")
    expect(sheet.locator(".article .mention.STATE").first).to_have_text("Paris")
    assert sheet.locator(".facts").inner_text().split("\n")[:6] == [
        "Statut", "Affirmée", "Date", "25 juil. 2025 (date de l’article)", "Confiance", "0,80",
    ]  # fmt: skip
    expect(sheet).to_contain_text("Trois capitales")


def test_an_actor_of_the_picture_filters_all_and_back_undoes_it(opened: Open, three: Results) -> None:
    page = opened(three)
    page.locator('.node[data-actor="TUR"] circle').click()
    expect(page.locator(RELATIONS)).to_have_count(1)
    expect(page.locator("#network-title")).to_have_text("Réseau · Ankara")
    expect(page.locator("#timeline-note")).to_have_text("par jour")
    page.go_back()
    expect(page.locator(RELATIONS)).to_have_count(3)


def test_a_view_is_found_again_by_its_address(opened: Open, three: Results) -> None:
    page = opened(three, "#class=tension&actor=FRA&q=propos")
    expect(page.locator(RELATIONS)).to_have_count(1)
    expect(page.locator("#chips")).to_contain_text("Tension")
    page.locator(".row-link").click()
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#evidence blockquote")).to_have_text("Le Mali rejette ces propos.")


@pytest.mark.parametrize(
    ("hash", "count"),
    [
        ("class=cooperation", 1), ("type=REJECT", 1), ("status=hypothetical", 0), ("status=asserted,negated", 3),
        ("kind=PERSON", 0), ("country=TUR", 1), ("min=0.85", 1), ("since=2025-07-20", 2), ("until=2025-07-08", 1),
        ("q=reJETTE propos", 1), ("q=accuse", 1), ("source=AFP", 0), ("pair=MLI~TUR", 1),
    ],
)  # fmt: skip
def test_filters(opened: Open, three: Results, hash: str, count: int) -> None:
    expect(opened(three, f"#{hash}").locator(RELATIONS)).to_have_count(count)


def test_filters_by_hand(opened: Open, three: Results) -> None:
    page = opened(three)
    page.locator("#class-tension").click()
    expect(page.locator(RELATIONS)).to_have_count(2)
    page.locator("#more").click()
    page.locator("#type").select_option("REJECT")
    expect(page.locator(RELATIONS)).to_have_count(1)
    page.locator(".chip", has_text="Tout effacer").click()
    page.locator("#q").press_sequentially("signe un ACCORD", delay=5)
    expect(page.locator(RELATIONS)).to_have_count(1)
    expect(page.locator("#q")).to_be_focused()
    page.locator("#q").fill("introuvable")
    expect(page.locator("#network")).to_contain_text("Aucune relation ne passe ces filtres.")


def test_pronouns_can_be_left_out(opened: Open) -> None:
    page = opened(hostile())
    expect(page.locator(RELATIONS)).to_have_count(2)
    page.locator("#more").click()
    page.locator("#explicit").check()
    expect(page.locator(RELATIONS)).to_have_count(1)
    page.locator(".row-link").click()
    assert "Il" not in page.locator("#evidence .article .mention").all_inner_texts()


def test_nothing_of_an_article_runs(opened: Open) -> None:
    page = opened(hostile())
    page.locator(".row-link").first.click()
    expect(page.locator("#evidence .headline")).to_have_text(re.sub(r"\s+", " ", TRAP))
    expect(page.locator("#evidence blockquote")).to_have_text("Le Mali accuse le Niger.")
    assert page.evaluate("window.broken") is None
    assert page.locator("#evidence a[href^='javascript']").count() == 0


def test_judgements_are_kept_and_exported_for_evaluate(opened: Open, three: Results, tmp_path: Path) -> None:
    page = opened(three)
    page.locator(RELATIONS).nth(0).click()
    page.locator("[data-verdict=right]").click()
    expect(page.locator("[data-verdict=right]")).to_have_attribute("aria-pressed", "true")
    page.locator("[aria-label='Relation suivante']").click()
    page.locator("[data-verdict=wrong]").click()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#evidence blockquote")).to_contain_text("Ankara et Bamako")
    page.locator("[data-verdict=other]").click()
    page.locator("#should [name=type]").select_option("COOPERATE")
    page.locator("#should [name=note]").fill("un pacte")
    page.locator("#should button").click()
    page.reload()  # kept by the browser
    page.locator("#close-evidence").click()
    expect(page.locator("#judgements")).to_have_text("3 jugements")
    page.locator("#judgements").click()
    with page.expect_download() as download:
        page.locator("#export").click()
    path = tmp_path / "jugements.json"
    download.value.save_as(path)
    found = read_judgements(path)
    assert [(row["verdict"], row["note"]) for row in found] == [("right", ""), ("wrong", ""), ("other", "un pacte")]
    assert found[2]["should"]["type"] == "COOPERATE"
    assert score_judgements(found, three.tables["relations"]).outcomes == {"right": 1, "wrong": 2}


def test_judgements_are_read_back(opened: Open, three: Results, tmp_path: Path) -> None:
    page = opened(three)
    page.locator(RELATIONS).nth(0).click()
    page.locator("[data-verdict=wrong]").click()
    page.locator("#close-evidence").click()
    page.locator("#judgements").click()
    with page.expect_download() as download:
        page.locator("#export").click()
    download.value.save_as(tmp_path / "j.json")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Tout effacer").click()
    expect(page.locator("#judgements")).to_have_text("0 jugement")
    page.locator("#judgements").click()
    page.set_input_files("#import", tmp_path / "j.json")
    expect(page.locator("#judgements")).to_have_text("1 jugement")
    expect(page.locator(f"{RELATIONS} .verdict")).to_have_text("✗ Fausse")


def test_all_is_reached_by_the_keyboard(opened: Open, three: Results) -> None:
    page = opened(three)
    page.keyboard.press("Tab")
    expect(page.locator("#skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # the order of the table
    page.keyboard.press("Tab")
    expect(page.locator(".row-link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence")).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator("[data-verdict=right]").evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("[data-verdict=right]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#evidence")).to_be_hidden()
    expect(page.locator(".row-link").first).to_be_focused()
    assert "relation=" not in hash_of(page)


def test_what_the_picture_does_a_list_of_links_does(opened: Open, three: Results) -> None:
    page = opened(three)
    pairs = page.locator(".edge").evaluate_all("all => all.map(edge => edge.dataset.pair)")
    links = page.locator("#panel a.pair").evaluate_all(
        "all => all.map(a => new URLSearchParams(a.hash.slice(1)).get('pair'))"
    )
    assert set(links) == set(pairs)
    page.locator("#panel a.pair").first.press("Enter")
    actors = page.locator("#panel h2 a")
    actors.first.press("Enter")
    expect(page.locator("#network-title")).to_contain_text("Réseau")


def test_english_by_a_switch_that_is_remembered(opened: Open, three: Results) -> None:
    page = opened(three)
    page.locator("#language").click()
    page.reload()
    expect(page.locator("#figures")).to_have_text("1 article · 3 actors · 3 relations")
    assert page.evaluate("document.documentElement.lang") == "en"


def labels_apart(page: Page) -> bool:
    return bool(page.evaluate("""() => {
      const boxes = [...document.querySelectorAll('.network .label')].map((n) => n.getBoundingClientRect());
      return boxes.every((a, i) => boxes.slice(i + 1).every((b) =>
        a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 3 || b.bottom <= a.top + 3));
    }"""))  # fmt: skip


@pytest.mark.parametrize("hash", ["", "#class=tension", "#actor=Mali", "#q=menace"])
@pytest.mark.parametrize("width", [1400, 390])
def test_labels_do_not_collide_and_nothing_sticks_out(opened: Open, width: int, hash: str) -> None:
    page = opened(many(30, 4), hash, width=width, height=844)
    assert page.locator(".network .node").count() > 4
    assert labels_apart(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_no_barrier(opened: Open, width: int, scheme: str) -> None:
    results = many(12, 4)
    relation = results.tables["relations"]["relation_id"][0]
    page = opened(results, width=width, height=844)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for hash in ("#", "#actor=Mali", "#pair=Mali~Niger", "#q=introuvable", f"#relation={relation}"):
        page.evaluate("hash => { location.hash = hash; }", hash)
        page.wait_for_timeout(60)
        if hash == "#actor=Mali":
            page.locator("#more").click()
        if "relation" in hash:
            page.locator("[data-verdict=other]").click()
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found] == []


def test_three_thousand_articles_open_in_three_seconds(opened: Open, tmp_path: Path) -> None:
    page = opened(many(3000, 7))
    start = time.perf_counter()
    page.reload()
    expect(page.locator(RELATIONS)).to_have_count(25)
    assert time.perf_counter() - start < 3
    expect(page.locator("#notices")).to_contain_text("20 000 relations les plus sûres sur 21 000")
    start = time.perf_counter()
    page.locator("#class-tension").click()
    expect(page.locator(".chip")).to_have_text("Tension ×")
    page.locator(RELATIONS).first.click()
    expect(page.locator("#evidence")).to_be_visible()
    assert time.perf_counter() - start < 3


def test_print_hides_what_paper_cannot_press(opened: Open, three: Results) -> None:
    page = opened(three)
    page.emulate_media(media="print")
    expect(page.locator("#controls")).to_be_hidden()
    expect(page.locator("#network svg")).to_be_visible()
    expect(page.locator(RELATIONS).first).to_be_visible()
    assert json.loads(
        page.evaluate("JSON.stringify([...document.querySelectorAll('.tools button')].map(b => b.offsetWidth))")
    ) == [0, 0, 0]
