//! Counts by key: an open-addressing table whose keys and sums lie side by side in one arena.
//!
//! A slot holds 32 hash bits and the place of a record, so a probe that misses touches no key, and a
//! growing table never hashes again. A record holds its sums and its key in neighbouring cache
//! lines: a lookup waits for memory twice, for the slot and for the record, and [`Counter::expect`]
//! and [`Counter::approach`] let the caller ask for both long before it needs them. (Keys are copied
//! into the arena: slices of the file would make every comparison touch a random page of it.)

use crate::bytescan::{Baseline, Block, same};
use crate::hash::Seed;
use crate::memory::{bytes_of, bytes_of_mut, prefetch};

/// Place of a record in the arena, in words.
pub type Id = u32;

const NONE: Id = u32::MAX;

/// How many keys are looked up at a time when tables are merged.
const TOGETHER: usize = 32;

/// How many records [`Counter::id_short`] remembers.
const NEAR: usize = 256;

// Words of a record; the key follows, padded to whole words, and then the times if there are any.
const COUNT: usize = 0;
const BYTES_LOW: usize = 1;
const BYTES_HIGH: usize = 2;
const ERRORS: usize = 3;
/// What the owner of the table keeps beside the sums.
const NOTE: usize = 4;
/// Length of the key, and in the upper half the number of the record.
const LENGTH: usize = 5;
const KEY: usize = 6;

// Words after the key, in a table with latencies. (Most logs have none, and shorter records are
// faster.)
const TIMED: usize = 0;
const LATENCY_LOW: usize = 1;
const LATENCY_HIGH: usize = 2;
const TIMES: usize = 3;

/// Keys that a bounded table holds at most; it is pruned to half of them.
pub const MOST_KEYS: usize = 4096;

/// Bytes of the keys that a bounded table holds at most; it is pruned to half of them.
pub const MOST_KEY_BYTES: usize = 1 << 20;

/// What is summed up of one key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub count: u64,
    pub bytes: u128,
    pub errors: u64,
    /// Lines with a latency.
    pub timed: u64,
    /// The sum of their latencies in microseconds.
    pub latency: u128,
}

/// A table from keys to [`Sums`].
#[derive(Clone, Debug)]
pub struct Counter {
    slots: Vec<u64>,
    arena: Vec<u64>,
    len: usize,
    /// Bytes of all keys.
    key_bytes: usize,
    /// By how much each count is at most too low.
    lost: u64,
    /// Words of a record after its key.
    times: usize,
    /// Records of a few short keys, by length and first byte: `-` and `GET` are most of what some
    /// columns hold.
    near: Box<[Id; NEAR]>,
    seed: Seed,
}

impl Default for Counter {
    fn default() -> Self {
        Counter {
            slots: vec![0; 64],
            arena: Vec::new(),
            len: 0,
            key_bytes: 0,
            lost: 0,
            times: 0,
            near: Box::new([NONE; NEAR]),
            seed: Seed::of_process(),
        }
    }
}

impl Counter {
    /// Makes an empty table, of keys that may have latencies or not.
    pub fn new(has_latency: bool) -> Counter {
        Counter { times: if has_latency { TIMES } else { 0 }, ..Counter::default() }
    }

    /// Number of different keys.
    pub fn len(&self) -> usize {
        self.len
    }

    /// By how much each count is at most too low: 0 unless the table was pruned.
    pub fn lost(&self) -> u64 {
        self.lost
    }

    /// Tells how much was pruned elsewhere.
    pub fn lose(&mut self, lost: u64) {
        self.lost = self.lost.saturating_add(lost);
    }

    /// Whether the table has more than a bounded one may have.
    pub fn is_over(&self) -> bool {
        self.len > MOST_KEYS || self.key_bytes > MOST_KEY_BYTES
    }

    /// Hashes a key and has its slot brought near.
    #[inline(always)]
    pub fn expect(&self, key: &[u8]) -> u32 {
        let hash = self.seed.hash(key);
        prefetch(&self.slots, hash as usize & (self.slots.len() - 1));
        hash
    }

