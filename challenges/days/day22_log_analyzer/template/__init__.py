"""A log analyzer: what happened, who did it, how much of it was malformed; exact and fast.

These are the public names. Behind them you may cut the modules otherwise than they are cut here.
"""

from .analyzer import Analyzer, analyze
from .backends import BACKENDS, BackendInfo, backend_info
from .errors import (
    BackendUnavailableError,
    LogAnalyzerError,
    PartialError,
    SourceError,
    UnknownFormatError,
)
from .formats import FORMATS, LogFormat
from .report import Bucket, MalformedLine, Report, TopRow, Totals

__all__ = [
    "BACKENDS",
    "FORMATS",
    "Analyzer",
    "BackendInfo",
    "BackendUnavailableError",
    "Bucket",
    "LogAnalyzerError",
    "LogFormat",
    "MalformedLine",
    "PartialError",
    "Report",
    "SourceError",
    "TopRow",
    "Totals",
    "UnknownFormatError",
    "analyze",
    "backend_info",
]
