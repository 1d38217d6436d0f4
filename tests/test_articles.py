"""Reading: files as analysts have them, good and bad."""

import unicodedata
from pathlib import Path

import pytest
from records import read

from pipeline.articles.dates import find_date
from pipeline.schema import Article

CORPUS = Path(__file__).parent.parent / "corpus" / "articles.txt"
TEXT = (
    "Le Mali répond à l’Algérie\n\nLe gouvernement malien a convoqué l’ambassadeur d’Algérie après la destruction"
    " d’un drone près de la frontière, et l’été s’annonce tendu entre les deux pays voisins.\n"
)


def only(path: Path) -> Article:
    (article,) = read([path])
    return article


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_the_customer_s_file_holds_three_articles() -> None:
    articles = list(read([CORPUS]))
    assert [a.article_id for a in articles] == ["articles-1", "articles-2", "articles-3"]
    assert [a.title for a in articles] == [
        "Coopération sécuritaire : Bamako et Washington amorcent une nouvelle relance",
        "Sécurité régionale : Le Mali s’engage dans une nouvelle dynamique",
        "L’Europe face à son destin : Un sommet décisif pour la défense et l’Ukraine",
    ]
    assert [a.author for a in articles] == ["Mohamed Kenouvi", "", ""]
    assert all(a.status == "ok" and a.language == "fr" and a.text_id == "articles" for a in articles)
    bodies = [a.text[a.start : a.end] for a in articles]
    assert bodies[0].endswith("Mohamed Kenouvi")
    assert "Enjeux stratégiques" in bodies[0]
    assert bodies[1].startswith("Sécurité régionale")
    assert bodies[2].rstrip().endswith("la sécurité du continent.")


def test_an_article_with_sub_headings_stays_whole(tmp_path: Path) -> None:
    body = "Une phrase assez longue pour être un paragraphe de presse, avec tout ce qu’il faut. " * 3
    text = f"Titre de l’article\n\n{body}\n\nEnjeux stratégiques\n\n{body}\n\nVers un équilibre incertain ?\n\n{body}\n"
    assert only(put(tmp_path, "a.txt", text)).article_id == "a"


def test_sub_headings_do_not_split(tmp_path: Path) -> None:
    body = TEXT.partition("\n\n")[2]
    guinea = "En Guinée, un allié du Golfe a fait les frais de la fermeté des autorités, qui ont repris la mine et ses camions.\n"
    first = f"Or, cobalt : le bras de fer des mines\n\n{body}\n{guinea}\nLe cobalt, arme de Kinshasa\n\n{body}\n"
    second = f"Kinshasa : la fin d’une époque\n\n{body}\n"
    assert len(list(read([put(tmp_path, "mines.txt", first)]))) == 1
    assert len(list(read([put(tmp_path, "kinshasa.txt", first + second)]))) == 1