    /// Has the record of a key brought near whose slot is.
    #[inline(always)]
    pub fn approach(&self, hash: u32) {
        let slot = self.slots[hash as usize & (self.slots.len() - 1)];
        prefetch(&self.arena, slot as u32 as usize);
        prefetch(&self.arena, slot as u32 as usize + 7);
    }

    /// Returns the record of `key`, a new one with zero sums if there was none.
    pub fn id(&mut self, key: &[u8]) -> Id {
        self.id_hashed::<Baseline>(key, self.seed.hash(key))
    }

    /// Returns the record of `key`, if there is one.
    pub fn find(&self, key: &[u8]) -> Option<Id> {
        let (hash, mask) = (self.seed.hash(key), self.slots.len() - 1);
        let slots = (0..=mask).map(|step| self.slots[(hash as usize + step) & mask]);
        let mut probed = slots.take_while(|&slot| slot != 0).map(|slot| (slot >> 32, slot as u32));
        let found = probed
            .find(|&(slot_hash, next)| slot_hash == u64::from(hash) && self.key(next - 1) == key);
        found.map(|(_, next)| next - 1)
    }

    /// Returns the record of a key that is one of a few, without a hash of it.
    #[inline(always)]
    pub fn id_short<B: Block>(&mut self, key: &[u8]) -> Id {
        let first = key.first().map_or(0, |&byte| usize::from(byte));
        let place = (first + 32 * key.len()) % NEAR;
        let id = self.near[place];
        if id != NONE && same::<B>(self.key(id), key) {
            return id;
        }
        let id = self.id(key);
        self.near[place] = id;
        id
    }

    /// Returns the record of a key with its hash.
    #[inline(always)]
    pub fn id_hashed<B: Block>(&mut self, key: &[u8], hash: u32) -> Id {
        let mask = self.slots.len() - 1;
        let mut place = hash as usize & mask;
        loop {
            let slot = self.slots[place];
            if slot == 0 {
                return self.insert(key, hash);
            }
            if (slot >> 32) as u32 == hash && same::<B>(self.key(slot as u32 - 1), key) {
                return slot as u32 - 1;
            }
            place = (place + 1) & mask;
        }
    }

    /// Adds one request to a record; returns its number and its note.
    #[inline(always)]
    pub fn add(&mut self, id: Id, bytes: u64, error: bool) -> (u32, u64) {
        let record = self.record_mut(id);
        record[COUNT] += 1;
        let (low, carry) = record[BYTES_LOW].overflowing_add(bytes);
        record[BYTES_LOW] = low;
        record[BYTES_HIGH] += u64::from(carry);
        record[ERRORS] += u64::from(error);
        ((record[LENGTH] >> 32) as u32, record[NOTE])
    }

    /// Adds a latency to a record of a table that has some.
    #[inline(always)]
    pub fn add_latency(&mut self, id: Id, latency: u64) {
        let times = self.times_mut(id);
        times[TIMED] += 1;
        let (low, carry) = times[LATENCY_LOW].overflowing_add(latency);
        times[LATENCY_LOW] = low;
        times[LATENCY_HIGH] += u64::from(carry);
    }

    #[inline(always)]
    fn times_mut(&mut self, id: Id) -> &mut [u64; TIMES] {
        let place = id as usize + KEY + self.key(id).len().div_ceil(8);
        self.arena[place..].first_chunk_mut().expect("a record is whole")
    }

    /// Adds sums to a record.
    pub fn add_sums(&mut self, id: Id, sums: Sums) {
        if self.times > 0 {
            let latency = self.sums(id).latency + sums.latency;
            let times = self.times_mut(id);
            times[TIMED] += sums.timed;
            times[LATENCY_LOW] = latency as u64;
            times[LATENCY_HIGH] = (latency >> 64) as u64;
        }
        let total = self.sums(id).bytes + sums.bytes;
        let record = self.record_mut(id);
        record[COUNT] += sums.count;
        record[BYTES_LOW] = total as u64;
        record[BYTES_HIGH] = (total >> 64) as u64;
        record[ERRORS] += sums.errors;
    }

