# Objects and arrays of a JSON line, and which of their values are wanted.

cdef bint scan_value(JsonScan* scan, uint32_t node, int depth) noexcept nogil:
    """One value, kept at its node when there is one; False when it is no JSON."""
    cdef JsonValue unwanted
    cdef JsonValue* value = &scan.values[node] if node != NO_NODE else &unwanted
    cdef uint8_t byte
    if scan.at == scan.end:
        return False
    byte = scan.at[0]
    if byte == c'"':
        return scan_string(scan, value)
    if byte == c'{' or byte == c'[':
        value.form = CONTAINER
        value.escaped = False
        value.start = scan.at
        value.end = scan.at + 1
        if depth == JSON_DEPTH:
            return False
        scan.at += 1
        if byte == c'{':
            return scan_object(scan, node, depth + 1)
        return scan_array(scan, node, depth + 1)
    if byte == c't':
        return scan_word(scan, value, "true", 4, WORD)
    if byte == c'f':
        return scan_word(scan, value, "false", 5, WORD)
    if byte == c'n':
        return scan_word(scan, value, "null", 4, NOTHING_AT_ALL)
    return scan_number(scan, value)


cdef inline uint32_t first_child(const JsonScan* scan, uint32_t node) noexcept nogil:
    return scan.nodes[node].child if node != NO_NODE else <uint32_t>NO_NODE


cdef void forget(JsonScan* scan, uint32_t node) noexcept nogil:
    """Drop what was kept at a node and below: of repeated keys the last counts."""
    cdef uint32_t i
    for i in range(node, scan.nodes[node].after):
        scan.values[i].form = ABSENT


cdef bint find_child(
    JsonScan* scan, uint32_t node, const JsonValue* key, uint32_t* child
) noexcept nogil:
    """The node of a key; False when memory is out."""
    cdef Slice text
    child[0] = first_child(scan, node)
    if child[0] == NO_NODE:
        return True
    text = json_text(scan.arena, key, True)
    if text.start == NULL:
        return False
    while child[0] != NO_NODE and not (
        scan.nodes[child[0]].length == text.length
        and memcmp(scan.nodes[child[0]].key, text.start, text.length) == 0
    ):
        child[0] = scan.nodes[child[0]].next
    if child[0] != NO_NODE:
        forget(scan, child[0])
    return True


cdef bint scan_object(JsonScan* scan, uint32_t node, int depth) noexcept nogil:
    """What follows a `{`."""
    cdef JsonValue key
    cdef uint32_t child
    skip_space(scan)
    if skip_byte(scan, c'}'):
        return True
    while True:
        skip_space(scan)
        if scan.at == scan.end or scan.at[0] != c'"' or not scan_string(scan, &key):
            return False
        if not find_child(scan, node, &key, &child):
            scan.arena = NULL
            return False
        skip_space(scan)
        if not skip_byte(scan, c':'):
            return False
        skip_space(scan)
        if not scan_value(scan, child, depth):
            return False
        skip_space(scan)
        if skip_byte(scan, c'}'):
            return True
        if not skip_byte(scan, c','):
            return False


cdef bint scan_array(JsonScan* scan, uint32_t node, int depth) noexcept nogil:
    """What follows a `[`."""
    cdef uint32_t child
    cdef int64_t index = 0
    skip_space(scan)
    if skip_byte(scan, c']'):
        return True
    while True:
        child = first_child(scan, node)
        while child != NO_NODE and scan.nodes[child].index != index:
            child = scan.nodes[child].next
        skip_space(scan)
        if not scan_value(scan, child, depth):
            return False
        skip_space(scan)
        if skip_byte(scan, c']'):
            return True
        if not skip_byte(scan, c','):
            return False
        index += 1


cdef int scan_json(JsonScan* scan) noexcept nogil:
    """One object and nothing behind it, its wanted values kept; PARSED, INVALID_JSON or NO_ROOM."""
    forget(scan, 0)
    skip_space(scan)
    if scan.at < scan.end and scan.at[0] == c'{' and scan_value(scan, 0, 0):
        skip_space(scan)
        if scan.at == scan.end:
            return PARSED
    return INVALID_JSON if scan.arena != NULL else NO_ROOM
