"""The way through a document without reading its values: brackets and strings, and nothing else.

Sixty-four bytes at a time become words of a bit each, as in simdjson (Langdale and Lemire, "Parsing
Gigabytes of JSON per Second", 2019): quotes, without those behind an odd number of backslashes;
from these, by a running xor, the bytes within strings; and the brackets outside them, which are
counted. Only in the block where the count may reach zero are they looked at one by one.
"""

cdef extern from *:
    """
    #ifdef __SSE2__
    #define HAS_BLOCKS 1
    typedef struct { uint64_t quotes, backslashes, opening, closing; } Block;

    static inline uint64_t bits_of(__m128i a, __m128i b, __m128i c, __m128i d) {
        return (uint64_t) (uint32_t) _mm_movemask_epi8(a)
            | (uint64_t) (uint32_t) _mm_movemask_epi8(b) << 16
            | (uint64_t) (uint32_t) _mm_movemask_epi8(c) << 32
            | (uint64_t) (uint32_t) _mm_movemask_epi8(d) << 48;
    }

    static inline void look_at_block(const uint8_t* at, Block* found) {
        __m128i bytes[4], is[4];
        int i;
        #define equal_bits(byte) ({ \\
            for (i = 0; i < 4; i++) is[i] = _mm_cmpeq_epi8(bytes[i], _mm_set1_epi8(byte)); \\
            bits_of(is[0], is[1], is[2], is[3]); })
        for (i = 0; i < 4; i++) bytes[i] = _mm_loadu_si128((const __m128i*) at + i);
        found->quotes = equal_bits('"');
        found->backslashes = equal_bits('\\\\');
        /* Brackets and braces differ in one bit, which no other byte shares with them. */
        for (i = 0; i < 4; i++) bytes[i] = _mm_or_si128(bytes[i], _mm_set1_epi8(0x20));
        found->opening = equal_bits('{');
        found->closing = equal_bits('}');
    }
    #else
    #define HAS_BLOCKS 0
    typedef struct { uint64_t quotes, backslashes, opening, closing; } Block;
    #define look_at_block(at, found) ((void) 0)
    #endif
    """
    ctypedef struct Block:
        uint64_t quotes
        uint64_t backslashes
        uint64_t opening
        uint64_t closing
    bint HAS_BLOCKS
    void look_at_block(const uint8_t*, Block*) noexcept nogil

cdef enum:
    ODD = -1                 # instead of an offset: the text is too odd to go on
    MISSING = -2             # nothing is at the place
    SCALAR = -3              # it is no container
    BLOCK = 64

cdef struct Skimmed:         # of a container: what lies before a place in it
    Py_ssize_t depth
    uint64_t within          # all bits set within a string, else none
    uint64_t escaped         # 1 behind a backslash that escapes what follows


