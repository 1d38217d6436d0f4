"""Files of every format, made by real programs: what their readers give."""

import zipfile
from pathlib import Path

import pytest
from records import read

from pipeline.schema import Article

FILES = Path(__file__).parent / "files"


def only(name: str) -> Article:
    (article,) = read([FILES / name])
    assert article.error == ""
    return article


def paragraphs(article: Article) -> list[str]:
    return [line for line in article.text[article.start : article.end].split("\n") if line.strip()]


def test_a_page_saved_from_a_browser() -> None:
    article = only("navigateur.html")
    assert article.article_id == "navigateur"
    assert article.title == "Le Mali et le Burkina Faso signent un accord de défense"
    assert article.author == "Aminata Sanogo"
    assert article.date == "2025-07-09"
    assert article.source == "La Dépêche du Fleuve"
    assert article.url == "https://ladepechedufleuve.example/afrique/mali-burkina-accord-defense"
    lines = paragraphs(article)
    assert lines[0] == article.title
    assert lines[1] == "Les deux pays veulent patrouiller ensemble le long de leur frontière commune."
    assert lines[2].startswith("Le Mali et le Burkina Faso ont signé mardi à Bamako")
    assert lines[4] == "Niamey approuve, Alger s’inquiète"
    assert lines[-1].endswith("que les deux armées fourniront à parts égales.")
    assert len(lines) == 8


@pytest.mark.parametrize(
    "furniture",
    ["S’abonner", "cookies", "Lire aussi", "lire également", "Gorgui75", "Bénin", "Sénégal", "Les plus lus", "©"],
)
def test_nothing_but_the_article_is_taken_from_a_page(furniture: str) -> None:
    assert furniture not in only("navigateur.html").text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_pages_in_the_encodings_of_the_french_press(tmp_path: Path, encoding: str) -> None:
    page = (FILES / "navigateur.html").read_text(encoding="utf-8").replace('<meta charset="utf-8">', "")
    (tmp_path / "page.html").write_bytes(page.encode(encoding))
    (article,) = read([tmp_path])
    assert article.text == only("navigateur.html").text


def test_a_page_that_declares_its_encoding(tmp_path: Path) -> None:
    page = (FILES / "navigateur.html").read_text(encoding="utf-8").replace("utf-8", "iso-8859-15").replace("’", "'")
    (tmp_path / "page.htm").write_bytes(page.replace("1 €", "1 €").encode("iso-8859-15"))
    (article,) = read([tmp_path])
    assert article.text == only("navigateur.html").text.replace("’", "'")


def test_a_page_with_control_characters(tmp_path: Path) -> None:
    page = (FILES / "navigateur.html").read_text(encoding="utf-8").replace("patrouilles", "pa\x02trou&#2;illes&#xFFFF;")
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (article,) = read([tmp_path])
    assert article.text == only("navigateur.html").text


def test_two_columns_of_a_pdf() -> None:
    article = only("colonnes.pdf")
    assert (article.title, article.author, article.date) == (
        "La Côte d’Ivoire tend la main à la Guinée",
        "Fatou Keïta",
        "2025-03-12",
    )
    lines = paragraphs(article)
    assert lines[2].startswith("ABIDJAN, 12 mars 2025 – La Côte d’Ivoire a proposé mercredi à la Guinée")
    assert lines[2].endswith("venu avec une délégation nombreuse.")
    assert lines[4] == "Une brouille qui remonte à l’automne"
    # The foot of the first column goes on at the head of the second.
    assert "la Guinée avait suspendu plusieurs réunions techniques. Les commerçants des deux rives" in lines[5]
    assert lines[7] == "Le Ghana veut en être"
    assert len(lines) == 10


def test_divided_words_of_a_pdf_are_whole_again() -> None:
    assert paragraphs(only("cesures.pdf")) == [
        "Le Togo accuse le Bénin de retenir un navire",
        "LOMÉ, 5 mai 2025 – Le Togo a accusé lundi le Bénin de retenir sans motif un navire marchand dans le port de "
        "Cotonou. Le gouvernement togolais a convoqué l’ambassadeur béninois.",
        "Le Bénin a rejeté ces accusations. Selon Cotonou, la cour d’appel examine une plainte de l’armateur, et la "
        "justice est indépendante. Le port reste ouvert aux autres navires togolais.",
        "La CEDEAO a proposé sa médiation aux deux pays. Le Nigeria a soutenu cette proposition, et le Ghana a offert "
        "d’accueillir une réunion en juin.",
    ]


def test_a_word_document() -> None:
    article = only("word.docx")
    assert (article.title, article.author, article.date) == (
        "Le Kenya et l’Éthiopie relancent leur projet de barrage",
        "Salif Diabaté",
        "2025-02-03",
    )
    assert paragraphs(article)[3:] == [
        "Le Kenya a annoncé lundi un accord avec l’Éthiopie pour terminer le barrage de la rivière Daoua. L’Union "
        "africaine a salué cet accord.",
        "Mogadiscio proteste",
        "La Somalie a dénoncé le projet, qui menacerait selon elle l’irrigation de ses provinces du Sud.",
        "Pays | Part du financement",
        "Kenya | 60 %",
        "Éthiopie | 40 %",
        "Les travaux doivent reprendre au mois de mai.",
    ]


