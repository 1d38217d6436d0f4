"""The commands over a folder of results: `inspect`, and the filters that these commands share. They print."""

import argparse
from pathlib import Path
from typing import Any

from pipeline.cli import date

CLASSES = ("cooperation", "tension")
STATUSES = ("asserted", "hypothetical", "negated")

INSPECT = "Écrit report.html à partir des tables d'un dossier de résultats, et l'ouvre dans le navigateur."


def add_commands(commands: Any) -> None:
    """Add the commands to the command line."""
    inspect = commands.add_parser("inspect", help="ouvrir le rapport dans le navigateur", description=INSPECT)
    inspect.add_argument(
        "output", nargs="?", default="outputs", metavar="DOSSIER", help="le résultat (défaut : outputs)"
    )
    inspect.add_argument("--no-open", action="store_true", help="écrire le rapport sans l'ouvrir")
    add_filters(inspect)
    inspect.set_defaults(command=inspect_command)


def add_filters(command: argparse.ArgumentParser) -> None:
    """The filters that say which relations to keep."""
    group = command.add_argument_group("filtres (les relations à garder)")
    group.add_argument("--since", type=date, default="", metavar="DATE", help="à partir de cette date")
    group.add_argument("--until", type=date, default="", metavar="DATE", help="jusqu'à cette date comprise")
    group.add_argument(
        "--actor", action="append", default=[], metavar="ACTEUR",
        help="dont un bout est cet acteur (identifiant ou nom) ; peut être répété",
    )  # fmt: skip
    group.add_argument("--class", action="append", default=[], choices=CLASSES, dest="classes", metavar="CLASSE",
                       help="cooperation ou tension")  # fmt: skip
    group.add_argument(
        "--type", action="append", default=[], type=str.upper, metavar="TYPE", dest="types",
        help="de ce type PLOVER (ACCUSE, AGREE, …) ; peut être répété",
    )  # fmt: skip
    group.add_argument("--min-confidence", type=share, default=0.0, metavar="C", help="de confiance C ou plus (0 à 1)")
    group.add_argument(
        "--status", action="append", default=[], choices=STATUSES, metavar="STATUT",
        help="asserted, hypothetical ou negated ; peut être répété",
    )  # fmt: skip


def share(value: str) -> float:
    """A number from 0 to 1, with a point or a comma."""
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"« {value} » n'est pas un nombre de 0 à 1")
    return number


def filtered(args: argparse.Namespace) -> Any:
    """The results of `args.output` that its filters keep."""
    from pipeline.filters import Filter, keep
    from pipeline.results import read_results

    chosen = Filter(
        since=args.since, until=args.until, actors=args.actor, classes=args.classes, types=args.types,
        statuses=args.status, min_confidence=args.min_confidence,
    )  # fmt: skip
    return keep(read_results(args.output), chosen)


def filter_words(args: argparse.Namespace) -> str:
    """The filters as they were given, for a reader of the report."""
    given = {
        "--since": [args.since], "--until": [args.until], "--actor": args.actor, "--class": args.classes,
        "--type": args.types, "--status": args.status,
        "--min-confidence": [f"{args.min_confidence:g}" if args.min_confidence else ""],
    }  # fmt: skip
    return " ".join(f"{name} {value}" for name, values in given.items() for value in values if value)


def inspect_command(args: argparse.Namespace) -> int:
    """`entente inspect`."""
    import webbrowser

    from pipeline.outputs import save
    from pipeline.report import report_html

    path = Path(args.output).resolve() / "report.html"
    save(path, report_html(filtered(args), filter_words(args)))
    print(path)
    if not args.no_open and not webbrowser.open(path.as_uri()):
        print("Aucun navigateur n'a répondu : ouvrir ce fichier d'un double-clic.")
    return 0
