"""Where the data of the program lies."""

from functools import cache
from pathlib import Path


@cache
def models_dir() -> Path:
    """`models/` of a checkout, or the copy inside an installed wheel."""
    package = Path(__file__).resolve().parent
    for folder in (package / "models", package.parent / "models"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("models/ introuvable : réinstaller le paquet « entente »")
