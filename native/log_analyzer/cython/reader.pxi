# Blocks of bytes to lines. A reader is given the bytes of a source in order, cut anywhere, and
# counts the lines that begin before `stop`. A line inside one block is read in place; only a line
# that goes on in the next block is carried over, and of it no more than decides what it is.

cdef struct Reader:
    Layout* layout
    Counts* counts
    bint skipping            # up to the first line that begins in the range
    uint64_t position        # in the source, of the next byte to come
    uint64_t line_start      # in the source, of the line being read
    uint64_t stop            # lines that begin here or later are not ours
    size_t piece             # number of the range, for samples
    uint64_t start           # of the range: where its first line began
    uint64_t lines           # counted in the range
    uint8_t* carry           # first bytes of the line being read, when it began in an earlier block
    size_t carried
    size_t carry_room
    Record batch[BATCH]   # good lines of the present block that are not counted yet
    size_t batched
    Arena arena              # what the batch says that its lines do not hold
    Draft draft
    JsonValue* values        # of a json line, for each node of the plan
    W3cColumns columns       # in force


cdef inline uint64_t kept_bytes(Layout* layout) noexcept nogil:
    """How much of a line must be kept: the longest good one with its return, and a sample."""
    return max(layout.max_line + 1, <uint64_t>SAMPLE_BYTES)


cdef bint reader_open(Reader* reader, Layout* layout, Counts* counts) noexcept nogil:
    """Make a zeroed reader ready for ranges; False when memory is out."""
    cdef size_t i
    cdef int column
    reader.layout = layout
    reader.counts = counts
    reader.columns = layout.columns
    for i in range(BATCH):
        for column in range(COLUMN_COUNT):
            reader.batch[i].keys[column] = slice_between(DASH, DASH + 1)
    reader.draft.stamp = &counts.stamp
    reader.draft.arena = &reader.arena
    reader.draft.strip_query = layout.strip_query
    reader.draft.loose = layout.kind == JSON
    memcpy(reader.draft.given, layout.given, sizeof(layout.given))
    if layout.kind == JSON:
        reader.values = <JsonValue*>calloc(layout.json.node_count, sizeof(JsonValue))
        return reader.values != NULL
    return True


cdef void reader_free(Reader* reader) noexcept nogil:
    free(reader.carry)
    free(reader.values)
    arena_free(&reader.arena)
    memset(reader, 0, sizeof(Reader))


cdef void reader_begin(
    Reader* reader, size_t piece, uint64_t start, uint64_t stop, bint skipping
) noexcept nogil:
    """Start a range at byte `start`; `skipping`: at the first line that begins behind it."""
    reader.piece = piece
    reader.position = reader.line_start = reader.start = start
    reader.stop = stop
    reader.skipping = skipping
    reader.lines = 0
    reader.carried = 0


cdef inline bint reader_flush(Reader* reader) noexcept nogil:
    """Count the batch, whose lines may go away then; False when memory is out."""
    cdef size_t count = reader.batched
    cdef bint enough
    reader.batched = 0
    if reader.layout.simple:
        enough = count_records(
            reader.counts, reader.layout.kind == COMBINED, reader.batch, count
        )
    else:
        enough = count_any_records(
            reader.counts, reader.layout, reader.batch, count, &reader.arena
        )
    arena_clear(&reader.arena)
    return enough


cdef bint root_path(Reader* reader, Record* record) noexcept nogil:
    """Give a path the slash that is not in the line; False when memory is out."""
    cdef Slice path = record.keys[PATH]
    cdef uint8_t* rooted = arena_take(&reader.arena, <uint64_t>path.length + 1)
    if rooted == NULL:
        return False
    rooted[0] = c'/'
    memcpy(rooted + 1, path.start, path.length)
    record.keys[PATH] = slice_between(rooted, rooted + path.length + 1)
    record.rootless = False
    return True


cdef inline int reader_parse(
    Reader* reader, const uint8_t* at, const uint8_t* end, Record* record
) noexcept nogil:
    """Fill in the record of a line by the plan; PARSED, why it is malformed, or NO_ROOM."""
    cdef Layout* layout = reader.layout
    if layout.kind <= COMBINED:
        return read_line(
            at, end, layout.kind == COMBINED, layout.strip_query, &reader.counts.stamp, record
        )
    if is_blank(at, end):
        return BLANK
    start_draft(&reader.draft, record)
    if layout.kind == TEXT:
        return read_text(&layout.text, at, end, &reader.draft)
    if layout.kind == JSON:
        return read_json(&layout.json, reader.values, at, end, &reader.draft)
    return read_w3c(&reader.columns, at, end, &reader.draft)


