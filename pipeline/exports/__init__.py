"""Results → the formats of other programs: one module per kind of reader, each export a function of this table."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import MissingExtraError

if TYPE_CHECKING:  # the command line lists the formats: nothing heavy here
    from pipeline.results import Results


class Format(NamedTuple):
    """A format: the module and function that write it, what it is called by default, and what it is for."""

    module: str
    function: str
    name: str
    purpose: str


FORMATS = {
    "xlsx": Format("sheets", "xlsx", "entente.xlsx", "classeur Excel ou LibreOffice"),
    "csv-fr": Format("sheets", "csv_fr", "csv-fr", "dossier de CSV à la française (point-virgule, virgule, BOM)"),
    "parquet": Format("data", "parquet", "parquet", "dossier de tables Parquet (pandas, R, DuckDB)"),
    "jsonl": Format("data", "jsonl", "events.jsonl", "un événement par ligne, à la manière de POLECAT"),
    "cytoscape": Format("networks", "cytoscape", "entente.cyjs", "réseau pour Cytoscape"),
    "neo4j": Format("networks", "neo4j", "neo4j", "dossier de CSV pour neo4j-admin, avec la commande"),
    "cas": Format("annotation", "cas", "cas", "dossier de CAS XMI pour INCEpTION et WebAnno"),
    "labelstudio": Format("annotation", "labelstudio", "labelstudio", "tâches et réglage pour Label Studio"),
    "gold": Format("gold", "gold", "gold", "articles annotés, à corriger, pour entente evaluate"),
}


def export(results: "Results", name: str, path: str | Path) -> list[Path]:
    """Write `results` in the format `name` at `path`, a file or a folder as `FORMATS` says; the paths written.

    Raises MissingExtraError where the format needs a library that is not installed, OutputError where `path` cannot
    be written.
    """
    chosen = FORMATS[name]
    try:
        write: Callable[[Results, Path], list[Path]] = getattr(
            import_module(f"pipeline.exports.{chosen.module}"), chosen.function
        )
        return write(results, Path(path))
    except ModuleNotFoundError as error:
        raise MissingExtraError(f"ce format demande {error.name} : pip install 'entente[export]'") from error
