# What a tally can be asked.

cdef class Results:
    """The counts of a tally, and all that is read from them."""

    cdef Layout layout
    cdef Counts counts
    cdef object known        # Sources of all that is in counts
    cdef list kept           # what the layout points to

    cdef int settle(self) except -1:
        """Bring the counts up to date."""
        return 0

    def totals(self):
        """Lines by what became of them, bad_request, bytes, and first and last epoch second."""
        self.settle()
        parsed = self.counts.parsed > 0
        return {
            "lines": self.counts.lines,
            "parsed": self.counts.parsed,
            "malformed": self.counts.malformed,
            "blank": self.counts.reasons[BLANK],
            "filtered": self.counts.filtered,
            "bad_request": self.counts.bad_request,
            "bytes": wide(self.counts.bytes_lo, self.counts.bytes_hi),
            "first": self.counts.first if parsed else None,
            "last": self.counts.last if parsed else None,
        }

    def status(self):
        """Lines for each status, ascending."""
        cdef size_t i
        self.settle()
        return {
            i: self.counts.statuses[i]
            for i in range(<size_t>STATUS_COUNT) if self.counts.statuses[i]
        }

    def methods(self):
        """Lines for each method, ascending by method."""
        self.settle()
        return plain_counts(&self.counts.methods)

    def protocols(self):
        """Lines for each protocol, ascending by protocol."""
        self.settle()
        return plain_counts(&self.counts.protocols)

    def reasons(self):
        """Lines for each reason that occurred, blank ones included."""
        cdef size_t i
        self.settle()
        return {
            REASONS[i]: self.counts.reasons[i]
            for i in range(<size_t>REASON_COUNT) if self.counts.reasons[i]
        }

    def samples(self):
        """(source, line number, byte offset, reason, first 200 bytes) of malformed lines."""
        self.settle()
        return [
            (source, line, offset, REASONS[reason], text)
            for source, line, offset, reason, text in self.known.samples
        ]

    def top(self, str column, n, str by):
        """The first keys of a column.

        Args:
            column: "path", "ip", "user_agent", "referrer", "user" or "host".
            n: How many, at least 0.
            by: "count", "bytes", "errors", "latency_sum"; "p99" where latencies are kept by key.

        Returns:
            (key, count, bytes, errors, lines with a latency, their latencies in microseconds): the
            number asked for descending, then the key ascending.

        Raises:
            ValueError: There is no such column or number.
        """
        cdef int index = self.column(column)
        cdef KeyTable* table = &self.counts.columns[index]
        cdef Measure measure = <Measure><int>self.choice("by", by, MEASURES)
        if n < 0:
            raise ValueError(f"n is {n}, must be at least 0")
        if measure == BY_P99:
            self.check_latency_by(index)
            return slowest_rows(table, &self.counts.key_latencies[index], min(n, table.count))
        return top_rows(table, measure, min(n, table.count))

    def unique(self, str column):
        """How many different keys a column has; the columns are those of `top`.

        Raises:
            ValueError: There is no such column, or counts are approximate.
        """
        cdef int index = self.column(column)
        self.check_exact()
        return self.counts.columns[index].count

    def visitors(self):
        """How many different (host, agent, UTC day) there are, as far as the plan has them.

        Raises:
            ValueError: Counts are approximate.
        """
        self.settle()
        self.check_exact()
        return self.counts.visitors.count

    def latency(self):
        """(microseconds, lines), ascending; in approximate mode (bucket, lines)."""
        self.settle()
        return [(value, lines) for _, value, lines in bin_rows(&self.counts.latencies)]

    def latency_minutes(self):
        """(minute's start, microseconds, lines), ascending; nothing in approximate mode."""
        self.settle()
        return bin_rows(&self.counts.minute_latencies)

    def key_latency(self, str column, bytes key not None):
        """(microseconds, lines) of one key of a column, ascending.

        Raises:
            ValueError: Latencies are not kept by the keys of this column.
        """
        cdef int index = self.column(column)
        self.check_latency_by(index)
        return key_rows(
            &self.counts.columns[index], &self.counts.key_latencies[index], key
        )

    def groups(self):
        """(values, count, bytes, errors, lines with a latency, their latencies) of each group."""
        self.settle()
        return group_rows(&self.counts.groups, self.layout.grouping.count)

    def lost(self, str table):
        """By how much a count is at most too low: of a column, "method" or "group"."""
        self.settle()
        if table == "method":
            return self.counts.methods.lost
        if table == "group":
            return self.counts.groups.lost
        return self.counts.columns[self.choice("table", table, COLUMNS)].lost

    def registers(self, str name):
        """The 16384 HyperLogLog registers of a column, or of "visitors".

        Raises:
            ValueError: Counts are exact, or there is no such name.
        """
        cdef int index = self.choice("name", name, (*COLUMNS, "visitors"))
        self.settle()
        if not self.layout.approx:
            raise ValueError("registers are kept in approximate mode only")
        if self.counts.registers == NULL:
            return bytes(REGISTERS)
        return (self.counts.registers + index * REGISTERS)[:REGISTERS]

    def series(self):
        """(start in epoch seconds, requests, bytes, 4xx, 5xx) of each minute, ascending."""
        self.settle()
        return minute_rows(&self.counts.minutes)

    cdef int choice(self, str name, str value, tuple allowed) except -1:
        if value not in allowed:
            raise ValueError(f"{name} is {value!r}, must be one of {', '.join(allowed)}")
        return allowed.index(value)

    cdef int column(self, str name) except -1:
        self.settle()
        return self.choice("column", name, COLUMNS)

    cdef int check_exact(self) except -1:
        if self.layout.approx:
            raise ValueError("different values are not counted in approximate mode")
        return 0

    cdef int check_latency_by(self, int column) except -1:
        if not self.layout.latency_by[column]:
            raise ValueError(f"latencies are not kept by {COLUMNS[column]}")
        return 0
