"""A string's bytes to a str: looked at once to check and measure, then once to copy.

The first look knows the number of characters and the largest, so that the str is made at its final
size and width.
"""

cdef enum:
    MASK_SURROGATE = 0xFC00
    HIGH_SURROGATE = 0xD800
    LOW_SURROGATE = 0xDC00
    PAIR = 12                # characters of two escapes

cdef uint8_t ESCAPED[256]    # the character that a backslash before this one makes; 0 if none


cdef void make_escaped() noexcept:
    cdef uint8_t short, character
    memset(ESCAPED, 0, 256)
    for short, character in zip(b'"\\/bfnrt', b'"\\/\b\f\n\r\t'):
        ESCAPED[short] = character


make_escaped()

cdef inline int hex_value(uint8_t byte) noexcept nogil:
    if c'0' <= byte <= c'9':
        return byte - c'0'
    byte |= 0x20
    return byte - c'a' + 10 if c'a' <= byte <= c'f' else -1


cdef inline int hex_digits(const uint8_t* at) noexcept nogil:
    """Value of four hexadecimal digits; negative if one is none, and nothing is read behind it."""
    cdef int i, digit, value = 0
    for i in range(4):
        digit = hex_value(at[i])
        if digit < 0:
            return -1
        value = value << 4 | digit
    return value


cdef inline bint is_low_escape(const uint8_t* at) noexcept nogil:
    """Whether a whole escape of a low surrogate stands here. A NUL ends the document."""
    return at[0] == c'\\' and at[1] == c'u' and hex_digits(at + 2) & ~0x3FF == LOW_SURROGATE


cdef inline bint is_surrogate(uint32_t character) noexcept nogil:
    return character >> 11 == HIGH_SURROGATE >> 11


cdef inline uint32_t joined(uint32_t high, uint32_t low) noexcept nogil:
    return 0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF)


cdef int escape_length(
    Reader* r, const uint8_t* quote, const uint8_t* at, uint32_t* character
) noexcept:
    """Check the escape at a backslash; its length, or 0 after an error."""
    cdef int code
    character[0] = ESCAPED[at[1]]
    if character[0]:
        return 2
    code = hex_digits(at + 2) if at[1] == c'u' else -1
    if code < 0:
        if at + 1 == r.end or (at[1] == c'u' and ends_in_hex(at + 2, r.end)):
            fail_in_hand(r, "unterminated_string", quote, True)
        else:
            fail(r, "bad_escape", at)
        return 0
    character[0] = code
    if code & 0xF800 != HIGH_SURROGATE:
        return 6
    if code < LOW_SURROGATE and is_low_escape(at + 6):
        character[0] = joined(code, hex_digits(at + 8))
        return 12
    if code < LOW_SURROGATE and r.more and not is_pair_in_hand(r, at):
        return 0
    if not r.rules.keep_surrogates:
        fail(r, "lone_surrogate", at)
        return 0
    return 6


cdef bint is_pair_in_hand(Reader* r, const uint8_t* at) noexcept nogil:
    """Whether as many characters are in hand as two escapes have: then there is no low one."""
    cdef uint32_t character = 0
    cdef int i, length
    for i in range(PAIR):
        if at >= r.end:
            return False
        length = utf8_length(at, &character) if at[0] >= 0x80 else 1
        # Of bytes that are no UTF-8, each counts.
        at += 1 if length == 0 or (not r.from_str and is_surrogate(character)) else length
    return True


cdef bint ends_in_hex(const uint8_t* at, const uint8_t* end) noexcept nogil:
    """Whether the document ends within four hexadecimal digits that are good so far."""
    while at < end:
        if hex_value(at[0]) < 0:
            return False
        at += 1
    return True


cdef inline uint32_t three_bytes(const uint8_t* at) noexcept nogil:
    """The character of three bytes, whether they are well-formed or not."""
    return <uint32_t>(at[0] & 0x0F) << 12 | <uint32_t>(at[1] & 0x3F) << 6 | at[2] & 0x3F


cdef inline int utf8_length(const uint8_t* at, uint32_t* character) noexcept nogil:
    """Length of a well-formed sequence of two to four bytes (Unicode, table 3-7); else 0.

    Surrogates pass: only what was a str can be allowed to hold them. A NUL ends the document.
    """
    cdef uint32_t lead = at[0]
    if lead < 0xC2 or lead > 0xF4 or at[1] & 0xC0 != 0x80:
        return 0
    if lead < 0xE0:
        character[0] = (lead & 0x1F) << 6 | at[1] & 0x3F
        return 2
    if at[2] & 0xC0 != 0x80:
        return 0
    if lead < 0xF0:
        character[0] = three_bytes(at)
        return 3 if character[0] >= 0x800 else 0
    if at[3] & 0xC0 != 0x80:
        return 0
    character[0] = (
        (lead & 0x07) << 18 | <uint32_t>(at[1] & 0x3F) << 12 | <uint32_t>(at[2] & 0x3F) << 6
        | at[3] & 0x3F
    )
    return 4 if 0x10000 <= character[0] < 0x110000 else 0


