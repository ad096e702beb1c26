//! One line, parsed exactly: the rules of the two formats in the order that decides the reason.

use crate::number;
use crate::plan::Column;
use crate::reason::Reason;
use crate::request::{self, Protocol};
use crate::scratch::Scratch;
use crate::timestamp;

/// What a line holds after the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Nothing.
    Common,
    /// The referrer and the user agent, quoted.
    Combined,
}

/// A parsed line: what every plan makes of one. Quoted values are as written, escapes included; a
/// value that the line or its plan does not have is `-`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fields<'a> {
    pub ip: &'a [u8],
    pub user: &'a [u8],
    pub host: &'a [u8],
    /// Seconds since 1970, UTC.
    pub epoch: i64,
    pub method: &'a [u8],
    pub path: &'a [u8],
    pub protocol: Protocol,
    pub bad_request: bool,
    pub status: u16,
    pub size: u64,
    /// In microseconds.
    pub latency: Option<u64>,
    pub referrer: &'a [u8],
    pub agent: &'a [u8],
}

impl<'a> Fields<'a> {
    /// A line without any value.
    pub const NONE: Fields<'static> = Fields {
        ip: b"-",
        user: b"-",
        host: b"-",
        epoch: 0,
        method: b"-",
        path: b"-",
        protocol: Protocol::NONE,
        bad_request: false,
        status: 0,
        size: 0,
        latency: None,
        referrer: b"-",
        agent: b"-",
    };

    /// Returns the value that a column counts.
    pub fn column(&self, column: Column) -> &'a [u8] {
        match column {
            Column::Path => self.path,
            Column::Ip => self.ip,
            Column::UserAgent => self.agent,
            Column::Referrer => self.referrer,
            Column::User => self.user,
            Column::Host => self.host,
        }
    }

    /// Returns the class of the status: `1xx` to `5xx`.
    pub fn status_class(&self) -> &'static [u8] {
        const CLASSES: [&[u8]; 6] = [b"0xx", b"1xx", b"2xx", b"3xx", b"4xx", b"5xx"];
        CLASSES[usize::from(self.status / 100)]
    }
}

/// Whether a line has nothing but spaces and tabs.
pub fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|byte| matches!(byte, b' ' | b'\t'))
}

/// Parses a line that is not blank, without its line end.
pub fn parse<'a>(
    line: &'a [u8],
    layout: Layout,
    strip_query: bool,
    scratch: &'a Scratch,
) -> Result<Fields<'a>, Reason> {
    let (ip, rest) = ip(line)?;
    let (user, rest) = user(rest).ok_or(Reason::TooFewFields)?;
    let (epoch, rest) = timestamp(rest).ok_or(Reason::BadTimestamp)?;
    let (raw, rest) = rest.strip_prefix(b" ").and_then(quoted).ok_or(Reason::BadRequestQuote)?;
    let (status, rest) = status(rest)?;
    let (size, rest) = size(rest)?;
    let (referrer, agent, rest) = match layout {
        Layout::Common => (&b"-"[..], &b"-"[..], rest),
        Layout::Combined => referrer_and_agent(rest).ok_or(Reason::TooFewFields)?,
    };
    if !rest.is_empty() {
        return Err(Reason::TrailingGarbage);
    }
    let request::Request { method, path, protocol, bad } = request::read(raw, strip_query, scratch);
    let fields = Fields { ip, user, epoch, method, path, protocol, status, size, ..Fields::NONE };
    Ok(Fields { bad_request: bad, referrer, agent, ..fields })
}

/// Returns the host of the client and what follows its space.
fn ip(line: &[u8]) -> Result<(&[u8], &[u8]), Reason> {
    match memchr::memchr(b' ', line) {
        None => Err(Reason::TooFewFields),
        Some(0) => Err(Reason::NoHost),
        Some(end) => Ok((&line[..end], &line[end + 1..])),
    }
}

/// Returns the user and what follows the bracket.
fn user(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let ident = memchr::memchr(b' ', rest).filter(|&end| end > 0)?;
    let rest = &rest[ident + 1..];
    let end = memchr::memmem::find(rest, b" [").filter(|&end| end > 0)?;
    Some((&rest[..end], &rest[end + 2..]))
}

/// Returns the moment and what follows the closing bracket.
fn timestamp(rest: &[u8]) -> Option<(i64, &[u8])> {
    let (text, rest) = rest.split_first_chunk::<{ timestamp::LENGTH }>()?;
    Some((timestamp::parse(text)?, rest.strip_prefix(b"]")?))
}

/// Returns the inside of a quoted field and what follows it; a backslash protects the next byte.
fn quoted(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let inside = rest.strip_prefix(b"\"")?;
    let mut at = 0;
    loop {
        at += memchr::memchr2(b'"', b'\\', inside.get(at..)?)?;
        if inside[at] == b'"' {
            return Some((&inside[..at], &inside[at + 1..]));
        }
        at += 2;
    }
}

/// Returns the status and what follows its last digit, which is a space.
fn status(rest: &[u8]) -> Result<(u16, &[u8]), Reason> {
    match rest {
        [] => Err(Reason::TooFewFields),
        [b' ', a @ b'1'..=b'5', b @ b'0'..=b'9', c @ b'0'..=b'9', rest @ ..] => {
            match rest.first() {
                None => Err(Reason::TooFewFields),
                Some(b' ') => {
                    let digit = |byte: &u8| u16::from(byte - b'0');
                    Ok((digit(a) * 100 + digit(b) * 10 + digit(c), rest))
                }
                Some(_) => Err(Reason::BadStatus),
            }
        }
        _ => Err(Reason::BadStatus),
    }
}

