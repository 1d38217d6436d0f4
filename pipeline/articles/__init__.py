"""Files and folders in, `Article` records out; whatever cannot be read is a record with status `error`."""

from pipeline.articles.reading import read

__all__ = ["read"]
