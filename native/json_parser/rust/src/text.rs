//! Strings of JSON: how long they are, what is wrong with them, and their characters.

use std::mem::MaybeUninit;

use crate::fault::{Code, Fault};
use crate::scan::Text;
use crate::transcode;

/// What strings may hold, and where they may end.
#[derive(Clone, Copy, Default)]
pub struct Rules {
    /// The document is a str of Python, and lone surrogates are encoded in it like characters.
    pub in_text: bool,
    /// Lone surrogates are kept.
    pub keep_surrogates: bool,
    /// More of the document may follow the text: what is begun at its end need not be wrong.
    pub more: bool,
}

/// Characters of two escapes, which make one character together. As long as fewer are there after a
/// first half, the second one is waited for.
const PAIR: usize = 12;

/// What is known of a string before it is made.
#[derive(Debug, PartialEq, Eq)]
pub struct Extent {
    /// Its closing quote.
    pub end: usize,
    /// Characters.
    pub length: usize,
    /// All characters or'ed together: of the class (ASCII, Latin-1, 16 bits) of the largest.
    pub union: u32,
}

/// A string that is measured, as far as that went.
#[derive(Clone, Copy)]
pub struct Measure {
    pub at: usize,
    /// Bytes that are no character of their own, and those of the text before the string.
    surplus: usize,
    union: u32,
}

impl Measure {
    /// Begins a string whose opening quote is at `quote`, of which everything before `from` is
    /// known to be plain ASCII.
    pub fn new(quote: usize, from: usize) -> Self {
        Self { at: from, surplus: quote + 1, union: 0 }
    }

    /// The same string in a text of which that many bytes before it were dropped.
    pub fn after_drop(self, count: usize) -> Self {
        Self { at: self.at - count, surplus: self.surplus - count, ..self }
    }

    /// Measures and checks the rest. Where the text ended within the string, more of it can be measured later.
    #[inline(always)]
    pub fn go_on(&mut self, text: Text, quote: usize, rules: Rules) -> Result<Extent, Fault> {
        let Self { mut at, mut surplus, mut union } = *self;
        let fault = 'string: loop {
            match text.at(at) {
                b'"' => return Ok(Extent { end: at, length: at - surplus, union }),
                b'\\' if short_escape(text.at(at + 1)) != 0 => {
                    surplus += 1;
                    at += 2;
                }
                b'\\' => match escape(text, quote, at, rules) {
                    Ok((character, next)) => {
                        union |= character;
                        surplus += next - at - 1;
                        at = next;
                    }
                    Err(fault) => break 'string fault,
                },
                0x80.. => {
                    while text.at(at) >= 0x80 {
                        if text.at(at) & 0xf0 == 0xe0 {
                            let (count, all) = transcode::measure_threes(text.from(at));
                            if count > 0 {
                                union |= all;
                                surplus += 2 * count;
                                at += 3 * count;
                                continue;
                            }
                        }
                        match wide(text, at, rules) {
                            Ok((character, size)) => {
                                union |= character;
                                surplus += size - 1;
                                at += size;
                            }
                            Err(fault) => break 'string fault,
                        }
                    }
                }
                0x20.. => at = text.plain_end(at),
                _ if at == text.end() => break 'string Fault::new(Code::UnterminatedString, quote),
                _ => break 'string Fault::new(Code::ControlChar, at),
            }
        };
        *self = Self { at, surplus, union };
        Err(fault)
    }
}

/// Returns a character that is not ASCII and its size.
#[inline(always)]
fn wide(text: Text, at: usize, rules: Rules) -> Result<(u32, usize), Fault> {
    let (character, size) = checked(text, at).ok_or_else(|| Fault::new(Code::BadUtf8, at))?;
    if is_surrogate(character) && !(rules.in_text && rules.keep_surrogates) {
        let code = if rules.in_text { Code::LoneSurrogate } else { Code::BadUtf8 };
        return Err(Fault::new(code, at));
    }
    Ok((character, size))
}

