//! The bytes of a stream that are in hand, and where in the stream they lie.

use crate::scan::Text;

/// What came before a byte of a stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    pub bytes: usize,
    pub characters: usize,
    pub newlines: usize,
    /// Characters since the last newline.
    pub column: usize,
}

impl Origin {
    /// What came before the byte behind some more.
    pub fn after(self, passed: &[u8]) -> Self {
        let newlines = count(passed, |byte| byte == b'\n');
        let all = characters(passed);
        let column = match newlines {
            0 => self.column + all, // said apart: to look for a newline in vain takes its time
            _ => {
                let last = passed.iter().rposition(|&byte| byte == b'\n').unwrap_or(0);
                characters(&passed[last + 1..])
            }
        };
        Self {
            bytes: self.bytes + passed.len(),
            characters: self.characters + all,
            newlines: self.newlines + newlines,
            column,
        }
    }
}

fn characters(bytes: &[u8]) -> usize {
    count(bytes, |byte| byte & 0xc0 != 0x80)
}

/// Counts in bytes first, which the compiler makes into sixteen or more counts at once.
fn count(bytes: &[u8], counts: impl Fn(u8) -> bool) -> usize {
    let parts = bytes.chunks(usize::from(u8::MAX));
    parts.map(|part| usize::from(part.iter().map(|&byte| u8::from(counts(byte))).sum::<u8>())).sum()
}

/// The bytes in hand: what was read before is dropped when more come.
pub struct Window {
    /// They, and NUL behind them.
    bytes: Vec<u8>,
    /// What came before them.
    pub origin: Origin,
    /// What came before the comma that was read last, if that was dropped.
    comma: Origin,
    /// The beginning of a character whose end has not come.
    cut: Vec<u8>,
}

impl Window {
    pub fn new() -> Self {
        let (origin, comma) = (Origin::default(), Origin::default());
        Self { bytes: vec![0], origin, comma, cut: Vec::new() }
    }

    pub fn text(&self) -> Text<'_> {
        Text::new(&self.bytes)
    }

    /// Adds bytes, of which the last may be a part of a character, and drops those before `read`.
    pub fn feed(&mut self, read: usize, more: &[u8]) {
        self.drop_before(read);
        self.bytes.pop();
        self.bytes.append(&mut self.cut);
        self.bytes.extend_from_slice(more);
        let cut = self.bytes.len() - cut_bytes(&self.bytes);
        self.cut.extend(self.bytes.drain(cut..));
        self.bytes.push(0);
    }

    /// Adds the rest as it is: nothing follows.
    pub fn flush(&mut self) {
        self.bytes.pop();
        self.bytes.append(&mut self.cut);
        self.bytes.push(0);
    }

    fn drop_before(&mut self, read: usize) {
        if read == 0 {
            return;
        }
        let dropped = &self.bytes[..read];
        if let Some(place) = last_comma(dropped) {
            self.comma = self.origin.after(&dropped[..place]);
        }
        self.origin = self.origin.after(dropped);
        self.bytes.drain(..read);
    }

    /// Returns the text of which the comma read last is a part, its place in it, and what came
    /// before that text. Nothing but white space was read since.
    pub fn comma(&self, read: usize) -> (&[u8], usize, Origin) {
        match last_comma(&self.bytes[..read]) {
            Some(place) => (self.in_hand(), place, self.origin),
            None => (b",", 0, self.comma),
        }
    }

    /// All bytes in hand.
    pub fn in_hand(&self) -> &[u8] {
        &self.bytes[..self.bytes.len() - 1]
    }
}

/// Returns the place of a comma behind which is only white space.
fn last_comma(bytes: &[u8]) -> Option<usize> {
    let last = bytes.iter().rposition(|byte| !b" \t\n\r".contains(byte))?;
    (bytes[last] == b',').then_some(last)
}

/// How many of the last bytes are the beginning of a character that may yet become a good one.
fn cut_bytes(bytes: &[u8]) -> usize {
    let tail = &bytes[bytes.len().saturating_sub(3)..];
    let Some(lead) = tail.iter().rposition(|byte| byte & 0xc0 != 0x80) else { return 0 };
    let begun = &tail[lead..];
    let may_end = match std::str::from_utf8(begun) {
        Ok(_) => false,
        Err(error) => error.error_len().is_none(),
    };
    let surrogate = matches!(begun, [0xed, 0xa0..=0xbf]); // good in a str, and waits in any case
    if may_end || surrogate { begun.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places are counted in bytes, characters, lines and columns, however the text is cut.
    #[test]
    fn origins_add_up() {
        let text = "ab\ncé😀\n\nxyz日".repeat(40);
        let whole = Origin::default().after(text.as_bytes());
        let line = text.rsplit('\n').next().unwrap_or_default();
        assert_eq!(whole.bytes, text.len());
        assert_eq!(whole.characters, text.chars().count());
        assert_eq!(whole.newlines, 120);
        assert_eq!(whole.column, line.chars().count());
        for (cut, _) in text.char_indices() {
            let (before, after) = text.as_bytes().split_at(cut);
            assert_eq!(Origin::default().after(before).after(after), whole);
        }
    }

    /// What may become a character waits, what cannot does not, and nothing is lost.
    #[test]
    fn characters_are_not_cut() {
        let cases: [(&[u8], usize); 8] = [
            ("aé".as_bytes(), 0),
            (b"a\xc3", 1),
            (b"a\xe6\x97", 2),
            (b"a\xf0\x9f\x98", 3),
            (b"a\xe0\x80", 0),
            (b"a\xed\xa0", 2),
            (b"a\xff", 0),
            (b"\x80\x80\x80\x80", 0),
        ];
        for (bytes, cut) in cases {
            let mut window = Window::new();
            window.feed(0, bytes);
            assert_eq!(window.in_hand(), &bytes[..bytes.len() - cut], "{bytes:x?}");
            window.flush();
            assert_eq!(window.in_hand(), bytes);
        }
    }

    /// The comma read last is known, in hand or not.
    #[test]
    fn commas_are_remembered() {
        let mut window = Window::new();
        window.feed(0, b"[1\n, ");
        assert_eq!(window.comma(5), (b"[1\n, ".as_slice(), 3, Origin::default()));
        window.feed(5, b" \n ");
        window.feed(3, b"]");
        let before = Origin { bytes: 3, characters: 3, newlines: 1, column: 0 };
        assert_eq!(window.comma(0), (b",".as_slice(), 0, before));
        assert_eq!(window.origin, Origin { bytes: 8, characters: 8, newlines: 2, column: 1 });
    }
}
