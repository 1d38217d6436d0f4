"""Pictures to paste: the network of the strongest pairs, and its timeline, at publication quality.

Drawn by matplotlib; the same results give the same bytes.
"""

import math
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, MonthLocator
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch
from matplotlib.ticker import MaxNLocator

from pipeline.errors import FilterError
from pipeline.filters import relation_dates
from pipeline.layout import label, layout, wrapped
from pipeline.results import Results, records
from pipeline.ties import Tie, strongest

PAIRS = 30
FEWEST_MONTHS = 12  # of a timeline
COLOURS = {"cooperation": "#0a6b7c", "tension": "#b0350b"}
DASHES = {"cooperation": "-", "tension": (0, (3.2, 1.8))}
NAMES = {"cooperation": "Coopération", "tension": "Tension"}
MARKERS = {"STATE": "o", "ORGANISATION": "s", "PERSON": "D"}
KINDS = {"STATE": "État", "ORGANISATION": "Organisation", "PERSON": "Personne"}
INK, MUTED, MARK = "#1b2130", "#5a6272", "#4a5060"
FONT = 8  # points, of labels
PIXEL = 1 / 96  # inches, of the layout's coordinates
MARGIN = 70  # pixels around it
FONTS = ["Inter", "Source Sans 3", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans"]
STYLE: dict[Any, Any] = {
    "font.family": "sans-serif", "font.sans-serif": FONTS, "text.color": INK, "axes.edgecolor": MUTED,
    "xtick.color": MUTED, "ytick.color": MUTED, "svg.hashsalt": "entente",
    "svg.fonttype": "none", "hatch.color": "white", "hatch.linewidth": 0.8,
}  # fmt: skip
FORMATS = (".svg", ".png", ".pdf")


def network(results: Results, kind: str) -> bytes:
    """The strongest pairs, as SVG, PNG or PDF (`kind`, a suffix); raises FilterError where there is none."""
    relations = results.tables["relations"]
    ties = strongest(relations, PAIRS)
    if not ties:
        raise FilterError("aucune relation à dessiner")
    actors = {row["actor_id"]: row for row in records(results.tables["actors"])}
    places = layout(ties, {name: label(row) for name, row in actors.items()})
    sizes = radii(ties)
    spots = {
        name: Spot(*place, sizes[name], wrapped(label(actors[name])), actors[name]["actor_type"])
        for name, place in places.items()
    }
    with mpl.rc_context(STYLE):
        figure, axes = canvas(max(spot.x for spot in spots.values()), max(spot.y for spot in spots.values()))
        both = Counter((tie.first, tie.second) for tie in ties)
        most = max(tie.count for tie in ties)
        for tie in ties:
            draw_tie(axes, tie, spots[tie.first], spots[tie.second], most, bent=both[tie.first, tie.second] > 1)
        for spot in spots.values():
            draw_spot(axes, spot)
        legend(axes, {spot.kind for spot in spots.values()}, {tie.name for tie in ties})
        return rendered(figure, kind)


class Spot(NamedTuple):
    """An actor in a picture: place in pixels, size in points, label, type."""

    x: int
    y: int
    size: float
    lines: list[str]
    kind: str


def canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure whose coordinates are the layout's, y downwards."""
    figure = Figure(figsize=((width + 2 * MARGIN) * PIXEL, (height + 1.6 * MARGIN) * PIXEL))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(-MARGIN, width + MARGIN), ylim=(height + 1.2 * MARGIN, -0.4 * MARGIN))
    axes.axis("off")
    return figure, axes


def radii(ties: list[Tie]) -> dict[str, float]:
    """The size of each actor, in points, by its relations."""
    counts: Counter[str] = Counter()
    for tie in ties:
        counts.update({tie.first: tie.count, tie.second: tie.count})
    most = max(counts.values())
    return {name: 6 + 10 * (count / most) ** 0.5 for name, count in counts.items()}


def draw_spot(axes: Axes, spot: Spot) -> None:
    """A mark by the actor's type, its label under it."""
    axes.plot(spot.x, spot.y, MARKERS[spot.kind], color=MARK, ms=spot.size, mec="white", mew=1.2, zorder=3)
    axes.annotate(
        "\n".join(spot.lines), (spot.x, spot.y), (0, -spot.size / 2 - 3), textcoords="offset points", ha="center",
        va="top", fontsize=FONT, linespacing=1.05, zorder=4,
        bbox={"boxstyle": "square,pad=0.05", "fc": "white", "ec": "none", "alpha": 0.7},
    )  # fmt: skip


