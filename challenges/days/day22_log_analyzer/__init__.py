"""A log analyzer: what happened, who did it, how much of it was malformed; exact and fast.

`analyze` reads access logs and returns a `Report`. What is counted, and how, stands in
`definitions.md`; it is the same for each of the backends.
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
