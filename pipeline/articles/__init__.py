"""Files and folders in, `Article` records out; whatever cannot be read is a record with status `error`."""

from pipeline.articles.reading import read
from pipeline.articles.sources import Source, sources

__all__ = ["Source", "read", "sources"]
