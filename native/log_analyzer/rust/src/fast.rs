//! The usual line, parsed in one go where it lies, without looking for its end first.
//!
//! [`parse`] accepts a part of the good lines and gives up on every other one; [`crate::line`] then
//! decides. What it accepts it must read exactly as that parser does. A test holds it to that.

use crate::bytescan::{Block, Window};
use crate::clock::{Moment, TEXT};
use crate::line::{Fields, Layout};
use crate::request::{Protocol, is_method_byte};

const SPACE_BRACKET: u16 = u16::from_le_bytes(*b" [");
const SPACE_QUOTE: u16 = u16::from_le_bytes(*b" \"");
const QUOTE_SPACE: u16 = u16::from_le_bytes(*b"\" ");
const QUOTE_SPACE_QUOTE: u32 = u32::from_le_bytes(*b"\" \"\0");
const NO_NAMES: u64 = u64::from_le_bytes(*b" - - [\0\0");
const NO_REFERRER: u32 = u32::from_le_bytes(*b"-\" \"");
/// What ends a quoted field, or the hope that nothing is escaped in it.
const QUOTE_OR_ESCAPE: [u8; 2] = *b"\"\\";
const GET: u32 = u32::from_le_bytes(*b"GET ");

/// Parses the line at `at` and returns it with the place after its newline.
///
/// The line may end in the padding of the text; it is then whole only if the caller says so.
/// `moment` reads the timestamp at a place, if it is one and `] "` follows.
#[inline(always)]
pub fn parse<'a, B: Block>(
    text: Window<'a>,
    at: usize,
    layout: Layout,
    strip_query: bool,
    moment: impl FnOnce(usize) -> Option<Moment>,
) -> Option<(Fields<'a>, Moment, usize)> {
    let host_end = text.seek_at_most::<B, 0>(at, b' ', []);
    let (user_start, user_end, time) = names::<B>(text, host_end)?;
    if host_end == at {
        return None;
    }
    let moment = moment(time)?;
    let (method_start, method_end) = method(text, time + TEXT)?;
    let target = method_end + 1;
    let (path_end, target_end) = target_ends::<B>(text, target, strip_query)?;
    let protocol = protocol(text, target_end)?;
    let (status, size, size_end) = numbers(text, target_end + 11)?;
    let (referrer, agent, end) = match layout {
        Layout::Common => (&b"-"[..], &b"-"[..], size_end),
        Layout::Combined => referrer_and_agent::<B>(text, size_end)?,
    };
    let next = match text.load::<2, 0>(end) {
        [b'\n', _] => end + 1,
        [b'\r', b'\n'] => end + 2,
        _ => return None,
    };
    let fields = Fields {
        ip: text.slice(at, host_end),
        user: text.slice(user_start, user_end),
        epoch: moment.epoch,
        method: text.slice(method_start, method_end),
        path: text.slice(target, path_end),
        protocol,
        status,
        size,
        referrer,
        agent,
        ..Fields::NONE
    };
    Some((fields, moment, next))
}

/// Reads ` ident user [`; returns where the user starts and ends and where the timestamp starts.
#[inline(always)]
fn names<B: Block>(text: Window, host_end: usize) -> Option<(usize, usize, usize)> {
    if text.u64::<0>(host_end) & 0xFFFF_FFFF_FFFF == NO_NAMES {
        return Some((host_end + 3, host_end + 4, host_end + 6));
    }
    if text.byte::<0>(host_end) != b' ' {
        return None;
    }
    let ident = host_end + 1;
    let ident_end = text.seek_at_most::<B, 0>(ident, b' ', []);
    let user = ident_end + 1;
    if ident_end == ident || text.byte::<0>(ident_end) != b' ' {
        return None;
    }
    let user_end = text.seek_at_most::<B, 0>(user, b' ', []);
    if user_end == user || text.u16::<0>(user_end) != SPACE_BRACKET {
        return None;
    }
    Some((user, user_end, user_end + 2))
}

/// Reads a method and its space and returns where it starts and ends.
#[inline(always)]
fn method(text: Window, start: usize) -> Option<(usize, usize)> {
    if text.u32::<0>(start) == GET {
        return Some((start, start + 3));
    }
    let mut end = start;
    while is_method_byte(text.byte::<0>(end)) {
        end += 1;
    }
    (end > start && text.byte::<0>(end) == b' ').then_some((start, end))
}

