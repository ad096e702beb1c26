//! Looking for bytes 16 and 32 at a time.

/// A document with one NUL behind it, so that the byte at any place up to its end can be read.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    bytes: &'a [u8],
}

impl<'a> Text<'a> {
    /// `bytes` is the document and the NUL behind it.
    pub fn new(bytes: &'a [u8]) -> Self {
        assert_eq!(bytes.last(), Some(&0), "a document must be followed by NUL");
        Self { bytes }
    }

    /// Where the document ends: the place of the NUL.
    #[inline(always)]
    pub fn end(self) -> usize {
        self.bytes.len() - 1
    }

    /// The byte at a place that is no further than the end, where it is 0.
    #[inline(always)]
    pub fn at(self, place: usize) -> u8 {
        self.bytes[place]
    }

    /// The bytes from a place up to another.
    #[inline(always)]
    pub fn slice(self, from: usize, to: usize) -> &'a [u8] {
        &self.bytes[from..to]
    }

    /// All bytes from a place on, with the NUL.
    #[inline(always)]
    pub fn from(self, place: usize) -> &'a [u8] {
        &self.bytes[place..]
    }

    /// Eight bytes from a place as a little-endian number, where that many are there.
    #[inline(always)]
    pub fn word(self, place: usize) -> Option<u64> {
        let bytes = self.bytes.get(place..place.wrapping_add(8))?;
        Some(u64::from_le_bytes(bytes.try_into().ok()?))
    }

    /// Returns the first place from `place` on that is no plain ASCII of a string: a quote, a
    /// backslash, a control character (the NUL at the end is one) or a byte above 0x7f.
    #[inline(always)]
    pub fn plain_end(self, place: usize) -> usize {
        match self.block(place).map(special) {
            Some(0) => self.plain_end_far(place + 16),
            Some(mask) => place + mask.trailing_zeros() as usize,
            None => self.plain_end_slow(place),
        }
    }

    #[inline(never)]
    fn plain_end_far(self, mut place: usize) -> usize {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has AVX2.
            place = unsafe { wide::plain_blocks(self.bytes, place) };
        }
        while let Some(block) = self.block(place) {
            match special(block) {
                0 => place += 16,
                mask => return place + mask.trailing_zeros() as usize,
            }
        }
        self.plain_end_slow(place)
    }

    fn plain_end_slow(self, mut place: usize) -> usize {
        while matches!(self.at(place), 0x20..=0x7f) && !matches!(self.at(place), b'"' | b'\\') {
            place += 1;
        }
        place
    }

    /// Returns the first place from `place` on that is no white space.
    #[inline(always)]
    pub fn space_end(self, mut place: usize) -> usize {
        if self.at(place) > b' ' {
            return place;
        }
        if self.at(place) == b' ' {
            place += 1;
            if self.at(place) > b' ' {
                return place;
            }
        }
        self.space_end_far(place)
    }

    #[inline(never)]
    fn space_end_far(self, mut place: usize) -> usize {
        while let Some(block) = self.block(place) {
            match visible(block) {
                0 => place += 16,
                mask => return place + mask.trailing_zeros() as usize,
            }
        }
        while matches!(self.at(place), b' ' | b'\t' | b'\n' | b'\r') {
            place += 1;
        }
        place
    }

    /// Returns the first quote or backslash from `place` on.
    #[inline]
    pub fn quote_or_backslash(self, mut place: usize) -> Option<usize> {
        while let Some(block) = self.block(place) {
            match equal(block, b'"') | equal(block, b'\\') {
                0 => place += 16,
                mask => return Some(place + mask.trailing_zeros() as usize),
            }
        }
        let rest = self.bytes[place..].iter();
        rest.copied().position(|byte| matches!(byte, b'"' | b'\\')).map(|index| place + index)
    }

    #[inline(always)]
    fn block(self, place: usize) -> Option<&'a [u8; 16]> {
        self.bytes.get(place..place.wrapping_add(16))?.try_into().ok()
    }
}

/// Returns the first place of a byte from `from` on.
pub fn find(byte: u8, bytes: &[u8], from: usize) -> Option<usize> {
    let (blocks, rest) = bytes[from..].as_chunks::<16>();
    for (index, block) in blocks.iter().enumerate() {
        let mask = equal(block, byte);
        if mask != 0 {
            return Some(from + 16 * index + mask.trailing_zeros() as usize);
        }
    }
    let end = bytes.len() - rest.len();
    rest.iter().position(|&other| other == byte).map(|place| end + place)
}

/// Returns a bit for each byte that equals one.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub fn equal(block: &[u8; 16], byte: u8) -> u32 {
    use std::arch::x86_64::*;
    // SAFETY: each x86-64 processor has SSE2, and a block has the 16 bytes that are loaded.
    unsafe {
        let bytes = _mm_loadu_si128(block.as_ptr().cast());
        _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte as i8))) as u32
    }
}

