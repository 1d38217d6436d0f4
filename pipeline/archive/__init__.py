"""Archives of millions of articles: Parquet tables in, Parquet tables out, on the cores of a Ray cluster.

No database, graphs or report, which want all results in one place: each slice of a file gives a part of each table,
under a name that depends on the slice alone, so that a slice that is done twice leaves one part.
"""

from pipeline.archive.flow import ArchiveResult, extract_archive

__all__ = ["ArchiveResult", "extract_archive"]
