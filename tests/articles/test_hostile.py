"""Files that are broken, or made to break: refused with a reason, in bounded time and memory."""

import os
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from records import read

from pipeline.articles import archives, decoding, reading

FILES = Path(__file__).parent / "files"
MEGABYTE = b" " * 1_000_000


def cut(name: str, size: int) -> Callable[[Path], None]:
    """Makes a file out of the first bytes of another."""
    return lambda path: path.write_bytes((FILES / name).read_bytes()[:size]) and None


def copied(name: str) -> Callable[[Path], None]:
    return lambda path: path.write_bytes((FILES / name).read_bytes()) and None


def scrambled(path: Path) -> None:
    data = (FILES / "word.docx").read_bytes()
    path.write_bytes(data[:2000] + b"\xff" * 200 + data[2200:])


def written(content: str | bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content.encode()) and None


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as member:
        for _ in range(30):
            member.write(MEGABYTE)


def remade_docx(path: Path, change: Callable[[bytes], bytes]) -> None:
    """A Word file whose main part is another."""
    with (
        zipfile.ZipFile(FILES / "word.docx") as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, change(data) if name == "word/document.xml" else data)


def blown_up(path: Path) -> None:
    remade_docx(path, lambda data: data + MEGABYTE * 30)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
) + "]>"  # fmt: skip
FEED = f"<?xml version='1.0'?>{LAUGHS}<rss version='2.0'><channel><item><title>&j;</title></item></channel></rss>"


def laughing_docx(path: Path) -> None:
    head, laughs = b"<w:document", LAUGHS.replace("DOCTYPE x", "DOCTYPE w:document").encode()
    remade_docx(path, lambda data: data.replace(head, laughs + head, 1).replace(b"Mogadiscio", b"&j;"))


def table_without_texts(path: Path) -> None:
    pd.DataFrame({"titre": ["Le Mali"]}).to_parquet(path, engine="pyarrow")


@pytest.mark.parametrize(
    ("name", "make", "message"),
    [
        ("a.pdf", copied("protege.pdf"), "PDF protégé par un mot de passe"),
        ("a.pdf", copied("numerise.pdf"), "PDF sans texte (image numérisée ?)"),
        ("a.pdf", cut("colonnes.pdf", 20_000), "PDF endommagé ou tronqué"),
        ("a.pdf", written(b"%PDF-1.7\n"), "PDF endommagé ou tronqué"),
        ("a.docx", cut("word.docx", 4000), "document Word illisible"),
        ("a.docx", scrambled, "document Word illisible"),
        ("a.docx", written(bytes.fromhex("d0cf11e0a1b11ae1") * 100), "document protégé par un mot de passe"),
        ("a.docx", blown_up, "archive compressée au-delà du vraisemblable"),
        ("a.docx", laughing_docx, "document Word illisible"),
        ("a.zip", bomb, "archive compressée au-delà du vraisemblable"),
        ("a.zip", written(b"PK\x03\x04 rien"), "archive illisible"),
        ("a.xml", written(FEED), "déclarations d'entités : refusé"),
        ("a.xml", written(FEED.encode("utf-16")), "déclarations d'entités : refusé"),
        ("a.xml", written("<liste><mot>Mali</mot></liste>"), "XML qui n'est ni RSS ni Atom"),
        ("a.atom", written("<feed xmlns='http://www.w3.org/2005/Atom'><entry><content src='x'/></entry></feed>"), "entrée sans texte"),
        ("a.rss", written("<rss version='2.0'><channel><item><title>&lt;p&gt;&amp;#2;&lt;/p&gt;</title></item></channel></rss>"), "entrée sans texte"),
        ("a.rss", written("<rss version='2.0'><channel></channel></rss>"), "aucun article dans ce fichier"),
        ("a.html", written("<html><script>Le Mali soutient le Niger</script></html>"), "page sans texte d'article"),
        ("a.html", written("<div>" * 100_000 + "Le Mali"), "page sans texte d'article"),
        ("a.html", written("<p>Le Mali.</p>" + "<!---->" * 1_500_000), "page trop grande (plus de 10 Mo"),
        ("a.txt", written("Le Mali. " * 120_000), "article de 1079999 caractères : trop long"),
        ("a.txt", written(b"\x00\x01" * 100), "fichier binaire"),
        ("a.jsonl", written("[" * 100_000), "JSON illisible"),
        ("a.parquet", cut("duckdb.parquet", 1400), "Parquet illisible"),
        ("a.parquet", written(b"PAR1 rien PAR1"), "Parquet illisible"),
        ("a.parquet", table_without_texts, "pas de colonne « text » (colonnes trouvées : titre)"),
        ("a.jsonl", written('{"text": "' + "mot " * 60_000 + '"}\n'), "trop long (au plus 200000)"),
    ],
)  # fmt: skip
def test_refused_with_a_reason(tmp_path: Path, name: str, make: Callable[[Path], None], message: str) -> None:
    make(tmp_path / name)
    (article,) = read([tmp_path / name])
    assert article.status == "error"
    assert message in article.error


