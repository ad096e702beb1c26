//! The request line inside the first quoted field: `METHOD SP TARGET SP PROTOCOL`.

use crate::scratch::Scratch;

/// What counting needs of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request<'a> {
    pub method: &'a [u8],
    pub path: &'a [u8],
    pub protocol: Protocol,
    /// Whether it is no good request; the path is then all of it.
    pub bad: bool,
}

/// A request in parts, those that the plan has.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parts<'a> {
    pub method: Option<&'a [u8]>,
    pub target: Option<&'a [u8]>,
    pub query: Option<&'a [u8]>,
    pub protocol: Option<&'a [u8]>,
}

/// `HTTP/d` or `HTTP/d.d` as an index, or none for a bad request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protocol(pub u8);

impl Protocol {
    /// Number of different protocols: 10 without a minor number, 100 with one, and none.
    pub const COUNT: usize = 111;
    /// The protocol of a bad request, written `-`.
    pub const NONE: Protocol = Protocol(110);

    /// Reads a whole protocol field.
    pub fn parse(text: &[u8]) -> Option<Protocol> {
        let digit = |byte: u8| byte.is_ascii_digit().then(|| byte - b'0');
        match text.strip_prefix(b"HTTP/")? {
            [major] => Some(Protocol(digit(*major)?)),
            [major, b'.', minor] => Some(Protocol(10 + digit(*major)? * 10 + digit(*minor)?)),
            _ => None,
        }
    }

    /// Returns the field as it was written.
    pub fn text(self) -> &'static [u8] {
        static TEXTS: [[u8; 8]; 110] = {
            let mut texts = [*b"HTTP/0.0"; 110];
            let mut place = 0;
            while place < 110 {
                let number = if place < 10 { place * 10 } else { place - 10 };
                texts[place][5] += (number / 10) as u8;
                texts[place][7] += (number % 10) as u8;
                place += 1;
            }
            texts
        };
        match usize::from(self.0) {
            major @ 0..10 => &TEXTS[major][..6],
            both @ 10..110 => &TEXTS[both],
            _ => b"-",
        }
    }
}

/// Reads a request as it is written in one field.
pub fn read<'a>(raw: &'a [u8], strip_query: bool, scratch: &'a Scratch) -> Request<'a> {
    let bad = Request { method: b"-", path: raw, protocol: Protocol::NONE, bad: true };
    split(raw, strip_query, scratch).unwrap_or(bad)
}

