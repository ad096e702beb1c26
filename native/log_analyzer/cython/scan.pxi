# A range of a file by several threads without the GIL. Threads take pieces of 8 MiB from a shared
# counter, so that a dirty region or a row of 64 KiB lines does not leave one of them all the work.
#
# Pieces are read with pread into a block of 1 MiB that stays in the cache, not through a memory
# map. Counting the newlines of a cached file of 474 MB took 0.035 s so, and 0.085 s when mapped: a
# page fault costs more than a copy. And a file that is cut short meanwhile ends early, where a
# mapped one would raise SIGBUS: each pread looks at the file's present size.

cdef extern from *:
    """
    static inline uint64_t fetch_and_add(uint64_t *number, uint64_t amount) {
        return __atomic_fetch_add(number, amount, __ATOMIC_RELAXED);
    }
    static inline uint64_t load_shared(uint64_t *number) {
        return __atomic_load_n(number, __ATOMIC_RELAXED);
    }
    static inline void store_shared(uint64_t *number, uint64_t value) {
        __atomic_store_n(number, value, __ATOMIC_RELAXED);
    }
    """
    uint64_t fetch_and_add(uint64_t* number, uint64_t amount) noexcept nogil
    uint64_t load_shared(uint64_t* number) noexcept nogil
    void store_shared(uint64_t* number, uint64_t value) noexcept nogil

cdef extern from "<unistd.h>" nogil:
    ssize_t pread(int fd, void* buffer, size_t size, off_t offset)

cdef enum:
    PIECE_BYTES = 8 << 20
    BLOCK_BYTES = 1 << 20
    TAIL_BYTES = 16 << 10    # first read behind a piece, to finish its last line
    NO_MEMORY = -1           # outcome of a worker; positive ones are errno
    NEW_COLUMNS = -2         # w3c: the lines of another worker may have other columns

cdef struct Piece:           # what became of one piece
    uint64_t start
    uint64_t end
    uint64_t lines

cdef struct Job:             # what the threads of one scan share
    Layout* layout
    int fd
    bint alone               # whether there is one thread only
    uint64_t start
    uint64_t end
    uint64_t next_piece      # shared counter
    uint64_t bytes_done      # shared counter
    uint64_t stop            # shared flag
    uint64_t piece_count
    Piece* pieces


cdef int read_piece(Job* job, Reader* reader, uint8_t* block) noexcept nogil:
    """Feed the reader the lines that begin in its piece; 0, NO_MEMORY or errno."""
    cdef uint64_t at = reader.position
    cdef uint64_t begin = at + reader.skipping
    cdef uint64_t end = reader.stop
    cdef uint64_t tail = TAIL_BYTES
    cdef uint64_t wanted
    cdef ssize_t got = 1
    while reader.line_start < end and not load_shared(&job.stop):
        if at < end:
            wanted = min(end - at, <uint64_t>BLOCK_BYTES)
        else:
            wanted = tail
            tail = min(tail * 2, <uint64_t>BLOCK_BYTES)
        got = pread(job.fd, block, wanted, <off_t>at)
        if got < 0:
            if errno == EINTR:
                continue
            return errno
        if got == 0:
            return 0 if reader_end(reader) else NO_MEMORY
        if not reader_feed(reader, block, got):
            return NO_MEMORY
        if at < end:
            fetch_and_add(&job.bytes_done, min(at + got, end) - max(at, begin))
        at += got
    return 0


cdef int scan_pieces(Job* job, Counts* counts) noexcept nogil:
    """Work on pieces until none is left; 0, NO_MEMORY or errno."""
    cdef Reader reader
    cdef uint8_t* block = <uint8_t*>malloc(BLOCK_BYTES)
    cdef uint64_t index, start
    cdef int outcome = 0
    cdef Piece* piece
    memset(&reader, 0, sizeof(Reader))
    if not reader_open(&reader, job.layout, counts) or block == NULL:
        outcome = NO_MEMORY
    while outcome == 0 and not load_shared(&job.stop):
        index = fetch_and_add(&job.next_piece, 1)
        if index >= job.piece_count:
            break
        start = job.start + index * PIECE_BYTES
        # A line begins at `start` when the byte before is a newline: start reading there.
        reader_begin(
            &reader, index, start - 1 if start else 0,
            min(start + PIECE_BYTES, job.end), start != 0,
        )
        outcome = read_piece(job, &reader, block)
        if outcome == 0 and not job.alone and not same_columns(
            &reader.columns, &job.layout.columns
        ):
            outcome = NEW_COLUMNS
        piece = &job.pieces[index]
        piece.start = reader.start
        piece.end = reader.line_start
        piece.lines = reader.lines
    if outcome:
        store_shared(&job.stop, 1)   # the others need not go on
    reader_free(&reader)
    free(block)
    return outcome
