"""The command `entente`. Only this module, `cli_cluster` and `cli_outputs` print and decide the exit code.

Exit codes: 0 success, 1 some input could not be read (the rest is done) or a check failed, 2 usage error.
"""

import argparse
import json
import re
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

# Nothing heavy here: the help must come at once.
from pipeline.errors import EntenteError

DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"il manque : \1"),
    (r"unrecognized arguments: (.+)", r"arguments inconnus : \1"),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", r"\1 : choix inconnu \2 (possibles : \3)"),
    (r"argument (.+): expected (?:one|at least one) argument", r"\1 : il manque une valeur"),
    (r"argument (.+): (.+)", r"\1 : \2"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks French."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, formatter_class=Formatter, **options)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = "arguments", "options"
        self.add_argument("-h", "--help", action="help", help="montrer cette aide")

    def error(self, message: str) -> NoReturn:
        """Print usage and complaint, exit with 2."""
        for pattern, french in COMPLAINTS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, french, message)
                break
        self.exit(2, f"{self.format_usage()}{self.prog} : erreur : {message}\n")


class Formatter(argparse.HelpFormatter):
    """Help with a French « usage »."""

    def add_usage(self, usage: object, actions: object, groups: object, prefix: str | None = None) -> None:
        """As in argparse, with another prefix."""
        super().add_usage(usage, actions, groups, "usage : " if prefix is None else prefix)  # type: ignore[arg-type]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; its exit code."""
    args = parser().parse_args(argv)
    args.argv = sys.argv[1:] if argv is None else argv
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        return int(args.command(args))
    except EntenteError as error:
        print(f"entente : {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output, such as `head`, has left
        sys.stderr.close()
        return 0
    except KeyboardInterrupt as interruption:
        print("entente : interrompu ; la même commande reprend où celle-ci s'est arrêtée", file=sys.stderr)
        return 128 + (interruption.args[0] if interruption.args else signal.SIGINT)
    finally:
        signal.signal(signal.SIGTERM, before)


def interrupt(number: int, frame: object) -> NoReturn:
    """Have a signal do what Ctrl-C does."""
    raise KeyboardInterrupt(number)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    from pipeline.cli_cluster import add_cluster_options

    top = Parser(
        prog="entente",
        description="Qui coopère, qui s'oppose : acteurs et relations dans la presse en français.",
    )
    commands = top.add_subparsers(title="commandes", metavar="COMMANDE", required=True, dest="name")

    run = commands.add_parser("run", help="lire des articles, écrire tables et graphes", description=RUN)
    run.add_argument("inputs", nargs="+", metavar="ENTRÉE", help="fichier ou dossier")
    run.add_argument("-o", "--output", default="outputs", metavar="DOSSIER", help="où écrire (défaut : outputs)")
    run.add_argument("--date", type=date, metavar="DATE", help="date des articles qui n'en portent pas")
    run.add_argument(
        "--gazetteer", action="append", default=[], metavar="FICHIER",
        help="acteurs à connaître en plus (CSV aux colonnes d'unknown_actors.csv) ; peut être répété",
    )  # fmt: skip
    add_rules_option(run)
    run.add_argument(
        "--workers", type=positive, metavar="N",
        help="processus qui se partagent l'analyse (défaut : autant que de cœurs ; 1 : aucun autre que celui-ci)",
    )  # fmt: skip
    run.add_argument("--force", action="store_true", help="tout refaire, même ce qui n'a pas changé")
    run.add_argument("--prune", action="store_true", help="oublier les fichiers qui ne sont plus parmi les entrées")
    run.add_argument("--watch", action="store_true", help="rester là et refaire dès qu'un fichier arrive ou change")
    add_cluster_options(run)
    run.add_argument("-q", "--quiet", action="store_true", help="ne rien afficher que les erreurs")
    run.set_defaults(command=run_command)

    explain = commands.add_parser(
        "explain", help="montrer ce qui est compris d'une phrase, et pourquoi", description=EXPLAIN
    )
    explain.add_argument("text", nargs="?", metavar="PHRASE", help="la phrase (entre guillemets)")
    explain.add_argument("--file", metavar="FICHIER", help="un fichier texte à la place de la phrase")
    explain.add_argument("--date", type=date, metavar="DATE", help="la date de l'article, pour « mardi », « en juin »")
    add_rules_option(explain)
    explain.set_defaults(command=explain_command)

    evaluate = commands.add_parser("evaluate", help="noter un résultat sur des articles annotés", description=EVALUATE)
    evaluate.add_argument(
        "gold",
        metavar="RÉFÉRENCE",
        help="dossier d'annotations (.json à côté des .txt), ou fichier de jugements exporté du rapport",
    )
    evaluate.add_argument("-o", "--output", default="outputs", metavar="DOSSIER", help="le résultat (défaut : outputs)")
    evaluate.add_argument("--errors", action="store_true", help="lister ce qui manque et ce qui est de trop")
    evaluate.add_argument("--json", action="store_true", help="les chiffres en JSON")
    evaluate.set_defaults(command=evaluate_command)

    rules = commands.add_parser("rules", help="lister ou vérifier les règles", description=RULES)
    rules.add_argument("action", nargs="?", choices=["check"], help="check : rejouer les exemples de chaque règle")
    add_rules_option(rules)
    rules.set_defaults(command=rules_command)

    from pipeline.cli_outputs import add_commands  # which needs this module

    add_commands(commands)
    return top


def add_rules_option(command: argparse.ArgumentParser) -> None:
    """`--rules`, as several commands have it."""
    command.add_argument(
        "--rules", action="append", default=[], metavar="FICHIER", dest="rule_files",
        help="règles à ajouter (TOML, comme celles de models/rules) ; peut être répété",
    )  # fmt: skip


RUN = (
    "Lit les articles (texte, HTML, PDF, Word, JSONL, CSV, Parquet, RSS et Atom, exports d'Europresse et de Factiva, ZIP de tout "
    "cela), en extrait acteurs et relations, écrit tables (CSV), graphes (GraphML, GEXF) et rapport (HTML). Relancée, ne "
    "fait que ce qui est nouveau ou a changé."
)
EVALUATE = "Compare mentions.csv et relations.csv à des articles annotés : précision, rappel, F1 ; ou à des jugements : précision."
EXPLAIN = "Montre les acteurs, les relations, la règle de chacune et le chemin vers ses acteurs, et ce qui a failli en être une."
RULES = "Sans argument, liste les règles : identifiant, type, cadres."


def date(value: str) -> str:
    """An ISO date at any precision."""
    if not DATE.fullmatch(value):
        raise argparse.ArgumentTypeError(f"« {value} » n'est pas une date (2025, 2025-07 ou 2025-07-09)")
    return value


def positive(value: str) -> int:
    """A whole number from 1 on."""
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"« {value} » n'est pas un nombre entier de 1 ou plus")
    return int(value)


