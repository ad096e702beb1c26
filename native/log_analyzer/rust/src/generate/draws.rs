//! splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).

/// Step of the sequence.
pub const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Returns the output of a state.
#[inline]
pub fn mix(state: u64) -> u64 {
    let z = (state ^ state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ z >> 31
}

/// A sequence.
#[derive(Debug)]
pub struct Draws(pub u64);

impl Draws {
    /// Returns the next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }

    /// Returns a number below `limit`, which is far below 2**32.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_of_the_published_generator() {
        let mut draws = Draws(1_234_567);
        let expected =
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([(); 3].map(|()| draws.next()), expected);
    }
}
