//! One line of JSON (RFC 8259), checked strictly and read in a single pass.
//!
//! Only values at wanted paths are kept, as places in the line. Strings are jumped through a block
//! of bytes at a time; nothing is copied.

use std::marker::PhantomData;

use crate::bytescan::{Block, Window, same};

/// Objects and arrays in each other, the whole being 1.
const DEEPEST: usize = 64;

/// No wanted path goes on here.
const NOWHERE: usize = usize::MAX;

/// A key or index of wanted paths. The first node is the whole line.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// The keys that lead on, and where to.
    pub keys: Vec<(Vec<u8>, usize)>,
    /// Those keys that are indexes too.
    pub indexes: Vec<(u64, usize)>,
    /// The nodes below this one end before this place.
    pub end: usize,
}

/// What was found at a node, by places in the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Absent,
    Null,
    Bool(usize, usize),
    Number(usize, usize),
    /// Inside of the quotes.
    Text(usize, usize),
    /// The same with escapes.
    Escaped(usize, usize),
    Container,
}

/// What is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invalid;

/// Reads the object that is the line from `at` to `end`, after which a newline follows, into
/// the slots of `nodes`.
#[inline(always)]
pub fn read<B: Block>(
    text: Window,
    at: usize,
    end: usize,
    nodes: &[Node],
    slots: &mut [Slot],
) -> Result<(), Invalid> {
    slots.fill(Slot::Absent);
    let mut scanner = Scanner::<B> { text, at, nodes, slots, block: PhantomData };
    scanner.object()?;
    scanner.skip_space();
    // It is past the end if the newline comes after a carriage return.
    if scanner.at >= end { Ok(()) } else { Err(Invalid) }
}

struct Scanner<'a, 's, B> {
    text: Window<'a>,
    at: usize,
    nodes: &'s [Node],
    slots: &'s mut [Slot],
    block: PhantomData<B>,
}

/// An object or array that is being read.
#[derive(Clone, Copy)]
struct Open {
    node: usize,
    /// The byte that ends it.
    close: u8,
    /// Of the next item of an array.
    index: u64,
}

impl<B: Block> Scanner<'_, '_, B> {
    /// Returns the next byte; at the end of the line that is its newline, which is no JSON.
    #[inline(always)]
    fn peek(&self) -> u8 {
        self.text.byte::<0>(self.at)
    }

