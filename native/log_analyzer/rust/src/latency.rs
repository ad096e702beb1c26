//! How long requests took: exact histograms.
//!
//! Adding is one write at the end of a list; a list that has doubled is sorted and its repeats are
//! counted. (A map from latency to count would miss the cache at each request.)

use std::collections::HashMap;

/// Below this length a list is not worth sorting.
const SMALL: usize = 64;

/// Latencies in microseconds, and how many lines had each.
#[derive(Clone, Debug, Default)]
pub struct Histogram {
    /// Ascending.
    counted: Vec<(u64, u64)>,
    fresh: Vec<u64>,
}

impl Histogram {
    /// Adds the latency of one line.
    #[inline(always)]
    pub fn add(&mut self, latency: u64) {
        if self.fresh.len() >= SMALL.max(self.counted.len()) {
            self.settle();
        }
        self.fresh.push(latency);
    }

    /// Adds the latency of some lines, which is above all others.
    pub fn push(&mut self, latency: u64, lines: u64) {
        debug_assert!(self.fresh.is_empty());
        debug_assert!(self.counted.last().is_none_or(|last| last.0 < latency));
        self.counted.push((latency, lines));
    }

    /// Adds another histogram.
    pub fn merge(&mut self, other: &Histogram) {
        self.fresh.extend_from_slice(&other.fresh);
        self.unite(&other.counted);
    }

    /// Returns (latency, lines), ascending.
    pub fn sorted(&mut self) -> &[(u64, u64)] {
        self.settle();
        &self.counted
    }

    /// Returns the smallest latency that so many hundredths of the lines do not pass, if any.
    pub fn percentile(&mut self, hundredths: u64) -> Option<u64> {
        let lines: u128 = self.sorted().iter().map(|&(_, lines)| u128::from(lines)).sum();
        let rank = (u128::from(hundredths) * lines).div_ceil(100);
        let mut passed = 0;
        let found = self.counted.iter().find(|(_, lines)| {
            passed += u128::from(*lines);
            passed >= rank
        });
        found.map(|&(latency, _)| latency)
    }

    fn settle(&mut self) {
        if self.fresh.is_empty() {
            return;
        }
        let mut fresh = std::mem::take(&mut self.fresh);
        fresh.sort_unstable();
        let runs: Vec<(u64, u64)> =
            fresh.chunk_by(u64::eq).map(|run| (run[0], run.len() as u64)).collect();
        self.unite(&runs);
        fresh.clear();
        self.fresh = fresh;
    }

    fn unite(&mut self, more: &[(u64, u64)]) {
        let before = std::mem::take(&mut self.counted);
        let (mut left, mut right) = (before.into_iter().peekable(), more.iter().peekable());
        loop {
            let next = match (left.peek(), right.peek()) {
                (Some(one), Some(two)) => one.0.min(two.0),
                (Some(one), None) => one.0,
                (None, Some(two)) => two.0,
                (None, None) => return,
            };
            let one = left.next_if(|entry| entry.0 == next).map_or(0, |entry| entry.1);
            let two = right.next_if(|entry| entry.0 == next).map_or(0, |entry| entry.1);
            self.counted.push((next, one + two));
        }
    }
}

/// Histograms by number, those of keys or of minutes.
#[derive(Clone, Debug, Default)]
pub struct Histograms(Vec<Histogram>);

impl Histograms {
    /// Returns the histogram of a number, an empty one if there was none.
    #[inline(always)]
    pub fn of(&mut self, number: u32) -> &mut Histogram {
        let place = number as usize;
        if place >= self.0.len() {
            self.0.resize_with(place + 1, Histogram::default);
        }
        &mut self.0[place]
    }

    /// Adds histograms whose numbers are other ones here.
    pub fn merge(&mut self, other: &Histograms, number: impl Fn(u32) -> u32) {
        for (place, histogram) in other.0.iter().enumerate() {
            if !histogram.fresh.is_empty() || !histogram.counted.is_empty() {
                self.of(number(place as u32)).merge(histogram);
            }
        }
    }

    /// Returns the sum of all as (latency, lines), ascending.
    pub fn total(&mut self) -> Vec<(u64, u64)> {
        let mut total = HashMap::new();
        for histogram in &mut self.0 {
            for &(latency, lines) in histogram.sorted() {
                *total.entry(latency).or_insert(0) += lines;
            }
        }
        let mut total: Vec<(u64, u64)> = total.into_iter().collect();
        total.sort_unstable();
        total
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_histogram_counts_like_a_map() {
        let (mut histogram, mut other) = (Histogram::default(), Histogram::default());
        let mut expected = BTreeMap::new();
        for i in 0..10_000_u64 {
            let latency = i * i % 1009;
            *expected.entry(latency).or_insert(0) += 1;
            if i % 3 == 0 { other.add(latency) } else { histogram.add(latency) }
        }
        assert!(histogram.fresh.capacity() <= 4096);
        histogram.merge(&other);
        assert_eq!(histogram.sorted(), expected.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_percentile_is_the_nearest_rank() {
        let percentile = |n: u64, hundredths| {
            let mut histogram = Histogram::default();
            (1..=n).for_each(|latency| histogram.add(latency));
            histogram.percentile(hundredths)
        };
        assert_eq!(percentile(100, 99), Some(99));
        assert_eq!(percentile(101, 99), Some(100));
        assert_eq!(percentile(199, 99), Some(198));
        assert_eq!(percentile(1, 99), Some(1));
        assert_eq!(percentile(0, 99), None);
    }

    #[test]
    fn histograms_are_renumbered_and_added() {
        let (mut a, mut b) = (Histograms::default(), Histograms::default());
        a.of(1).add(5);
        b.of(0).add(5);
        b.of(3).push(7, 2);
        a.merge(&b, |number| number + 1);
        assert_eq!(a.of(1).sorted(), [(5, 2)]);
        assert_eq!(a.of(4).sorted(), [(7, 2)]);
        assert_eq!(a.total(), [(5, 2), (7, 2)]);
    }
}
