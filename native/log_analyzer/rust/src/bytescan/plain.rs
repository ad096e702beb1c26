//! The block of every other processor.

use super::{Block, Window};

/// 16 bytes in plain Rust.
#[derive(Clone, Copy)]
pub struct Plain([u8; 16]);

impl Plain {
    #[inline(always)]
    fn each(self, change: impl Fn(u8) -> u8) -> Self {
        Plain(self.0.map(change))
    }

    #[inline(always)]
    fn both(self, other: Self, unite: impl Fn(u8, u8) -> u8) -> Self {
        Plain(std::array::from_fn(|place| unite(self.0[place], other.0[place])))
    }
}

impl Block for Plain {
    const LENGTH: usize = 16;

    #[inline(always)]
    fn load(bytes: &[u8]) -> Self {
        Plain(*bytes.first_chunk().expect("16 bytes"))
    }

    #[inline(always)]
    fn of(window: Window, at: usize) -> Self {
        Plain(window.load::<16, 0>(at))
    }

    #[inline(always)]
    fn equal(self, byte: u8) -> Self {
        self.each(|found| if found == byte { 0xFF } else { 0 })
    }

    #[inline(always)]
    fn at_most(self, byte: u8) -> Self {
        self.each(|found| if found <= byte { 0xFF } else { 0 })
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        self.both(other, |a, b| a | b)
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        self.both(other, |a, b| a ^ b)
    }

    #[inline(always)]
    fn bits(self) -> u32 {
        (0..16).fold(0, |bits, place| bits | u32::from(self.0[place] >> 7) << place)
    }
}
