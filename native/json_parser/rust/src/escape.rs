//! Characters of strings as JSON writes them.

use crate::scan::special;

/// Bytes that the widest character takes: two escapes of six bytes each.
pub const WIDEST: usize = 12;

const HEX: &[u8; 16] = b"0123456789abcdef";

/// Copies ASCII up to the first character that has to be escaped and returns where that is, or the
/// length.
///
/// # Safety
///
/// `out` has room for all of `from`, and does not overlap it.
#[inline(always)]
pub unsafe fn copy_plain(from: &[u8], out: *mut u8) -> usize {
    let length = from.len();
    // SAFETY: everything is written where it was in `from`, so the caller's room is enough.
    unsafe {
        if length < 16 {
            return copy_short(from, out);
        }
        let mut at = 0;
        while let Some(block) = from[at..].first_chunk::<16>() {
            out.add(at).cast::<[u8; 16]>().write_unaligned(*block);
            match special(block) {
                0 => at += 16,
                mask => return at + mask.trailing_zeros() as usize,
            }
        }
        // The last block overlaps the one before, of which it is known that it is plain.
        let Some(block) = from.last_chunk::<16>() else { return at };
        out.add(length - 16).cast::<[u8; 16]>().write_unaligned(*block);
        match special(block) {
            0 => length,
            mask => length - 16 + mask.trailing_zeros() as usize,
        }
    }
}

/// # Safety
///
/// As for `copy_plain`.
#[inline(always)]
unsafe fn copy_short(from: &[u8], out: *mut u8) -> usize {
    // SAFETY: the caller's.
    unsafe {
        if let (Some(first), Some(last)) = (from.first_chunk::<8>(), from.last_chunk::<8>())
            && plain_word(u64::from_le_bytes(*first))
            && plain_word(u64::from_le_bytes(*last))
        {
            out.cast::<[u8; 8]>().write_unaligned(*first);
            out.add(from.len() - 8).cast::<[u8; 8]>().write_unaligned(*last);
            return from.len();
        }
        for (at, &byte) in from.iter().enumerate() {
            if byte < b' ' || byte == b'"' || byte == b'\\' {
                return at;
            }
            out.add(at).write(byte);
        }
    }
    from.len()
}

/// Whether eight bytes of ASCII need no escape.
#[inline(always)]
fn plain_word(word: u64) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // A byte of ASCII less than n borrows into its highest bit; equal is less than 1 after xor.
    let less = |word: u64, limit: u64| word.wrapping_sub(ONES * limit);
    let quote = less(word ^ (ONES * u64::from(b'"')), 1);
    let backslash = less(word ^ (ONES * u64::from(b'\\')), 1);
    (less(word, 0x20) | quote | backslash) & (ONES << 7) == 0
}

/// Writes a character and returns where the next one goes; None: it is a surrogate.
///
/// # Safety
///
/// `out` has room for `WIDEST` bytes.
#[inline(always)]
pub unsafe fn put(character: u32, ascii_only: bool, out: *mut u8) -> Option<*mut u8> {
    // SAFETY: no form is longer than `WIDEST`; what is written beyond the end is overwritten.
    unsafe {
        if character >= 0x80 && !ascii_only {
            if character < 0x800 {
                let bytes = [0xc0 | character >> 6, 0x80 | character & 0x3f];
                return Some(put_bytes(out, &bytes.map(|byte| byte as u8)));
            }
            if character & 0xffff_f800 == 0xd800 {
                return None;
            }
            if character < 0x1_0000 {
                let word = 0xe0
                    | character >> 12
                    | (0x80 | character >> 6 & 0x3f) << 8
                    | (0x80 | character & 0x3f) << 16;
                out.cast::<[u8; 4]>().write_unaligned(word.to_le_bytes());
                return Some(out.add(3));
            }
            let word = 0xf0
                | character >> 18
                | (0x80 | character >> 12 & 0x3f) << 8
                | (0x80 | character >> 6 & 0x3f) << 16
                | (0x80 | character & 0x3f) << 24;
            return Some(put_bytes(out, &word.to_le_bytes()));
        }
        match character {
            0x22 | 0x5c => Some(put_bytes(out, &[b'\\', character as u8])),
            0..0x20 => Some(put_control(character as u8, out)),
            0xd800..=0xdfff => None,
            0x7f.. if ascii_only => Some(put_escaped(character, out)),
            _ => Some(put_bytes(out, &[character as u8])),
        }
    }
}

