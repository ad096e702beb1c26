//! What one worker or one open stream has counted so far.

use crate::bytescan::{Block, Window};
use crate::clock::Moment;
use crate::coverage::{SAMPLE_BYTES, Sample, Span};
use crate::fast;
use crate::line::{self, Fields, Layout};
use crate::reason::Reason;
use crate::tables::{Pending, Tables};
use crate::timestamp;

/// How lines are read and counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    pub layout: Layout,
    pub strip_query: bool,
    /// Longest line in bytes, without its line end.
    pub max_line: usize,
    /// How many malformed lines are kept.
    pub samples: usize,
}

/// Counters, and the spans of one source that they cover.
#[derive(Debug)]
pub struct Shard {
    options: Options,
    pub tables: Tables,
    /// Closed spans in the order of reading; the last one is open.
    spans: Vec<Span>,
}

impl Shard {
    pub fn new(options: &Options) -> Shard {
        Shard { options: options.clone(), tables: Tables::new(options.layout), spans: Vec::new() }
    }

    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Starts a span, unless it goes on where the last one ends.
    pub fn open(&mut self, start: u64) {
        if self.spans.last().is_none_or(|span| span.end != start) {
            self.spans.push(Span::empty(start));
        }
    }

    /// Returns the spans that have lines, and the tables.
    pub fn close(self) -> (Vec<Span>, Tables) {
        let spans = self.spans.into_iter().filter(|span| span.lines > 0).collect();
        (spans, self.tables)
    }

    /// Reads the line at `at` if it is one of the usual ones and ends in the data; returns it, to be
    /// counted later, and the place after its newline.
    #[inline(always)]
    pub fn usual_line<'a, B: Block>(
        &mut self,
        text: Window<'a>,
        at: usize,
    ) -> Option<(Pending<'a>, usize)> {
        let Options { layout, strip_query, max_line, .. } = self.options;
        let tables = &mut self.tables;
        let moment = |place| match tables.clock.read(text, place) {
            Some(moment) => Some(moment),
            None => read_moment(tables, text, place),
        };
        let (fields, moment, next) = fast::parse::<B, _>(text, at, layout, strip_query, moment)?;
        if next > text.end() || next - at > max_line {
            return None;
        }
        self.counted(next - at);
        Some((self.tables.expect(fields, moment), next))
    }

    /// Counts usual lines that were read.
    ///
    /// All at once: memory for all of them is on its way before the first one needs it.
    #[inline(always)]
    pub fn count_usual<B: Block>(&mut self, lines: &mut Vec<Pending>) {
        for line in lines.iter() {
            self.tables.approach(line);
        }
        for line in lines.iter() {
            self.tables.count_pending::<B>(line);
        }
        lines.clear();
    }

    /// Counts any line. `raw` is the line without its newline, `length` its length in the source.
    #[cold]
    pub fn any_line(&mut self, raw: &[u8], length: usize) {
        let line = raw.strip_suffix(b"\r").unwrap_or(raw);
        if line.len() > self.options.max_line {
            self.long_line(line, length as u64);
            return;
        }
        if line::is_blank(line) {
            self.tables.reject(Reason::Blank);
        } else {
            match line::parse(line, self.options.layout, self.options.strip_query) {
                Ok(fields) => self.count(&fields),
                Err(reason) => self.reject(reason, line),
            }
        }
        self.counted(length);
    }

    /// Counts a line that is longer than allowed, of which `text` is the beginning.
    pub fn long_line(&mut self, text: &[u8], length: u64) {
        self.reject(Reason::LineTooLong, text);
        let span = self.spans.last_mut().expect("a span is open");
        span.lines += 1;
        span.end += length;
    }

    fn count(&mut self, fields: &Fields) {
        let moment = self.tables.moment(fields.epoch);
        if fields.rooted {
            let path = [b"/", fields.path].concat();
            self.tables.count(&Fields { path: &path, ..*fields }, moment);
        } else {
            self.tables.count(fields, moment);
        }
    }

    fn reject(&mut self, reason: Reason, line: &[u8]) {
        self.tables.reject(reason);
        let span = self.spans.last_mut().expect("a span is open");
        if span.samples.len() < self.options.samples {
            span.samples.push(Sample {
                offset: span.end,
                line: span.lines + 1,
                reason: reason as u8,
                text: line[..line.len().min(SAMPLE_BYTES)].to_vec(),
            });
        }
    }

    #[inline(always)]
    fn counted(&mut self, length: usize) {
        let span = self.spans.last_mut().expect("a span is open");
        span.lines += 1;
        span.end += length as u64;
    }
}

/// Reads a timestamp whose minute the clock does not know, and lets it know.
#[cold]
#[inline(never)]
fn read_moment(tables: &mut Tables, text: Window, place: usize) -> Option<Moment> {
    let epoch = timestamp::parse(&text.load::<{ timestamp::LENGTH }, 0>(place))?;
    if text.load::<3, { timestamp::LENGTH }>(place) != *b"] \"" {
        return None;
    }
    let moment = tables.moment(epoch);
    tables.clock.keep(text, place, moment);
    Some(moment)
}