/// Returns a bit for each byte that ends a plain run of a string.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub fn special(block: &[u8; 16]) -> u32 {
    use std::arch::x86_64::*;
    // SAFETY: each x86-64 processor has SSE2, and a block has the 16 bytes that are loaded.
    unsafe {
        let bytes = _mm_loadu_si128(block.as_ptr().cast());
        let quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b'"' as i8));
        let backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b'\\' as i8));
        // Signed: bytes above 0x7f are negative and so below a space, like control characters.
        let outside = _mm_cmplt_epi8(bytes, _mm_set1_epi8(b' ' as i8));
        _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, backslash), outside)) as u32
    }
}

/// Returns a bit for each byte that is no white space.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn visible(block: &[u8; 16]) -> u32 {
    use std::arch::x86_64::*;
    // SAFETY: as above.
    unsafe {
        let bytes = _mm_loadu_si128(block.as_ptr().cast());
        let is = |byte: u8| _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte as i8));
        let space =
            _mm_or_si128(_mm_or_si128(is(b' '), is(b'\n')), _mm_or_si128(is(b'\r'), is(b'\t')));
        !(_mm_movemask_epi8(space) as u32) & 0xffff
    }
}

#[cfg(not(target_arch = "x86_64"))]
#[inline(always)]
pub fn equal(block: &[u8; 16], wanted: u8) -> u32 {
    mask(block, |byte| byte == wanted)
}

#[cfg(not(target_arch = "x86_64"))]
#[inline(always)]
pub fn special(block: &[u8; 16]) -> u32 {
    mask(block, |byte| matches!(byte, b'"' | b'\\' | 0..=0x1f | 0x80..))
}

#[cfg(not(target_arch = "x86_64"))]
#[inline(always)]
fn visible(block: &[u8; 16]) -> u32 {
    mask(block, |byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
}

#[cfg(not(target_arch = "x86_64"))]
fn mask(block: &[u8; 16], wanted: impl Fn(u8) -> bool) -> u32 {
    (0..16).map(|index| u32::from(wanted(block[index])) << index).sum()
}

#[cfg(target_arch = "x86_64")]
mod wide {
    use std::arch::x86_64::*;

    /// Returns the first place from `place` on that is not plain, or one with less than 32 bytes
    /// behind it.
    #[target_feature(enable = "avx2")]
    pub fn plain_blocks(bytes: &[u8], mut place: usize) -> usize {
        while let Some(block) = bytes.get(place..place.wrapping_add(32)) {
            // SAFETY: the block has the 32 bytes that are loaded.
            let bytes = unsafe { _mm256_loadu_si256(block.as_ptr().cast()) };
            let quote = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(b'"' as i8));
            let backslash = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(b'\\' as i8));
            let outside = _mm256_cmpgt_epi8(_mm256_set1_epi8(b' ' as i8), bytes);
            let found = _mm256_or_si256(_mm256_or_si256(quote, backslash), outside);
            match _mm256_movemask_epi8(found) as u32 {
                0 => place += 32,
                mask => return place + mask.trailing_zeros() as usize,
            }
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run ends at the first special byte, wherever it lies and whatever follows.
    #[test]
    fn plain_runs_end_at_each_special_byte() {
        for length in 0..100 {
            for special in [b'"', b'\\', 0, 0x1f, 0x80, 0xff] {
                let mut bytes = vec![b'a'; length];
                bytes.push(special);
                bytes.extend([b'"'; 3]);
                bytes.push(0);
                assert_eq!(Text::new(&bytes).plain_end(0), length);
            }
            let mut bytes = vec![0x7f; length];
            bytes.push(0);
            assert_eq!(Text::new(&bytes).plain_end(0), length, "the end ends it");
        }
    }

    /// A byte is found wherever it lies, and nothing before where the search begins.
    #[test]
    fn finds_the_first_of_a_byte() {
        for length in 0..70 {
            for place in 0..length {
                let mut bytes = vec![b'a'; length];
                bytes[place] = b'\n';
                assert_eq!(find(b'\n', &bytes, 0), Some(place));
                assert_eq!(find(b'\n', &bytes, place), Some(place));
                assert_eq!(find(b'\n', &bytes, place + 1), None);
            }
        }
    }

    /// Only the four characters of RFC 8259 are white space.
    #[test]
    fn white_space_ends_at_any_other_byte() {
        for length in 0..70 {
            for other in (0..=255).filter(|byte| !b" \t\n\r".contains(byte)) {
                let mut bytes: Vec<u8> = (0..length).map(|index| b" \t\n\r"[index % 4]).collect();
                bytes.extend([other, b' ', 0]);
                assert_eq!(Text::new(&bytes).space_end(0), length, "{other}");
            }
        }
    }
}