/// Returns the character of an escape of two bytes by its second one; 0 for any other byte.
#[inline(always)]
fn short_escape(byte: u8) -> u8 {
    SHORT[usize::from(byte)]
}

static SHORT: [u8; 256] = {
    let mut table = [0; 256];
    let pairs = [
        (b'"', b'"'),
        (b'\\', b'\\'),
        (b'/', b'/'),
        (b'b', 8),
        (b'f', 12),
        (b'n', b'\n'),
        (b'r', b'\r'),
        (b't', b'\t'),
    ];
    let mut index = 0;
    while index < pairs.len() {
        table[pairs[index].0 as usize] = pairs[index].1;
        index += 1;
    }
    table
};

fn is_surrogate(character: u32) -> bool {
    character & 0xffff_f800 == 0xd800
}

/// Returns a character of more than one byte and its size, if its bytes are well-formed by table
/// 3-7 of the Unicode standard; surrogates are let through.
#[inline(always)]
fn checked(text: Text, at: usize) -> Option<(u32, usize)> {
    // No byte is looked at before the one before it was found to continue the sequence, so that
    // the NUL at the end stops it.
    let more = |index: usize| {
        let byte = text.at(at + index);
        (byte & 0xc0 == 0x80).then_some(u32::from(byte & 0x3f))
    };
    let lead = text.at(at);
    let (least, character, size) = match lead {
        0xe0..=0xef => (0x800, u32::from(lead & 0xf) << 12 | more(1)? << 6 | more(2)?, 3),
        0xc2..=0xdf => (0x80, u32::from(lead & 0x1f) << 6 | more(1)?, 2),
        0xf0..=0xf4 => {
            let character = u32::from(lead & 7) << 18 | more(1)? << 12 | more(2)? << 6 | more(3)?;
            (0x1_0000, character, 4)
        }
        _ => return None,
    };
    (character >= least && character <= 0x10_ffff).then_some((character, size))
}

/// Returns the character of the escape at `at`, which is no short one, and where it ends.
fn escape(text: Text, quote: usize, at: usize, rules: Rules) -> Result<(u32, usize), Fault> {
    if text.at(at + 1) != b'u' {
        let cut = at + 1 == text.end();
        let (code, at) =
            if cut { (Code::UnterminatedString, quote) } else { (Code::BadEscape, at) };
        return Err(Fault::new(code, at));
    }
    let code = four_digits(text, at + 2).map_err(|place| match place {
        place if place == text.end() => Fault::new(Code::UnterminatedString, quote),
        _ => Fault::new(Code::BadEscape, at),
    })?;
    let after = at + 6;
    if !is_surrogate(code) {
        return Ok((code, after));
    }
    if let Some(low) = low_surrogate(text, after).filter(|_| code < 0xdc00) {
        return Ok((0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00), after + 6));
    }
    if rules.more && code < 0xdc00 && characters(text, at, rules.in_text) < PAIR {
        return Err(Fault::new(Code::UnterminatedString, quote));
    }
    if rules.keep_surrogates { Ok((code, after)) } else { Err(Fault::new(Code::LoneSurrogate, at)) }
}

/// Returns the character of the escape at a backslash, half of a pair included, and where it ends.
pub fn any_escape(text: Text, at: usize) -> Option<(u32, usize)> {
    match short_escape(text.at(at + 1)) {
        0 => escape(text, at, at, Rules { keep_surrogates: true, ..Rules::default() }).ok(),
        short => Some((u32::from(short), at + 2)),
    }
}

/// Returns the bytes of a character, half of a pair included, and how many they are.
pub fn utf8(character: u32) -> ([u8; 4], usize) {
    let low = |shift: u32| (0x80 | character >> shift & 0x3f) as u8;
    let lead = |mark: u32, shift: u32| (mark | character >> shift) as u8;
    match character {
        0..0x80 => ([character as u8, 0, 0, 0], 1),
        0x80..0x800 => ([lead(0xc0, 6), low(0), 0, 0], 2),
        0x800..0x1_0000 => ([lead(0xe0, 12), low(6), low(0), 0], 3),
        _ => ([lead(0xf0, 18), low(12), low(6), low(0)], 4),
    }
}

