"""Parts of tables: one Parquet file per table and slice, with what it was made of written into it."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.analysis import analyse, refused
from pipeline.archive import tries
from pipeline.archive.slices import Archived, Slice
from pipeline.engines.parts import REASON
from pipeline.extract import Row, Rows, extract
from pipeline.outputs import save
from pipeline.schema import Article
from pipeline.tabulate import COLUMNS, FLAG, NUMBER, TEXT, WHOLE

if TYPE_CHECKING:
    from spacy.language import Language

# What depends on other articles is left out: copies, and the relations that count once.
TABLES = {
    "texts": {"text_id": TEXT, "text": TEXT},
    "actors": {
        "article_id": TEXT, "actor_id": TEXT, "actor_name": TEXT, "actor_type": TEXT, "subtype": TEXT, "country": TEXT,
        "aliases": TEXT, "mentions": WHOLE,
    },
    "mentions": COLUMNS["mentions"],
    "relations": {name: kind for name, kind in COLUMNS["relations"].items() if name != "counted"},
    "articles": {name: kind for name, kind in COLUMNS["articles"].items() if name != "duplicate_of"},
}  # fmt: skip
LAST = "articles"  # written when the others are: its part tells that a slice is done
VERSION, END = b"entente.version", b"entente.end"


def part(key: str, number: int) -> str:
    """The name of a slice's part in the folder of each table: where the file lies and which of its slices it is."""
    return f"{key}-{number:06}.parquet"


class Done(NamedTuple):
    """What a slice has given; `errors` are its articles that could not be read or analysed."""

    key: str
    ok: int
    skipped: int
    mentions: int
    relations: int
    errors: list[str]

    def counts(self) -> dict[str, int]:
        """Articles by status, mentions and relations, as in `RunResult.counts`."""
        return {
            "ok": self.ok, "skipped": self.skipped, "error": len(self.errors), "mentions": self.mentions,
            "relations": self.relations,
        }  # fmt: skip


def write_parts(piece: Slice, nlp: "Language", output: Path, version: str) -> Done:
    """Analyse a slice and write its part of each table; each replaces what was there under its name.

    Raises:
        OutputError: `output` cannot be written to.
    """
    name = part(piece.file.key, piece.number)
    note = output / tries.FOLDER / name
    found = analysed(piece, nlp, note)
    again = any(article.retry for article in piece.articles)
    metadata = {VERSION: b"" if again else version.encode(), END: b"1" if piece.last else b""}
    for table, rows in tables(found).items():
        save(output / table / name, parquet(rows, TABLES[table], metadata))
    note.unlink()
    status = [rows.article["status"] for rows in found]
    return Done(
        piece.file.key, status.count("ok"), status.count("skipped"), sum(len(rows.mentions) for rows in found),
        sum(len(rows.relations) for rows in found),
        [f"{row['file']} : {row['error']}" for row, *_ in found if row["status"] == "error"],
    )  # fmt: skip


def analysed(piece: Slice, nlp: "Language", note: Path) -> list[Rows]:
    """The rows of each article, in order; one by one where a worker has died of the slice."""
    chosen = [article for article in piece.articles if article.status == "ok"]
    again, deadly = tries.begin(note)
    found = one_by_one(chosen, nlp, note, deadly) if again else analyse(chosen, nlp)
    rows = iter(found)
    return [next(rows) if article.status == "ok" else extract(article) for article in piece.articles]


def one_by_one(articles: list[Article], nlp: "Language", note: Path, deadly: set[int]) -> list[Rows]:
    """The rows of articles of which one may kill this process; `deadly` are those that are known to."""
    found = []
    for number, article in enumerate(articles):
        tries.add(note, f"{number} ")
        found.append(refused(article, REASON) if number in deadly else analyse([article], nlp)[0])
    return found


def tables(found: list[Rows]) -> dict[str, list[Row]]:
    """The rows of each table of `TABLES`, in their order."""
    texts = {rows.article["text_id"]: rows.text for rows in found if rows.text}
    return {
        "texts": [{"text_id": text_id, "text": text} for text_id, text in texts.items()],
        "actors": [row | {"aliases": "|".join(row["aliases"])} for rows in found for row in rows.actors],
        "mentions": [row for rows in found for row in rows.mentions],
        "relations": [row for rows in found for row in rows.relations],
        "articles": [rows.article for rows in found],
    }


def parquet(rows: list[Row], columns: dict[str, str], metadata: dict[bytes, bytes]) -> bytes:
    """Rows as a Parquet file."""
    import pyarrow as pa
    from pyarrow.parquet import write_table

    kinds: dict[str, pa.DataType] = {TEXT: pa.string(), WHOLE: pa.int64(), NUMBER: pa.float64(), FLAG: pa.bool_()}
    schema = pa.schema([(name, kinds[kind]) for name, kind in columns.items()], metadata=metadata)
    buffer = BytesIO()
    write_table(pa.Table.from_pylist(rows, schema), buffer, compression="zstd")
    return buffer.getvalue()


def written(output: Path) -> dict[str, list[int]]:
    """The numbers of the slices whose parts are all there, by the keys of their files."""
    found: dict[str, list[int]] = {}
    for path in (output / LAST).glob("[!.]*.parquet"):
        key, _, number = path.stem.rpartition("-")
        found.setdefault(key, []).append(int(number))
    return found


def current(file: Archived, numbers: Iterable[int], output: Path, version: str) -> tuple[frozenset[int], bool]:
    """Which of a file's slices are of this version, and whether those are all that the file has."""
    from pyarrow.parquet import read_schema

    ends = {}
    for number in numbers:
        metadata = read_schema(output / LAST / part(file.key, number)).metadata
        if metadata[VERSION] == version.encode():
            ends[number] = bool(metadata[END])
    last = max(ends, default=0)
    return frozenset(ends), ends.get(last, False) and len(ends) == last + 1


def errors(file: Archived, numbers: Iterable[int], output: Path) -> list[str]:
    """One line for each article of slices that are done that could not be read or analysed."""
    from pyarrow.parquet import read_table

    paths = [output / LAST / part(file.key, number) for number in sorted(numbers)]
    wrong = [read_table(path, columns=["error"], filters=[("status", "=", "error")]) for path in paths]
    return [f"{file.name} : {error}" for table in wrong for error in table["error"].to_pylist()]


def forget(output: Path, file: str, numbers: Iterable[int]) -> None:
    """Remove the parts of slices of a file, given by its key."""
    for number in numbers:
        for name in reversed(TABLES):
            (output / name / part(file, number)).unlink(missing_ok=True)