    /// Returns the sums of a record.
    pub fn sums(&self, id: Id) -> Sums {
        let record = self.record(id);
        let bytes = u128::from(record[BYTES_HIGH]) << 64 | u128::from(record[BYTES_LOW]);
        let (timed, latency) = if self.times == 0 {
            (0, 0)
        } else {
            let times = &self.arena[id as usize + KEY + self.key(id).len().div_ceil(8)..];
            let latency = u128::from(times[LATENCY_HIGH]) << 64 | u128::from(times[LATENCY_LOW]);
            (times[TIMED], latency)
        };
        Sums { count: record[COUNT], bytes, errors: record[ERRORS], timed, latency }
    }

    /// Returns the key of a record.
    #[inline(always)]
    pub fn key(&self, id: Id) -> &[u8] {
        let len = self.record(id)[LENGTH] as u32 as usize;
        &bytes_of(&self.arena)[(id as usize + KEY) * 8..][..len]
    }

    /// Returns the number of a record, counted from 0 in order of first appearance.
    #[inline(always)]
    pub fn number(&self, id: Id) -> u32 {
        (self.record(id)[LENGTH] >> 32) as u32
    }

    /// Keeps something beside the sums of a record, where at first 0 is.
    #[inline(always)]
    pub fn set_note(&mut self, id: Id, note: u64) {
        self.record_mut(id)[NOTE] = note;
    }

    /// Returns all records, in order of first appearance.
    pub fn ids(&self) -> impl Iterator<Item = Id> {
        let mut next = 0;
        (0..self.len).map(move |_| {
            let id = next;
            next += self.words(self.record(id)[LENGTH] as u32 as usize) as Id;
            id
        })
    }

    /// Returns the records in ascending order of their keys.
    pub fn sorted(&self) -> Vec<Id> {
        let prefix = |key: &[u8]| {
            let mut first = [0; 8];
            let len = key.len().min(8);
            first[..len].copy_from_slice(&key[..len]);
            u64::from_be_bytes(first)
        };
        let mut order: Vec<(u64, Id)> = self.ids().map(|id| (prefix(self.key(id)), id)).collect();
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.key(a.1).cmp(self.key(b.1))));
        order.into_iter().map(|(_, id)| id).collect()
    }

    /// Drops the keys of the lowest counts once the table has more than it may have.
    ///
    /// Method: J. Misra and D. Gries, "Finding repeated elements" (1982), as a mergeable summary (P.
    /// Agarwal et al., 2012): all counts go down alike, by the least that leaves half the room free.
    pub fn prune(&mut self) {
        if !self.is_over() {
            return;
        }
        let mut order: Vec<Id> = self.ids().collect();
        order.sort_by_key(|&id| std::cmp::Reverse(self.record(id)[COUNT]));
        let (mut keys, mut bytes) = (0, 0);
        let too_many = order.iter().find(|&&id| {
            keys += 1;
            bytes += self.key(id).len();
            keys > MOST_KEYS / 2 || bytes > MOST_KEY_BYTES / 2
        });
        let cut = self.record(*too_many.expect("the table is over its limits"))[COUNT];
        let lost = self.lost.saturating_add(cut);
        let mut pruned = Counter { lost, times: self.times, ..Counter::default() };
        for id in self.ids() {
            let sums = self.sums(id);
            if sums.count > cut {
                let kept = pruned.id(self.key(id));
                pruned.add_sums(kept, Sums { count: sums.count - cut, ..sums });
            }
        }
        *self = pruned;
    }

    /// Adds another table to this one; returns the number here of each number there.
    pub fn merge(&mut self, other: &Counter) -> Vec<u32> {
        let theirs: Vec<Id> = other.ids().collect();
        self.lose(other.lost);
        let mut numbers = Vec::with_capacity(theirs.len());
        for ids in theirs.chunks(TOGETHER) {
            let mut hashes = [0; TOGETHER];
            for (hash, &id) in hashes.iter_mut().zip(ids) {
                *hash = self.expect(other.key(id));
            }
            hashes[..ids.len()].iter().for_each(|&hash| self.approach(hash));
            for (&hash, &there) in hashes.iter().zip(ids) {
                let id = self.id_hashed::<Baseline>(other.key(there), hash);
                self.add_sums(id, other.sums(there));
                numbers.push(self.number(id));
            }
        }
        numbers
    }

    #[inline(always)]
    fn record(&self, id: Id) -> &[u64; KEY] {
        self.arena[id as usize..].first_chunk().expect("a record is whole")
    }

    #[inline(always)]
    fn record_mut(&mut self, id: Id) -> &mut [u64; KEY] {
        self.arena[id as usize..].first_chunk_mut().expect("a record is whole")
    }

    #[cold]
    #[inline(never)]
    fn insert(&mut self, key: &[u8], hash: u32) -> Id {
        if (self.len + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let at = self.arena.len();
        let id = Id::try_from(at).ok().filter(|&id| id < NONE - 1);
        let id = id.expect("the keys of one column take more than 32 GiB");
        self.arena.resize(at + self.words(key.len()), 0);
        self.arena[at + LENGTH] = (self.len as u64) << 32 | key.len() as u64;
        bytes_of_mut(&mut self.arena)[(at + KEY) * 8..][..key.len()].copy_from_slice(key);
        self.len += 1;
        self.key_bytes += key.len();
        place(&mut self.slots, u64::from(hash) << 32 | u64::from(id + 1));
        id
    }

    /// Words of a record with a key of `length` bytes.
    fn words(&self, length: usize) -> usize {
        KEY + length.div_ceil(8) + self.times
    }

    fn grow(&mut self) {
        let mut slots = vec![0; self.slots.len() * 2];
        for &slot in self.slots.iter().filter(|&&slot| slot != 0) {
            place(&mut slots, slot);
        }
        self.slots = slots;
    }
}

