# A strict JSON scanner (RFC 8259) that keeps the values of wanted paths: one pass, nothing copied.
#
# The wanted paths are a tree: its nodes lie in preorder, so that what is below a node follows it.

cdef enum:
    JSON_DEPTH = 64          # of objects and arrays
    NO_NODE = 0xFFFFFFFF
    NEWLINE_BYTES = 6        # of \u000a, which stands for a newline in a value

cdef enum ValueForm:
    ABSENT
    NOTHING_AT_ALL           # null
    STRING
    NUMBER
    WORD                     # true, false
    CONTAINER

cdef struct JsonValue:
    ValueForm form
    bint escaped
    const uint8_t* start     # of a string: behind its first quote
    const uint8_t* end

cdef struct JsonNode:
    const uint8_t* key
    size_t length
    int64_t index            # of an array that the key stands for; -1 for none
    uint32_t next            # sibling, or NO_NODE
    uint32_t child           # first one, or NO_NODE
    uint32_t after           # first node that is not below this one

cdef struct JsonScan:
    const JsonNode* nodes
    JsonValue* values        # of each node
    const uint8_t* at
    const uint8_t* end
    Arena* arena


cdef inline void skip_space(JsonScan* scan) noexcept nogil:
    cdef uint8_t byte
    while scan.at < scan.end:
        byte = scan.at[0]
        if byte != c' ' and byte != c'\t' and byte != c'\r' and byte != c'\n':
            return
        scan.at += 1


cdef inline bint skip_byte(JsonScan* scan, uint8_t byte) noexcept nogil:
    if scan.at == scan.end or scan.at[0] != byte:
        return False
    scan.at += 1
    return True


cdef inline const uint8_t* special_byte(const uint8_t* at, const uint8_t* end) noexcept nogil:
    """The first quote, backslash or control character, or `end`; eight bytes a step."""
    cdef uint64_t word, marks
    while end - at >= 8:
        word = load_word(at)
        marks = (
            marks_below(word, 0x20) | marks_below(word ^ (EACH_BYTE * c'"'), 1)
            | marks_below(word ^ (EACH_BYTE * c'\\'), 1)
        )
        if marks:
            return at + lowest_byte(marks)
        at += 8
    while at < end and at[0] >= 0x20 and at[0] != c'"' and at[0] != c'\\':
        at += 1
    return at


cdef int hex_value(const uint8_t* at, const uint8_t* end) noexcept nogil:
    """What four hexadecimal digits stand for, or -1."""
    cdef int number = 0, i
    cdef uint8_t byte
    if end - at < 4:
        return -1
    for i in range(4):
        byte = at[i]
        if is_digit(byte):
            number = number * 16 + byte - c'0'
        elif c'a' <= (byte | 0x20) <= c'f':
            number = number * 16 + (byte | 0x20) - c'a' + 10
        else:
            return -1
    return number


cdef const uint8_t* after_escape(const uint8_t* at, const uint8_t* end) noexcept nogil:
    """What follows the escape whose backslash is before `at`; NULL when it is none."""
    cdef int unit
    if at == end:
        return NULL
    if at[0] != c'u':
        return at + 1 if memchr("\"\\/bfnrt", at[0], 8) != NULL else NULL
    unit = hex_value(at + 1, end)
    at += 5
    if unit < 0 or 0xDC00 <= unit < 0xE000:
        return NULL
    if unit < 0xD800 or unit >= 0xE000:
        return at
    if end - at < 6 or at[0] != c'\\' or at[1] != c'u':
        return NULL
    unit = hex_value(at + 2, end)
    return at + 6 if 0xDC00 <= unit < 0xE000 else NULL


cdef bint scan_string(JsonScan* scan, JsonValue* value) noexcept nogil:
    """A string, whose first quote is at hand."""
    cdef const uint8_t* at = scan.at + 1
    value.form = STRING
    value.escaped = False
    value.start = at
    while True:
        at = special_byte(at, scan.end)
        if at == scan.end or at[0] < 0x20:
            return False
        if at[0] == c'"':
            value.end = at
            scan.at = at + 1
            return True
        value.escaped = True
        at = after_escape(at + 1, scan.end)
        if at == NULL:
            return False