/// How many characters there are from a place on; of many, not all are counted. A byte that is part
/// of none counts as one.
fn characters(text: Text, from: usize, in_text: bool) -> usize {
    let rest = text.slice(from, text.end().min(from + 4 * PAIR));
    if in_text {
        return rest.iter().filter(|&byte| byte & 0xc0 != 0x80).count();
    }
    let chunks = rest.utf8_chunks();
    chunks.map(|chunk| chunk.valid().chars().count() + chunk.invalid().len()).sum()
}

fn low_surrogate(text: Text, at: usize) -> Option<u32> {
    if text.at(at) != b'\\' || text.at(at + 1) != b'u' {
        return None;
    }
    four_digits(text, at + 2).ok().filter(|code| (0xdc00..0xe000).contains(code))
}

/// Returns what four hexadecimal digits say, or the place of the first byte that is none.
fn four_digits(text: Text, at: usize) -> Result<u32, usize> {
    (at..at + 4).try_fold(0, |sum, place| {
        let digit = char::from(text.at(place)).to_digit(16).ok_or(place)?;
        Ok(sum << 4 | digit)
    })
}

/// A character in the width that a str of Python has.
pub trait Unit: Copy {
    fn of(character: u32) -> Self;

    /// Writes some of the characters of three bytes that a text begins with, and returns how many.
    fn put_threes(_text: &[u8], _out: &mut [MaybeUninit<Self>]) -> usize {
        0
    }
}

impl Unit for u16 {
    #[inline(always)]
    fn of(character: u32) -> Self {
        character as u16
    }

    #[inline(always)]
    fn put_threes(text: &[u8], out: &mut [MaybeUninit<Self>]) -> usize {
        transcode::put_threes(text, out)
    }
}

macro_rules! unit {
    ($($width:ty),*) => {$(
        impl Unit for $width {
            #[inline(always)]
            fn of(character: u32) -> Self {
                character as $width
            }
        }
    )*};
}
unit!(u8, u32);

/// Writes the characters of a measured string from `from` up to its closing quote into `out`, which
/// has as many.
pub fn fill<U: Unit>(
    text: Text,
    from: usize,
    extent: &Extent,
    rules: Rules,
    mut out: &mut [MaybeUninit<U>],
) {
    let mut at = from;
    while at < extent.end {
        if text.at(at) & 0xf0 == 0xe0 {
            let count = U::put_threes(text.from(at), out);
            at += 3 * count;
            out = out.split_at_mut(count).1;
            if count > 0 {
                continue;
            }
        }
        let character = match text.at(at) {
            b'\\' => match short_escape(text.at(at + 1)) {
                0 => match escape(text, at, at, rules) {
                    Ok((character, after)) => {
                        at = after;
                        character
                    }
                    Err(_) => return, // measured before, so there is none
                },
                short => {
                    at += 2;
                    u32::from(short)
                }
            },
            byte @ 0..=0x7f => {
                at += 1;
                u32::from(byte)
            }
            _ => decode(text, &mut at),
        };
        // There is one for each, as was counted the same.
        let Some((unit, rest)) = out.split_first_mut() else { return };
        unit.write(U::of(character));
        out = rest;
    }
}