/// Returns where the path and the target end: a target that starts with `/` or `*` and holds no
/// space, quote or control character. (Before a quote a backslash would protect it; here none is
/// left that could end the request.)
#[inline(always)]
fn target_ends<B: Block>(text: Window, target: usize, strip_query: bool) -> Option<(usize, usize)> {
    if !matches!(text.byte::<0>(target), b'/' | b'*') {
        return None;
    }
    let mut question = usize::MAX;
    let mut at = target;
    loop {
        let block = B::of(text, at);
        let questions = block.equal(b'?').bits();
        if questions != 0 && question == usize::MAX {
            question = at + questions.trailing_zeros() as usize;
        }
        let ends = block.at_most(b' ').or(block.equal(b'"')).bits();
        if ends != 0 {
            let end = at + ends.trailing_zeros() as usize;
            let path_end = if strip_query { question.min(end) } else { end };
            return Some((path_end, end));
        }
        at += B::LENGTH;
    }
}

/// Reads ` HTTP/d.d" `, eleven bytes.
#[inline(always)]
fn protocol(text: Window, at: usize) -> Option<Protocol> {
    let head = text.u64::<0>(at) ^ u64::from_le_bytes(*b" HTTP/0.");
    let major = (head >> 48) as u8;
    let minor = text.byte::<8>(at).wrapping_sub(b'0');
    let closed = text.u16::<9>(at) == QUOTE_SPACE;
    let good = head & !(0xFF << 48) == 0 && major <= 9 && minor <= 9 && closed;
    good.then(|| Protocol(10 + 10 * major + minor))
}

/// Reads a status, a space and a size of up to seven digits or `-`; returns them and their end.
#[inline(always)]
fn numbers(text: Window, at: usize) -> Option<(u16, u64, usize)> {
    let status = text.u32::<0>(at) ^ u32::from_le_bytes(*b"000 ");
    let (a, b, c) = (status & 0xFF, status >> 8 & 0xFF, status >> 16);
    if !(1..=5).contains(&a) || b > 9 || c > 9 {
        return None;
    }
    let status = (a * 100 + b * 10 + c) as u16;
    let (size, digits) = leading_number(text.u64::<4>(at));
    if digits == 0 {
        return (text.byte::<4>(at) == b'-').then_some((status, 0, at + 5));
    }
    (digits < 8).then_some((status, size, at + 4 + digits))
}

