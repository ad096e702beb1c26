# The last section of a partial: which ranges of which sources were counted, with their samples.

cdef list decode_ranges(Section section, bytes source):
    cdef uint64_t start, end, lines
    cdef list ranges = []
    for _ in range(section.word()):
        start, end, lines = section.word(), section.word(), section.word()
        if start >= end or lines == 0 or lines > end - start or (ranges and start <= ranges[-1][1]):
            raise section.corrupt(f"source {source!r}: range {start}-{end} of {lines} lines")
        ranges.append((start, end, lines))
    return ranges


cdef list decode_samples(Section section, bytes source, list ranges):
    cdef uint64_t offset, line, previous = 0
    cdef uint32_t length
    cdef uint8_t reason
    cdef list samples = []
    for _ in range(section.word()):
        offset, line = section.word(), section.word()
        reason = section.take(1)[0]
        memcpy(&length, section.take(4), 4)
        held = [
            found for found in ranges if found[0] <= offset < found[1] and 1 <= line <= found[2]
        ]
        if not held or (samples and offset <= previous):
            raise section.corrupt(f"source {source!r}: sample at {offset}: no range, or no order")
        if not BLANK < reason < REASON_COUNT or length > SAMPLE_BYTES:
            raise section.corrupt(f"source {source!r}: sample at {offset}: {reason=} {length=}")
        previous = offset
        samples.append((source, line, offset, reason, section.take(length)[:length]))
    return samples


cdef object decode_sources(Section section, Counts* counts, size_t limit):
    cdef uint32_t length
    cdef dict ranges = {}
    cdef list samples = []
    previous = None
    for _ in range(section.word()):
        memcpy(&length, section.take(4), 4)
        source = section.take(length)[:length] if length else b""
        if previous is not None and source <= previous:
            raise section.corrupt(f"source {source!r} after {previous!r}")
        previous = source
        ranges[source] = decode_ranges(section, source)
        samples += decode_samples(section, source, ranges[source])
    section.end()
    if sum([piece[2] for pieces in ranges.values() for piece in pieces]) != counts.lines:
        raise section.corrupt(f"the ranges do not hold {counts.lines} lines")
    if <size_t>len(samples) > limit:
        raise section.corrupt(f"{len(samples)} samples, {limit} allowed")
    return Sources(ranges, samples)
