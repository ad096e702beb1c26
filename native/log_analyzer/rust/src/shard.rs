//! What one worker or one open stream has counted so far.

use std::sync::Arc;

use crate::bytescan::{Block, Window};
use crate::clock::Moment;
use crate::coverage::{SAMPLE_BYTES, Sample, Span};
use crate::fast;
use crate::json::Slots;
use crate::line::{self, Fields, Layout};
use crate::options::Options;
use crate::plan::Plan;
use crate::reason::Reason;
use crate::scratch::Scratch;
use crate::tables::{Pending, Tables};
use crate::timestamp;
use crate::w3c::Columns;

/// Counters, and the spans of one source that they cover.
#[derive(Debug)]
pub struct Shard {
    options: Arc<Options>,
    pub tables: Tables,
    /// Closed spans in the order of reading; the last one is open.
    spans: Vec<Span>,
    /// What a line of JSON has.
    slots: Slots,
    /// The columns that a directive has named, in the W3C format.
    columns: Columns,
}

impl Shard {
    /// Makes an empty shard; `columns` are those in force before its first line.
    pub fn new(options: &Arc<Options>, columns: &Columns) -> Shard {
        Shard {
            tables: Tables::new(options),
            spans: Vec::new(),
            slots: match &options.plan {
                Plan::Json(paths) => paths.slots(),
                _ => Slots::default(),
            },
            columns: columns.clone(),
            options: Arc::clone(options),
        }
    }

    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The columns that are in force for the next line.
    pub fn columns(&self) -> &Columns {
        &self.columns
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
    /// counted later unless it is filtered, and the place after its newline.
    #[inline(always)]
    pub fn usual_line<'a, B: Block>(
        &mut self,
        text: Window<'a>,
        at: usize,
        layout: Layout,
    ) -> Option<(Option<Pending<'a>>, usize)> {
        let tables = &mut self.tables;
        let moment = |place| match tables.clock.read(text, place) {
            Some(moment) => Some(moment),
            None => read_moment(tables, text, place),
        };
        let strip_query = self.options.strip_query;
        let (fields, moment, next) = fast::parse::<B>(text, at, layout, strip_query, moment)?;
        if next > text.end() || next - at > self.options.max_line {
            return None;
        }
        self.counted(next - at);
        if !self.wants(&fields) {
            return Some((None, next));
        }
        Some((Some(self.tables.expect(fields, moment)), next))
    }

    /// Reads a line of a plan that has no usual lines: from `at` to its newline at `end`. Returns it,
    /// to be counted later, if it is good and not filtered.
    #[inline(always)]
    pub fn planned_line<'a, B: Block>(
        &mut self,
        text: Window<'a>,
        at: usize,
        end: usize,
        scratch: &'a Scratch,
    ) -> Option<Pending<'a>> {
        let line = text.slice(at, end);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.len() > self.options.max_line {
            self.reject(Reason::LineTooLong, line);
            return None;
        }
        if self.is_no_request(line) {
            self.tables.reject(Reason::Blank);
            return None;
        }
        let (end, strip_query) = (at + line.len(), self.options.strip_query);
        let parsed = match &self.options.plan {
            Plan::Known(layout) => line::parse(line, *layout, strip_query, scratch),
            Plan::Text(steps) => {
                let clock = &mut self.tables.clock;
                steps.parse::<B>(text, at, end, strip_query, clock, scratch)
            }
            Plan::Json(paths) => {
                paths.parse::<B>(text, at, end, strip_query, &mut self.slots, scratch)
            }
            Plan::W3c => self.columns.parse::<B>(text, at, end, strip_query, scratch),
        };
        match parsed {
            Ok(fields) if self.wants(&fields) => {
                let moment = self.tables.moment(fields.epoch);
                Some(self.tables.expect(fields, moment))
            }
            Ok(_) => None,
            Err(reason) => {
                self.reject(reason, line);
                None
            }
        }
    }

    /// Whether a line is blank, or a directive, which is done then.
    #[inline(always)]
    fn is_no_request(&mut self, line: &[u8]) -> bool {
        match line.first() {
            None => true,
            Some(b' ' | b'\t') => line::is_blank(line),
            Some(b'#') if matches!(self.options.plan, Plan::W3c) => {
                if let Some(columns) = Columns::read(line) {
                    self.columns = columns;
                }
                true
            }
            Some(_) => false,
        }
    }

    /// Whether a line passes the filter; else it is counted as filtered.
    #[inline(always)]
    fn wants(&mut self, line: &Fields) -> bool {
        let wanted = self.options.filter.as_ref().is_none_or(|filter| filter.accepts(line));
        self.tables.filtered += u64::from(!wanted);
        wanted
    }

    /// Counts a line that is longer than allowed, of which `text` is the beginning.
    pub fn long_line(&mut self, text: &[u8], length: u64) {
        self.reject(Reason::LineTooLong, text);
        let span = self.spans.last_mut().expect("a span is open");
        span.lines += 1;
        span.end += length;
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

    /// Tells that a line of so many bytes, its newline included, was read.
    #[inline(always)]
    pub fn counted(&mut self, length: usize) {
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
