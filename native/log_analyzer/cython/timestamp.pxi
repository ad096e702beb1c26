# `dd/Mon/yyyy:HH:MM:SS +hhmm` to UTC minutes, by fixed offsets. Neighbouring lines share their
# minute: one whose date, hour, minute and zone are those of the line before costs two comparisons.

cdef enum:
    STAMP_LENGTH = 26
    STAMP_MINUTE = 17        # bytes up to the minute: dd/Mon/yyyy:HH:MM
    STAMP_ZONE = 20          # where " +hhmm" starts

cdef struct StampCache:
    bint known
    uint8_t text[STAMP_LENGTH]
    int64_t minute           # minutes since the epoch, UTC
    int32_t day              # days since the epoch, UTC


cdef inline int two_digits(const uint8_t* at) noexcept nogil:
    """The number two digits stand for, or a negative number."""
    cdef int tens = at[0] - c'0', ones = at[1] - c'0'
    if tens < 0 or tens > 9 or ones < 0 or ones > 9:
        return -1
    return tens * 10 + ones


cdef int month_number(const uint8_t* at) noexcept nogil:
    """1 to 12 for Jan to Dec, else 0."""
    cdef const char* names = "JanFebMarAprMayJunJulAugSepOctNovDec"
    cdef int month
    for month in range(12):
        if memcmp(at, names + month * 3, 3) == 0:
            return month + 1
    return 0


cdef int days_in_month(int year, int month) noexcept nogil:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month == 4 or month == 6 or month == 9 or month == 11 else 31


cdef int64_t days_from_civil(int year, int month, int day) noexcept nogil:
    """Days since 1970-01-01 of a Gregorian date with year >= 1.

    Years are counted from March, so that the leap day is the last of its year
    (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    """
    cdef int64_t march_year = year - 1 if month <= 2 else year
    cdef int64_t day_of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return (
        march_year * 365 + march_year // 4 - march_year // 100 + march_year // 400
        + day_of_year - 719468
    )


cdef inline int64_t floor_division(int64_t number, int64_t divisor) noexcept nogil:
    """Rounds down also below zero, where C's division rounds up."""
    return number // divisor - (number % divisor < 0)


cdef bint read_minute(const uint8_t* at, StampCache* cache) noexcept nogil:
    """Check date, hour, minute and zone and fill the cache; False when one is wrong."""
    cdef int day = two_digits(at), month = month_number(at + 3)
    cdef int century = two_digits(at + 7), year = two_digits(at + 9)
    cdef int hour = two_digits(at + 12), minute = two_digits(at + 15)
    cdef int zone_hour = two_digits(at + 22), zone_minute = two_digits(at + 24)
    cdef int zone
    if (
        at[2] != c'/' or at[6] != c'/' or at[11] != c':' or at[14] != c':' or at[20] != c' '
        or (at[21] != c'+' and at[21] != c'-')
        or month == 0 or century < 0 or year < 0 or century + year == 0
        or hour < 0 or hour > 23 or minute < 0 or minute > 59
        or zone_hour < 0 or zone_hour > 23 or zone_minute < 0 or zone_minute > 59
    ):
        return False
    year += century * 100
    if day < 1 or day > days_in_month(year, month):
        return False
    zone = zone_hour * 60 + zone_minute
    cache.minute = (
        days_from_civil(year, month, day) * 1440 + hour * 60 + minute
        + (zone if at[21] == c'-' else -zone)
    )
    cache.day = <int32_t>floor_division(cache.minute, 1440)
    memcpy(cache.text, at, STAMP_LENGTH)
    cache.known = True
    return True


cdef inline int read_stamp(const uint8_t* at, StampCache* cache) noexcept nogil:
    """Read 26 bytes into the cache; the second (0 to 59), or -1 when the timestamp is wrong."""
    cdef int second = two_digits(at + 18)
    if at[17] != c':' or second < 0 or second > 60:
        return -1
    if not (
        cache.known
        and memcmp(at, cache.text, STAMP_MINUTE) == 0
        and memcmp(at + STAMP_ZONE, cache.text + STAMP_ZONE, STAMP_LENGTH - STAMP_ZONE) == 0
    ):
        if not read_minute(at, cache):
            return -1
    return 59 if second == 60 else second   # a leap second counts in second 59
