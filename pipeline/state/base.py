"""The database: where it lies, who may write to it, what is in it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import OutputError

NAME = "entente.db"
LOCK = ".entente.lock"
GRACE = 2.0  # seconds: the workers of a run that was just killed take a moment to leave, and hold its lock
SCHEMA_VERSION = 1
# Evidence counts characters in `texts.content`, as everywhere. `file`, `text` and `article` are keys inside this
# database; the names that the CSV files use are `article_id` and `text_id`.
SCHEMA = """
CREATE TABLE versions (version TEXT PRIMARY KEY, entente TEXT, spacy TEXT, model TEXT) WITHOUT ROWID;
CREATE TABLE files (
    file INTEGER PRIMARY KEY, location TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL DEFAULT '',
    reading TEXT NOT NULL DEFAULT '', complete INTEGER NOT NULL DEFAULT 0, several INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX files_location ON files (location);
CREATE TABLE texts (
    text INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE, content TEXT NOT NULL
);
CREATE INDEX texts_file ON texts (file);
CREATE TABLE articles (
    article INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE, number INTEGER NOT NULL,
    text INTEGER REFERENCES texts ON DELETE CASCADE, version TEXT NOT NULL DEFAULT '', signature BLOB,
    own_id TEXT NOT NULL, shared INTEGER NOT NULL, article_id TEXT NOT NULL DEFAULT '', text_id TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL, author TEXT NOT NULL, date TEXT NOT NULL, language TEXT NOT NULL, words INTEGER NOT NULL,
    sha256 TEXT NOT NULL, status TEXT NOT NULL, error TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL,
    text_start INTEGER NOT NULL, text_end INTEGER NOT NULL, UNIQUE (file, number)
);
CREATE INDEX articles_sha256 ON articles (sha256);
CREATE INDEX articles_text ON articles (text);
CREATE INDEX articles_article_id ON articles (article_id);
CREATE TABLE actors (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE, actor_id TEXT NOT NULL, actor_name TEXT NOT NULL,
    actor_type TEXT NOT NULL, subtype TEXT NOT NULL, country TEXT NOT NULL, aliases TEXT NOT NULL,
    mentions INTEGER NOT NULL, gender TEXT NOT NULL, number TEXT NOT NULL, kinds TEXT NOT NULL, listed INTEGER NOT NULL,
    example TEXT NOT NULL, PRIMARY KEY (article, actor_id)
) WITHOUT ROWID;
CREATE TABLE mentions (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE, place INTEGER NOT NULL, "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL, "text" TEXT NOT NULL, actor_id TEXT NOT NULL, actor_name TEXT NOT NULL,
    actor_type TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (article, place)
) WITHOUT ROWID;
CREATE TABLE relations (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE, place INTEGER NOT NULL,
    relation_id TEXT NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
    source_id TEXT NOT NULL, source_name TEXT NOT NULL, source_type TEXT NOT NULL, source_state TEXT NOT NULL,
    target_id TEXT NOT NULL, target_name TEXT NOT NULL, target_type TEXT NOT NULL, target_state TEXT NOT NULL,
    class TEXT NOT NULL, type TEXT NOT NULL, quad TEXT NOT NULL, intensity REAL NOT NULL, directed INTEGER NOT NULL,
    status TEXT NOT NULL, date TEXT NOT NULL, attribution TEXT NOT NULL, "trigger" TEXT NOT NULL,
    trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, rule TEXT NOT NULL, confidence REAL NOT NULL,
    sentence TEXT NOT NULL, PRIMARY KEY (article, place)
) WITHOUT ROWID;
CREATE VIEW evidence AS
    SELECT article_id, articles.title, articles.source AS newspaper, articles.date AS published, relations.*
    FROM relations JOIN articles USING (article);
"""


@contextmanager
def opened(folder: str | Path) -> Iterator[sqlite3.Connection]:
    """The database of an output folder, made where missing, for this run alone; what is not committed is undone.

    Raises:
        OutputError: another run is at work, the folder or the disk cannot be written to, or the file is no such
            database.
    """
    folder = Path(folder)
    try:
        with locked(folder), closing(connected(folder / NAME)) as db:
            yield db
    except OSError as error:
        raise OutputError.of(folder, error) from error
    except sqlite3.Error as error:
        raise OutputError(f"base « {folder / NAME} » : {error}") from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """An output folder, made where missing, for this run alone.

    Raises:
        OutputError: another run is at work, or the folder cannot be written to.
    """
    lock = FileLock(folder / LOCK, timeout=GRACE)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise OutputError(
            f"une autre exécution travaille déjà dans « {folder} » : attendre qu'elle ait fini"
        ) from error
    except OSError as error:
        raise OutputError.of(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def connected(path: Path) -> sqlite3.Connection:
    """A connection to the database at `path`, its tables made where it is new."""
    db = sqlite3.connect(path, timeout=30)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA foreign_keys = ON")
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version == 0:
        db.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
    elif version != SCHEMA_VERSION:
        db.close()
        raise OutputError(f"« {path} » vient d'une autre version d'Entente : choisir un autre dossier avec -o")
    return db
