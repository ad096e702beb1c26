//! Which bytes of which source were counted, and the first malformed lines seen there.
//!
//! Spans that touch are joined at once and spans that overlap are refused. So a file may be cut
//! anywhere, its pieces counted anywhere and in any order, and no byte counts twice.

use std::collections::BTreeMap;

/// Bytes of a malformed line that are kept.
pub const SAMPLE_BYTES: usize = 200;

/// A malformed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Byte of the source where the line starts.
    pub offset: u64,
    /// Number of the line in its span, from 1.
    pub line: u64,
    /// Index into [`crate::reason::NAMES`].
    pub reason: u8,
    /// Its first bytes.
    pub text: Vec<u8>,
}

/// Counted bytes `start..end` of one source, which begin and end with whole lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: u64,
    pub end: u64,
    pub lines: u64,
    pub samples: Vec<Sample>,
}

impl Span {
    /// Returns a span without lines.
    pub fn empty(start: u64) -> Span {
        Span { start, end: start, lines: 0, samples: Vec::new() }
    }

    /// Appends the span that starts where this one ends.
    pub fn join(&mut self, mut later: Span, limit: usize) {
        debug_assert_eq!(self.end, later.start);
        later.samples.iter_mut().for_each(|sample| sample.line += self.lines);
        let room = limit.saturating_sub(self.samples.len());
        self.samples.extend(later.samples.into_iter().take(room));
        self.end = later.end;
        self.lines += later.lines;
    }
}

/// A source with the spans counted of it, by start.
pub type Source = (Vec<u8>, Vec<Span>);

/// The counted spans of all sources.
#[derive(Clone, Debug)]
pub struct Coverage {
    limit: usize,
    sources: BTreeMap<Vec<u8>, BTreeMap<u64, Span>>,
}

impl Coverage {
    /// `limit` samples are wanted over all sources: the first ones by source and offset.
    pub fn new(limit: usize) -> Coverage {
        Coverage { limit, sources: BTreeMap::new() }
    }

    /// Makes a source known, with or without bytes.
    pub fn list(&mut self, source: &[u8]) {
        if !self.sources.contains_key(source) {
            self.sources.insert(source.to_vec(), BTreeMap::new());
        }
    }

    /// Tells which bytes of `spans` were counted before, if any.
    pub fn check_free(&self, source: &[u8], spans: &[Span]) -> Result<(), String> {
        let Some(known) = self.sources.get(source) else {
            return Ok(());
        };
        for span in spans {
            let before = known.range(..span.end).next_back().map(|(_, taken)| taken);
            if let Some(taken) = before.filter(|taken| taken.end > span.start) {
                return Err(format!(
                    "bytes {} to {} of {:?} overlap bytes {} to {}, which are counted already",
                    span.start,
                    span.end,
                    String::from_utf8_lossy(source),
                    taken.start,
                    taken.end,
                ));
            }
        }
        Ok(())
    }

    /// Adds a span that [`Coverage::check_free`] allowed; one without lines only lists its source.
    pub fn add(&mut self, source: &[u8], mut span: Span) {
        self.list(source);
        let known = self.sources.get_mut(source).expect("listed above");
        if span.lines == 0 {
            return;
        }
        span.samples.truncate(self.limit);
        if let Some(after) = known.remove(&span.end) {
            span.join(after, self.limit);
        }
        match known.range_mut(..span.start).next_back() {
            Some((_, before)) if before.end == span.start => before.join(span, self.limit),
            _ => {
                known.insert(span.start, span);
            }
        }
    }

    /// Returns the sources by name, each with its spans by start and those samples that are kept.
    pub fn sources(&self) -> impl ExactSizeIterator<Item = (&[u8], Vec<&Span>, Vec<&Sample>)> {
        let mut room = self.limit;
        self.sources.iter().map(move |(source, spans)| {
            let samples: Vec<_> =
                spans.values().flat_map(|span| &span.samples).take(room).collect();
            room -= samples.len();
            (&source[..], spans.values().collect(), samples)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u64, end: u64, lines: u64) -> Span {
        let sample = Sample { offset: start, line: 1, reason: 2, text: b"x".to_vec() };
        Span { start, end, lines, samples: vec![sample] }
    }

    fn state(coverage: &Coverage) -> Vec<(u64, u64, u64, Vec<u64>)> {
        let spans = coverage.sources().flat_map(|(_, spans, _)| spans);
        spans
            .map(|s| (s.start, s.end, s.lines, s.samples.iter().map(|x| x.line).collect()))
            .collect()
    }

    #[test]
    fn spans_that_touch_are_joined_in_any_order() {
        let parts = [span(0, 10, 2), span(10, 20, 3), span(20, 30, 4)];
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let mut coverage = Coverage::new(5);
            for part in order {
                coverage.add(b"a", parts[part].clone());
            }
            assert_eq!(state(&coverage), [(0, 30, 9, vec![1, 3, 6])], "{order:?}");
        }
    }

    #[test]
    fn overlap_is_named() {
        let mut coverage = Coverage::new(5);
        coverage.add(b"a", span(10, 20, 1));
        for (start, end, free) in [(0, 10, true), (20, 21, true), (0, 11, false), (19, 30, false)] {
            assert_eq!(coverage.check_free(b"a", &[span(start, end, 1)]).is_ok(), free);
            assert!(coverage.check_free(b"b", &[span(start, end, 1)]).is_ok());
        }
        let message = coverage.check_free(b"a", &[span(12, 13, 1)]).expect_err("overlap");
        assert_eq!(
            message,
            "bytes 12 to 13 of \"a\" overlap bytes 10 to 20, which are counted already"
        );
    }

    #[test]
    fn samples_are_limited_over_all_sources() {
        let mut coverage = Coverage::new(2);
        for source in [b"c", b"a", b"b"] {
            coverage.add(source, span(0, 5, 1));
        }
        coverage.list(b"empty");
        let kept: Vec<_> =
            coverage.sources().map(|(name, _, kept)| (name.to_vec(), kept.len())).collect();
        let names = [("a", 1), ("b", 1), ("c", 0), ("empty", 0)];
        assert_eq!(kept, names.map(|(name, count)| (name.as_bytes().to_vec(), count)));
    }
}
