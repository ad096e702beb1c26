//! Requests, bytes and errors of each minute.
//!
//! The minutes lie in one dense array in order of first appearance; a map finds them by number. Log
//! lines of one minute follow each other, so the map is asked about once a minute, not once a line.
//! (An array indexed by the minute itself would let one forged date of the year 9999 fill memory.)

use std::collections::HashMap;

/// Place of a minute in the array.
pub type MinuteId = u32;

/// What happened in one minute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    pub requests: u64,
    pub bytes: u128,
    pub errors_4xx: u64,
    pub errors_5xx: u64,
}

/// The traffic of every minute seen.
#[derive(Clone, Debug, Default)]
pub struct Minutes {
    places: HashMap<i64, MinuteId>,
    /// Minutes since 1970 beside what happened in them.
    traffic: Vec<(i64, Traffic)>,
}

impl Minutes {
    /// Returns the place of a minute, given in minutes since 1970.
    ///
    /// A minute may get a place and no requests; it is then as if it were not there.
    pub fn place(&mut self, minute: i64) -> MinuteId {
        *self.places.entry(minute).or_insert_with(|| {
            self.traffic.push((minute, Traffic::default()));
            self.traffic.len() as MinuteId - 1
        })
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

    /// Adds the traffic of a minute, given in minutes since 1970.
    pub fn add_traffic(&mut self, minute: i64, more: Traffic) {
        let place = self.place(minute);
        let traffic = &mut self.traffic[place as usize].1;
        traffic.requests += more.requests;
        traffic.bytes += more.bytes;
        traffic.errors_4xx += more.errors_4xx;
        traffic.errors_5xx += more.errors_5xx;
    }

    /// Adds another table to this one.
    pub fn merge(&mut self, other: &Minutes) {
        for (minute, traffic) in other.traffic.iter().filter(|entry| entry.1.requests > 0) {
            self.add_traffic(*minute, *traffic);
        }
    }

    /// Returns the minutes with requests, ascending.
    pub fn sorted(&self) -> Vec<(i64, Traffic)> {
        let mut found: Vec<_> =
            self.traffic.iter().filter(|entry| entry.1.requests > 0).copied().collect();
        found.sort_unstable_by_key(|entry| entry.0);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_come_sorted_and_only_those_with_requests() {
        let mut minutes = Minutes::default();
        minutes.place(5);
        for (minute, status) in [(7, 200), (-3, 404), (7, 500), (7, 399)] {
            let place = minutes.place(minute);
            minutes.add(place, 10, status);
        }
        let mut twice = minutes.clone();
        twice.merge(&minutes);
        let one = Traffic { requests: 1, bytes: 10, errors_4xx: 1, errors_5xx: 0 };
        let three = Traffic { requests: 3, bytes: 30, errors_4xx: 0, errors_5xx: 1 };
        assert_eq!(minutes.sorted(), [(-3, one), (7, three)]);
        assert_eq!(twice.sorted()[1].1.requests, 6);
    }
}