cdef inline const uint8_t* after_digits(const uint8_t* at, const uint8_t* end) noexcept nogil:
    while at < end and is_digit(at[0]):
        at += 1
    return at


cdef bint scan_number(JsonScan* scan, JsonValue* value) noexcept nogil:
    cdef const uint8_t* at = scan.at
    cdef const uint8_t* end = scan.end
    cdef const uint8_t* start
    value.form = NUMBER
    value.escaped = False
    value.start = at
    at += at[0] == c'-'
    start = at
    at = after_digits(at, end)
    if at == start or (start[0] == c'0' and at - start > 1):
        return False
    if at < end and at[0] == c'.':
        start = at + 1
        at = after_digits(start, end)
        if at == start:
            return False
    if at < end and (at[0] | 0x20) == c'e':
        start = at + 1
        if start < end and (start[0] == c'+' or start[0] == c'-'):
            start += 1
        at = after_digits(start, end)
        if at == start:
            return False
    value.end = scan.at = at
    return True


cdef bint scan_word(
    JsonScan* scan, JsonValue* value, const char* word, size_t length, ValueForm form
) noexcept nogil:
    if <size_t>(scan.end - scan.at) < length or memcmp(scan.at, word, length) != 0:
        return False
    value.form = form
    value.escaped = False
    value.start = scan.at
    scan.at += length
    value.end = scan.at
    return True


cdef Slice json_text(Arena* arena, const JsonValue* value, bint keep_newlines) noexcept nogil:
    """A string unescaped, newlines as \\u000a unless they are kept; start NULL: memory is out."""
    cdef Slice text = slice_between(value.start, value.end)
    cdef const uint8_t* at = value.start
    cdef uint8_t* start
    cdef uint8_t* to
    cdef uint32_t code
    if not value.escaped:
        return text
    start = to = arena_take(arena, 3 * <uint64_t>(value.end - value.start))
    text.start = start
    while start != NULL and at < value.end:
        if at[0] != c'\\':
            to[0] = at[0]
            to += 1
            at += 1
            continue
        code = escaped_code(&at)
        if code == c'\n' and not keep_newlines:
            memcpy(to, "\\u000a", NEWLINE_BYTES)
            to += NEWLINE_BYTES
        else:
            to = put_utf8(to, code)
    text.length = <uint32_t>(to - start)
    return text


cdef uint32_t escaped_code(const uint8_t** place) noexcept nogil:
    """The character of a valid escape; moves behind it."""
    cdef const uint8_t* at = place[0]
    cdef uint32_t code
    cdef const char* names = "bfnrt"
    cdef const char* codes = "\b\f\n\r\t"
    cdef const uint8_t* name
    if at[1] != c'u':
        place[0] = at + 2
        name = <const uint8_t*>memchr(names, at[1], 5)
        return <uint8_t>codes[name - <const uint8_t*>names] if name != NULL else at[1]
    code = hex_value(at + 2, at + 6)
    place[0] = at + 6
    if 0xD800 <= code < 0xDC00:
        place[0] = at + 12
        code = 0x10000 + ((code - 0xD800) << 10) + hex_value(at + 8, at + 12) - 0xDC00
    return code


cdef uint8_t* put_utf8(uint8_t* to, uint32_t code) noexcept nogil:
    if code < 0x80:
        to[0] = code
        return to + 1
    if code < 0x800:
        to[0] = 0xC0 | (code >> 6)
        to[1] = 0x80 | (code & 0x3F)
        return to + 2
    if code < 0x10000:
        to[0] = 0xE0 | (code >> 12)
        to[1] = 0x80 | ((code >> 6) & 0x3F)
        to[2] = 0x80 | (code & 0x3F)
        return to + 3
    to[0] = 0xF0 | (code >> 18)
    to[1] = 0x80 | ((code >> 12) & 0x3F)
    to[2] = 0x80 | ((code >> 6) & 0x3F)
    to[3] = 0x80 | (code & 0x3F)
    return to + 4