impl<'a> Parts<'a> {
    /// Puts a request together.
    pub fn join(&self, strip_query: bool, scratch: &'a Scratch) -> Request<'a> {
        let given = |text: &&[u8]| !text.is_empty() && **text != b"-"[..];
        let target = self.target.unwrap_or(b"-");
        let method = self.method.unwrap_or(b"-");
        let protocol = self.protocol.map_or(Some(Protocol::NONE), Protocol::parse);
        let good_method = self.method.is_none_or(|method| given(&method) && is_method(method));
        let query = self.query.filter(given);
        let whole = |query: &[u8]| {
            let mark: &[u8] = if query.starts_with(b"?") { b"" } else { b"?" };
            scratch.keep([target, mark, query].concat())
        };
        match protocol {
            Some(protocol) if good_method && given(&target) => {
                // A query that is stripped anyway need not be put there first.
                let target = query.filter(|_| !strip_query).map_or(target, whole);
                let path = path(target, strip_query, scratch);
                Request { method, path, protocol, bad: false }
            }
            _ => {
                let target = query.map_or(target, whole);
                let parts = [self.method, Some(target), self.protocol];
                let parts: Vec<&[u8]> = parts.into_iter().flatten().collect();
                let path = scratch.keep(parts.join(&b' '));
                Request { method: b"-", path, protocol: Protocol::NONE, bad: true }
            }
        }
    }
}

/// Splits a request at its first and last space; None for a bad request.
fn split<'a>(raw: &'a [u8], strip_query: bool, scratch: &'a Scratch) -> Option<Request<'a>> {
    let first = memchr::memchr(b' ', raw)?;
    let last = memchr::memrchr(b' ', raw)?;
    if last <= first + 1 {
        return None;
    }
    let (method, target) = (&raw[..first], &raw[first + 1..last]);
    let protocol = Protocol::parse(&raw[last + 1..])?;
    if method.is_empty() || !is_method(method) {
        return None;
    }
    let path = path(target, strip_query, scratch);
    Some(Request { method, path, protocol, bad: false })
}

/// Whether all bytes are those of a method.
pub fn is_method(text: &[u8]) -> bool {
    text.iter().all(|&byte| is_method_byte(byte))
}

/// Whether a method may hold this byte.
pub fn is_method_byte(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte == b'-'
}

/// Returns the path of a target that is not empty.
fn path<'a>(target: &'a [u8], strip_query: bool, scratch: &'a Scratch) -> &'a [u8] {
    let (path, rooted) = local_part(target);
    let path = match memchr::memchr(b'?', path) {
        Some(end) if strip_query => &path[..end],
        _ => path,
    };
    if rooted { scratch.keep([b"/", path].concat()) } else { path }
}

/// Returns what follows the authority of an absolute target (RFC 9112, 3.2.2), other targets whole,
/// and whether a `/` is missing in front.
fn local_part(target: &[u8]) -> (&[u8], bool) {
    let in_scheme = |&byte: &u8| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte);
    let scheme = target.iter().take_while(|byte| in_scheme(byte)).count();
    if !target[0].is_ascii_alphabetic() || !target[scheme..].starts_with(b"://") {
        return (target, false);
    }
    let rest = &target[scheme + 3..];
    let authority = rest.iter().take_while(|byte| !b"/?#".contains(byte)).count();
    let local = &rest[authority..];
    (local, local.first() != Some(&b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path_of(raw: &str, strip_query: bool) -> Option<String> {
        let scratch = Scratch::new();
        let request = read(raw.as_bytes(), strip_query, &scratch);
        (!request.bad).then(|| String::from_utf8_lossy(request.path).into_owned())
    }

    #[test]
    fn a_request_is_split_at_its_first_and_last_space() {
        let scratch = Scratch::new();
        let request = read(b"GET /a b c HTTP/1.1", true, &scratch);
        assert_eq!((request.method, request.path), (&b"GET"[..], &b"/a b c"[..]));
        assert_eq!((request.protocol.text(), request.bad), (&b"HTTP/1.1"[..], false));
    }

    #[test]
    fn requests_in_parts() {
        let parts = |method, target, query, protocol| {
            let some = |text: &'static str| (text != "none").then_some(text.as_bytes());
            Parts {
                method: some(method),
                target: some(target),
                query: some(query),
                protocol: some(protocol),
            }
        };
        for (parts, whole, stripped) in [
            (parts("GET", "/a", "b=c", "HTTP/1.1"), "GET /a?b=c HTTP/1.1", "GET /a HTTP/1.1"),
            (parts("GET", "/a", "?b=c", "HTTP/2"), "GET /a?b=c HTTP/2", "GET /a HTTP/2"),
            (parts("GET", "/a?", "b", "none"), "GET /a??b -", "GET /a -"),
            (parts("none", "/a", "-", "none"), "- /a -", "- /a -"),
            (parts("GET", "http://h", "q", "HTTP/1.0"), "GET /?q HTTP/1.0", "GET / HTTP/1.0"),
            (parts("G3T", "/a", "q", "HTTP/1.0"), "bad G3T /a?q HTTP/1.0", ""),
            (parts("-", "/a", "none", "none"), "bad - /a", ""),
            (parts("GET", "-", "", "HTTP/1.0"), "bad GET - HTTP/1.0", ""),
            (parts("GET", "", "", "none"), "bad GET ", ""),
            (parts("GET", "/", "", "-"), "bad GET / -", ""),
            (parts("GET", "none", "none", "none"), "bad GET -", ""),
        ] {
            for (strip_query, expected) in [(false, whole), (true, stripped)] {
                let scratch = Scratch::new();
                let found = parts.join(strip_query, &scratch);
                let text = String::from_utf8_lossy(found.path);
                let seen = if found.bad {
                    assert_eq!((found.method, found.protocol), (&b"-"[..], Protocol::NONE));
                    format!("bad {text}")
                } else {
                    let method = String::from_utf8_lossy(found.method);
                    format!("{method} {text} {}", String::from_utf8_lossy(found.protocol.text()))
                };
                assert_eq!(seen, if expected.is_empty() { whole } else { expected });
            }
        }
    }

    #[test]
    fn bad_requests() {
        for raw in [
            "",
            "-",
            "GET",
            "GET /",
            "GET HTTP/1.1",
            "GET  HTTP/1.1",
            " / HTTP/1.1",
            "G3T / HTTP/1.1",
            "GET / http/1.1",
            "GET / HTTP/1.10",
            "GET / HTTP/x",
            "GET / HTTP/",
            "GET / HTTP/1.1 ",
            "GET / HTTP/1.",
            "\\x16\\x03 / HTTP/1.1",
        ] {
            assert_eq!(path_of(raw, true), None, "{raw:?}");
        }
    }

    #[test]
    fn paths() {
        for (target, stripped, whole) in [
            ("/", "/", "/"),
            ("/a?b=c?d", "/a", "/a?b=c?d"),
            ("?x", "", "?x"),
            ("*", "*", "*"),
            ("example.org:443", "example.org:443", "example.org:443"),
            ("http://h/p?q", "/p", "/p?q"),
            ("http://h", "/", "/"),
            ("http://h?q", "/", "/?q"),
            ("http://h#f", "/#f", "/#f"),
            ("http:///p", "/p", "/p"),
            ("a+.-1://h/p", "/p", "/p"),
            ("1a://h/p", "1a://h/p", "1a://h/p"),
            ("://h/p", "://h/p", "://h/p"),
            ("http:/h/p", "http:/h/p", "http:/h/p"),
        ] {
            let raw = format!("GET {target} HTTP/1.0");
            assert_eq!(path_of(&raw, true).as_deref(), Some(stripped), "{target}");
            assert_eq!(path_of(&raw, false).as_deref(), Some(whole), "{target}");
        }
    }

    #[test]
    fn protocols_keep_their_text() {
        for text in ["HTTP/0", "HTTP/2", "HTTP/9", "HTTP/0.0", "HTTP/1.1", "HTTP/9.9"] {
            assert_eq!(Protocol::parse(text.as_bytes()).expect("known").text(), text.as_bytes());
        }
        assert_eq!(Protocol::NONE.text(), b"-");
    }
}
