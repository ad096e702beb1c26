"""A log analyzer: what happened, who did it, how much of it was malformed; exact and fast.

`analyze` reads access logs and returns a `Report`. What is counted, and how, stands in
`definitions.md`; it is the same for each of the backends.
"""

from .analyzer import Analyzer, analyze
from .backends import BACKENDS, BackendInfo, backend_info
from .checkpoint import analyze_news
from .distributed import analyze_distributed
from .errors import (
    BackendUnavailableError,
    FilterSyntaxError,
    LogAnalyzerError,
    MemoryLimitExceeded,
    PartialError,
    SourceError,
    UnknownFormatError,
)
from .filters import Filter, compile_filter
from .follow import follow
from .formats import FORMATS, LogFormat
from .percentiles import Latency
from .report import Report
from .rows import Group, KeyLatency, MalformedLine, TopRow, Totals
from .series import Bucket

__all__ = [
    "BACKENDS",
    "FORMATS",
    "Analyzer",
    "BackendInfo",
    "BackendUnavailableError",
    "Bucket",
    "Filter",
    "FilterSyntaxError",
    "Group",
    "KeyLatency",
    "Latency",
    "LogAnalyzerError",
    "LogFormat",
    "MalformedLine",
    "MemoryLimitExceeded",
    "PartialError",
    "Report",
    "SourceError",
    "TopRow",
    "Totals",
    "UnknownFormatError",
    "analyze",
    "analyze_distributed",
    "analyze_news",
    "backend_info",
    "compile_filter",
    "follow",
]