    #[inline(always)]
    fn skip_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\r') {
            self.at += 1;
        }
    }

    /// Reads the object that is the line.
    ///
    /// A loop and not a recursion: all of it is compiled for the blocks of the processor, and no
    /// nesting takes the stack of the thread.
    #[inline(always)]
    fn object(&mut self) -> Result<(), Invalid> {
        let mut opened = [Open { node: 0, close: b'}', index: 0 }; DEEPEST];
        let mut depth = 1;
        self.skip_space();
        if self.peek() != b'{' {
            return Err(Invalid);
        }
        if self.is_empty(b'}') {
            return Ok(());
        }
        loop {
            let node = self.next_entry(&mut opened[depth - 1])?;
            let first = self.peek();
            if matches!(first, b'{' | b'[') {
                if node != NOWHERE {
                    self.slots[node] = Slot::Container;
                }
                let container = Open { node, close: first + 2, index: 0 };
                *opened.get_mut(depth).ok_or(Invalid)? = container;
                if !self.is_empty(container.close) {
                    depth += 1;
                    continue;
                }
            } else {
                let found = self.scalar(first)?;
                if node != NOWHERE {
                    self.slots[node] = found;
                }
            }
            while self.ends(opened[depth - 1].close)? {
                depth -= 1;
                if depth == 0 {
                    return Ok(());
                }
            }
        }
    }

    /// Passes the byte that opens a container, and if nothing is in it, the one that closes it.
    #[inline(always)]
    fn is_empty(&mut self, close: u8) -> bool {
        self.at += 1;
        self.skip_space();
        let empty = self.peek() == close;
        self.at += usize::from(empty);
        empty
    }

    /// Passes what follows an entry of a container; tells whether that is its end.
    #[inline(always)]
    fn ends(&mut self, close: u8) -> Result<bool, Invalid> {
        self.skip_space();
        let byte = self.peek();
        if byte != b',' && byte != close {
            return Err(Invalid);
        }
        self.at += 1;
        Ok(byte == close)
    }

    /// Passes what stands before the next value of a container; returns the node of that value.
    #[inline(always)]
    fn next_entry(&mut self, open: &mut Open) -> Result<usize, Invalid> {
        self.skip_space();
        if open.close == b']' {
            open.index += 1;
            return Ok(self.index_node(open.node, open.index - 1));
        }
        let start = self.at + 1;
        let escaped = self.string()?;
        let key = self.text.slice(start, self.at - 1);
        let node = self.key_node(open.node, key, escaped);
        self.skip_space();
        if self.peek() != b':' {
            return Err(Invalid);
        }
        self.at += 1;
        self.skip_space();
        Ok(node)
    }

    /// Reads a value that is no container.
    #[inline(always)]
    fn scalar(&mut self, first: u8) -> Result<Slot, Invalid> {
        let start = self.at;
        match first {
            b'"' => {
                let escaped = self.string()?;
                let (start, end) = (start + 1, self.at - 1);
                Ok(if escaped { Slot::Escaped(start, end) } else { Slot::Text(start, end) })
            }
            b'-' | b'0'..=b'9' => {
                self.number()?;
                Ok(Slot::Number(start, self.at))
            }
            _ => self.word(),
        }
    }

    /// Returns the node that a key leads to. What an equal key before gave is void.
    #[inline(always)]
    fn key_node(&mut self, node: usize, key: &[u8], escaped: bool) -> usize {
        if node == NOWHERE {
            return NOWHERE;
        }
        if escaped {
            let key = unescape(key, b"\n");
            let keys = &self.nodes[node].keys;
            let found = keys.iter().find(|(wanted, _)| *wanted == key);
            return found.map_or(NOWHERE, |&(_, next)| self.restart(next));
        }
        // A loop and no closure, see `Window::seek`.
        for (wanted, next) in &self.nodes[node].keys {
            if same::<B>(wanted, key) {
                return self.restart(*next);
            }
        }
        NOWHERE
    }

    #[inline(always)]
    fn index_node(&mut self, node: usize, index: u64) -> usize {
        if node == NOWHERE {
            return NOWHERE;
        }
        for &(wanted, next) in &self.nodes[node].indexes {
            if wanted == index {
                return self.restart(next);
            }
        }
        NOWHERE
    }

    #[inline(always)]
    fn restart(&mut self, node: usize) -> usize {
        self.slots[node..self.nodes[node].end].fill(Slot::Absent);
        node
    }

    /// Passes a string and tells whether there are escapes in it.
    #[inline(always)]
    fn string(&mut self) -> Result<bool, Invalid> {
        if self.peek() != b'"' {
            return Err(Invalid);
        }
        self.at += 1;
        let mut escaped = false;
        loop {
            // The newline after the line is a control character.
            self.at = self.text.seek_at_most::<B, 2>(self.at, 0x1F, *b"\"\\");
            match self.peek() {
                b'"' => {
                    self.at += 1;
                    return Ok(escaped);
                }
                b'\\' => self.escape()?,
                _ => return Err(Invalid),
            }
            escaped = true;
        }
    }

    /// Passes an escape; half of a pair of surrogates is none.
    #[inline(never)]
    fn escape(&mut self) -> Result<(), Invalid> {
        self.at += 1;
        let byte = self.peek();
        match byte {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 1,
            b'u' => match self.unit()? {
                0xD800..0xDC00 => {
                    if self.peek() != b'\\' {
                        return Err(Invalid);
                    }
                    self.at += 1;
                    if self.peek() != b'u' || !(0xDC00..0xE000).contains(&self.unit()?) {
                        return Err(Invalid);
                    }
                }
                0xDC00..0xE000 => return Err(Invalid),
                _ => {}
            },
            _ => return Err(Invalid),
        }
        Ok(())
    }

    /// Passes `u` and four hexadecimal digits.
    fn unit(&mut self) -> Result<u16, Invalid> {
        self.at += 1;
        let mut unit = 0;
        for _ in 0..4 {
            let digit = char::from(self.peek()).to_digit(16).ok_or(Invalid)?;
            unit = unit << 4 | digit as u16;
            self.at += 1;
        }
        Ok(unit)
    }

    #[inline(always)]
    fn number(&mut self) -> Result<(), Invalid> {
        self.at += usize::from(self.peek() == b'-');
        if self.peek() == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), b'+' | b'-'));
            self.digits()?;
        }
        Ok(())
    }

    #[inline(always)]
    fn digits(&mut self) -> Result<(), Invalid> {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(Invalid) }
    }

    #[inline(never)]
    fn word(&mut self) -> Result<Slot, Invalid> {
        let start = self.at;
        // After the newline that ends a line there is padding or another line: both can be read.
        let word = self.text.load::<5, 0>(start);
        let (length, found) = match &word {
            b"false" => (5, Slot::Bool(start, start + 5)),
            [b't', b'r', b'u', b'e', _] => (4, Slot::Bool(start, start + 4)),
            [b'n', b'u', b'l', b'l', _] => (4, Slot::Null),
            _ => return Err(Invalid),
        };
        self.at += length;
        Ok(found)
    }
}

