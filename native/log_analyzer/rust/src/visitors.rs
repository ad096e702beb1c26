//! Different (host, user agent, day): packed pairs of record numbers in one list a day.
//!
//! A list, sorted and freed of repeats whenever it has doubled, takes the place of a hash set: adding
//! is one write at the end, where a set of millions waits for memory at every request. Most repeats
//! do not even come here, because the table of hosts remembers the last agent and day of each.

use std::collections::HashMap;

/// Place of a day in the list of days.
pub type DayId = u32;

/// Below this length a list is not worth sorting.
const SMALL: usize = 1 << 16;

#[derive(Clone, Debug, Default)]
struct Day {
    day: i64,
    pairs: Vec<u64>,
    /// How many of the pairs, from the first, are sorted and different.
    sorted: usize,
}

impl Day {
    fn sort(&mut self) {
        if self.sorted < self.pairs.len() {
            self.pairs.sort_unstable();
            self.pairs.dedup();
            self.sorted = self.pairs.len();
        }
    }
}

/// The visitors of every day.
#[derive(Clone, Debug, Default)]
pub struct Visitors {
    places: HashMap<i64, DayId>,
    days: Vec<Day>,
}

impl Visitors {
    /// Returns the place of a day, given in days since 1970.
    pub fn place(&mut self, day: i64) -> DayId {
        *self.places.entry(day).or_insert_with(|| {
            self.days.push(Day { day, ..Day::default() });
            self.days.len() as DayId - 1
        })
    }

    /// Adds a visitor, who may be there already.
    #[inline(always)]
    pub fn add(&mut self, place: DayId, host: u32, agent: u32) {
        let day = &mut self.days[place as usize];
        if day.pairs.len() >= SMALL.max(2 * day.sorted) {
            day.sort();
        }
        day.pairs.push(u64::from(host) << 32 | u64::from(agent));
    }

    /// Adds the visitors of another table, whose hosts and agents have other numbers here.
    pub fn merge(&mut self, other: &Visitors, hosts: &[u32], agents: impl Fn(u32) -> u32) {
        for day in &other.days {
            let place = self.place(day.day);
            let renamed = day.pairs.iter().map(|pair| {
                let host = hosts[(pair >> 32) as usize];
                u64::from(host) << 32 | u64::from(agents(*pair as u32))
            });
            self.days[place as usize].pairs.extend(renamed);
        }
    }

    /// Returns how many different visitors there are.
    pub fn count(&mut self) -> usize {
        self.days.iter_mut().for_each(Day::sort);
        self.days.iter().map(|day| day.pairs.len()).sum()
    }

    /// Returns the different (host << 32 | agent, day).
    pub fn pairs(&mut self) -> impl Iterator<Item = (u64, i64)> {
        self.days.iter_mut().for_each(Day::sort);
        self.days.iter().flat_map(|day| day.pairs.iter().map(|pair| (*pair, day.day)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn repeats_count_once_however_many() {
        let mut visitors = Visitors::default();
        let mut expected = BTreeSet::new();
        for i in 0..400_000_u64 {
            let (day, host, agent) = (i as i64 % 3, (i * i % 60_001) as u32, (i % 2) as u32);
            let place = visitors.place(day);
            visitors.add(place, host, agent);
            expected.insert((u64::from(host) << 32 | u64::from(agent), day));
        }
        assert_eq!(visitors.count(), expected.len());
        assert_eq!(visitors.pairs().collect::<BTreeSet<_>>(), expected);
    }

    #[test]
    fn repeats_take_no_room() {
        let mut visitors = Visitors::default();
        let place = visitors.place(0);
        let different = SMALL as u32;
        for i in 0..8 * different {
            visitors.add(place, i % different, 0);
        }
        let held = visitors.days[0].pairs.capacity();
        assert!(held <= 4 * SMALL, "the list has room for {held} pairs");
        assert_eq!(visitors.count(), SMALL);
    }

    #[test]
    fn merging_renames() {
        let (mut a, mut b) = (Visitors::default(), Visitors::default());
        let place = a.place(9);
        a.add(place, 1, 0);
        let place = b.place(9);
        b.add(place, 0, 5);
        b.add(place, 1, 5);
        a.merge(&b, &[1, 7], |agent| agent - 5);
        assert_eq!(a.pairs().collect::<Vec<_>>(), [(1 << 32, 9), (7 << 32, 9)]);
    }
}