/// Puts a slot at the first free place of its probe sequence.
fn place(slots: &mut [u64], slot: u64) {
    let mask = slots.len() - 1;
    let mut place = (slot >> 32) as usize & mask;
    while slots[place] != 0 {
        place = (place + 1) & mask;
    }
    slots[place] = slot;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn counts_like_a_map() {
        let mut counter = Counter::default();
        let mut expected: BTreeMap<Vec<u8>, Sums> = BTreeMap::new();
        for i in 0..20_000_u64 {
            let key = format!("{}", i * i % 7_001).into_bytes();
            let id = counter.id(&key);
            counter.add(id, i, i % 3 == 0);
            let sums = expected.entry(key).or_default();
            *sums = Sums {
                count: sums.count + 1,
                bytes: sums.bytes + u128::from(i),
                errors: sums.errors + u64::from(i % 3 == 0),
                ..*sums
            };
        }
        let found: BTreeMap<Vec<u8>, Sums> =
            counter.ids().map(|id| (counter.key(id).to_vec(), counter.sums(id))).collect();
        assert_eq!(found, expected);
        let order: Vec<&[u8]> = counter.sorted().into_iter().map(|id| counter.key(id)).collect();
        assert_eq!(order, expected.keys().map(Vec::as_slice).collect::<Vec<_>>());
        let numbers: Vec<u32> = counter.ids().map(|id| counter.number(id)).collect();
        assert_eq!(numbers, (0..expected.len() as u32).collect::<Vec<_>>());
    }

    #[test]
    fn a_key_is_found_only_if_it_is_there() {
        let mut counter = Counter::default();
        let ids: Vec<Id> = (0..100).map(|key: u8| counter.id(&[key])).collect();
        assert!((0..100).all(|key: u8| counter.find(&[key]) == Some(ids[usize::from(key)])));
        assert_eq!((counter.find(&[100]), counter.find(b""), counter.len()), (None, None, 100));
    }

    #[test]
    fn keys_of_equal_hash_stay_apart() {
        let mut counter = Counter::default();
        let ids = [b"one", b"two", b"six"].map(|key| counter.id_hashed::<Baseline>(key, 63));
        let again = [b"one", b"two", b"six"].map(|key| counter.id_hashed::<Baseline>(key, 63));
        assert_eq!((counter.len(), again), (3, ids));
    }

    #[test]
    fn keys_with_a_long_common_beginning_are_sorted() {
        let mut counter = Counter::default();
        for number in [7, 3, 9, 1, 8, 2] {
            counter.id(format!("a common beginning {number}").as_bytes());
        }
        let keys: Vec<&[u8]> = counter.sorted().into_iter().map(|id| counter.key(id)).collect();
        assert!(keys.is_sorted() && keys.len() == 6);
    }

    #[test]
    fn keys_of_every_length_stay_apart() {
        let mut counter = Counter::default();
        let keys: Vec<Vec<u8>> = (0..300).map(|len| vec![0; len]).collect();
        for key in keys.iter().chain(&keys) {
            let id = counter.id(key);
            counter.add(id, 0, false);
        }
        assert_eq!(counter.len(), 300);
        assert!(counter.ids().all(|id| counter.sums(id).count == 2));
    }

    #[test]
    fn bytes_are_summed_past_64_bits() {
        let mut counter = Counter::default();
        let id = counter.id(b"/big");
        for _ in 0..4 {
            counter.add(id, u64::MAX / 2, false);
        }
        counter.add_sums(id, Sums { count: 1, bytes: 1 << 70, ..Sums::default() });
        assert_eq!(counter.sums(id).bytes, u128::from(u64::MAX / 2) * 4 + (1 << 70));
    }

    #[test]
    fn merging_adds_and_tells_where_records_went() {
        let (mut a, mut b) = (Counter::default(), Counter::default());
        for key in ["x", "yy", "zz"] {
            let id = a.id(key.as_bytes());
            a.add(id, 1, true);
        }
        for key in ["zz", "new", "x"] {
            let id = b.id(key.as_bytes());
            b.add(id, 10, false);
        }
        assert_eq!(a.merge(&b), [2, 3, 0]);
        let id = a.id(b"zz");
        assert_eq!(a.sums(id), Sums { count: 2, bytes: 11, errors: 1, ..Sums::default() });
    }

    #[test]
    fn latencies_are_summed_by_key() {
        let mut counter = Counter::new(true);
        for (key, latency) in [("x", 5), ("y", 7), ("x", 6)] {
            let id = counter.id(key.as_bytes());
            counter.add_latency(id, latency);
        }
        let mut merged = Counter::new(true);
        merged.id(b"y");
        merged.merge(&counter);
        for (key, timed, latency) in [("x", 2, 11), ("y", 1, 7)] {
            let id = merged.id(key.as_bytes());
            let sums = merged.sums(id);
            assert_eq!((sums.timed, sums.latency), (timed, latency));
        }
    }

    #[test]
    fn pruning_keeps_the_frequent_and_says_what_was_lost() {
        let mut counter = Counter::default();
        for number in 0..=MOST_KEYS {
            let id = counter.id(format!("{number}").as_bytes());
            let count = if number < 5 { 100 } else { 1 + u64::from(number % 2 == 0) };
            counter.add_sums(id, Sums { count, errors: 1, ..Sums::default() });
        }
        // 2049 keys have a count of 2 or more, so even those of 2 must go.
        counter.prune();
        assert_eq!((counter.len(), counter.lost()), (5, 2));
        let id = counter.id(b"3");
        assert_eq!((counter.sums(id).count, counter.sums(id).errors), (98, 1));
        counter.prune();
        assert_eq!(counter.lost(), 2, "it is small enough");
        let long = vec![b'x'; MOST_KEY_BYTES];
        let id = counter.id(&long);
        counter.add(id, 0, false);
        counter.prune();
        assert_eq!((counter.len(), counter.lost()), (5, 3), "too long a key");
    }
}
