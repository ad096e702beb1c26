# Moments in other forms than the common log's: ISO 8601, numbers since 1970, date and clock apart.

cdef enum:
    ISO_DATE = 10            # bytes of YYYY-MM-DD
    ISO_CLOCK = 8            # bytes of HH:MM:SS
    FRACTION_DIGITS = 9
    FIRST_DAY = -719162      # 0001-01-01
    LAST_DAY = 2932896       # 9999-12-31


cdef void set_moment(Record* record, int64_t seconds) noexcept nogil:
    """Give a record its moment, in seconds since 1970 UTC."""
    record.minute = floor_division(seconds, 60)
    record.second = <int>(seconds - record.minute * 60)
    record.day = <int32_t>floor_division(record.minute, 1440)


cdef bint read_date(const uint8_t* at, const uint8_t* end, int64_t* days) noexcept nogil:
    """`YYYY-MM-DD` to days since 1970; False when it is none of the years 1 to 9999."""
    cdef int century, year, month, day
    if end - at != ISO_DATE or at[4] != c'-' or at[7] != c'-':
        return False
    century, year = two_digits(at), two_digits(at + 2)
    month, day = two_digits(at + 5), two_digits(at + 8)
    if century < 0 or year < 0 or century + year == 0 or month < 1 or month > 12:
        return False
    year += century * 100
    if day < 1 or day > days_in_month(year, month):
        return False
    days[0] = days_from_civil(year, month, day)
    return True


cdef const uint8_t* read_clock(
    const uint8_t* at, const uint8_t* end, int64_t* seconds
) noexcept nogil:
    """`HH:MM:SS`, with or without 1 to 9 digits of a fraction; what follows, or NULL."""
    cdef int hour, minute, second
    cdef const uint8_t* start
    if end - at < ISO_CLOCK or at[2] != c':' or at[5] != c':':
        return NULL
    hour, minute, second = two_digits(at), two_digits(at + 3), two_digits(at + 6)
    if hour < 0 or hour > 23 or minute < 0 or minute > 59 or second < 0 or second > 60:
        return NULL
    seconds[0] = hour * 3600 + minute * 60 + min(second, 59)   # a leap second counts in second 59
    at += ISO_CLOCK
    if at == end or at[0] != c'.':
        return at
    start = at + 1
    at = start
    while at < end and is_digit(at[0]):
        at += 1
    return at if 1 <= at - start <= FRACTION_DIGITS else NULL


cdef bint read_zone(const uint8_t* at, const uint8_t* end, int64_t* seconds) noexcept nogil:
    """`Z`, `+HH:MM` or `+HHMM` to seconds east of UTC."""
    cdef int hours, minutes
    cdef size_t length = end - at
    seconds[0] = 0
    if length == 1:
        return (at[0] | 0x20) == c'z'
    if (length != 5 and not (length == 6 and at[3] == c':')) or (at[0] != c'+' and at[0] != c'-'):
        return False
    hours, minutes = two_digits(at + 1), two_digits(end - 2)
    if hours < 0 or hours > 23 or minutes < 0 or minutes > 59:
        return False
    seconds[0] = (hours * 3600 + minutes * 60) * (-1 if at[0] == c'-' else 1)
    return True


cdef bint read_iso(const uint8_t* at, const uint8_t* end, Record* record) noexcept nogil:
    """`YYYY-MM-DDTHH:MM:SS[.fraction]zone`."""
    cdef int64_t days, seconds, east
    cdef const uint8_t* zone
    if end - at <= ISO_DATE or not read_date(at, at + ISO_DATE, &days):
        return False
    at += ISO_DATE
    if (at[0] | 0x20) != c't' and at[0] != c' ':
        return False
    zone = read_clock(at + 1, end, &seconds)
    if zone == NULL or not read_zone(zone, end, &east):
        return False
    set_moment(record, days * 86400 + seconds - east)
    return True


cdef bint read_clf(
    const uint8_t* at, const uint8_t* end, StampCache* cache, Record* record
) noexcept nogil:
    """The 26 bytes of the common log."""
    if end - at != STAMP_LENGTH:
        return False
    record.second = read_stamp(at, cache)
    record.minute = cache.minute
    record.day = cache.day
    return record.second >= 0


cdef bint set_epoch(Record* record, int64_t seconds) noexcept nogil:
    """Give a record its moment; False outside the years 1 to 9999."""
    if seconds < <int64_t>FIRST_DAY * 86400 or seconds >= (<int64_t>LAST_DAY + 1) * 86400:
        return False
    set_moment(record, seconds)
    return True


cdef bint read_epoch(
    const uint8_t* at, const uint8_t* end, int64_t units, Record* record
) noexcept nogil:
    """Digits, in `units` a second; seconds may have a fraction, which is dropped."""
    cdef Decimal decimal
    cdef uint64_t number
    cdef Rest rest
    if not read_decimal(at, end, &decimal) or decimal.negative or decimal.exponential:
        return False
    if decimal.whole > TIME_DIGITS or (decimal.fractional and units != 1):
        return False
    scale_decimal(&decimal, 0, &number, &rest)
    return set_epoch(record, <int64_t>number // units)


cdef bint read_epoch_number(const uint8_t* at, const uint8_t* end, Record* record) noexcept nogil:
    """A JSON number of seconds, rounded down."""
    cdef Decimal decimal
    cdef uint64_t number
    cdef Rest rest
    if not read_decimal(at, end, &decimal) or decimal.whole > TIME_DIGITS:
        return False
    if not scale_decimal(&decimal, 0, &number, &rest):
        return False
    if decimal.negative:
        return set_epoch(record, -<int64_t>number - (rest != NOTHING))
    return set_epoch(record, <int64_t>number)
