"""The report: results → one HTML file that works offline, from the picture to the sentence each edge rests on."""

from pipeline.report.page import report_html

__all__ = ["report_html"]