cdef inline int count_bits(uint64_t bits) noexcept nogil:
    """How many bits are set: pairs, fours, bytes, then all. Not each x86-64 has an instruction."""
    bits -= (bits >> 1) & 0x5555555555555555ULL
    bits = (bits & 0x3333333333333333ULL) + ((bits >> 2) & 0x3333333333333333ULL)
    return (((bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0FULL) * 0x0101010101010101ULL) >> 56


cdef inline uint64_t escaped_bytes(uint64_t backslashes, uint64_t* carried) noexcept nogil:
    """The bytes behind an odd number of backslashes, of which one may be carried over."""
    cdef uint64_t odd = 0xAAAAAAAAAAAAAAAAULL, escapes, starts
    if not backslashes:
        escapes = carried[0]
        carried[0] = 0
        return escapes
    starts = backslashes & ~carried[0]
    # A run of backslashes is a carry through their bits; where it ends tells even from odd.
    escapes = (((starts << 1) | odd) - starts) ^ odd
    starts = escapes ^ (backslashes | carried[0])
    carried[0] = (escapes & backslashes) >> 63
    return starts


cdef inline uint64_t running_xor(uint64_t bits) noexcept nogil:
    """Each bit the xor of itself and all below."""
    bits ^= bits << 1
    bits ^= bits << 2
    bits ^= bits << 4
    bits ^= bits << 8
    bits ^= bits << 16
    return bits ^ bits << 32


cdef inline int skim_block(const uint8_t* at, Skimmed* s) noexcept nogil:
    """Go through a block; where the container ends in it, 0 if it does not, -1 if it is odd.

    Odd is a backslash outside strings, which escapes nothing there; nothing has changed then.
    """
    cdef Block block
    cdef Skimmed before = s[0]
    cdef uint64_t within, brackets
    cdef int closings
    look_at_block(at, &block)
    within = running_xor(block.quotes & ~escaped_bytes(block.backslashes, &s.escaped)) ^ s.within
    if block.backslashes & ~within:
        s[0] = before
        return -1
    s.within = 0 - (within >> 63)
    block.opening &= ~within
    block.closing &= ~within
    brackets = block.opening | block.closing
    if not brackets:
        return 0
    closings = count_bits(block.closing)
    if s.depth > closings:
        s.depth += count_bits(block.opening) - closings
        return 0
    while brackets:
        s.depth += 1 if block.opening & brackets & (0 - brackets) else -1
        if s.depth == 0:
            return trailing_zeros(brackets) + 1
        brackets &= brackets - 1
    return 0


cdef const uint8_t* skim_bytes(const uint8_t* at, const uint8_t* end, Skimmed* s) noexcept nogil:
    """Go on byte by byte; the end of the container, or NULL."""
    while at < end:
        if s.within:
            if s.escaped:
                s.escaped = 0
            elif at[0] == c'\\':
                s.escaped = 1
            elif at[0] == c'"':
                s.within = 0
        elif at[0] == c'"':
            s.within = ~<uint64_t>0
        elif at[0] | 0x20 == c'{':
            s.depth += 1
        elif at[0] | 0x20 == c'}':
            s.depth -= 1
            if s.depth == 0:
                return at + 1
        at += 1
    return NULL


cdef const uint8_t* container_end(const uint8_t* at, const uint8_t* end) noexcept nogil:
    """The end of the container whose bracket is first, or NULL."""
    cdef Skimmed s = Skimmed(depth=0, within=0, escaped=0)
    cdef int found
    while HAS_BLOCKS and end - at >= BLOCK:
        found = skim_block(at, &s)
        if found > 0:
            return at + found
        if found < 0:
            break
        at += BLOCK
    return skim_bytes(at, end, &s)


cdef const uint8_t* string_end(const uint8_t* at, const uint8_t* end) noexcept nogil:
    """The end of the string whose opening quote is first, or NULL."""
    at += 1
    while True:
        at = plain_end(at, end)
        if at[0] == c'"':
            return at + 1
        at += 1 + (at[0] == c'\\')
        if at >= end:
            return NULL


cdef inline bint is_in_scalar(uint8_t byte) noexcept nogil:
    return not (byte in b' \t\n\r,:[]{}"')


cdef const uint8_t* value_end(const uint8_t* at, const uint8_t* end) noexcept nogil:
    """The end of the value that is first, or NULL."""
    cdef const uint8_t* begin = at
    if at[0] == c'"':
        return string_end(at, end)
    if at[0] == c'[' or at[0] == c'{':
        return container_end(at, end)
    while at < end and is_in_scalar(at[0]):
        at += 1
    return at if at > begin else NULL


cdef struct Member:
    const uint8_t* key       # with its quotes; the value where there is none
    const uint8_t* key_end
    const uint8_t* value

cdef struct Walk:            # over the members of a container
    const uint8_t* at
    const uint8_t* end
    bint is_array
    bint begun
    bint is_odd


cdef bint next_member(Walk* w, Member* member) noexcept nogil:
    """Find the next member; False at the end of the container, and where the text is odd."""
    cdef uint8_t closing = c']' if w.is_array else c'}'
    if not w.begun:
        w.begun = True
        w.at = blank_end(w.at + 1, w.end)
        if w.at[0] == closing and w.at < w.end:
            return False
    else:
        w.at = value_end(w.at, w.end)
        if w.at == NULL:
            return is_odd(w)
        w.at = blank_end(w.at, w.end)
        if w.at[0] == closing:
            return False
        if w.at[0] != c',':
            return is_odd(w)
        w.at = blank_end(w.at + 1, w.end)
    member.key = member.key_end = w.at
    if not w.is_array:
        if w.at[0] != c'"':
            return is_odd(w)
        w.at = string_end(w.at, w.end)
        if w.at == NULL:
            return is_odd(w)
        member.key_end = w.at
        w.at = blank_end(w.at, w.end)
        if w.at[0] != c':':
            return is_odd(w)
        w.at = blank_end(w.at + 1, w.end)
    member.value = w.at
    return True


cdef bint is_odd(Walk* w) noexcept nogil:
    w.is_odd = True
    return False


cdef bint begin_walk(Walk* w, bytes data, Py_ssize_t at) except *:
    """Get ready; False if there is no container."""
    cdef const uint8_t* start = <const uint8_t*>PyBytes_AS_STRING(<PyObject*>data)
    cdef Py_ssize_t size = PyBytes_GET_SIZE(<PyObject*>data)
    if not 0 <= at < size or start[at] not in b"[{":
        return False
    w.at = start + at
    w.end = start + size
    w.is_array = start[at] == c'['
    w.begun = w.is_odd = False
    return True


cdef bint is_key(const uint8_t* at, const uint8_t* end, bytes wanted) except *:
    """Whether a key, given without quotes, is the one that is wanted, given in UTF-8."""
    cdef Py_ssize_t size = PyBytes_GET_SIZE(<PyObject*>wanted)
    cdef const uint8_t* text = <const uint8_t*>PyBytes_AS_STRING(<PyObject*>wanted)
    if memchr(at, c'\\', end - at) == NULL:
        return end - at == size and memcmp(at, text, size) == 0
    return end - at > size and unescaped(at, end) == wanted


cdef bytes unescaped(const uint8_t* at, const uint8_t* end):
    """Returns the UTF-8 of a key without quotes; None if an escape is none."""
    cdef bytearray found = bytearray()
    cdef uint8_t one[4]
    cdef uint32_t character
    cdef const uint8_t* run
    while at < end:
        run = at
        while at < end and at[0] != c'\\':
            at += 1
        found += run[:at - run]
        if at == end:
            break
        character = ESCAPED[at[1]]
        if character:
            at += 2
        else:
            if at[1] != c'u' or hex_digits(at + 2) < 0:
                return None
            character = hex_digits(at + 2)
            at += 6
            if character & MASK_SURROGATE == HIGH_SURROGATE and is_low_escape(at):
                character = joined(character, hex_digits(at + 2))
                at += 6
        if character < 0x80:
            found.append(character)
        else:
            run = put_utf8(one, character)
            found += one[:run - one]
    return bytes(found)
