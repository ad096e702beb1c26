# Which good lines count. A filter is an array of tests, each of which says where to go on when it
# holds and when it does not: and, or and not leave no trace but these places.

cdef extern from "<arpa/inet.h>" nogil:
    int AF_INET
    int AF_INET6
    int inet_pton(int family, const char* text, void* address)

cdef enum:
    ACCEPT = -1              # places where no test is
    REJECT = -2
    NUMBER_FIELD = 16        # fields above COLUMN_COUNT are no keys
    METHOD_TEXT = COLUMN_COUNT
    PROTOCOL_TEXT = COLUMN_COUNT + 1
    CLASS_TEXT = COLUMN_COUNT + 2
    DEEPEST_FILTER = 200
    ADDRESS_TEXT = 46        # bytes of the longest address and its 0

cdef enum TestForm:
    COMPARED
    AMONG_NUMBERS
    AMONG_TEXTS
    MATCHED                  # by an automaton
    IN_NETWORK

cdef enum Comparison:        # in the order of COMPARISONS
    EQUAL
    UNEQUAL
    BELOW
    AT_MOST
    ABOVE
    AT_LEAST

cdef enum NumberField:       # in the order of NUMBER_FIELDS
    STATUS_NUMBER
    BYTES_NUMBER
    LATENCY_NUMBER
    TIME_NUMBER

cdef tuple COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
cdef tuple NUMBER_FIELDS = ("status", "bytes", "latency", "time")
cdef tuple TEXT_FIELDS = (*COLUMNS, "method", "protocol", "status_class")
cdef const char* STATUS_CLASSES = "1xx2xx3xx4xx5xx"

cdef struct Text:
    const uint8_t* start
    size_t length

cdef struct Test:
    TestForm form
    int field                # a NumberField, or an index of TEXT_FIELDS
    int if_true              # index of the next test, ACCEPT or REJECT
    int if_false
    Comparison comparison
    int64_t number
    int64_t* numbers         # ascending
    Text* texts              # ascending
    size_t count
    Automaton automaton
    int family
    int prefix               # bits
    uint8_t network[16]

cdef struct Filter:
    Test* tests
    int first


cdef inline Slice class_of(int status) noexcept nogil:
    cdef const uint8_t* start = <const uint8_t*>STATUS_CLASSES + 3 * (status // 100 - 1)
    return slice_between(start, start + 3)


cdef inline Slice text_of(const Record* record, int field) noexcept nogil:
    if field < COLUMN_COUNT:
        return record.keys[field]
    if field == METHOD_TEXT:
        return record.method
    return record.protocol if field == PROTOCOL_TEXT else class_of(record.status)


cdef inline bint number_of(const Record* record, int field, int64_t* number) noexcept nogil:
    """False when the record has no such number."""
    if field == LATENCY_NUMBER:
        number[0] = <int64_t>record.latency
        return record.timed
    if field == STATUS_NUMBER:
        number[0] = record.status
    elif field == BYTES_NUMBER:
        number[0] = <int64_t>record.size
    else:
        number[0] = record.minute * 60 + record.second
    return True


cdef bint compares(int64_t number, Comparison comparison, int64_t other) noexcept nogil:
    if comparison == EQUAL:
        return number == other
    if comparison == UNEQUAL:
        return number != other
    if comparison == BELOW:
        return number < other
    if comparison == AT_MOST:
        return number <= other
    return number > other if comparison == ABOVE else number >= other


cdef bint is_among(const Test* test, int64_t number) noexcept nogil:
    cdef size_t low = 0, high = test.count, middle
    while low < high:
        middle = (low + high) // 2
        if test.numbers[middle] < number:
            low = middle + 1
        else:
            high = middle
    return low < test.count and test.numbers[low] == number


cdef int order_of(const Text* one, const Slice* other) noexcept nogil:
    cdef int order = memcmp(one.start, other.start, min(one.length, <size_t>other.length))
    if order == 0:
        return (one.length > other.length) - (one.length < other.length)
    return order


cdef bint is_among_texts(const Test* test, Slice text) noexcept nogil:
    cdef size_t low = 0, high = test.count, middle
    cdef int order
    if test.count == 1:
        return test.texts[0].length == text.length and order_of(&test.texts[0], &text) == 0
    while low < high:
        middle = (low + high) // 2
        order = order_of(&test.texts[middle], &text)
        if order == 0:
            return True
        if order < 0:
            low = middle + 1
        else:
            high = middle
    return False


cdef bint is_in_network(const Test* test, Slice text) noexcept nogil:
    cdef char address[ADDRESS_TEXT]
    cdef uint8_t found[16]
    cdef int whole = test.prefix // 8, bits = test.prefix % 8
    if text.length >= ADDRESS_TEXT or find_byte(text.start, text.start + text.length, 0) != NULL:
        return False
    memcpy(address, text.start, text.length)
    address[text.length] = 0
    if inet_pton(test.family, address, found) != 1 or memcmp(found, test.network, whole) != 0:
        return False
    return bits == 0 or (found[whole] ^ test.network[whole]) >> (8 - bits) == 0


cdef bint holds(const Test* test, const Record* record) noexcept nogil:
    cdef int64_t number
    cdef Slice text
    if test.form <= AMONG_NUMBERS:
        if not number_of(record, test.field, &number):
            return False
        if test.form == COMPARED:
            return compares(number, test.comparison, test.number)
        return is_among(test, number)
    text = text_of(record, test.field)
    if test.form == AMONG_TEXTS:
        return is_among_texts(test, text)
    if test.form == MATCHED:
        return automaton_accepts(&test.automaton, text.start, text.length)
    return is_in_network(test, text)


cdef bint filter_accepts(const Filter* filter, const Record* record) noexcept nogil:
    cdef int at = filter.first
    cdef const Test* test
    while at >= 0:
        test = &filter.tests[at]
        at = test.if_true if holds(test, record) else test.if_false
    return at == ACCEPT
