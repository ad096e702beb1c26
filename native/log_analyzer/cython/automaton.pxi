# Automata that filters match texts with: made elsewhere, checked once, run without checks.

cdef enum:
    ACCEPTING = 1            # flags of a state
    FINAL = 2                # whatever follows, no other state comes
    MOST_STATES = 32767

cdef struct Automaton:
    uint32_t classes
    const uint8_t* class_of  # of each byte
    const uint8_t* flags     # of each state
    const uint16_t* next     # state for state and class


cdef inline bint automaton_accepts(
    const Automaton* automaton, const uint8_t* at, size_t length
) noexcept nogil:
    cdef const uint8_t* end = at + length
    cdef uint32_t state = 0
    while at < end and not automaton.flags[state] & FINAL:
        state = automaton.next[state * automaton.classes + automaton.class_of[at[0]]]
        at += 1
    return automaton.flags[state] & ACCEPTING


cdef int load_automaton(bytes text, list kept, Automaton* automaton) except -1:
    """Check an automaton's bytes, so that running it reads nothing else."""
    cdef size_t classes, states, size, i
    cdef const uint8_t* at
    cdef const uint16_t* next
    if len(text) < 264:
        raise ValueError(f"an automaton of {len(text)} bytes, must be at least 264")
    classes, states = struct.unpack_from("<II", text)
    size = states * classes
    if not 1 <= classes <= 256 or not 1 <= states <= MOST_STATES:
        raise ValueError(f"an automaton of {classes} classes and {states} states")
    if <size_t>len(text) != 264 + states + 2 * size:
        raise ValueError(f"an automaton of {states} states has {len(text)} bytes")
    if max(text[8:264]) >= classes:
        raise ValueError(f"an automaton of {classes} classes has class {max(text[8:264])}")
    at = keep_bytes(kept, text, &i)
    automaton.classes = <uint32_t>classes
    automaton.class_of = at + 8
    automaton.flags = at + 264
    automaton.next = next = <const uint16_t*>keep_bytes(kept, text[264 + states:], &i)   # aligned
    for i in range(size):
        if next[i] >= states:
            raise ValueError(f"an automaton of {states} states goes to state {next[i]}")
    return 0
