"""The commands over a folder of results: `inspect`, and the filters that these commands share. They print."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from pipeline.cli import date
from pipeline.exports import FORMATS

CLASSES = ("cooperation", "tension")
STATUSES = ("asserted", "hypothetical", "negated")

GRAPH = "Dessine les paires les plus fortes ; sans --status, seulement les relations affirmées."
COMPARE = "Liste les liens affirmés qui se sont retournés, sont apparus ou ont disparu."
CHANGES = {"turned": "Retournés", "appeared": "Apparus", "vanished": "Disparus"}
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

    export = commands.add_parser(
        "export", help="écrire un résultat pour un autre programme", description=export_words()
    )
    export.add_argument("format", choices=list(FORMATS), metavar="FORMAT", help=", ".join(FORMATS))
    export.add_argument(
        "output", nargs="?", default="outputs", metavar="DOSSIER", help="le résultat (défaut : outputs)"
    )
    export.add_argument("-o", "--to", metavar="FICHIER", help="où écrire (défaut : dans le dossier du résultat)")
    export.add_argument("--judgements", metavar="JUGEMENTS", help="avec gold : les jugements exportés du rapport")
    add_filters(export)
    export.set_defaults(command=export_command)

    graph = commands.add_parser("graph", help="dessiner le réseau (SVG, PNG, PDF)", description=GRAPH)
    graph.add_argument("output", nargs="?", default="outputs", metavar="DOSSIER", help="le résultat (défaut : outputs)")
    graph.add_argument("-o", "--to", required=True, metavar="IMAGE", help="le fichier, en .svg, .png ou .pdf")
    graph.add_argument("--timeline", action="store_true", help="les relations par mois plutôt que le réseau")
    add_filters(graph)
    graph.set_defaults(command=graph_command)

    compare = commands.add_parser("compare", help="ce qui a changé d'une période à l'autre", description=COMPARE)
    compare.add_argument(
        "output", nargs="?", default="outputs", metavar="DOSSIER", help="le résultat (défaut : outputs)"
    )
    compare.add_argument("--before", required=True, metavar="PÉRIODE", help="2024, 2024-03 ou 2024-01..2024-06")
    compare.add_argument("--after", required=True, metavar="PÉRIODE", help="de même")
    compare.add_argument("-o", "--to", metavar="FICHIER", help="écrire aussi la table (CSV)")
    compare.set_defaults(command=compare_command)


def add_filters(command: argparse.ArgumentParser) -> None:
    """The filters that say which relations to keep."""
    group = command.add_argument_group("filtres (les relations à garder)")
    group.add_argument("--since", type=date, metavar="DATE", help="à partir de cette date")
    group.add_argument("--until", type=date, metavar="DATE", help="jusqu'à cette date comprise")
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
        since=args.since or "", until=args.until or "", actors=args.actor, classes=args.classes, types=args.types,
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


def export_words() -> str:
    """What each format is for."""
    return "Formats : " + " ; ".join(f"{name}, {chosen.purpose}" for name, chosen in FORMATS.items()) + "."


def export_command(args: argparse.Namespace) -> int:
    """`entente export`."""
    from pipeline.exports import export
    from pipeline.exports.gold import judged
    from pipeline.judgements import read_judgements

    results = filtered(args)
    if args.judgements:
        if args.format != "gold":
            print("entente export : erreur : --judgements ne va qu'avec gold", file=sys.stderr)
            return 2
        results = judged(results, read_judgements(args.judgements))
    path = Path(args.to) if args.to else Path(args.output) / FORMATS[args.format].name
    export(results, args.format, path)
    print(path)
    return 0


def graph_command(args: argparse.Namespace) -> int:
    """`entente graph`."""
    from pipeline import draw
    from pipeline.outputs import save

    path = Path(args.to)
    kind = draw.suffix(path)
    args.status = args.status or ["asserted"]
    picture = draw.timeline if args.timeline else draw.network
    save(path, picture(filtered(args), kind))
    print(path)
    return 0


def compare_command(args: argparse.Namespace) -> int:
    """`entente compare`."""
    from pipeline.network import compare
    from pipeline.outputs import csv_bytes, save
    from pipeline.results import read_results, records

    table = compare(read_results(args.output).tables, args.before, args.after)
    for change, heading in CHANGES.items():
        rows = records(table[table["change"] == change])
        print(f"{heading} · {len(rows)}")
        for row in rows:
            print(
                f"  {row['source_name']} – {row['target_name']} : {period_words(row, 'before')} → {period_words(row, 'after')}"
            )
    if args.to:
        save(Path(args.to), csv_bytes(table))
    return 0


def period_words(row: dict[str, Any], period: str) -> str:
    """« 3 coopérations, 1 tension » of one period."""
    from pipeline.summary import plural

    counts = {"coopération": row[f"cooperation_{period}"], "tension": row[f"tension_{period}"]}
    return ", ".join(plural(count, word) for word, count in counts.items() if count) or "rien"


def judgements_command(args: argparse.Namespace) -> int:
    """`entente evaluate` of a file of judgements."""
    from pipeline.judgements import read_judgements, score_judgements
    from pipeline.results import read_results

    result = score_judgements(read_judgements(args.gold), read_results(args.output).tables["relations"])
    low, high = result.interval
    counts = {name: result.outcomes[name] for name in ("right", "wrong", "lost", "gone")}
    if args.json:
        details = {name: dict(found) for name, found in sorted(result.details.items())}
        print(
            json.dumps(
                {
                    "precision": round(result.precision, 4),
                    "interval": [round(low, 4), round(high, 4)],
                    **counts,
                    "details": details,
                }
            )
        )
        return 0
    judged = counts["right"] + counts["wrong"]
    print(
        f"Précision  {result.precision:.3f} ({low:.3f} à {high:.3f}, intervalle de Wilson à 95 %) : {counts['right']} justes sur {judged} jugées"
    )
    print(f"Plus dans ce résultat : {counts['lost']} justes, {counts['gone']} fausses ou à corriger")
    for name, found in sorted(result.details.items()):
        print(f"  {name:12} {found['right']:4} sur {found['right'] + found['wrong']}")
    return 0
