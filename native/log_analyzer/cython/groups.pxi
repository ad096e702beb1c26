# Groups: what the lines of each tuple of values add up to. The key of a group is each value's
# length (32 bits) and bytes.

cdef tuple GROUPS = (
    *COLUMNS, "method", "protocol", "status_class", "status", "minute", "hour", "day",
)

cdef enum:                   # in the order of GROUPS, behind the texts that filters know, too
    GROUP_STATUS = CLASS_TEXT + 1
    GROUP_MINUTE
    GROUP_HOUR
    GROUP_DAY
    GROUP_COUNT
    VALUE_ROOM = 24          # bytes of a status or a time

cdef struct Jump:            # from this moment on, seconds since 1970, the offset holds
    int64_t start
    int32_t offset           # minutes east of UTC

cdef struct Grouping:
    int parts[GROUP_COUNT]
    size_t count             # 0: no groups
    Jump* jumps
    size_t jump_count


cdef int32_t offset_at(const Grouping* grouping, int64_t seconds) noexcept nogil:
    """Minutes east of UTC; the first offset holds for earlier moments, too."""
    cdef size_t low = 1, high = grouping.jump_count, middle
    if high == 0:
        return 0
    while low < high:
        middle = (low + high) // 2
        if grouping.jumps[middle].start <= seconds:
            low = middle + 1
        else:
            high = middle
    return grouping.jumps[low - 1].offset


cdef inline uint8_t* put_digits(uint8_t* at, int number, int digits, uint8_t after) noexcept nogil:
    """A number with leading zeros, and what follows it."""
    cdef int i
    for i in range(digits - 1, -1, -1):
        at[i] = c'0' + number % 10
        number //= 10
    at[digits] = after
    return at + digits + 1


cdef uint8_t* put_date(uint8_t* at, int64_t day) noexcept nogil:
    """`YYYY-MM-DDT` of days since 1970 (H. Hinnant's civil_from_days, years from 1 on)."""
    cdef int64_t since = day + 719468
    cdef int64_t era = since // 146097
    cdef int64_t of_era = since - era * 146097
    cdef int64_t year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    cdef int64_t of_year = of_era - (365 * year + year // 4 - year // 100)
    cdef int64_t month = (5 * of_year + 2) // 153
    cdef int64_t of_month = of_year - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    at = put_digits(at, <int>(year + era * 400 + (month <= 2)), 4, c'-')
    at = put_digits(at, <int>month, 2, c'-')
    return put_digits(at, <int>of_month, 2, c'T')


cdef uint32_t put_time(
    const Grouping* grouping, int part, const Record* record, uint8_t* text
) noexcept nogil:
    """`YYYY-MM-DD` or `YYYY-MM-DDTHH:MM+hh:mm` of the local minute, hour or day; its length."""
    cdef int32_t offset = offset_at(grouping, record.minute * 60 + record.second)
    cdef int64_t local = record.minute + offset
    cdef int64_t day
    cdef uint8_t* at
    local = max(local, <int64_t>FIRST_DAY * 1440)
    local = min(local, (<int64_t>LAST_DAY + 1) * 1440 - 1)
    day = floor_division(local, 1440)
    at = put_date(text, day)
    if part == GROUP_DAY:
        return <uint32_t>(at - 1 - text)
    local -= day * 1440
    at = put_digits(at, <int>(local // 60), 2, c':')
    at = put_digits(at, <int>(local % 60) if part == GROUP_MINUTE else 0, 2, c'+')
    if offset < 0:
        (at - 1)[0] = c'-'
        offset = -offset
    at = put_digits(at, offset // 60, 2, c':')
    return <uint32_t>(put_digits(at, offset % 60, 2, 0) - 1 - text)


cdef Slice group_value(
    const Grouping* grouping, int part, const Record* record, uint8_t* text
) noexcept nogil:
    """One value of a line's group; `text` has room for one that the line does not hold."""
    if part < GROUP_STATUS:
        return text_of(record, part)
    if part == GROUP_STATUS:
        put_digits(text, record.status, 3, 0)
        return slice_between(text, text + 3)
    return slice_between(text, text + put_time(grouping, part, record, text))


cdef bint count_group(
    const Grouping* grouping, KeyTable* groups, Record* record, Arena* arena
) noexcept nogil:
    """Count a line in its group; False when memory is out."""
    cdef Slice values[GROUP_COUNT]
    cdef uint8_t texts[GROUP_COUNT][VALUE_ROOM]
    cdef uint64_t length = 0
    cdef uint8_t* start
    cdef uint8_t* at
    cdef Slice key
    cdef size_t i
    for i in range(grouping.count):
        values[i] = group_value(grouping, grouping.parts[i], record, texts[i])
        length += 4 + <uint64_t>values[i].length
    start = at = arena_take(arena, length)
    if start == NULL:
        return False
    for i in range(grouping.count):
        memcpy(at, &values[i].length, 4)
        memcpy(at + 4, values[i].start, values[i].length)
        at += 4 + values[i].length
    key = slice_between(start, at)
    hash_slice(&key)
    return count_timed_key(groups, key, record) != 0


cdef tuple group_values(const Entry* entry, size_t count):
    """The values of a group's key."""
    cdef const uint8_t* at = key_of(entry)
    cdef uint32_t length
    values = []
    for _ in range(count):
        memcpy(&length, at, 4)
        values.append(at[4:4 + length])
        at += 4 + length
    return tuple(values)


cdef int compile_groups(list names, list zone, list kept, Grouping* grouping) except -1:
    """Fill in the groups from their JSON; `kept` holds the memory."""
    cdef size_t i
    if len(names) > GROUP_COUNT:
        raise ValueError(f"group_by has {len(names)} names, {GROUP_COUNT} are known")
    grouping.count = len(names)
    for i in range(grouping.count):
        grouping.parts[i] = GROUPS.index(names[i])
    grouping.jump_count = len(zone)
    grouping.jumps = <Jump*>keep_room(kept, grouping.jump_count * sizeof(Jump))
    for i in range(grouping.jump_count):
        start, offset = zone[i]
        if offset % 60 or abs(offset) >= 86400:
            raise ValueError(f"zone has an offset of {offset} seconds, must be minutes of a day")
        grouping.jumps[i].start = start
        grouping.jumps[i].offset = offset // 60
    return 0
