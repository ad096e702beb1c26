# The sections of a partial, read without trust: nothing behind their end is touched.

cdef class Section:
    """The payload of one section, read from front to back."""

    cdef str name
    cdef const uint8_t* at
    cdef size_t left

    cdef object corrupt(self, str why):
        return ValueError(f"corrupt partial: section {self.name}: {why}")

    cdef const uint8_t* take(self, uint64_t length) except NULL:
        cdef const uint8_t* at = self.at
        if length > self.left:
            raise self.corrupt(f"{length} bytes wanted, {self.left} left")
        self.at += length
        self.left -= length
        return at

    cdef uint64_t word(self) except? 0xDEAD:
        return load_word(self.take(8))

    cdef const uint8_t* words(self, uint64_t count) except NULL:
        """`count` numbers: not aligned, to be read by load_word."""
        if count > self.left // 8:
            raise self.corrupt(f"{count} numbers wanted, {self.left} bytes left")
        return self.take(count * 8)

    cdef int end(self) except -1:
        if self.left:
            raise self.corrupt(f"{self.left} bytes too many")
        return 0


cdef Section open_section(Section partial, bytes tag):
    """The next section of a partial, which must have this tag."""
    cdef Section inner = Section()
    cdef bytes found = partial.take(4)[:4]
    inner.name = tag.decode()
    if found != tag:
        raise partial.corrupt(f"section {tag.decode()} expected, found {found!r}")
    inner.left = partial.word()
    inner.at = partial.take(inner.left)
    return inner