/// Decodes a character of more than one byte that is known to be well-formed.
#[inline(always)]
fn decode(text: Text, at: &mut usize) -> u32 {
    let low = |index: usize| u32::from(text.at(*at + index) & 0x3f);
    let lead = u32::from(text.at(*at));
    let (character, size) = match lead {
        0xe0..=0xef => ((lead & 0xf) << 12 | low(1) << 6 | low(2), 3),
        0xf0.. => ((lead & 7) << 18 | low(1) << 12 | low(2) << 6 | low(3), 4),
        _ => ((lead & 0x1f) << 6 | low(1), 2),
    };
    *at += size;
    character
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(string: &[u8], rules: Rules) -> Result<Vec<u32>, Fault> {
        let bytes = [b"\"", string, b"\0"].concat();
        let text = Text::new(&bytes);
        let extent = Measure::new(0, 1).go_on(text, 0, rules)?;
        let mut characters = vec![MaybeUninit::new(0u32); extent.length];
        fill(text, 1, &extent, rules, &mut characters);
        // SAFETY: all are initialized.
        Ok(characters.into_iter().map(|unit| unsafe { unit.assume_init() }).collect())
    }

    fn fault(string: &[u8]) -> Option<(Code, usize)> {
        read(string, Rules::default()).err().map(|fault| (fault.code, fault.at))
    }

    /// Every character that can be written out is read as it is, next to any other.
    #[test]
    fn reads_all_characters() {
        for character in (' '..=char::MAX).filter(|c| !matches!(c, '"' | '\\')) {
            let string = format!("a{character}{character}b\"");
            let characters: Vec<u32> =
                string.trim_end_matches('"').chars().map(u32::from).collect();
            assert_eq!(read(string.as_bytes(), Rules::default()), Ok(characters));
        }
    }

    /// All sequences of up to three bytes are refused exactly when the library refuses them.
    #[test]
    fn refuses_what_the_library_refuses() {
        for bytes in (0x80..0x100_0000u32).step_by(7).map(u32::to_le_bytes) {
            let string: Vec<u8> =
                bytes[..3].iter().copied().filter(|&b| b >= 0x80).chain([b'"']).collect();
            let expected = std::str::from_utf8(&string).err().map(|e| e.valid_up_to() + 1);
            let found = fault(&string);
            assert_eq!(found.map(|(_, at)| at), expected, "{string:x?}");
            assert!(found.is_none_or(|(code, _)| code == Code::BadUtf8));
        }
    }

    /// What is wrong with a string is found where it is.
    #[test]
    fn says_what_is_wrong() {
        let cases: [(&[u8], Code, usize); 12] = [
            (b"abc", Code::UnterminatedString, 0),
            (b"abc\\", Code::UnterminatedString, 0),
            (b"\\u12", Code::UnterminatedString, 0),
            (b"\\u12\"", Code::BadEscape, 1),
            (b"a\\x41\"", Code::BadEscape, 2),
            (b"a\tb\"", Code::ControlChar, 2),
            (b"\0\"", Code::ControlChar, 1),
            (b"\\ud800\"", Code::LoneSurrogate, 1),
            (b"\\ud800", Code::LoneSurrogate, 1),
            (b"a\\udc00\"", Code::LoneSurrogate, 2),
            (b"\\ud800\\u0041\"", Code::LoneSurrogate, 1),
            (b"\xf0\x9f\x98", Code::BadUtf8, 1),
        ];
        for (string, code, at) in cases {
            assert_eq!(fault(string), Some((code, at)), "{string:?}");
        }
    }

    /// Escapes are read, pairs are joined, and lone halves are kept where that is asked for.
    #[test]
    fn reads_escapes() {
        let kept = Rules { in_text: true, keep_surrogates: true, more: false };
        let read = |string: &[u8]| read(string, kept).unwrap();
        assert_eq!(
            read(b"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\""),
            [34, 92, 47, 8, 12, 10, 13, 9, 233]
        );
        assert_eq!(read(b"\\ud83d\\ude00\""), [0x1f600]);
        assert_eq!(read(b"\\ud83d\\ud83d\\ude00\""), [0xd83d, 0x1f600]);
        assert_eq!(read(b"\xed\xa0\xbd\xed\xb8\x80\""), [0xd83d, 0xde00]);
    }
}
