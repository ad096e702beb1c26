//! Passing values without reading them: only brackets and quotes are looked at.
//!
//! What is passed may be no JSON. Whoever needs to know reads the whole document.

use crate::scan::{self, Text};
use crate::text;

const BLOCK: usize = 64;
const ODD_BITS: u64 = 0xaaaa_aaaa_aaaa_aaaa;

/// One bit for each byte of a block.
pub struct Masks {
    quote: u64,
    backslash: u64,
    open: u64,
    close: u64,
}

/// Where a scan of a container stands.
#[derive(Clone, Copy)]
struct Scan {
    at: usize,
    depth: usize,
    /// All bits are set inside a string.
    inside: u64,
    /// 1 if a backslash stands before the next byte and makes it a character of the string.
    escaped: u64,
}

/// An element, or a member of an object.
pub struct Member {
    /// The quotes of the key: the place of the first and the one behind the second.
    pub key: Option<(usize, usize)>,
    /// Where the value begins.
    pub value: usize,
}

/// The elements or members of a container.
pub struct Members<'a> {
    text: Text<'a>,
    /// The opening bracket, or the value that was found last.
    at: usize,
    begun: bool,
    is_object: bool,
}

impl<'a> Members<'a> {
    /// Begins at an opening bracket; None: there is none.
    pub fn new(text: Text<'a>, at: usize) -> Option<Self> {
        let is_object = match text.at(at) {
            b'[' => false,
            b'{' => true,
            _ => return None,
        };
        Some(Self { text, at, begun: false, is_object })
    }

    pub fn is_object(&self) -> bool {
        self.is_object
    }

    /// Returns the next one; None: the container ends.
    pub fn next(&mut self) -> Result<Option<Member>, Odd> {
        let text = self.text;
        let end = if self.begun { value_end(text, self.at).ok_or(Odd)? } else { self.at + 1 };
        let mut at = text.space_end(end);
        if text.at(at) == if self.is_object { b'}' } else { b']' } {
            return Ok(None);
        }
        if self.begun {
            at = behind(text, at, b',')?;
        }
        let mut key = None;
        if self.is_object {
            if text.at(at) != b'"' {
                return Err(Odd);
            }
            let end = string_end(text, at).ok_or(Odd)?;
            key = Some((at, end));
            at = behind(text, text.space_end(end), b':')?;
        }
        self.begun = true;
        self.at = at;
        Ok(Some(Member { key, value: at }))
    }
}

/// The text is not what it should be.
pub struct Odd;

/// Whether the key between two quotes, the second one before `end`, is one in UTF-8. A key with an
/// escape that is none equals nothing.
pub fn is_key(text: Text, quote: usize, end: usize, mut key: &[u8]) -> bool {
    let (mut at, end) = (quote + 1, end - 1);
    loop {
        let escape = scan::find(b'\\', text.slice(0, end), at).unwrap_or(end);
        let Some(rest) = key.strip_prefix(text.slice(at, escape)) else { return false };
        if escape == end {
            return rest.is_empty();
        }
        let Some((character, after)) = text::any_escape(text, escape) else { return false };
        let (bytes, size) = text::utf8(character);
        let Some(rest) = rest.strip_prefix(&bytes[..size]) else { return false };
        (at, key) = (after, rest);
    }
}

/// Returns the first byte behind one that must be there, and behind white space.
fn behind(text: Text, at: usize, byte: u8) -> Result<usize, Odd> {
    if text.at(at) == byte { Ok(text.space_end(at + 1)) } else { Err(Odd) }
}

/// Returns the end of the value that begins at a byte; None: none begins or ends there.
#[inline]
pub fn value_end(text: Text, at: usize) -> Option<usize> {
    match text.at(at) {
        b'"' => string_end(text, at),
        b'[' | b'{' => container_end(text, at),
        _ => scalar_end(text, at),
    }
}

/// Returns the end of the string whose opening quote is at a byte.
#[inline]
pub fn string_end(text: Text, quote: usize) -> Option<usize> {
    let mut at = quote + 1;
    loop {
        at = text.quote_or_backslash(at)?;
        if text.at(at) == b'"' {
            return Some(at + 1);
        }
        at += 2;
        if at > text.end() {
            return None;
        }
    }
}