def test_explicit_separators_split(tmp_path: Path) -> None:
    articles = list(read([put(tmp_path, "a.txt", f"{TEXT}\n=====\n\n{TEXT}")]))
    assert [a.article_id for a in articles] == ["a-1", "a-2"]
    assert [a.title for a in articles] == ["Le Mali répond à l’Algérie"] * 2


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("utf8", TEXT.encode(), TEXT),
        ("bom", TEXT.encode("utf-8-sig"), TEXT),
        ("cp1252", TEXT.encode("cp1252"), TEXT),
        ("crlf", TEXT.replace("\n", "\r\n").encode(), TEXT),
        ("utf16", TEXT.encode("utf-16"), TEXT),
        ("decomposed", unicodedata.normalize("NFD", TEXT).encode(), unicodedata.normalize("NFD", TEXT)),
        ("nbsp", TEXT.replace(" ", "\u00a0", 3).encode(), TEXT.replace(" ", "\u00a0", 3)),
    ],
)
def test_encodings(tmp_path: Path, name: str, data: bytes, text: str) -> None:
    article = only(put(tmp_path, f"{name}.txt", data))
    assert (article.status, article.text) == ("ok", text)
    assert article.text[article.start : article.end].strip() == text.strip()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", "fichier vide"),
        ("blank.txt", b" \n\n", "fichier vide"),
        ("binary.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "binaire"),
        ("truncated.txt", "Été à Bamako : l’armée".encode()[:-1] + b"\xc3", "UTF-8 tronqué ou endommagé à l'octet"),
        ("table.csv", b"title,body\nA,B\n", "pas de colonne « text » (colonnes trouvées : title, body)"),
        ("photo.jpg", b"x", "format non pris en charge"),
    ],
)
def test_bad_files_say_what_is_wrong(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    article = only(put(tmp_path, name, data))
    assert article.status == "error"
    assert message in article.error
    assert article.file.endswith(name)


def test_missing_files_and_empty_folders(tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    put(tmp_path, "vide/photo.jpg", b"x")
    errors = [a.error for a in read([tmp_path / "absent.txt", tmp_path / "vide"])]
    assert errors[0] == "fichier introuvable"
    assert errors[1].startswith("aucun fichier lisible dans ce dossier")


def test_jsonl_rows_and_a_broken_line(tmp_path: Path) -> None:
    rows = '{"id": "a7", "text": "Le Mali.", "date": "2025-07-01", "title": "T", "source": "S"}\n{"text": \n{"text": "Le Niger."}\n'
    articles = list(read([put(tmp_path, "rows.jsonl", rows)]))
    assert [(a.article_id, a.status) for a in articles] == [("a7", "ok"), ("rows-2", "error"), ("rows-3", "ok")]
    assert (articles[0].date, articles[0].title, articles[0].source, articles[0].text) == (
        "2025-07-01",
        "T",
        "S",
        "Le Mali.",
    )
    assert "ligne 2 : JSON illisible" in articles[1].error


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_rows(tmp_path: Path, delimiter: str) -> None:
    rows = delimiter.join(["id", "text"]) + "\n" + delimiter.join(["x", '"Le Mali\net le Niger."']) + "\n"
    (article,) = read([put(tmp_path, "rows.csv", rows)])
    assert (article.article_id, article.text) == ("x", "Le Mali\net le Niger.")


def test_english_is_kept_out(tmp_path: Path) -> None:
    text = "The government of Mali has accused France of supporting armed groups, and the two countries have recalled their ambassadors for talks."
    article = only(put(tmp_path, "en.txt", text))
    assert (article.status, article.language) == ("skipped", "en")
    assert article.error.startswith("anglais : non extrait")


def test_same_names_in_two_folders_get_distinct_ids(tmp_path: Path) -> None:
    put(tmp_path, "lundi/une.txt", TEXT)
    put(tmp_path, "mardi/une.txt", TEXT)
    put(tmp_path, "mardi/deux.txt", TEXT)
    assert [a.article_id for a in read([tmp_path])] == ["lundi/une", "deux", "mardi/une"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    put(tmp_path, "a/une.txt", TEXT)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert [a.article_id for a in read([tmp_path])] == ["une"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Titre\n\nNIAMEY, 22 août 2024 (Agences) - Le brut", "2024-08-22"),
        ("Titre\n\nTexte.\n\nBamako, le 8 avril 2025\n", "2025-04-08"),
        ("Publié le 3 mars 2024\n\nTexte", "2024-03-03"),
        ("Journal de 19 heures – transcription, vendredi 27 juin 2025\n\nBonsoir à tous.", "2025-06-27"),
        ("Le discours du 4 mars 2025\n\nTexte", ""),
        ("Le 22 mai 2025, Bamako a accueilli une réunion.", ""),
        ("Chronologie\n\n1er avril 2024 – Le consulat est bombardé.", ""),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert find_date(text) == date


def test_gold_and_press_texts_are_one_article_each(shared: Path) -> None:
    files = [*(shared / "gold/dev").glob("*.txt"), *(shared / "press/ntrex-fr").glob("*.txt")]
    assert [a.article_id for a in read(sorted(files))] == [f.stem for f in sorted(files)]
