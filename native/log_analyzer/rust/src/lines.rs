//! Bytes that arrive in pieces, cut into lines.

#[cfg(target_arch = "x86_64")]
use crate::bytescan::Avx2;
use crate::bytescan::{Baseline, Block, PAD, Window};
use crate::coverage::SAMPLE_BYTES;
use crate::line::Layout;
use crate::plan::Plan;
use crate::scratch::Scratch;
use crate::shard::Shard;

/// Pieces are taken in blocks of at most this many bytes: a block stays in the second-level cache
/// between the system's copy and the parser.
pub const BLOCK: usize = 256 << 10;

/// Usual lines are counted this many at a time.
const TOGETHER: usize = 32;

/// What the next byte belongs to.
#[derive(Debug)]
enum State {
    /// A line from its beginning.
    Lines,
    /// The rest of a line that is not ours.
    Foreign,
    /// The rest of a line that is longer than allowed: where it starts, its first bytes, and its
    /// length so far.
    Long { start: u64, text: Vec<u8>, length: u64 },
}

/// A buffer that holds at most a block and one line.
#[derive(Debug)]
pub struct Lines {
    /// Data, then at least [`PAD`] bytes.
    bytes: Vec<u8>,
    data: usize,
    /// So many bytes of data, from the first, hold no newline: a line that comes byte by byte is
    /// searched once, not once a byte.
    searched: usize,
    /// Offset in the source of the first byte of data.
    offset: u64,
    state: State,
}

impl Lines {
    /// Reads from `offset` of a source, where a line begins.
    pub fn from_line(offset: u64) -> Lines {
        Lines { bytes: vec![0; BLOCK + PAD], data: 0, searched: 0, offset, state: State::Lines }
    }

    /// Starts again at `offset`; what comes up to the first newline is no line of ours.
    pub fn skip_to_line_after(&mut self, offset: u64) {
        self.restart(offset);
        self.state = State::Foreign;
    }

    /// Starts again at `offset`, where a line begins.
    pub fn restart(&mut self, offset: u64) {
        (self.data, self.searched, self.offset, self.state) = (0, 0, offset, State::Lines);
    }

    /// Offset in the source of the byte that comes next.
    pub fn next_offset(&self) -> u64 {
        self.offset + self.data as u64
    }

    /// Returns `length` bytes of room for what comes next.
    pub fn room(&mut self, length: usize) -> &mut [u8] {
        let needed = self.data + length + PAD;
        if self.bytes.len() < needed {
            self.bytes.resize(needed.next_power_of_two(), 0);
        }
        &mut self.bytes[self.data..self.data + length]
    }

    /// Takes the first `length` bytes of the room as data.
    pub fn filled(&mut self, length: usize) {
        self.data += length;
    }

    /// Counts the whole lines that begin before `limit`, an offset of the source; with `last`, the
    /// end of the data ends a line too. Returns whether no line before the limit is left.
    pub fn drain(&mut self, shard: &mut Shard, limit: u64, last: bool) -> bool {
        let no_line_ends = memchr::memchr(b'\n', &self.bytes[self.searched..self.data]).is_none();
        if last || !no_line_ends {
            self.bytes[self.data..self.data + PAD].fill(b'\n');
            let at = self.finish_line(shard, last);
            let stop = limit.saturating_sub(self.offset).min(self.data as u64) as usize;
            if at < stop {
                shard.open(self.offset + at as u64);
            }
            let at = self.count_lines(shard, at, stop, last);
            self.consume(at);
        }
        if last || self.offset >= limit && !matches!(self.state, State::Long { .. }) {
            return true;
        }
        self.hold(shard.options().max_line);
        false
    }

    /// Keeps the data, which is part of one line, unless that is already too long.
    fn hold(&mut self, max_line: usize) {
        match &mut self.state {
            // One byte more than allowed may be the carriage return of the line end.
            State::Lines if self.data <= SAMPLE_BYTES.max(max_line.saturating_add(1)) => {
                self.searched = self.data;
                return;
            }
            State::Lines => {
                let text = self.bytes[..SAMPLE_BYTES].to_vec();
                self.state = State::Long { start: self.offset, text, length: self.data as u64 };
            }
            State::Foreign => {}
            State::Long { length, .. } => *length += self.data as u64,
        }
        self.consume(self.data);
    }

