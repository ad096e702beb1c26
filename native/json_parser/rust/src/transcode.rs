//! Characters of 16 bits into UTF-8, eight at a time, and those of three bytes back, four at a time.

use std::mem::MaybeUninit;

use crate::escape;

/// Returns how many characters of three bytes, no surrogates, some bytes begin with, and all of them
/// or'ed together. It may leave some at the end.
#[inline]
pub fn measure_threes(bytes: &[u8]) -> (usize, u32) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("ssse3") {
        // SAFETY: the processor has SSSE3.
        return unsafe { threes::measure(bytes) };
    }
    (0, 0)
}

/// Writes the characters of three bytes that some bytes begin with, and returns how many it wrote.
#[inline]
pub fn put_threes(bytes: &[u8], out: &mut [MaybeUninit<u16>]) -> usize {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("ssse3") {
        // SAFETY: the processor has SSSE3.
        return unsafe { threes::put(bytes, out) };
    }
    0
}

#[cfg(target_arch = "x86_64")]
mod threes {
    use std::arch::x86_64::*;
    use std::mem::MaybeUninit;

    #[target_feature(enable = "ssse3")]
    pub fn measure(bytes: &[u8]) -> (usize, u32) {
        let mut union = _mm_setzero_si128();
        let mut at = 0;
        while let Some(four) = bytes[at..].first_chunk().and_then(|block| four_characters(block)) {
            union = _mm_or_si128(union, four);
            at += 12;
        }
        let union = _mm_or_si128(union, _mm_srli_si128(union, 8));
        let union = _mm_or_si128(union, _mm_srli_si128(union, 4));
        (at / 3, _mm_cvtsi128_si32(union).cast_unsigned())
    }

    #[target_feature(enable = "ssse3")]
    pub fn put(bytes: &[u8], out: &mut [MaybeUninit<u16>]) -> usize {
        let (parts, _) = out.as_chunks_mut::<4>();
        let mut count = 0;
        for part in parts {
            let block = bytes[3 * count..].first_chunk();
            let Some(four) = block.and_then(|block| four_characters(block)) else { break };
            let low = _mm_setr_epi8(0, 1, 4, 5, 8, 9, 12, 13, -1, -1, -1, -1, -1, -1, -1, -1);
            // SAFETY: a part has the eight bytes that are stored.
            unsafe { _mm_storel_epi64(part.as_mut_ptr().cast(), _mm_shuffle_epi8(four, low)) };
            count += 4;
        }
        count
    }

    /// Returns the four characters that a block begins with, if all have three bytes.
    #[target_feature(enable = "ssse3")]
    #[inline]
    fn four_characters(block: &[u8; 16]) -> Option<__m128i> {
        let apart = _mm_setr_epi8(0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1);
        // SAFETY: a block has the 16 bytes that are loaded.
        let bytes = unsafe { _mm_loadu_si128(block.as_ptr().cast()) };
        let bytes = _mm_shuffle_epi8(bytes, apart);
        let marks = _mm_and_si128(bytes, _mm_set1_epi32(0x00c0_c0f0));
        let marked = _mm_cmpeq_epi32(marks, _mm_set1_epi32(0x0080_80e0));
        let high = _mm_slli_epi32(_mm_and_si128(bytes, _mm_set1_epi32(0xf)), 12);
        let middle = _mm_and_si128(_mm_srli_epi32(bytes, 2), _mm_set1_epi32(0xfc0));
        let low = _mm_and_si128(_mm_srli_epi32(bytes, 16), _mm_set1_epi32(0x3f));
        let characters = _mm_or_si128(_mm_or_si128(high, middle), low);
        let class = _mm_and_si128(characters, _mm_set1_epi32(0xf800));
        let short = _mm_cmpeq_epi32(class, _mm_setzero_si128());
        let surrogate = _mm_cmpeq_epi32(class, _mm_set1_epi32(0xd800));
        let good = _mm_andnot_si128(_mm_or_si128(short, surrogate), marked);
        (_mm_movemask_epi8(good) == 0xffff).then_some(characters)
    }
}

/// Writes characters and returns where the next one goes; None: one is half of a surrogate pair.
///
/// # Safety
///
/// `out` has room for `escape::WIDEST` bytes for each.
pub unsafe fn put_units(units: &[u16], out: *mut u8) -> Option<*mut u8> {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("ssse3") {
        // SAFETY: the processor has SSSE3, and the room is the caller's.
        return unsafe { blocks::put_units(units, out) };
    }
    // SAFETY: the caller's.
    unsafe { put_each(units, out) }
}

/// # Safety
///
/// As for `put_units`.
#[inline(always)]
unsafe fn put_each(units: &[u16], mut out: *mut u8) -> Option<*mut u8> {
    for &unit in units {
        // SAFETY: the caller's.
        out = unsafe { escape::put(u32::from(unit), false, out)? };
    }
    Some(out)
}

#[cfg(target_arch = "x86_64")]
mod blocks {
    use std::arch::x86_64::*;

    use crate::escape;