/// Returns the end of a number or word, or of what stands in its place.
#[inline]
fn scalar_end(text: Text, start: usize) -> Option<usize> {
    let mut at = start;
    while at < text.end()
        && !matches!(
            text.at(at),
            b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' | b'[' | b']' | b'{' | b'}' | b'"'
        )
    {
        at += 1;
    }
    (at > start).then_some(at)
}

fn container_end(text: Text, at: usize) -> Option<usize> {
    let scan = Scan { at, depth: 0, inside: 0, escaped: 0 };
    let bytes = text.slice(0, text.end());
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("popcnt")
    {
        // SAFETY: the processor has AVX2 and POPCNT.
        return unsafe { wide::container_end(bytes, scan) };
    }
    by_blocks(bytes, scan, narrow_masks)
}

/// Goes on a block at a time. A block that closes fewer containers than are open is only counted.
///
/// Source: G. Langdale, D. Lemire, "Parsing gigabytes of JSON per second", 2019, sections 3.1.1 to 3.1.3.
#[inline(always)]
fn by_blocks(bytes: &[u8], mut scan: Scan, masks: impl Fn(&[u8; BLOCK]) -> Masks) -> Option<usize> {
    while let Some(block) = bytes[scan.at..].first_chunk::<BLOCK>() {
        let found = masks(block);
        let mut next = scan;
        let quote = found.quote & !escaped(found.backslash, &mut next.escaped);
        let strings = prefix_xor(quote) ^ scan.inside;
        if found.backslash & !strings != 0 {
            break; // where it escapes nothing
        }
        next.inside = ((strings as i64) >> 63) as u64;
        let (open, close) = (found.open & !strings, found.close & !strings);
        let closing = close.count_ones() as usize;
        if closing >= scan.depth {
            let mut brackets = open | close;
            while brackets != 0 {
                let bit = brackets & brackets.wrapping_neg();
                next.depth = if close & bit == 0 { next.depth + 1 } else { next.depth - 1 };
                if next.depth == 0 {
                    return Some(scan.at + bit.trailing_zeros() as usize + 1);
                }
                brackets ^= bit;
            }
        } else {
            next.depth = scan.depth + open.count_ones() as usize - closing;
        }
        next.at += BLOCK;
        scan = next;
    }
    by_bytes(bytes, scan)
}