/// Returns the size and what follows it.
fn size(rest: &[u8]) -> Result<(u64, &[u8]), Reason> {
    let rest = &rest[1..];
    let end = memchr::memchr(b' ', rest).unwrap_or(rest.len());
    let (text, rest) = rest.split_at(end);
    number::size(text).map(|size| (size, rest))
}

/// Returns the referrer, the agent and what follows them.
fn referrer_and_agent(rest: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (referrer, rest) = quoted(rest.strip_prefix(b" ")?)?;
    let (agent, rest) = quoted(rest.strip_prefix(b" ")?)?;
    Some((referrer, agent, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "h - - [05/Mar/2025:10:00:00 +0000]";

    fn reason(line: &str) -> Option<Reason> {
        parse(line.as_bytes(), Layout::Combined, true, &Scratch::new()).err()
    }

    #[test]
    fn a_whole_line() {
        let line = b"::1 id a b [05/Mar/2025:10:00:00 +0000] \"PUT /p?q HTTP/2.0\" 503 77 \"r\\\"\" \"a\\\\\"";
        let scratch = Scratch::new();
        let fields = parse(line, Layout::Combined, true, &scratch).expect("good");
        let expected = Fields {
            ip: b"::1",
            user: b"a b",
            epoch: 1_741_168_800,
            method: b"PUT",
            path: b"/p",
            protocol: Protocol(30),
            status: 503,
            size: 77,
            referrer: b"r\\\"",
            agent: b"a\\\\",
            ..Fields::NONE
        };
        assert_eq!(fields, expected);
    }

    #[test]
    fn the_first_rule_that_fails_gives_the_reason() {
        use Reason::*;
        let rules = [
            (" h - - [".to_string(), NoHost),
            ("h".to_string(), TooFewFields),
            ("h -".to_string(), TooFewFields),
            ("h  - [x".to_string(), TooFewFields),
            ("h - -[x".to_string(), TooFewFields),
            (HEAD.replace("- -", "- "), TooFewFields),
            ("h - - [x".to_string(), BadTimestamp),
            ("h - - [05/Mar/2025:10:00:00 +0000) \"".to_string(), BadTimestamp),
            (HEAD.to_string(), BadRequestQuote),
            (format!("{HEAD}  \"x\" 200 1"), BadRequestQuote),
            (format!("{HEAD} \"x 200 1"), BadRequestQuote),
            (format!("{HEAD} \"x\\\""), BadRequestQuote),
            (format!("{HEAD} \"x\\"), BadRequestQuote),
            (format!("{HEAD} \"x\""), TooFewFields),
            (format!("{HEAD} \"x\"200 1"), BadStatus),
            (format!("{HEAD} \"x\" "), BadStatus),
            (format!("{HEAD} \"x\" 099 1"), BadStatus),
            (format!("{HEAD} \"x\" 600 1"), BadStatus),
            (format!("{HEAD} \"x\" 2000 1"), BadStatus),
            (format!("{HEAD} \"x\" 200"), TooFewFields),
            (format!("{HEAD} \"x\" 200 "), BadSize),
            (format!("{HEAD} \"x\" 200 -1"), BadSize),
            (format!("{HEAD} \"x\" 200 1a"), BadSize),
            (format!("{HEAD} \"x\" 200 9223372036854775808x"), BadSize),
            (format!("{HEAD} \"x\" 200 9223372036854775808"), NumberOverflow),
            (format!("{HEAD} \"x\" 200 9223372036854775807"), TooFewFields),
            (format!("{HEAD} \"x\" 200 1 "), TooFewFields),
            (format!("{HEAD} \"x\" 200 1 \"r\""), TooFewFields),
            (format!("{HEAD} \"x\" 200 1 \"r\" \"a"), TooFewFields),
            (format!("{HEAD} \"x\" 200 1 \"r\" \"a\" "), TrailingGarbage),
            (format!("{HEAD} \"x\" 200 1 \"r\" \"a\"\""), TrailingGarbage),
        ];
        for (line, expected) in rules {
            assert_eq!(reason(&line), Some(expected), "{line}");
        }
    }

    #[test]
    fn common_ends_after_the_size() {
        let line = format!("{HEAD} \"GET / HTTP/1.1\" 200 5");
        let scratch = Scratch::new();
        let fields = parse(line.as_bytes(), Layout::Common, true, &scratch).expect("good");
        assert_eq!((fields.size, fields.agent), (5, &b"-"[..]));
        let longer = format!("{line} ");
        let error = parse(longer.as_bytes(), Layout::Common, true, &scratch).err();
        assert_eq!(error, Some(Reason::TrailingGarbage));
    }

    #[test]
    fn zeros_before_a_size_do_not_overflow_it() {
        let line = format!("{HEAD} \"-\" 408 {}7 \"-\" \"-\"", "0".repeat(40));
        let scratch = Scratch::new();
        let fields = parse(line.as_bytes(), Layout::Combined, true, &scratch).expect("good");
        assert_eq!((fields.size, fields.protocol, fields.path), (7, Protocol::NONE, &b"-"[..]));
    }
}
