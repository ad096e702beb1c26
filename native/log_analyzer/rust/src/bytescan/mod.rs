//! Searches and comparisons over short byte fields, a block of bytes at a time.
//!
//! A field of an access log is 1 to 100 bytes long. A call of a general search routine costs more
//! than the search there, so the loops below are inlined. They work on any [`Block`]: 32 bytes with
//! AVX2, 16 with SSE2 (every x86-64), 16 in plain Rust elsewhere. The tests run over all of them.

#[cfg(any(test, not(target_arch = "x86_64")))]
mod plain;
#[cfg(target_arch = "x86_64")]
mod x86_64;

#[cfg(any(test, not(target_arch = "x86_64")))]
pub use plain::Plain;
#[cfg(target_arch = "x86_64")]
pub use x86_64::{Avx2, Sse2};

/// The block that every processor of the target has.
#[cfg(target_arch = "x86_64")]
pub type Baseline = Sse2;

/// The block that every processor of the target has.
#[cfg(not(target_arch = "x86_64"))]
pub type Baseline = Plain;

/// Bytes that must follow the data of a buffer, each a newline, so that a search that looks for
/// newlines too always ends, and a load that starts in the data never leaves the buffer.
pub const PAD: usize = 64;

/// Data with its padding.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    bytes: &'a [u8],
    /// Length of the data.
    end: usize,
}

impl<'a> Window<'a> {
    /// Takes data that [`PAD`] newlines follow.
    pub fn new(bytes: &'a [u8]) -> Self {
        let end = bytes.len().checked_sub(PAD).expect("the data is padded");
        debug_assert!(bytes[end..].iter().all(|&byte| byte == b'\n'), "padded with newlines");
        Window { bytes, end }
    }

    /// Length of the data.
    #[inline(always)]
    pub fn end(self) -> usize {
        self.end
    }

    /// Returns the bytes from `start` to `end`, padding included.
    #[inline(always)]
    pub fn slice(self, start: usize, end: usize) -> &'a [u8] {
        &self.bytes[start..end]
    }

    /// Returns the byte `PLUS` after `at`, which must not lie past the data.
    #[inline(always)]
    pub fn byte<const PLUS: usize>(self, at: usize) -> u8 {
        let [byte] = self.load::<1, PLUS>(at);
        byte
    }

    /// Loads 16 bits, little-endian, `PLUS` bytes after `at`.
    #[inline(always)]
    pub fn u16<const PLUS: usize>(self, at: usize) -> u16 {
        u16::from_le_bytes(self.load::<2, PLUS>(at))
    }

    /// Loads 32 bits, little-endian, `PLUS` bytes after `at`.
    #[inline(always)]
    pub fn u32<const PLUS: usize>(self, at: usize) -> u32 {
        u32::from_le_bytes(self.load::<4, PLUS>(at))
    }

    /// Loads 64 bits, little-endian, `PLUS` bytes after `at`.
    #[inline(always)]
    pub fn u64<const PLUS: usize>(self, at: usize) -> u64 {
        u64::from_le_bytes(self.load::<8, PLUS>(at))
    }

    /// Loads 128 bits, little-endian, `PLUS` bytes after `at`.
    #[inline(always)]
    pub fn u128<const PLUS: usize>(self, at: usize) -> u128 {
        u128::from_le_bytes(self.load::<16, PLUS>(at))
    }

    /// Loads `N` bytes that start `PLUS` after `at`, which must not lie past the data.
    ///
    /// One comparison guards all loads from one place.
    #[inline(always)]
    pub fn load<const N: usize, const PLUS: usize>(self, at: usize) -> [u8; N] {
        const { assert!(PLUS + N <= PAD) };
        assert!(at <= self.end);
        // SAFETY: at + PLUS + N <= end + PAD, which is the length of the slice.
        unsafe { self.bytes.as_ptr().add(at + PLUS).cast::<[u8; N]>().read() }
    }

    /// Returns the position of the first byte at or after `at` that is one of `bytes`, or a newline.
    ///
    /// The padding ends the search. (Bytes and not a closure that marks: the compiler may leave a
    /// closure out of the function that is compiled for a processor.)
    #[inline(always)]
    pub fn seek<B: Block, const N: usize>(self, mut at: usize, bytes: [u8; N]) -> usize {
        loop {
            let block = B::of(self, at);
            let mut marked = block.equal(b'\n');
            let mut place = 0;
            while place < N {
                marked = marked.or(block.equal(bytes[place]));
                place += 1;
            }
            if marked.bits() != 0 {
                return at + marked.bits().trailing_zeros() as usize;
            }
            at += B::LENGTH;
        }
    }

    /// Returns the position of the first byte at or after `at` that is one of `bytes`, or at most
    /// `most`, which newlines are: the padding then ends the search.
    #[inline(always)]
    pub fn seek_at_most<B: Block, const N: usize>(
        self,
        mut at: usize,
        most: u8,
        bytes: [u8; N],
    ) -> usize {
        loop {
            let block = B::of(self, at);
            let mut marked = block.at_most(most);
            let mut place = 0;
            while place < N {
                marked = marked.or(block.equal(bytes[place]));
                place += 1;
            }
            if marked.bits() != 0 {
                return at + marked.bits().trailing_zeros() as usize;
            }
            at += B::LENGTH;
        }
    }
}