    /// # Safety
    ///
    /// As for `put_units` above.
    #[target_feature(enable = "ssse3")]
    pub unsafe fn put_units(units: &[u16], mut out: *mut u8) -> Option<*mut u8> {
        let mut at = 0;
        while let Some(block) = units[at..].first_chunk::<8>() {
            // SAFETY: a block is 16 bytes; the stores of at most 28 bytes stay in the room of eight
            // characters, and what is more than the characters that count is overwritten.
            unsafe {
                let characters = _mm_loadu_si128(block.as_ptr().cast());
                let alike = leading_of_three_bytes(characters);
                put_three_bytes(characters, out);
                if alike == 8 {
                    out = out.add(24); // said apart, so that the next block need not wait for it
                    at += 8;
                    continue;
                }
                out = out.add(3 * alike);
                at += alike;
            }
            while let Some(&unit) = units.get(at).filter(|&&unit| !of_three_bytes(unit)) {
                // SAFETY: the caller's.
                out = unsafe { escape::put(u32::from(unit), false, out)? };
                at += 1;
            }
        }
        // SAFETY: the caller's.
        unsafe { super::put_each(&units[at..], out) }
    }

    /// How many characters are from U+0800 on and no surrogates, up to the first that is not.
    #[target_feature(enable = "ssse3")]
    fn leading_of_three_bytes(characters: __m128i) -> usize {
        let class = _mm_and_si128(characters, _mm_set1_epi16(0xf800_u16 as i16));
        let short = _mm_cmpeq_epi16(class, _mm_setzero_si128());
        let surrogate = _mm_cmpeq_epi16(class, _mm_set1_epi16(0xd800_u16 as i16));
        let others = _mm_movemask_epi8(_mm_or_si128(short, surrogate)) as u32 | 1 << 16;
        others.trailing_zeros() as usize / 2
    }

    fn of_three_bytes(unit: u16) -> bool {
        !matches!(unit & 0xf800, 0 | 0xd800)
    }

    /// # Safety
    ///
    /// `out` has room for 28 bytes, of which 24 are the characters.
    #[target_feature(enable = "ssse3")]
    unsafe fn put_three_bytes(characters: __m128i, out: *mut u8) {
        let lead = _mm_srli_epi16(characters, 12);
        let middle = _mm_and_si128(_mm_slli_epi16(characters, 2), _mm_set1_epi16(0x3f00));
        let marks = _mm_set1_epi16(0x80e0_u16 as i16);
        let first_two = _mm_or_si128(_mm_or_si128(lead, middle), marks);
        let last = _mm_and_si128(characters, _mm_set1_epi16(0x3f));
        let last = _mm_or_si128(last, _mm_set1_epi16(0x80));
        // Each character is now four bytes, of which the fourth is dropped.
        let dense = _mm_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1);
        let front = _mm_shuffle_epi8(_mm_unpacklo_epi16(first_two, last), dense);
        let back = _mm_shuffle_epi8(_mm_unpackhi_epi16(first_two, last), dense);
        // SAFETY: the caller's.
        unsafe {
            _mm_storeu_si128(out.cast(), front);
            _mm_storeu_si128(out.add(12).cast(), back);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(units: &[u16]) -> Option<String> {
        let mut out = vec![0; units.len() * escape::WIDEST];
        // SAFETY: there is room, and both places are within it.
        let length = unsafe {
            let start = out.as_mut_ptr();
            put_units(units, start)?.offset_from(start) as usize
        };
        out.truncate(length);
        String::from_utf8(out).ok()
    }

    /// Four characters of three bytes are read as they were written; in a block with anything else,
    /// surrogates and forms that are too long included, none is.
    #[test]
    fn threes_are_read_back() {
        for unit in 0..=0xffff {
            let [middle, low] = [unit >> 6 & 0x3f, unit & 0x3f].map(|bits| 0x80 | bits as u8);
            let bytes = [0xe0 | (unit >> 12) as u8, middle, low];
            let good = std::str::from_utf8(&bytes).is_ok();
            let text = [bytes.repeat(7).as_slice(), b"\"\0"].concat();
            let (count, union) = measure_threes(&text);
            let mut out = [MaybeUninit::new(0); 7];
            assert_eq!(put_threes(&text, &mut out), count);
            assert_eq!((count, union), if good { (4, unit) } else { (0, 0) }, "{unit:x}");
            // SAFETY: all are initialized.
            let first = out.map(|unit| unsafe { unit.assume_init() });
            assert!(first[..count].iter().all(|&found| u32::from(found) == unit));
        }
        assert_eq!(measure_threes("日本語a日本語日本語".as_bytes()).0, 0);
    }

    /// Every character is written right in a block of its like and beside a short one.
    #[test]
    fn all_characters_in_blocks() {
        for unit in (0x20..=0xffff).filter(|unit| !matches!(unit, 0x22 | 0x5c)) {
            let expected = char::from_u32(u32::from(unit)).map(String::from);
            let alike = expected.as_ref().map(|text| text.repeat(19));
            assert_eq!(written(&[unit; 19]), alike, "{unit:x}");
            let mut mixed = [unit; 9];
            mixed[4] = u16::from(b'a');
            let beside = expected.map(|text| format!("{}a{}", text.repeat(4), text.repeat(4)));
            assert_eq!(written(&mixed), beside, "{unit:x}");
        }
    }
}
