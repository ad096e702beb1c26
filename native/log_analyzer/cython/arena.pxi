# Bytes that a line does not hold as they are counted (unescaped, joined): they live until the batch
# of their line is counted. Chunks are never moved, so that slices into them stay valid.

cdef enum:
    FIRST_CHUNK = 4096       # bytes

cdef struct Chunk:           # followed by its bytes
    Chunk* before
    size_t size
    size_t used

cdef struct Arena:
    Chunk* chunk             # the newest and largest


cdef void arena_free(Arena* arena) noexcept nogil:
    cdef Chunk* before
    while arena.chunk != NULL:
        before = arena.chunk.before
        free(arena.chunk)
        arena.chunk = before


cdef uint8_t* arena_take(Arena* arena, uint64_t size) noexcept nogil:
    """Room for `size` bytes, at most 4 GiB; NULL when memory is out."""
    cdef Chunk* chunk = arena.chunk
    cdef uint64_t room
    if size > <uint64_t>UINT32_MAX:
        return NULL
    if chunk == NULL or size > chunk.size - chunk.used:
        room = max(size, chunk.size * 2 if chunk != NULL else <uint64_t>FIRST_CHUNK)
        chunk = <Chunk*>malloc(sizeof(Chunk) + room)
        if chunk == NULL:
            return NULL
        chunk.before = arena.chunk
        chunk.size = room
        chunk.used = 0
        arena.chunk = chunk
    chunk.used += size
    return <uint8_t*>chunk + sizeof(Chunk) + chunk.used - size


cdef void arena_clear(Arena* arena) noexcept nogil:
    """Give all bytes back; the newest chunk is kept for the next batch."""
    cdef Arena older
    if arena.chunk != NULL:
        older.chunk = arena.chunk.before
        arena_free(&older)
        arena.chunk.before = NULL
        arena.chunk.used = 0