def draw_tie(axes: Axes, tie: Tie, a: Spot, b: Spot, most: int, *, bent: bool) -> None:
    """A line with its arrows, as wide as the tie is strong, and its count where it is more than one."""
    bend = (0.2 if tie.name == "cooperation" else -0.2) if bent else 0.05
    width = 1.0 + 3.2 * ((tie.count - 1) / max(most - 1, 4)) ** 0.5
    heads = ("<" if tie.backward and tie.one_sided else "") + "-" + (">" if tie.forward and tie.one_sided else "")
    style = {"-": "-", "->": "-|>", "<-": "<|-", "<->": "<|-|>"}[heads]
    middle = (a.x + b.x) / 2, (a.y + b.y) / 2
    pull = bend * (a.y - b.y), bend * (b.x - a.x)  # from the middle of the line to its control point
    control = middle[0] + pull[0], middle[1] + pull[1]
    axes.add_patch(FancyArrowPatch(
        (a.x, a.y), (b.x, b.y), arrowstyle=style, connectionstyle=f"arc3,rad={bend}", shrinkA=reach(a, *control),
        shrinkB=reach(b, *control), mutation_scale=7 + 1.6 * width, color=COLOURS[tie.name],
        linestyle=DASHES[tie.name], linewidth=width, alpha=0.85, zorder=1,
    ))  # fmt: skip
    if tie.count > 1:
        axes.text(
            middle[0] + pull[0] / 2, middle[1] + pull[1] / 2, str(tie.count), fontsize=7.5, weight="bold",
            color=COLOURS[tie.name], ha="center", va="center", zorder=2,
            bbox={"boxstyle": "circle,pad=0.12", "fc": "white", "ec": "none"},
        )  # fmt: skip


def reach(spot: Spot, x: float, y: float) -> float:
    """How far from an actor, in points, a line towards a place must stop to keep clear of it and of its label."""
    length = math.dist((spot.x, spot.y), (x, y)) or 1.0
    across, down = abs(x - spot.x) / length, (y - spot.y) / length
    half = 0.27 * FONT * max(map(len, spot.lines))
    top, bottom = spot.size / 2 + 3, spot.size / 2 + 5 + 1.25 * FONT * len(spot.lines)
    crosses = down > 0 and top / down * across < half
    out = min(bottom / down, half / max(across, 1e-6)) if crosses else 0.0
    return min(max(spot.size / 2 + 1.5, out + 1.5), 0.8 * length * PIXEL * 72)


def legend(axes: Axes, kinds: set[str], classes: set[str]) -> None:
    """What lines and marks mean, under the picture."""
    handles = [
        axes.plot([], [], ls=DASHES[n], color=COLOURS[n], lw=2, label=NAMES[n])[0] for n in NAMES if n in classes
    ]
    handles += [axes.plot([], [], MARKERS[k], color=MARK, ms=6, label=KINDS[k])[0] for k in MARKERS if k in kinds]
    axes.legend(handles=handles, loc="lower center", ncols=5, frameon=False, fontsize=8, labelcolor=MUTED)


def timeline(results: Results, kind: str) -> bytes:
    """Relations by month, cooperation above the line and tension below; raises FilterError where none has a month."""
    relations = results.tables["relations"]
    months = relation_dates(results.tables).str[:7].where(lambda date: date.str.len() == 7)
    counts = pd.crosstab(months, relations["class"]).reindex(columns=list(NAMES), fill_value=0)
    if counts.empty:
        raise FilterError("aucune relation dont le mois soit connu")
    known = pd.PeriodIndex(counts.index, freq="M")
    index = pd.period_range(min(known.min(), known.max() - FEWEST_MONTHS + 1), known.max(), freq="M")
    counts = counts.set_axis(known).reindex(index, fill_value=0)
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(9, 2.8), layout="constrained")
        axes = figure.add_subplot()
        days = index.to_timestamp()
        axes.bar(days, counts["cooperation"], width=22, color=COLOURS["cooperation"], label=NAMES["cooperation"])
        axes.bar(days, -counts["tension"], width=22, color=COLOURS["tension"], hatch="//////", label=NAMES["tension"])
        time_axes(axes, len(index))
        figure.legend(frameon=False, fontsize=8, ncols=2, loc="outside upper left", labelcolor=MUTED)
        return rendered(figure, kind)


def time_axes(axes: Axes, months: int) -> None:
    """Months along the line, counts without a sign."""
    axes.axhline(0, color=MUTED, lw=0.8)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.xaxis.set_major_locator(MonthLocator(interval=-(-months // 12)))  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(DateFormatter("%m/%Y"))  # type: ignore[no-untyped-call]
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):.0f}")
    axes.set_ylabel("relations par mois", color=MUTED, fontsize=8)
    axes.tick_params(labelsize=8)


def rendered(figure: Figure, kind: str) -> bytes:
    """The bytes of a figure, which do not tell when it was drawn."""
    buffer = BytesIO()
    dates = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(kind)
    figure.savefig(buffer, format=kind[1:], dpi=200, metadata=dates, bbox_inches="tight", pad_inches=0.12)
    return buffer.getvalue()


def suffix(path: Path) -> str:
    """The kind of picture that a file's name asks for; raises FilterError for another."""
    if path.suffix.lower() not in FORMATS:
        raise FilterError(f"« {path.name} » : une image se nomme en {', '.join(FORMATS)}")
    return path.suffix.lower()