cdef inline const uint8_t* threes_end(
    const uint8_t* at, const uint8_t* end, uint32_t* bits
) noexcept nogil:
    """Where a run of well-formed sequences of three bytes ends that are no surrogates.

    Most scripts of Asia are such runs. Adds the bits of the characters.
    """
    cdef uint32_t character
    while end - at >= 3 and at[0] & 0xF0 == 0xE0 and at[1] & 0xC0 == 0x80 == at[2] & 0xC0:
        character = three_bytes(at)
        if character < 0x800 or is_surrogate(character):
            break
        bits[0] |= character
        at += 3
    return at


cdef int wide_length(Reader* r, const uint8_t* at, uint32_t* character) noexcept:
    """Check the sequence at a byte above 0x7f; its length, or 0 after an error."""
    cdef int length = utf8_length(at, character)
    if length and is_surrogate(character[0]):
        if not r.from_str:
            length = 0
        elif not r.rules.keep_surrogates:
            fail(r, "lone_surrogate", at)
            return 0
    if not length:
        fail(r, "bad_utf8", at)
    return length


cdef PyObject* read_rest(Reader* r, const uint8_t* begin, const uint8_t* at) noexcept:
    """Returns a string that is not plain from `at` on; leaves the reader behind its quote."""
    cdef Py_ssize_t count = at - begin
    cdef uint32_t bits = 0
    at = measure(r, begin, at, &count, &bits)
    if at == NULL:
        return NULL
    r.at = at + 1
    return text_of(begin, at, count, bits)


cdef const uint8_t* measure(
    Reader* r, const uint8_t* begin, const uint8_t* at, Py_ssize_t* characters, uint32_t* all_bits
) noexcept:
    """Check a string from `at` on; its closing quote, or NULL.

    Adds the number of characters, and their bits, which say how wide the str must be.
    """
    cdef Py_ssize_t count = characters[0]
    cdef uint32_t bits = all_bits[0], character
    cdef const uint8_t* run
    cdef int length
    while at[0] != c'"':
        if is_plain(at[0]):
            run = plain_end(at, r.end)
            count += run - at
            at = run
            continue
        if at[0] >= 0x80:
            run = threes_end(at, r.end, &bits)
            count += (run - at) // 3
            at = run
            if at[0] < 0x80:
                continue
            length = wide_length(r, at, &character)
        elif at[0] == c'\\':
            length = escape_length(r, begin - 1, at, &character)
        else:
            length = 0
            if at == r.end:
                fail_in_hand(r, "unterminated_string", begin - 1, True)
            else:
                fail(r, "control_char", at)
        if length == 0:
            r.reached = at
            return NULL
        bits |= character
        count += 1
        at += length
    characters[0] = count
    all_bits[0] = bits
    return at


cdef PyObject* text_of(
    const uint8_t* at, const uint8_t* end, Py_ssize_t count, uint32_t bits
) noexcept:
    """Returns the str of checked bytes without its quotes."""
    cdef PyObject* text
    cdef uint8_t single
    if count == 1 and bits < 0x100:
        fill[uint8_t](&single, at, end)
        return PyUnicode_FromKindAndData(NARROW_KIND, &single, 1)  # there is one of each
    text = PyUnicode_New(count, min(bits, 0x10FFFF))
    if text == NULL:
        return NULL
    if bits < 0x100:
        fill(<uint8_t*>PyUnicode_DATA(text), at, end)
    elif bits < 0x10000:
        fill(<uint16_t*>PyUnicode_DATA(text), at, end)
    else:
        fill(<uint32_t*>PyUnicode_DATA(text), at, end)
    return text


cdef void fill(Unit* to, const uint8_t* at, const uint8_t* end) noexcept nogil:
    """Write the characters of checked bytes; `end` points to the closing quote."""
    cdef uint32_t character
    cdef Py_ssize_t i, size
    while at < end:
        if is_plain(at[0]):
            size = plain_end(at, end) - at
            for i in range(size):
                to[i] = at[i]
            at += size
            to += size
            continue
        if at[0] & 0xF0 == 0xE0:
            to[0] = <Unit>three_bytes(at)
            at += 3
        elif at[0] >= 0x80:
            at += utf8_length(at, &character)
            to[0] = <Unit>character
        elif at[1] != c'u':
            to[0] = ESCAPED[at[1]]
            at += 2
        else:
            character = hex_digits(at + 2)
            at += 6
            if character & MASK_SURROGATE == HIGH_SURROGATE and is_low_escape(at):
                character = joined(character, hex_digits(at + 2))
                at += 6
            to[0] = <Unit>character
        to += 1


cdef inline PyObject* ascii_text(const uint8_t* at, Py_ssize_t size) noexcept:
    """Returns the str of plain ASCII."""
    cdef PyObject* text
    if size == 1:
        return PyUnicode_FromKindAndData(NARROW_KIND, at, 1)  # there is one of each
    text = PyUnicode_New(size, 0x7F)
    if text != NULL:
        copy_short(ascii_of(text), at, size)
    return text


cdef inline PyObject* read_string(Reader* r) noexcept:
    """Returns the string whose opening quote is next."""
    cdef const uint8_t* begin = r.at + 1
    cdef const uint8_t* at = plain_end(begin, r.end)
    if at[0] != c'"':
        return read_rest(r, begin, at)
    r.at = at + 1
    return ascii_text(begin, at - begin)