/// Returns the number that the first bytes of `text` spell and how many digits it has, 8 for "8 or
/// more" (the number is then void).
///
/// Method: eight digits in one register, added up in pairs (Daniel Lemire, "Quickly parsing eight
/// digits", 2018); the digits are first moved to the end, so that zeros stand before them.
#[inline(always)]
fn leading_number(text: u64) -> (u64, usize) {
    let values = text ^ 0x3030_3030_3030_3030;
    let low_seven = values & 0x7F7F_7F7F_7F7F_7F7F;
    let others = ((low_seven + 0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080;
    let digits = others.trailing_zeros() as usize / 8;
    if digits == 0 || digits == 8 {
        return (0, digits);
    }
    let places = values << (64 - 8 * digits);
    let pairs = (places * 10 + (places >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    ((fours * 10_000 + (fours >> 32)) & 0xFFFF_FFFF, digits)
}

/// Reads ` "referrer" "agent"` and returns both and their end.
#[inline(always)]
fn referrer_and_agent<B: Block>(text: Window<'_>, at: usize) -> Option<(&[u8], &[u8], usize)> {
    if text.u16::<0>(at) != SPACE_QUOTE {
        return None;
    }
    let referrer = at + 2;
    let referrer_end = if text.u32::<2>(at) == NO_REFERRER {
        at + 3
    } else {
        let end = text.seek::<B, 2>(referrer, QUOTE_OR_ESCAPE);
        if text.u32::<0>(end) & 0xFF_FFFF != QUOTE_SPACE_QUOTE {
            return None;
        }
        end
    };
    let agent = referrer_end + 3;
    let agent_end = text.seek::<B, 2>(agent, QUOTE_OR_ESCAPE);
    if text.byte::<0>(agent_end) != b'"' {
        return None;
    }
    Some((text.slice(referrer, referrer_end), text.slice(agent, agent_end), agent_end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytescan::{PAD, Plain};
    use crate::line;
    use crate::scratch::Scratch;

    const LINE: &str = "10.1.2.3 - - [05/Mar/2025:10:00:07 +0000] \"GET /a/b?c=d HTTP/1.1\" 404 1234567 \
                        \"https://x.example/y?z\" \"Voyager/5.0 (Quartz; Orchard OS 13)\"";

    fn read_moment(bytes: &[u8], at: usize) -> Option<Moment> {
        let text = bytes[at..at + 26].try_into().expect("26 bytes");
        let epoch =
            crate::timestamp::parse(text).filter(|_| &bytes[at + 26..at + 29] == b"] \"")?;
        Some(Moment { epoch, ..Moment::default() })
    }

    /// Parses a line alone in a buffer with every kind of block and exactly; panics where they
    /// disagree, else tells whether the fast way took it.
    fn took(line: &[u8], layout: Layout, strip_query: bool) -> bool {
        let bytes = [line, &[b'\n'; PAD]].concat();
        let took = took_with::<Plain>(line, &bytes, layout, strip_query);
        #[cfg(target_arch = "x86_64")]
        {
            use crate::bytescan::{Avx2, Sse2};
            assert_eq!(took, took_with::<Sse2>(line, &bytes, layout, strip_query));
            if is_x86_feature_detected!("avx2") {
                assert_eq!(took, took_with::<Avx2>(line, &bytes, layout, strip_query));
            }
        }
        took
    }

    fn took_with<B: Block>(line: &[u8], bytes: &[u8], layout: Layout, strip_query: bool) -> bool {
        let text = Window::new(bytes);
        let fast = parse::<B>(text, 0, layout, strip_query, |at| read_moment(bytes, at));
        let Some((fields, _, next)) = fast else {
            return false;
        };
        assert_eq!(next, line.len() + 1, "{}", line.escape_ascii());
        let bare = line.strip_suffix(b"\r").unwrap_or(line);
        let scratch = Scratch::new();
        let exact = line::parse(bare, layout, strip_query, &scratch);
        assert_eq!(exact, Ok(fields), "{}", line.escape_ascii());
        true
    }

    #[test]
    fn the_usual_line_is_taken() {
        let common = LINE.split(" \"https").next().expect("a part");
        for strip_query in [false, true] {
            assert!(took(LINE.as_bytes(), Layout::Combined, strip_query));
            assert!(took(format!("{LINE}\r").as_bytes(), Layout::Combined, strip_query));
            assert!(took(common.as_bytes(), Layout::Common, strip_query));
        }
        for (old, new) in [
            ("- -", "id user"),
            ("GET", "DELETE"),
            ("/a/b?c=d", "*"),
            ("404 1234567", "200 -"),
            ("404 1234567", "599 0"),
            ("https://x.example/y?z", "-"),
            ("https://x.example/y?z", ""),
            ("10.1.2.3", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
        ] {
            let line = LINE.replacen(old, new, 1);
            assert!(took(line.as_bytes(), Layout::Combined, true), "{line}");
        }
    }

    #[test]
    fn sizes_are_read_as_written() {
        for size in (0..10_000_000_u64).step_by(9973).chain([9, 10, 99, 100, 9_999_999]) {
            let line = LINE.replace("1234567", &size.to_string());
            assert!(took(line.as_bytes(), Layout::Combined, true), "{line}");
        }
        assert!(!took(LINE.replace("1234567", "12345678").as_bytes(), Layout::Combined, true));
    }

    #[test]
    fn no_change_of_a_byte_or_two_is_read_otherwise_than_exactly() {
        const BYTES: &[u8] = b" \"\\-[]/?:.09aGH\t\r\0\x7f\x80\xff+*";
        let mut taken = 0;
        for place in 0..LINE.len() {
            for &byte in BYTES {
                let mut line = LINE.as_bytes().to_vec();
                line[place] = byte;
                taken += usize::from(took(&line, Layout::Combined, true));
                taken += usize::from(took(&line, Layout::Combined, false));
                let other = (place * 7919 + usize::from(byte) * 104_729) % LINE.len();
                line[other] = BYTES[(place + other) % BYTES.len()];
                taken += usize::from(took(&line, Layout::Combined, true));
                line.remove(other);
                taken += usize::from(took(&line, Layout::Combined, true));
                line.insert(place.min(line.len()), b' ');
                taken += usize::from(took(&line, Layout::Combined, true));
                took(&line[..place.min(line.len())], Layout::Combined, true);
                took(&line[..place.min(line.len())], Layout::Common, true);
            }
        }
        assert!(taken > 5000, "only {taken} lines were compared");
    }
}
