//! Requests, bytes and errors of each minute.
//!
//! The minutes lie in one dense array in order of first appearance; a map finds them by their start.
//! Log lines of one minute follow each other, so the map is asked about once a minute, not once a
//! line. (An array indexed by the minute itself would let one forged date of the year 9999 fill
//! memory.)

use std::collections::HashMap;

/// Place of a minute in the array.
pub type MinuteId = u32;

/// How long what is counted together lasts, in seconds: a minute, unless there are too many.
pub const STEPS: [i64; 4] = [60, 3600, 86_400, 86_400 * 32];

/// Starts that are held where memory is bounded.
pub const MOST_STARTS: usize = 131_072;

/// What happened in one minute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    pub requests: u64,
    pub bytes: u128,
    pub errors_4xx: u64,
    pub errors_5xx: u64,
}

/// The traffic of every minute seen.
#[derive(Clone, Debug)]
pub struct Minutes {
    step: i64,
    places: HashMap<i64, MinuteId>,
    /// Starts in seconds since 1970 beside what happened then.
    traffic: Vec<(i64, Traffic)>,
}

impl Default for Minutes {
    fn default() -> Self {
        Minutes { step: STEPS[0], places: HashMap::new(), traffic: Vec::new() }
    }
}

impl Minutes {
    /// How many seconds are counted together.
    pub fn step(&self) -> i64 {
        self.step
    }

    /// Returns the place of the minute of a moment.
    ///
    /// A minute may get a place and no requests; it is then as if it were not there.
    pub fn place(&mut self, epoch: i64) -> MinuteId {
        let start = epoch.div_euclid(self.step) * self.step;
        *self.places.entry(start).or_insert_with(|| {
            self.traffic.push((start, Traffic::default()));
            self.traffic.len() as MinuteId - 1
        })
    }

    /// Returns the place of a minute that has one.
    pub fn known(&self, start: i64) -> MinuteId {
        self.places[&start]
    }

    /// Returns the start of the minute at a place.
    pub fn start(&self, place: MinuteId) -> i64 {
        self.traffic[place as usize].0
    }

    /// Adds one request.
    #[inline(always)]
    pub fn add(&mut self, place: MinuteId, bytes: u64, status: u16) {
        let traffic = &mut self.traffic[place as usize].1;
        traffic.requests += 1;
        traffic.bytes += u128::from(bytes);
        traffic.errors_4xx += u64::from((400..500).contains(&status));
        traffic.errors_5xx += u64::from(status >= 500);
    }

    /// Adds the traffic of the minute of a moment.
    pub fn add_traffic(&mut self, epoch: i64, more: Traffic) {
        let place = self.place(epoch);
        let traffic = &mut self.traffic[place as usize].1;
        traffic.requests += more.requests;
        traffic.bytes += more.bytes;
        traffic.errors_4xx += more.errors_4xx;
        traffic.errors_5xx += more.errors_5xx;
    }

    /// Adds another table to this one. The larger step of both holds.
    pub fn merge(&mut self, other: &Minutes) {
        self.widen(other.step);
        for (start, traffic) in other.traffic.iter().filter(|entry| entry.1.requests > 0) {
            self.add_traffic(*start, *traffic);
        }
    }

    /// Whether the array holds so many minutes that [`Minutes::bound`] is worth its time.
    pub fn is_crowded(&self) -> bool {
        self.traffic.len() > 2 * MOST_STARTS
    }

    /// Takes larger steps until there are few enough starts. All places change.
    pub fn bound(&mut self) {
        self.rebuild();
        for step in STEPS {
            if self.traffic.len() > MOST_STARTS {
                self.widen(step);
            }
        }
    }

    /// Takes a step if it is larger.
    pub fn widen(&mut self, step: i64) {
        if step > self.step {
            self.step = step;
            self.rebuild();
        }
    }

    fn rebuild(&mut self) {
        self.places.clear();
        for (start, traffic) in std::mem::take(&mut self.traffic) {
            if traffic.requests > 0 {
                self.add_traffic(start, traffic);
            }
        }
    }

    /// Returns the starts with requests and their places, ascending.
    pub fn places(&self) -> Vec<(i64, MinuteId)> {
        let seen = self.traffic.iter().enumerate().filter(|(_, entry)| entry.1.requests > 0);
        let mut found: Vec<_> = seen.map(|(place, entry)| (entry.0, place as MinuteId)).collect();
        found.sort_unstable();
        found
    }

    /// Returns the starts with requests, ascending, and what happened.
    pub fn sorted(&self) -> Vec<(i64, Traffic)> {
        let places = self.places().into_iter();
        places.map(|(start, place)| (start, self.traffic[place as usize].1)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_come_sorted_and_only_those_with_requests() {
        let mut minutes = Minutes::default();
        minutes.place(300);
        for (epoch, status) in [(7 * 60, 200), (-3 * 60, 404), (7 * 60 + 59, 500), (7 * 60, 399)] {
            let place = minutes.place(epoch);
            minutes.add(place, 10, status);
        }
        let mut twice = minutes.clone();
        twice.merge(&minutes);
        let traffic = |requests, bytes, errors_4xx, errors_5xx| Traffic {
            requests,
            bytes,
            errors_4xx,
            errors_5xx,
        };
        assert_eq!(minutes.sorted(), [(-180, traffic(1, 10, 1, 0)), (420, traffic(3, 30, 0, 1))]);
        assert_eq!(twice.sorted(), [(-180, traffic(2, 20, 2, 0)), (420, traffic(6, 60, 0, 2))]);
    }

    #[test]
    fn too_many_minutes_become_hours() {
        let mut minutes = Minutes::default();
        let one = Traffic { requests: 1, ..Traffic::default() };
        for minute in 0..MOST_STARTS as i64 {
            minutes.add_traffic(minute * 60, one);
        }
        minutes.place(-60);
        minutes.bound();
        assert_eq!((minutes.step(), minutes.sorted().len()), (60, MOST_STARTS));
        minutes.add_traffic(-60, one);
        minutes.bound();
        assert_eq!((minutes.step(), minutes.sorted().len()), (3600, MOST_STARTS / 60 + 2));
        assert_eq!(minutes.sorted()[0], (-3600, one));
        let mut other = Minutes::default();
        other.add_traffic(-120, one);
        other.merge(&minutes);
        assert_eq!((other.step(), other.sorted()[0].1.requests), (3600, 2));
    }
}