/// Writes bytes and returns where the next one goes.
///
/// # Safety
///
/// `out` has room for the bytes.
#[inline(always)]
pub unsafe fn put_bytes<const N: usize>(out: *mut u8, bytes: &[u8; N]) -> *mut u8 {
    // SAFETY: the caller's.
    unsafe {
        out.cast::<[u8; N]>().write_unaligned(*bytes);
        out.add(N)
    }
}

/// # Safety
///
/// `out` has room for six bytes.
unsafe fn put_control(byte: u8, out: *mut u8) -> *mut u8 {
    let short = match byte {
        8 => b'b',
        9 => b't',
        10 => b'n',
        12 => b'f',
        13 => b'r',
        // SAFETY: the caller's.
        _ => return unsafe { put_code(u32::from(byte), out) },
    };
    // SAFETY: the caller's.
    unsafe { put_bytes(out, &[b'\\', short]) }
}

/// # Safety
///
/// `out` has room for twelve bytes.
unsafe fn put_escaped(character: u32, out: *mut u8) -> *mut u8 {
    // SAFETY: the caller's.
    unsafe {
        if character < 0x1_0000 {
            return put_code(character, out);
        }
        let above = character - 0x1_0000;
        put_code(0xdc00 | (above & 0x3ff), put_code(0xd800 | (above >> 10), out))
    }
}

/// # Safety
///
/// `out` has room for six bytes.
unsafe fn put_code(code: u32, out: *mut u8) -> *mut u8 {
    let digit = |shift: u32| HEX[(code >> shift & 0xf) as usize];
    // SAFETY: the caller's.
    unsafe { put_bytes(out, &[b'\\', b'u', digit(12), digit(8), digit(4), digit(0)]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(character: char, ascii_only: bool) -> String {
        let mut out = [0; WIDEST];
        // SAFETY: there is room for any character, and both places are within it.
        let length = unsafe {
            let start = out.as_mut_ptr();
            put(u32::from(character), ascii_only, start).unwrap().offset_from(start) as usize
        };
        String::from_utf8(out[..length].to_vec()).unwrap()
    }

    /// A run is copied up to the first character that has to be escaped.
    #[test]
    fn plain_runs() {
        for length in 0..70 {
            for (at, special) in (0..length).flat_map(|at| [(at, b'"'), (at, b'\\'), (at, 0x1f)]) {
                let mut from = vec![b'~'; length];
                from[at] = special;
                from[length - 1] = special;
                let mut out = vec![0; length];
                // SAFETY: there is as much room.
                assert_eq!(unsafe { copy_plain(&from, out.as_mut_ptr()) }, at);
                assert_eq!(out[..at], from[..at]);
            }
            let from = vec![0x7f; length];
            let mut out = vec![0; length];
            // SAFETY: there is as much room.
            assert_eq!(unsafe { copy_plain(&from, out.as_mut_ptr()) }, length);
            assert_eq!(out, from);
        }
    }

    /// Each character is written as itself, or escaped.
    #[test]
    fn characters() {
        for character in ' '..=char::MAX {
            let backslash = if matches!(character, '"' | '\\') { "\\" } else { "" };
            assert_eq!(escaped(character, false), format!("{backslash}{character}"));
        }
        let cases = [
            ('\n', "\\n"),
            ('\0', "\\u0000"),
            ('\x1f', "\\u001f"),
            ('~', "~"),
            ('\x7f', "\\u007f"),
            ('é', "\\u00e9"),
            ('\u{ffff}', "\\uffff"),
            ('\u{1f600}', "\\ud83d\\ude00"),
        ];
        for (character, text) in cases {
            assert_eq!(escaped(character, true), text);
        }
    }
}
