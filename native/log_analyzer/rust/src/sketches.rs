//! Counting in bounded memory: HyperLogLog registers and latency buckets.
//!
//! Sources: P. Flajolet et al., "HyperLogLog" (2007); C. Masson et al., "DDSketch" (2019). Every
//! backend hashes alike, so that their registers are equal.

use std::sync::LazyLock;

/// Bits of a hash that choose a register.
const PRECISION: u32 = 14;

/// Registers of one estimate.
pub const REGISTERS: usize = 1 << PRECISION;

/// The largest value of a register: all other bits are zeros.
pub const LARGEST_RANK: u8 = (64 - PRECISION) as u8 + 1;

/// The Mersenne prime that keys, as numbers, are reduced by.
const PRIME: u64 = (1 << 61) - 1;

/// Estimates how many different keys there are.
#[derive(Clone, Debug)]
pub struct Registers(pub Box<[u8; REGISTERS]>);

impl Default for Registers {
    fn default() -> Self {
        Registers(Box::new([0; REGISTERS]))
    }
}

impl Registers {
    pub fn add(&mut self, key: &[u8]) {
        let hash = hash(key);
        let register = &mut self.0[(hash >> (64 - PRECISION)) as usize];
        let rank = (hash << PRECISION | 1 << (PRECISION - 1)).leading_zeros() as u8 + 1;
        *register = (*register).max(rank);
    }

    pub fn merge(&mut self, other: &Registers) {
        for (one, two) in self.0.iter_mut().zip(other.0.iter()) {
            *one = (*one).max(*two);
        }
    }
}

/// Returns the hash of a key that all backends agree on.
pub fn hash(key: &[u8]) -> u64 {
    let length = (key.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut hash = residue(key) ^ length;
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    hash ^ hash >> 33
}

/// Returns a little-endian number modulo [`PRIME`].
fn residue(key: &[u8]) -> u64 {
    let (words, tail) = key.as_chunks::<8>();
    let mut last = [0; 8];
    last[..tail.len()].copy_from_slice(tail);
    // From the highest word down; 2**64 is 8 modulo the prime.
    let mut residue = u128::from(u64::from_le_bytes(last) % PRIME);
    for word in words.iter().rev() {
        residue = (residue * 8 + u128::from(u64::from_le_bytes(*word))) % u128::from(PRIME);
    }
    residue as u64
}

/// The upper limits of the latency buckets: each at most 2 % above the one before, once large.
static LIMITS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut limits = vec![0, 1];
    let mut limit = 1_u128;
    while limit < 1 << 63 {
        limit = (limit + 1).max(limit * 102 / 100);
        limits.push(limit as u64);
    }
    limits
});

/// Number of latency buckets.
pub fn buckets() -> usize {
    LIMITS.len()
}

/// Returns the bucket of a latency: the first whose limit it does not pass.
pub fn bucket(latency: u64) -> usize {
    LIMITS.partition_point(|&limit| limit < latency)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of a key modulo the prime, a byte at a time.
    fn slow_residue(key: &[u8]) -> u64 {
        let step =
            |residue: u128, byte: &u8| (residue * 256 + u128::from(*byte)) % u128::from(PRIME);
        key.iter().rev().fold(0, step) as u64
    }

    #[test]
    fn residues_of_every_length() {
        let key: Vec<u8> = (0..100).map(|i: u8| i.wrapping_mul(73) ^ 0xF0).collect();
        for length in 0..=100 {
            assert_eq!(residue(&key[..length]), slow_residue(&key[..length]), "{length} bytes");
        }
        assert_eq!(residue(&[0xFF; 16]), slow_residue(&[0xFF; 16]));
        assert_eq!(hash(b""), 0);
    }

    #[test]
    fn a_rank_is_the_place_of_the_first_one_bit() {
        let mut registers = Registers::default();
        for number in 0..200_000_u32 {
            registers.add(&number.to_le_bytes());
        }
        let sum: f64 = registers.0.iter().map(|&rank| 0.5_f64.powi(i32::from(rank))).sum();
        let registers_squared = (REGISTERS * REGISTERS) as f64;
        let estimate = 0.7213 / (1.0 + 1.079 / REGISTERS as f64) * registers_squared / sum;
        assert!((estimate / 200_000.0 - 1.0).abs() < 0.03, "{estimate}");
        assert!(registers.0.iter().all(|&rank| rank <= LARGEST_RANK));
    }

    #[test]
    fn buckets_are_close() {
        for (latency, expected) in [(0, 0), (1, 1), (2, 2), (99, 99), (100, 100), (101, 101)] {
            assert_eq!(bucket(latency), expected);
        }
        for latency in [1_000, 123_456, 10_u64.pow(12), i64::MAX as u64] {
            let found = bucket(latency);
            assert!(LIMITS[found] >= latency && LIMITS[found - 1] < latency);
            assert!(LIMITS[found] as f64 <= 1.02 * LIMITS[found - 1] as f64);
        }
        assert!(bucket(i64::MAX as u64) < buckets());
        assert!(LIMITS.is_sorted_by(|one, two| one < two));
    }
}