/// Goes on byte by byte.
#[cold]
fn by_bytes(bytes: &[u8], scan: Scan) -> Option<usize> {
    let (mut inside, mut escaped, mut depth) = (scan.inside != 0, scan.escaped != 0, scan.depth);
    for (index, byte) in bytes[scan.at..].iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = inside,
            b'"' => inside = !inside,
            b'[' | b'{' if !inside => depth += 1,
            b']' | b'}' if !inside => {
                depth -= 1;
                if depth == 0 {
                    return Some(scan.at + index + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Returns the bytes behind a backslash that is not escaped itself; `carry` says whether the first
/// one is, and then whether that of the next block is.
#[inline(always)]
fn escaped(backslash: u64, carry: &mut u64) -> u64 {
    if backslash == 0 {
        return std::mem::take(carry);
    }
    let starts = backslash & !*carry;
    // Subtracting carries through each run of backslashes, so that runs which begin at even and at
    // odd places come out apart.
    let codes = ((starts << 1) | ODD_BITS).wrapping_sub(starts) ^ ODD_BITS;
    let escaped = codes ^ (backslash | *carry);
    *carry = (codes & backslash) >> 63;
    escaped
}

/// Returns at each bit whether it and the bits below it hold an odd number of ones.
#[inline(always)]
fn prefix_xor(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}

#[inline(always)]
fn narrow_masks(block: &[u8; BLOCK]) -> Masks {
    let (parts, _) = block.as_chunks::<16>();
    let mask = |of: &dyn Fn(&[u8; 16]) -> u32| {
        parts.iter().rev().fold(0, |mask, part| mask << 16 | u64::from(of(part)))
    };
    Masks {
        quote: mask(&|part| scan::equal(part, b'"')),
        backslash: mask(&|part| scan::equal(part, b'\\')),
        open: mask(&|part| scan::equal(part, b'[') | scan::equal(part, b'{')),
        close: mask(&|part| scan::equal(part, b']') | scan::equal(part, b'}')),
    }
}

#[cfg(target_arch = "x86_64")]
mod wide {
    use std::arch::x86_64::*;

    use super::{BLOCK, Masks, Scan};

    #[target_feature(enable = "avx2,popcnt")]
    pub fn container_end(bytes: &[u8], scan: Scan) -> Option<usize> {
        super::by_blocks(bytes, scan, |block| masks(block))
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn masks(block: &[u8; BLOCK]) -> Masks {
        // SAFETY: a block has the two times 32 bytes that are loaded.
        let halves = unsafe {
            let start = block.as_ptr().cast::<__m256i>();
            [_mm256_loadu_si256(start), _mm256_loadu_si256(start.add(1))]
        };
        let equal = |halves: [__m256i; 2], byte: u8| {
            let bits = halves.map(|half| {
                let same = _mm256_cmpeq_epi8(half, _mm256_set1_epi8(byte as i8));
                u64::from(_mm256_movemask_epi8(same) as u32)
            });
            bits[1] << 32 | bits[0]
        };
        // This bit is all that square brackets and curly ones differ in.
        let curly = halves.map(|half| _mm256_or_si256(half, _mm256_set1_epi8(0x20)));
        Masks {
            quote: equal(halves, b'"'),
            backslash: equal(halves, b'\\'),
            open: equal(curly, b'{'),
            close: equal(curly, b'}'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(document: &str) -> Option<usize> {
        let bytes = [document.as_bytes(), b"\0"].concat();
        value_end(Text::new(&bytes), 0)
    }

    /// Pseudorandom text of brackets, quotes and backslashes.
    fn soup(mut seed: u64, length: usize) -> String {
        let mut next = || {
            seed = seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            (seed >> 60) as usize
        };
        let characters = b"[{]}[\"\"\\\\\\,:a1 [";
        let text: Vec<u8> = (0..length).map(|_| characters[next()]).collect();
        String::from_utf8(text).unwrap_or_default()
    }

    /// The end of a container is the same, block by block and byte by byte.
    #[test]
    fn blocks_end_where_bytes_end() {
        let scan = Scan { at: 0, depth: 0, inside: 0, escaped: 0 };
        let mut ends = 0;
        for seed in 0..20_000 {
            let text = format!("[[[{}]]]{}", soup(seed, 150), soup(seed + 1, 150));
            let expected = by_bytes(text.as_bytes(), scan);
            assert_eq!(by_blocks(text.as_bytes(), scan, narrow_masks), expected, "{text}");
            assert_eq!(found(&text), expected, "{text}");
            ends += usize::from(expected.is_some());
        }
        assert!(ends > 1000, "{ends}");
    }

    /// A string full of backslashes ends at the quote that is not escaped, at any place of a block.
    #[test]
    fn runs_of_backslashes() {
        for before in 0..130 {
            for count in 0..70 {
                let run = "\\".repeat(count);
                let text = format!("[{}\"{run}\"]\"]", " ".repeat(before));
                let expected = if count % 2 == 0 { text.len() - 2 } else { text.len() };
                assert_eq!(found(&text), Some(expected), "{text}");
            }
        }
    }

    /// Keys are compared as what they say, and only when their escapes say something.
    #[test]
    fn keys_with_escapes() {
        let cases = [
            ("abc", "abc", true),
            ("abc", "ab", false),
            ("ab", "abc", false),
            (r"a\u0062c", "abc", true),
            (r"\/\n", "/\n", true),
            (r"\ud83d\ude00!", "😀!", true),
            (r"\u00e9", "é", true),
            (r"\u65e5", "日", true),
            (r"\x", "x", false),
            (r"\u12", "\u{12}", false),
            ("", "", true),
        ];
        for (key, wanted, equal) in cases {
            let document = format!("\"{key}\":\0");
            let text = Text::new(document.as_bytes());
            assert_eq!(is_key(text, 0, key.len() + 2, wanted.as_bytes()), equal, "{key}");
        }
    }

    /// Scalars end before what cannot be theirs, and nothing is no value.
    #[test]
    fn ends_of_scalars() {
        let cases = [
            ("12,", Some(2)),
            ("true", Some(4)),
            ("\"a\\\"b\" ", Some(6)),
            ("\"a\\", None),
            ("\"a", None),
            ("", None),
            (",", None),
            ("[1, [2]", None),
        ];
        for (text, end) in cases {
            assert_eq!(found(text), end, "{text}");
        }
    }
}
