"""Frames to files that other tools open. Every file says where it comes from; none is named after input."""

from analystkit.export.report import report, report_html

__all__ = ["report", "report_html"]