/// Some neighbouring bytes, or marks on them: a marked byte is all ones, another all zeros.
pub trait Block: Copy {
    /// How many bytes, 16 or 32.
    const LENGTH: usize;

    /// Loads the first bytes of a slice, which has enough of them.
    fn load(bytes: &[u8]) -> Self;

    /// Loads the bytes from a place in or right after the data of a window.
    fn of(window: Window, at: usize) -> Self;

    /// Marks the bytes that equal `byte`.
    fn equal(self, byte: u8) -> Self;

    /// Marks the bytes that are at most `byte`, unsigned.
    fn at_most(self, byte: u8) -> Self;

    /// Unites two sets of marks.
    fn or(self, other: Self) -> Self;

    /// Returns the bits in which two blocks differ.
    fn xor(self, other: Self) -> Self;

    /// Returns marks as bits, the first byte lowest.
    fn bits(self) -> u32;
}

/// Whether two keys are equal; overlapping loads instead of a call of memcmp.
#[inline(always)]
pub fn same<B: Block>(a: &[u8], b: &[u8]) -> bool {
    let length = a.len();
    if length != b.len() {
        return false;
    }
    if length >= B::LENGTH {
        let last = length - B::LENGTH;
        let mut differs = B::load(&a[last..]).xor(B::load(&b[last..]));
        let mut at = 0;
        while at < last {
            differs = differs.or(B::load(&a[at..]).xor(B::load(&b[at..])));
            at += B::LENGTH;
        }
        return differs.equal(0).bits() == u32::MAX >> (32 - B::LENGTH);
    }
    match length {
        16.. => ends_are_same::<16>(a, b),
        8.. => ends_are_same::<8>(a, b),
        4.. => ends_are_same::<4>(a, b),
        2.. => ends_are_same::<2>(a, b),
        1 => a[0] == b[0],
        _ => true,
    }
}

/// Whether the first and the last `N` bytes are equal.
#[inline(always)]
fn ends_are_same<const N: usize>(a: &[u8], b: &[u8]) -> bool {
    a.first_chunk::<N>() == b.first_chunk::<N>() && a.last_chunk::<N>() == b.last_chunk::<N>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs a check with every kind of block that this processor has.
    macro_rules! with_each_block {
        ($check:ident) => {
            $check::<Plain>();
            #[cfg(target_arch = "x86_64")]
            {
                $check::<Sse2>();
                if is_x86_feature_detected!("avx2") {
                    $check::<Avx2>();
                }
            }
        };
    }

    #[test]
    fn marks_are_right() {
        fn check<B: Block>() {
            let bytes: Vec<u8> = (0..=255).chain(0..64).collect();
            for at in 0..=256 {
                let block = B::load(&bytes[at..]);
                let bits = |marked: &dyn Fn(u8) -> bool| {
                    let bit = |place: usize| u32::from(marked(bytes[at + place])) << place;
                    (0..B::LENGTH).map(bit).sum::<u32>()
                };
                for byte in [0, b'\n', b' ', b'"', b'?', 127, 128, 255] {
                    assert_eq!(block.equal(byte).bits(), bits(&|found| found == byte));
                    assert_eq!(block.at_most(byte).bits(), bits(&|found| found <= byte));
                    let both = block.equal(byte).or(block.at_most(9)).bits();
                    assert_eq!(both, bits(&|found| found == byte || found <= 9));
                }
            }
        }
        with_each_block!(check);
    }

    #[test]
    fn same_sees_a_difference_in_every_byte_of_every_length() {
        fn check<B: Block>() {
            for len in 0..140 {
                let key: Vec<u8> = (0..len as u8).collect();
                assert!(same::<B>(&key, &key.clone()));
                assert!(!same::<B>(&key, &[&key[..], b"x"].concat()));
                for place in 0..len {
                    let mut other = key.clone();
                    other[place] ^= 0x80;
                    assert!(!same::<B>(&key, &other), "length {len}, byte {place}");
                }
            }
        }
        with_each_block!(check);
    }

    #[test]
    fn seek_finds_the_first_mark() {
        fn check<B: Block>() {
            let mut bytes = vec![b'x'; 100];
            bytes.extend([b'\n'; PAD]);
            for place in 0..100 {
                let mut text = bytes.clone();
                text[place] = b'"';
                let window = Window::new(&text);
                assert_eq!(window.seek::<B, 1>(0, *b"\""), place);
                assert_eq!(window.seek_at_most::<B, 0>(0, b'"', []), place);
                assert_eq!(window.seek_at_most::<B, 2>(0, b' ', *b"a\""), place);
                assert_eq!(window.seek::<B, 0>(0, []), 100);
            }
            assert_eq!(Window::new(&bytes).seek::<B, 2>(3, *b"\"a"), 100);
            assert_eq!(Window::new(&bytes).seek_at_most::<B, 0>(3, b' ', []), 100);
        }
        with_each_block!(check);
    }

    #[test]
    #[should_panic(expected = "at <= self.end")]
    fn no_load_starts_past_the_data() {
        Window::new(&[b'\n'; PAD]).u16::<0>(1);
    }
}