def test_a_file_of_200_megabytes_is_not_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(200_000_000)
    (article,) = read([tmp_path])
    assert article.error == "fichier trop grand (plus de 100 Mo) : le diviser"


def test_tables_of_any_size_are_read_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LARGEST", 1000)
    row = '{"text": "Le Mali soutient le Niger."}\n'
    (tmp_path / "a.jsonl").write_text(row * 100 + '{"text": "' + "x" * 2000 + '"}\n' + row)
    articles = read([tmp_path / "a.jsonl"])
    assert [a.status for a in articles] == ["ok"] * 100 + ["error"]
    assert "ligne de plus de" in articles[-1].error


def test_what_is_sound_of_a_broken_parquet_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    rows = pd.DataFrame({"text": [f"Le Mali soutient le Niger, pour la fois {n}." for n in range(600)]})
    rows.to_parquet(path, engine="pyarrow", row_group_size=300, compression=None)
    data = path.read_bytes()
    at = data.index(b"pour la fois 450.")
    path.write_bytes(data[: at - 6000] + b"\xff" * 6000 + data[at:])
    articles = read([path])
    assert [a.status for a in articles[:-1]] == ["ok"] * (len(articles) - 1)
    assert len(articles) > 256
    assert "Parquet illisible" in articles[-1].error


def test_parquet_without_its_library_is_told_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied("duckdb.parquet")(tmp_path / "a.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (article,) = read([tmp_path])
    assert article.error == "lire du Parquet demande pyarrow : pip install 'entente[parquet]'"
    assert article.retry


def test_archives_of_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(4):
            archive.writestr(f"{number}.txt", "Le Mali.")
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    (article,) = read([tmp_path / "a.zip"])
    assert article.error == "archive de 4 fichiers : refusée (au plus 3)"


def test_a_damaged_member_does_not_take_others_along(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "Le Mali soutient le Niger.")
        archive.writestr("b.txt", "Le Tchad soutient le Niger.")
    data = (tmp_path / "a.zip").read_bytes().replace(b"Le Mali", b"Le Moli", 1)
    (tmp_path / "a.zip").write_bytes(data)
    first, second = read([tmp_path / "a.zip"])
    assert (first.status, second.status) == ("error", "ok")
    assert first.error.startswith("archive illisible (Bad CRC")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of POSIX")
def test_files_and_folders_without_permission() -> None:
    me = os.geteuid()
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "ferme").mkdir(mode=0o000)
        (Path(place) / "a.txt").write_text("Le Mali soutient le Niger.")
        (Path(place) / "a.txt").chmod(0o000)
        Path(place).chmod(0o755)
        if me == 0:
            os.seteuid(65534)  # root may read everything
        try:
            errors = {Path(a.file).name: a.error for a in read([place])}
        finally:
            os.seteuid(me)
    reason = "lecture impossible : permission refusée"
    assert errors == {"a.txt": reason, "ferme": reason}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links and pipes of POSIX")
def test_links_in_a_loop_broken_links_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "boucle.txt").symlink_to(tmp_path / "boucle.txt")
    (tmp_path / "brise.txt").symlink_to(tmp_path / "absent.txt")
    (tmp_path / "dossier").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "tube.txt")
    assert {a.article_id: a.error for a in read([tmp_path])} == {
        "boucle": "lien en boucle",
        "brise": "fichier introuvable",
        "tube": "pas un fichier ordinaire",
    }


@pytest.mark.parametrize("name", ["مالي", "新闻-1", "🗞️ une", "été, l’“Est”", "=cmd|' !A0", "-o"])
def test_names_in_any_script(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.txt").write_text("Le Mali soutient le Niger.")
    assert [a.article_id for a in read([tmp_path])] == [name]


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"nom-\xff.txt")).write_text("Le Mali soutient le Niger.")
    except OSError:
        pytest.skip("this file system wants names that are text")
    assert [a.article_id for a in read([tmp_path])] == ["nom-\\udcff"]


def test_a_reader_that_fails_in_an_unforeseen_way_costs_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(file: object) -> object:
        raise ZeroDivisionError("oups")

    monkeypatch.setitem(reading.READERS, ".txt", broken)
    for name in ("a.txt", "b.md"):
        (tmp_path / name).write_text("Le Mali soutient le Niger.")
    assert {a.article_id: a.error for a in read([tmp_path])} == {
        "a": "lecture impossible (ZeroDivisionError : oups)",
        "b": "",
    }
