//! Blocks of x86-64 processors.
//!
//! Every x86-64 processor has SSE2. Code that works on [`Avx2`] must run only where AVX2 was found:
//! there is one way to it, `Lines::count_lines`, which looks. (Methods of a trait cannot be compiled
//! for a processor each; they are inlined into the one function that is.)

use super::{Block, Window};
use std::arch::x86_64::*;

/// 16 bytes in a register.
#[derive(Clone, Copy)]
pub struct Sse2(__m128i);

/// 32 bytes in a register. Its methods are for functions that run only where AVX2 is.
#[derive(Clone, Copy)]
pub struct Avx2(__m256i);

impl Block for Sse2 {
    const LENGTH: usize = 16;

    #[inline(always)]
    fn load(bytes: &[u8]) -> Self {
        let bytes = &bytes[..16];
        // SAFETY: 16 bytes can be read; the load needs no alignment.
        Sse2(unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) })
    }

    #[inline(always)]
    fn of(window: Window, at: usize) -> Self {
        let bytes = window.load::<16, 0>(at);
        // SAFETY: as in `load`.
        Sse2(unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) })
    }

    #[inline(always)]
    fn equal(self, byte: u8) -> Self {
        // SAFETY: every x86-64 processor has SSE2.
        Sse2(unsafe { _mm_cmpeq_epi8(self.0, _mm_set1_epi8(byte as i8)) })
    }

    #[inline(always)]
    fn at_most(self, byte: u8) -> Self {
        // SAFETY: every x86-64 processor has SSE2.
        Sse2(unsafe { _mm_cmpeq_epi8(self.0, _mm_min_epu8(self.0, _mm_set1_epi8(byte as i8))) })
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        // SAFETY: every x86-64 processor has SSE2.
        Sse2(unsafe { _mm_or_si128(self.0, other.0) })
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        // SAFETY: every x86-64 processor has SSE2.
        Sse2(unsafe { _mm_xor_si128(self.0, other.0) })
    }

    #[inline(always)]
    fn bits(self) -> u32 {
        // SAFETY: every x86-64 processor has SSE2.
        unsafe { _mm_movemask_epi8(self.0) as u32 }
    }
}

impl Block for Avx2 {
    const LENGTH: usize = 32;

    #[inline(always)]
    fn load(bytes: &[u8]) -> Self {
        let bytes = &bytes[..32];
        // SAFETY: 32 bytes can be read; the load needs no alignment; see `Avx2`.
        Avx2(unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) })
    }

    #[inline(always)]
    fn of(window: Window, at: usize) -> Self {
        let bytes = window.load::<32, 0>(at);
        // SAFETY: as in `load`.
        Avx2(unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) })
    }

    #[inline(always)]
    fn equal(self, byte: u8) -> Self {
        // SAFETY: see `Avx2`.
        Avx2(unsafe { _mm256_cmpeq_epi8(self.0, _mm256_set1_epi8(byte as i8)) })
    }

    #[inline(always)]
    fn at_most(self, byte: u8) -> Self {
        // SAFETY: see `Avx2`.
        Avx2(unsafe {
            _mm256_cmpeq_epi8(self.0, _mm256_min_epu8(self.0, _mm256_set1_epi8(byte as i8)))
        })
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        // SAFETY: see `Avx2`.
        Avx2(unsafe { _mm256_or_si256(self.0, other.0) })
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        // SAFETY: see `Avx2`.
        Avx2(unsafe { _mm256_xor_si256(self.0, other.0) })
    }

    #[inline(always)]
    fn bits(self) -> u32 {
        // SAFETY: see `Avx2`.
        unsafe { _mm256_movemask_epi8(self.0) as u32 }
    }
}
