//! The request line inside the first quoted field: `METHOD SP TARGET SP PROTOCOL`.

/// What counting needs of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request<'a> {
    pub method: &'a [u8],
    /// The path, except for absolute targets with nothing but a query after the authority: those
    /// need a `/` in front, see [`Request::rooted`].
    pub path: &'a [u8],
    pub protocol: Protocol,
    /// A `/` is to be put before `path`.
    pub rooted: bool,
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
    pub fn text(self) -> String {
        match self.0 {
            major @ 0..10 => format!("HTTP/{major}"),
            both @ 10..110 => format!("HTTP/{}.{}", (both - 10) / 10, both % 10),
            _ => "-".to_string(),
        }
    }
}

/// Splits a request at its first and last space; None for a bad request.
pub fn split(raw: &[u8], strip_query: bool) -> Option<Request<'_>> {
    let first = memchr::memchr(b' ', raw)?;
    let last = memchr::memrchr(b' ', raw)?;
    if last <= first + 1 {
        return None;
    }
    let (method, target) = (&raw[..first], &raw[first + 1..last]);
    let protocol = Protocol::parse(&raw[last + 1..])?;
    if method.is_empty() || !method.iter().all(|&byte| is_method_byte(byte)) {
        return None;
    }
    let (path, rooted) = local_part(target);
    let path = match memchr::memchr(b'?', path) {
        Some(end) if strip_query => &path[..end],
        _ => path,
    };
    Some(Request { method, path, protocol, rooted })
}

/// Whether a method may hold this byte.
pub fn is_method_byte(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte == b'-'
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

    fn path(raw: &str, strip_query: bool) -> Option<String> {
        let request = split(raw.as_bytes(), strip_query)?;
        let root = if request.rooted { "/" } else { "" };
        Some(format!("{root}{}", String::from_utf8_lossy(request.path)))
    }

    #[test]
    fn a_request_is_split_at_its_first_and_last_space() {
        let request = split(b"GET /a b c HTTP/1.1", true).expect("a good request");
        assert_eq!((request.method, request.path), (&b"GET"[..], &b"/a b c"[..]));
        assert_eq!(request.protocol.text(), "HTTP/1.1");
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
            assert_eq!(split(raw.as_bytes(), true), None, "{raw:?}");
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
            assert_eq!(path(&raw, true).as_deref(), Some(stripped), "{target}");
            assert_eq!(path(&raw, false).as_deref(), Some(whole), "{target}");
        }
    }

    #[test]
    fn protocols_keep_their_text() {
        for text in ["HTTP/0", "HTTP/2", "HTTP/9", "HTTP/0.0", "HTTP/1.1", "HTTP/9.9"] {
            assert_eq!(Protocol::parse(text.as_bytes()).expect("known").text(), text);
        }
        assert_eq!(Protocol::NONE.text(), "-");
    }
}