    /// Removes data from the front.
    fn consume(&mut self, length: usize) {
        self.bytes.copy_within(length..self.data, 0);
        self.data -= length;
        self.offset += length as u64;
        self.searched = 0;
    }

    /// Counts lines from `at`; returns where the first one starts that is left.
    fn count_lines(&mut self, shard: &mut Shard, at: usize, stop: usize, last: bool) -> usize {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
        {
            // SAFETY: the processor has what the function is compiled for.
            return unsafe { self.count_lines_avx2(shard, at, stop, last) };
        }
        self.count_lines_with::<Baseline>(shard, at, stop, last)
    }

    /// # Safety
    ///
    /// The processor must have AVX2, BMI1 and BMI2.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,bmi1,bmi2")]
    unsafe fn count_lines_avx2(
        &mut self,
        shard: &mut Shard,
        at: usize,
        stop: usize,
        last: bool,
    ) -> usize {
        self.count_lines_with::<Avx2>(shard, at, stop, last)
    }

    #[inline(always)]
    fn count_lines_with<B: Block>(
        &mut self,
        shard: &mut Shard,
        at: usize,
        stop: usize,
        last: bool,
    ) -> usize {
        let text = Window::new(&self.bytes[..self.data + PAD]);
        match shard.options().plan {
            Plan::Known(layout) => count_usual::<B>(shard, text, layout, at, stop, last),
            _ => count_planned::<B>(shard, text, at, stop, last),
        }
    }

    /// Ends a line that began before the data, which holds its end; returns where the next starts.
    fn finish_line(&mut self, shard: &mut Shard, last: bool) -> usize {
        debug_assert!(last || self.bytes[..self.data].contains(&b'\n'));
        let end = match self.state {
            State::Lines => return 0,
            _ => memchr::memchr(b'\n', &self.bytes[..self.data]).map_or(self.data, |at| at + 1),
        };
        if let State::Long { start, text, length } = &self.state {
            shard.open(*start);
            shard.long_line(text, *length + end as u64);
        }
        self.state = State::Lines;
        end
    }
}

/// Counts lines of a plan that has usual lines; returns where the first one starts that is left.
#[inline(always)]
fn count_usual<B: Block>(
    shard: &mut Shard,
    text: Window,
    layout: Layout,
    mut at: usize,
    stop: usize,
    last: bool,
) -> usize {
    let mut usual = Vec::with_capacity(TOGETHER);
    while at < stop {
        if let Some((line, next)) = shard.usual_line::<B>(text, at, layout) {
            if let Some(line) = line {
                usual.push(line);
                if usual.len() == TOGETHER {
                    shard.tables.count_together::<B>(&mut usual);
                }
            }
            at = next;
            continue;
        }
        // What is pruned where memory is bounded depends on the order of lines.
        shard.tables.count_together::<B>(&mut usual);
        match line_ends(text, at, last) {
            Some((end, next)) => {
                count_unusual(shard, text, at, end);
                shard.counted(next - at);
                at = next;
            }
            None => break,
        }
    }
    shard.tables.count_together::<B>(&mut usual);
    at
}

/// Counts a line that is no usual one.
#[cold]
#[inline(never)]
fn count_unusual(shard: &mut Shard, text: Window, at: usize, end: usize) {
    let scratch = Scratch::new();
    let mut line = Vec::from_iter(shard.planned_line::<Baseline>(text, at, end, &scratch));
    shard.tables.count_together::<Baseline>(&mut line);
}

/// Counts lines of any plan; returns where the first one starts that is left.
#[inline(always)]
fn count_planned<B: Block>(
    shard: &mut Shard,
    text: Window,
    mut at: usize,
    stop: usize,
    last: bool,
) -> usize {
    loop {
        // What was made for the lines of a batch goes with it.
        let scratch = Scratch::new();
        let mut lines = Vec::with_capacity(TOGETHER);
        while lines.len() < TOGETHER && !scratch.is_full() {
            let found = if at < stop { line_ends(text, at, last) } else { None };
            let Some((end, next)) = found else {
                shard.tables.count_together::<B>(&mut lines);
                return at;
            };
            lines.extend(shard.planned_line::<B>(text, at, end, &scratch));
            shard.counted(next - at);
            at = next;
        }
        shard.tables.count_together::<B>(&mut lines);
    }
}