@pytest.mark.parametrize("name", ["flux.rss", "flux.atom"])
def test_feeds(name: str) -> None:
    first, second = read([FILES / name])
    assert [first.article_id, second.article_id] == ["flux-1", "flux-2"]
    assert (first.title, first.author, first.date) == ("L’Égypte met en garde l’Éthiopie", "Karim Nassar", "2025-07-01")
    assert (first.source, first.url) == (
        "Le Courrier des Deux Rives",
        "https://courrier.example/legypte-met-en-garde-lethiopie.html",
    )
    assert paragraphs(second) == [
        "La Tunisie et la Libye rouvrent le poste de Ras Jedir",
        "La Tunisie et la Libye ont rouvert lundi le poste-frontière de Ras Jedir, fermé depuis trois mois. Tunis a "
        "remercié Tripoli pour « sa patience ».",
        "Les deux pays ont signé un accord sur les contrôles douaniers & le transit des camions.",
        "Tunisie : douze guichets",
        "Libye : huit guichets",
    ]


def test_rows_of_a_parquet_file() -> None:
    first, blank, last = read([FILES / "duckdb.parquet"])
    assert [first.article_id, blank.article_id, last.article_id] == ["41", "duckdb-2", "43"]
    assert (first.title, first.date, first.source) == ("Le Mali accuse la France", "2025-07-09", "La Dépêche du Fleuve")
    assert first.text.startswith("Le Mali a accusé la France de soutenir")
    assert blank.error == "ligne 2 : il faut un texte non vide dans « text »"
    assert (last.date, last.status) == ("", "ok")


def test_an_export_of_europresse() -> None:
    first, second = read([FILES / "europresse.txt"])
    assert [first.article_id, second.article_id] == ["europresse-1", "europresse-2"]
    assert (first.title, first.author, first.date, first.source) == (
        "La Guinée accuse la Sierra Leone d’avoir déplacé des bornes",
        "Mariam Touré",
        "2025-07-08",
        "Le Courrier du Golfe",
    )
    assert (second.title, second.author, second.date, second.source) == (
        "Le Bénin et le Niger rouvrent l’oléoduc",
        "",
        "2025-07-09",
        "La Tribune de Cotonou (site web)",
    )
    assert paragraphs(first)[0] == first.title
    assert paragraphs(first)[-1].endswith("se tenir à Abuja avant la fin du mois.")
    assert paragraphs(second)[-1].endswith("promis de reprendre ses livraisons.")
    assert first.text == (FILES / "europresse.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "factiva.txt",
            [
                ("L’Ouganda soutient la force régionale dans l’est de la RDC", "Grace Mutombo", "2025-05-14", "Agence Grands Lacs"),
                ("La Zambie et l’Angola signent un accord ferroviaire", "", "2025-05-15", "Le Rail austral"),
            ],
        ),
        (
            "factiva-champs.txt",
            [("Le Maroc et la Mauritanie créent une commission commune", "Nadia Cherkaoui", "2025-06-03", "Le Relais du Nord")],
        ),
    ],
)  # fmt: skip
def test_exports_of_factiva(name: str, expected: list[tuple[str, str, str, str]]) -> None:
    articles = read([FILES / name])
    assert [(a.title, a.author, a.date, a.source) for a in articles] == expected
    assert all(paragraphs(a)[0] == a.title and paragraphs(a)[-1].endswith((".", "travaux.")) for a in articles)


def test_a_text_that_looks_a_little_like_an_export_stays_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Un rapport de 532 mots\n\nDocument final adopté\nnews en bref\n", encoding="utf-8")
    assert [a.article_id for a in read([tmp_path])] == ["a"]


def test_an_archive_of_all_formats(tmp_path: Path) -> None:
    names = ["navigateur.html", "colonnes.pdf", "word.docx", "flux.rss", "factiva.txt", "numerise.pdf"]
    with zipfile.ZipFile(tmp_path / "lot.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.write(FILES / name, f"juillet/{name}")
        archive.writestr("juillet/photo.jpg", b"x")
        archive.writestr("juillet/__MACOSX/word.docx", b"x")
        archive.writestr("juillet/autre.zip", b"x")
    articles = {a.article_id: a for a in read([tmp_path / "lot.zip"])}
    assert list(articles) == [
        "autre", "colonnes", "factiva-1", "factiva-2", "flux-1", "flux-2", "navigateur", "numerise", "word",
    ]  # fmt: skip
    assert articles["word"].file == f"{(tmp_path / 'lot.zip').as_posix()}/juillet/word.docx"
    assert articles["word"].text == only("word.docx").text
    assert articles["autre"].error.startswith("archive dans une archive")
    assert articles["numerise"].error.startswith("PDF sans texte")


def test_the_same_article_in_two_formats_gets_two_names(tmp_path: Path) -> None:
    for name in ("lundi/une.txt", "lundi/une.html", "mardi/une.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<p>Le Mali soutient le Niger et le Burkina Faso.</p>")
    assert [a.article_id for a in read([tmp_path])] == ["une.html", "lundi/une.txt", "mardi/une"]


def test_rows_with_the_same_id_are_all_kept(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text('{"id": "7", "text": "Le Mali."}\n{"id": "7", "text": "Le Niger."}\n')
    assert [(a.article_id, a.status) for a in read([tmp_path])] == [
        ("7", "ok"), ("7-2", "ok"), ("7-3", "ok"), ("7-4", "ok"),
    ]  # fmt: skip