/// Returns what a checked string says; its newlines are replaced.
pub fn unescape(string: &[u8], newline: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(string.len());
    let mut rest = string;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        out.extend_from_slice(&rest[..at]);
        let (letter, length) = escaped(&rest[at + 1..]);
        match letter {
            '\n' => out.extend_from_slice(newline),
            letter => out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        rest = &rest[at + 1 + length..];
    }
    out.extend_from_slice(rest);
    out
}

/// Returns the letter that a checked escape stands for, and its length without the backslash.
fn escaped(escape: &[u8]) -> (char, usize) {
    let unit = |at: usize| {
        let digits = escape[at..at + 4].iter().map(|&byte| char::from(byte).to_digit(16));
        digits.fold(0, |unit, digit| unit << 4 | digit.expect("a checked digit"))
    };
    match escape[0] {
        b'b' => ('\u{8}', 1),
        b'f' => ('\u{c}', 1),
        b'n' => ('\n', 1),
        b'r' => ('\r', 1),
        b't' => ('\t', 1),
        b'u' => {
            let (code, length) = match unit(1) {
                high @ 0xD800..0xDC00 => {
                    (0x1_0000 + ((high - 0xD800) << 10) + unit(7) - 0xDC00, 11)
                }
                code => (code, 5),
            };
            (char::from_u32(code).expect("no half of a checked pair"), length)
        }
        other => (char::from(other), 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytescan::{PAD, Plain};

    fn valid(line: &[u8]) -> bool {
        let text = [line, &[b'\n'; PAD]].concat();
        let nodes = [Node { end: 1, ..Node::default() }];
        let end = line.strip_suffix(b"\r").unwrap_or(line).len();
        let found =
            |slots: &mut [Slot]| read::<Plain>(Window::new(&text), 0, end, &nodes, slots).is_ok();
        found(&mut [Slot::Absent])
    }

    #[test]
    fn good_objects() {
        for line in [
            "{}",
            " {\t}\r ",
            "{}\r",
            "{\"a\":1}",
            "{\"a\" : [ 1 , -0.5e+3, true,false ,null, \"x\", {}, [] ] }",
            "{\"\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD834\\udd1e\x7f\"}",
            "{\"a\":0,\"a\":-0,\"b\":10E-2}",
        ] {
            assert!(valid(line.as_bytes()), "{line}");
        }
        assert!(valid(b"{\"a\":\"\xff\xfe\"}"));
        let deep = |depth: usize| {
            let lists = depth - 1;
            format!("{{\"a\":{}{}}}", "[".repeat(lists), "]".repeat(lists))
        };
        assert!(valid(deep(64).as_bytes()) && !valid(deep(65).as_bytes()));
    }

    #[test]
    fn what_is_no_json() {
        for line in [
            "",
            "x",
            "[]",
            "{",
            "{}x",
            "{}{}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{,}",
            "{a:1}",
            "{\"a\":01}",
            "{\"a\":+1}",
            "{\"a\":1.}",
            "{\"a\":.5}",
            "{\"a\":1e}",
            "{\"a\":-}",
            "{\"a\":NaN}",
            "{\"a\":Infinity}",
            "{\"a\":tru}",
            "{\"a\":truex}",
            "{\"a\":nul",
            "{\"a\":\"\t\"}",
            "{\"a\":\"x}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u00g0\"}",
            "{\"a\":\"\\ud834\"}",
            "{\"a\":\"\\udd1e\"}",
            "{\"a\":\"\\ud834\\u0041\"}",
            "{\"a\":[1 2]}",
            "{\"a\":[1,]}",
            "{\"a\":[}",
            "{\"a\":1\u{b}}",
            "{\"a\":1]",
            "{'a':1}",
            "{\"a\":\"\\",
            "{\"a\":\"\\u00",
            "{\"a\":\"\\ud834\\",
        ] {
            assert!(!valid(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn escapes() {
        let text = unescape(br#"a\"\\\/\b\f\r\t\u00e9\ud834\udd1e\n\u000a!"#, b"\\u000a");
        assert_eq!(text, "a\"\\/\u{8}\u{c}\r\té𝄞\\u000a\\u000a!".as_bytes());
    }
}