/// Returns where the line at `at` ends and where the next one starts, if it is whole.
#[inline(always)]
fn line_ends(text: Window, at: usize, last: bool) -> Option<(usize, usize)> {
    match memchr::memchr(b'\n', text.slice(at, text.end())) {
        Some(length) => Some((at + length, at + length + 1)),
        None if last => Some((text.end(), text.end())),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::Span;
    use crate::options::options_of;
    use crate::w3c::Columns;

    const TEXT: &[u8] = b"\
h1 - - [05/Mar/2025:10:00:07 +0000] \"GET /a HTTP/1.1\" 200 12\n\
\n\
h2 - - [05/Mar/2025:10:00:08 +0000] \"GET /b HTTP/1.1\" 404 3\r\n\
 \t\r\n\
broken\n\
h3 - - [05/Mar/2025:10:00:09 +0000] \"GET /c HTTP/1.1\" 200 4";

    fn shard(max_line: usize) -> Shard {
        let changes = [("max_line", &*max_line.to_string()), ("samples", "9")];
        Shard::new(&options_of("{\"kind\":\"common\"}", &changes), &Columns::default())
    }

    /// Counts a text that comes in pieces; returns its spans, and the lines parsed and blank.
    fn counted(text: &[u8], piece: usize, max_line: usize) -> (Vec<Span>, u64, u64) {
        let (mut lines, mut shard) = (Lines::from_line(0), shard(max_line));
        for part in text.chunks(piece) {
            lines.room(part.len()).copy_from_slice(part);
            lines.filled(part.len());
            assert!(!lines.drain(&mut shard, u64::MAX, false));
        }
        assert!(lines.drain(&mut shard, u64::MAX, true));
        let (spans, tables) = shard.close();
        (spans, tables.parsed, tables.blank())
    }

    #[test]
    fn a_text_is_cut_into_lines() {
        let (spans, parsed, blank) = counted(TEXT, TEXT.len(), 1 << 20);
        assert_eq!((spans.len(), parsed, blank), (1, 3, 2));
        assert_eq!((spans[0].start, spans[0].end, spans[0].lines), (0, TEXT.len() as u64, 6));
        let sample = &spans[0].samples[0];
        assert_eq!((sample.line, &sample.text[..]), (5, &b"broken"[..]));
        assert_eq!(&TEXT[sample.offset as usize..][..6], b"broken");
    }

    #[test]
    fn pieces_do_not_matter() {
        for max_line in [1, 6, 60, 1 << 20] {
            let whole = counted(TEXT, TEXT.len(), max_line);
            for piece in 1..TEXT.len() {
                assert_eq!(counted(TEXT, piece, max_line), whole, "pieces of {piece}");
            }
        }
    }

    #[test]
    fn a_line_that_is_too_long_takes_no_room() {
        let text = [&vec![b'x'; 9 * BLOCK][..], b"\n", TEXT].concat();
        for piece in [BLOCK, 1000, text.len()] {
            let (spans, parsed, _) = counted(&text, piece, 500);
            assert_eq!((parsed, spans[0].lines), (3, 7));
            assert_eq!(spans[0].samples[0].text, [b'x'; SAMPLE_BYTES]);
        }
        let (mut lines, mut shard) = (Lines::from_line(0), shard(500));
        for part in text.chunks(1000) {
            lines.room(part.len()).copy_from_slice(part);
            lines.filled(part.len());
            lines.drain(&mut shard, u64::MAX, false);
        }
        assert!(lines.bytes.len() <= 2 * BLOCK);
    }

    #[test]
    fn the_carriage_return_does_not_count_as_length() {
        for (text, reasons) in [(&b"1234\r\n"[..], 8), (b"12345\r\n", 11), (b"12345", 11)] {
            let (spans, ..) = counted(text, 2, 4);
            assert_eq!(spans[0].samples[0].reason, reasons, "{}", text.escape_ascii());
        }
        let line = [&[b'x'; 500][..], b"\r\n"].concat();
        assert_eq!(counted(&line, 501, 500).0[0].samples[0].reason, 8);
    }

    #[test]
    fn lines_that_begin_at_the_limit_are_left() {
        let (mut lines, mut shard) = (Lines::from_line(0), shard(1 << 20));
        lines.room(6).copy_from_slice(b"a\nbb\nc");
        lines.filled(6);
        assert!(lines.drain(&mut shard, 3, false));
        assert_eq!(shard.close().0[0].end, 5);
    }
}
