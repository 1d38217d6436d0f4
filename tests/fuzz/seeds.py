"""Writes the files that fuzzing starts from: `python seeds.py FOLDER`."""

import sys
from pathlib import Path

from pipeline.articles.reading import READERS
from pipeline.paths import models_dir

FILES = Path(__file__).parent.parent / "articles" / "files"


def main(folder: Path) -> None:
    """Real files of every kind, and real rule files."""
    for name in ("readers", "rules"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for path in sorted(FILES.glob("*.*")):
        for number, suffix in enumerate(sorted(READERS)):
            if path.suffix == suffix:
                (folder / "readers" / path.name).write_bytes(bytes([number]) + path.read_bytes())
    for path in sorted((models_dir() / "rules").glob("*.toml")):
        (folder / "rules" / path.name).write_bytes(path.read_bytes()[:3000].rpartition(b"\n\n")[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