def run_command(args: argparse.Namespace) -> int:
    """`entente run`."""
    from pipeline.cli_cluster import archive_command, complaint, engine, told

    if wrong := complaint(args):
        print(f"entente run : erreur : {wrong}", file=sys.stderr)
        return 2
    if args.watch:
        return watch_command(args)
    if args.parquet:
        return archive_command(args)
    from pipeline.engines.local import cores
    from pipeline.job import run
    from pipeline.progress import shown

    with shown(args.quiet) as progress:
        result = run(
            args.inputs,
            args.output,
            date=args.date or "",
            gazetteer=args.gazetteer,
            rules=args.rule_files,
            force=args.force,
            prune=args.prune,
            workers=args.workers or cores(),
            engine=engine(args),
            progress=progress,
        )
    if not args.quiet:
        from pipeline.summary import summarise  # not before: it brings pandas into the memory of the workers

        print(summarise(result))
    return told(result.failures)


def watch_command(args: argparse.Namespace) -> int:
    """`entente run --watch`: the same command without it, whenever something has changed.

    Each time in a process of its own, so that memory does not grow with the days and changed rules are read anew.
    """
    import subprocess

    from pipeline.watch import watch

    command = [sys.executable, "-m", "pipeline", *(word for word in args.argv if word != "--watch")]
    if not args.quiet:
        print("entente : guette les fichiers nouveaux ou changés ; Ctrl-C pour arrêter", file=sys.stderr)
    try:
        watch(
            [*args.inputs, *args.gazetteer, *args.rule_files], args.output, lambda: subprocess.run(command, check=False)
        )
    except KeyboardInterrupt:
        return 0


def explain_command(args: argparse.Namespace) -> int:
    """`entente explain`."""
    from pathlib import Path

    import pipeline
    from pipeline.articles.decoding import UnreadableError, read_text
    from pipeline.explain import explain

    if (args.text is None) == (args.file is None):
        print("entente explain : erreur : donner une phrase, ou un fichier avec --file", file=sys.stderr)
        return 2
    text = args.text
    if args.file is not None:
        try:
            text = read_text(Path(args.file))
        except UnreadableError as error:
            raise EntenteError(f"« {args.file} » : {error}") from error
    print(explain(text, pipeline.load(rules=args.rule_files), args.date or "").rstrip())
    return 0


def evaluate_command(args: argparse.Namespace) -> int:
    """`entente evaluate`."""
    from pathlib import Path

    from pipeline.cli_outputs import judgements_command
    from pipeline.evaluate import evaluate

    if Path(args.gold).is_file():
        return judgements_command(args)
    result = evaluate(args.gold, args.output)
    figures = {name: score.figures() for name, score in result.scores.items()}
    if args.errors:
        print("\n".join(result.errors))
    if args.json:
        print(json.dumps(figures))
        return 0
    print(f"{'score':32}{'P':>8}{'R':>8}{'F1':>8}{'tp':>6}{'fp':>6}{'fn':>6}   F1 à 95 %")
    for name, t in figures.items():
        low, high = result.interval(name)
        print(f"{score_line(name, t)}   {low:.3f}-{high:.3f}")
    print("\nRelations à la phrase, par type et par statut")
    for name, score in result.details.items():
        print(score_line(name, score.figures()))
    return 0


def score_line(name: str, figures: dict[str, float]) -> str:
    """A line of the table of scores."""
    shares = "".join(f"{figures[share]:8.3f}" for share in ("precision", "recall", "f1"))
    return f"{name:32}{shares}{figures['tp']:6}{figures['fp']:6}{figures['fn']:6}"


def rules_command(args: argparse.Namespace) -> int:
    """`entente rules` and `entente rules check`."""
    from pathlib import Path

    from pipeline import rules

    if args.action == "check":
        problems = rules.check(args.rule_files)
        print("\n".join(problems) or "Toutes les règles passent leurs exemples.")
        return 1 if problems else 0
    for rule in rules.load_rules(tuple(map(Path, args.rule_files))):
        print(f"{rule.id:32} {rule.type:10} {' · '.join(rule.frames)}")
    return 0
