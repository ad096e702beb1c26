//! A keyed hash of short byte strings by folded multiplication.
//!
//! Method: multiply two 64-bit words to 128 bits and exclusive-or the halves (wyhash, Wang Yi; also
//! ahash and foldhash). The keys come from strangers, so the seed differs from process to process:
//! nobody can prepare paths that all fall into one slot. No result depends on the hash.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::OnceLock;

/// The secret words of this process.
#[derive(Clone, Copy, Debug)]
pub struct Seed([u64; 3]);

impl Seed {
    /// Returns the seed of this process, drawn from the system's random source once.
    pub fn of_process() -> Seed {
        static SEED: OnceLock<Seed> = OnceLock::new();
        *SEED.get_or_init(|| {
            let state = RandomState::new();
            Seed([1, 2, 3].map(|number: u64| {
                let mut hasher = state.build_hasher();
                hasher.write_u64(number);
                hasher.finish() | 1
            }))
        })
    }

    /// Returns 32 hash bits of `key`.
    #[inline(always)]
    pub fn hash(self, key: &[u8]) -> u32 {
        let [start, stir, end] = self.0;
        let len = key.len();
        let mut state = start ^ (len as u64) << 32;
        let (low, high) = match len {
            0 => (0, 0),
            1..4 => (u64::from(key[0]) << 8 | u64::from(key[len / 2]), u64::from(key[len - 1])),
            4..8 => (u64::from(first_u32(key)), u64::from(first_u32(&key[len - 4..]))),
            8..17 => (first_u64(key), first_u64(&key[len - 8..])),
            _ => {
                let mut rest = key;
                while rest.len() > 16 {
                    state = fold(first_u64(rest) ^ stir, first_u64(&rest[8..]) ^ state);
                    rest = &rest[16..];
                }
                (first_u64(&key[len - 16..]), first_u64(&key[len - 8..]))
            }
        };
        let mixed = fold(low ^ stir, high ^ state);
        (fold(mixed ^ end, stir) >> 16) as u32
    }
}

#[inline(always)]
fn first_u32(key: &[u8]) -> u32 {
    u32::from_le_bytes(*key.first_chunk().expect("four bytes"))
}

#[inline(always)]
fn first_u64(key: &[u8]) -> u64 {
    u64::from_le_bytes(*key.first_chunk().expect("eight bytes"))
}

#[inline(always)]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn keys_that_differ_in_one_byte_hash_apart() {
        let seed = Seed::of_process();
        for len in 1..80 {
            let key = vec![b'a'; len];
            let mut hashes = HashSet::from([seed.hash(&key)]);
            for place in 0..len {
                let mut other = key.clone();
                other[place] = b'b';
                hashes.insert(seed.hash(&other));
            }
            assert!(hashes.len() >= len, "length {len}: {} different of {}", hashes.len(), len + 1);
        }
    }

    #[test]
    fn numbered_keys_spread_over_the_slots() {
        let seed = Seed::of_process();
        let slots: HashSet<u32> = (0..65_536)
            .map(|i| seed.hash(format!("10.0.{}.{}", i >> 8, i & 255).as_bytes()) & 65_535)
            .collect();
        // 65 536 balls in as many bins fill 1 - 1/e of them: 41 427, standard deviation 80.
        assert!((40_900..42_000).contains(&slots.len()), "{} slots", slots.len());
    }
}
