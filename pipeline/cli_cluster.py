"""What `entente run` does on a Ray cluster. Prints."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.engines import Engine


def add_cluster_options(run: argparse.ArgumentParser) -> None:
    """The options of `entente run` that are about clusters."""
    group = run.add_argument_group("sur plusieurs machines")
    group.add_argument(
        "--engine", choices=["local", "ray"], default="local", metavar="MOTEUR",
        help="qui analyse : local (cette machine, par défaut) ou ray (les machines d'une grappe Ray)",
    )  # fmt: skip
    group.add_argument(
        "--address", default="", metavar="ADRESSE",
        help="avec ray : où est la grappe (défaut : celle dont cette machine fait partie, sinon cette machine seule)",
    )  # fmt: skip
    group.add_argument(
        "--parquet", action="store_true",
        help="avec ray : n'écrire que des tables Parquet, tranche par tranche, pour des millions d'articles",
    )  # fmt: skip


def complaint(args: argparse.Namespace) -> str:
    """What is wrong with these options, if anything."""
    if args.engine != "ray" and (args.address or args.parquet):
        return "--address et --parquet demandent --engine ray"
    return "--workers est pour --engine local" if args.engine == "ray" and args.workers else ""


def engine(args: argparse.Namespace) -> "Engine | None":
    """The engine that was asked for, None for that of this machine."""
    from pipeline.engines.ray import on_cluster

    return on_cluster(args.address) if args.engine == "ray" else None


def archive_command(args: argparse.Namespace) -> int:
    """`entente run --engine ray --parquet`."""
    from pipeline.archive import extract_archive
    from pipeline.progress import counted
    from pipeline.summary import summarise_archive

    with counted(args.quiet) as progress:
        result = extract_archive(
            args.inputs,
            args.output,
            address=args.address,
            date=args.date or "",
            gazetteer=args.gazetteer,
            rules=args.rule_files,
            force=args.force,
            prune=args.prune,
            progress=progress,
        )
    if not args.quiet:
        print(summarise_archive(result))
    return told(result.failures)


def told(failures: Sequence[str]) -> int:
    """Say what could not be read; the exit code."""
    for line in failures:
        print(f"entente : {line}", file=sys.stderr)
    return 1 if failures else 0
