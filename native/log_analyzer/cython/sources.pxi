# Which ranges of which sources were counted, and their first malformed lines: few values, plain
# Python.

class Sources:
    """The counted ranges of each source and the samples kept from them.

    Attributes:
        ranges: For each source its ranges (start, end, lines): sorted, disjoint, neighbours joined.
        samples: (source, line number, byte offset, reason, bytes), sorted by source and offset. A
            line number is 1-based and counts from the start of the range that holds the line.
    """

    def __init__(self, ranges, samples):
        self.ranges = ranges
        self.samples = samples

    def combined(self, other, limit):
        """These sources and `other`, the first `limit` samples kept.

        Raises:
            ValueError: A range of `other` overlaps one of these: its lines would count twice.
        """
        ranges = {}
        samples = []
        for source in self.ranges.keys() | other.ranges.keys():
            pieces = sorted(self.ranges.get(source, []) + other.ranges.get(source, []))
            for before, after in zip(pieces, pieces[1:]):
                if after[0] < before[1]:
                    raise ValueError(
                        f"source {source!r}: range {after[0]}-{after[1]} overlaps range "
                        f"{before[0]}-{before[1]}, its lines would be counted twice"
                    )
            lines_before, ranges[source] = joined(pieces)
            for name, line, offset, *rest in self.samples + other.samples:
                if name == source:
                    piece = bisect.bisect(pieces, (offset, INFINITY)) - 1
                    samples.append((name, line + lines_before[piece], offset, *rest))
        samples.sort(key=lambda sample: (sample[0], sample[2]))
        return Sources(ranges, samples[:limit])

    def encode(self):
        """The section of a partial."""
        parts = [words_of([len(self.ranges)])]
        for source in sorted(self.ranges):
            ranges = self.ranges[source]
            samples = [sample for sample in self.samples if sample[0] == source]
            parts += [struct.pack("<I", len(source)), source, words_of([len(ranges)])]
            parts += [words_of(list(piece)) for piece in ranges]
            parts.append(words_of([len(samples)]))
            for _, line, offset, reason, text in samples:
                parts += [struct.pack("<QQBI", offset, line, reason, len(text)), text]
        return section(b"SRCS", parts)


INFINITY = float("inf")


def joined(pieces):
    """Join sorted disjoint ranges where one ends and the next begins.

    Returns:
        For each piece how many lines its joined range has before it, and the joined ranges.
    """
    lines_before = []
    ranges = []
    for start, end, lines in pieces:
        if ranges and ranges[-1][1] == start:
            lines_before.append(ranges[-1][2])
            ranges[-1] = (ranges[-1][0], end, ranges[-1][2] + lines)
        else:
            lines_before.append(0)
            ranges.append((start, end, lines))
    return lines_before, ranges