cdef inline bint reader_keep(Reader* reader, Record* record) noexcept nogil:
    """Take a good line, the latest of the batch; False when memory is out."""
    cdef Layout* layout = reader.layout
    if record.rootless and not root_path(reader, record):
        return False
    if layout.filtered and not filter_accepts(&layout.filter, record):
        reader.counts.filtered += 1
        return True
    if layout.simple:
        expect_record(reader.counts, layout.kind == COMBINED, record)
    else:
        expect_any(reader.counts, layout, record)
    reader.batched += 1
    return reader.batched < BATCH or reader_flush(reader)


cdef bint reader_take(
    Reader* reader, const uint8_t* text, uint64_t length, uint64_t next
) noexcept nogil:
    """Count the line of `length` bytes before its newline; the next one starts at offset `next`.

    Of a line longer than `kept_bytes`, `text` holds the first that many only.
    """
    cdef Counts* counts = reader.counts
    cdef Layout* layout = reader.layout
    cdef Record* record = &reader.batch[reader.batched]
    cdef int reason
    cdef uint64_t offset = reader.line_start
    # Of a line longer than what is kept the last byte is not at hand, and decides nothing.
    if length and length <= kept_bytes(layout) and text[length - 1] == c'\r':
        length -= 1
    reader.line_start = next
    reader.lines += 1
    counts.lines += 1
    if length > layout.max_line:
        reason = LINE_TOO_LONG
    else:
        reason = reader_parse(reader, text, text + length, record)
    if reason == PARSED:
        return reader_keep(reader, record)
    if reason == NO_ROOM:
        return False
    counts.reasons[reason] += 1
    if reason == BLANK:
        return True
    counts.malformed += 1
    return keep_sample(
        counts, layout.samples, reader.piece, reader.lines, offset, reason, text, length
    )


cdef bint reader_carry(Reader* reader, const uint8_t* text, size_t length) noexcept nogil:
    """Keep the beginning of an unfinished line; False when memory is out."""
    cdef uint8_t* carry
    length = min(<uint64_t>length, kept_bytes(reader.layout) - reader.carried)
    if reader.carried + length > reader.carry_room:
        carry = <uint8_t*>realloc(reader.carry, 2 * (reader.carried + length))
        if carry == NULL:
            return False
        reader.carry = carry
        reader.carry_room = 2 * (reader.carried + length)
    if length:
        memcpy(reader.carry + reader.carried, text, length)
        reader.carried += length
    return True


cdef const uint8_t* reader_skip(
    Reader* reader, const uint8_t* at, const uint8_t* end
) noexcept nogil:
    """Where the first line of the range begins in this block, or its end when it does not."""
    cdef const uint8_t* newline = find_byte(at, end, c'\n')
    if newline == NULL:
        newline = end - 1
    else:
        reader.skipping = False
    reader.line_start = reader.start = reader.position + (newline + 1 - at)
    return newline + 1


cdef bint reader_feed(Reader* reader, const uint8_t* block, size_t size) noexcept nogil:
    """Count the lines that end in this block; False when memory is out."""
    cdef const uint8_t* at = block
    cdef const uint8_t* end = block + size
    cdef const uint8_t* newline
    cdef uint64_t base = reader.position
    if size == 0:
        return True
    if reader.skipping:
        at = reader_skip(reader, at, end)
    reader.position = base + size
    while at < end and reader.line_start < reader.stop:
        newline = find_byte(at, end, c'\n')
        if newline == NULL:
            return reader_carry(reader, at, end - at) and reader_flush(reader)
        if reader.carried:
            # The line's length counts from its start, whatever was kept of it.
            if (
                not reader_carry(reader, at, newline - at)
                or not reader_take(
                    reader, reader.carry, base + (newline - block) - reader.line_start,
                    base + (newline + 1 - block),
                )
                or not reader_flush(reader)
            ):
                return False
            reader.carried = 0
        elif not reader_take(reader, at, newline - at, base + (newline + 1 - block)):
            return False
        at = newline + 1
    return reader_flush(reader)


cdef bint reader_end(Reader* reader) noexcept nogil:
    """The source has ended: count a last line without newline; False when memory is out."""
    if reader.skipping or reader.carried == 0:
        return True
    if not reader_take(
        reader, reader.carry, reader.position - reader.line_start, reader.position
    ) or not reader_flush(reader):
        return False
    reader.carried = 0
    return True
