//! Decimal digits and an exponent into the nearest double.

use crate::powers::{FIVES, GREATEST, LEAST};

const MANTISSA_BITS: u32 = 52;
const LARGEST_EXACT: u64 = 1 << 53;
const INFINITE: i32 = 0x7ff;

/// Powers of ten that are doubles exactly.
static TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// Returns the double nearest to `digits` * 10^`power`, ties to even; infinity if it is too large.
///
/// None, about once in 10^16 cases: 128 bits of the power do not decide.
#[inline(always)]
pub fn nearest(digits: u64, power: i64) -> Option<f64> {
    if digits <= LARGEST_EXACT && (-22..=22).contains(&power) {
        // Both are exact, so the one rounding is the right one (Clinger 1990).
        let ten = TENS[power.unsigned_abs() as usize];
        return Some(if power < 0 { digits as f64 / ten } else { digits as f64 * ten });
    }
    eisel_lemire(digits, power).map(f64::from_bits)
}

/// Returns the bits of the nearest double; the method is that of the paper named in `powers`.
fn eisel_lemire(digits: u64, power: i64) -> Option<u64> {
    if digits == 0 || power < i64::from(LEAST) {
        return Some(0);
    }
    if power > i64::from(GREATEST) {
        return Some(assemble(0, INFINITE));
    }
    let power = power as i32;
    let shift = digits.leading_zeros();
    let (high, low) = product(digits << shift, power)?;
    let upper = (high >> 63) as u32;
    let cut = upper + 64 - MANTISSA_BITS - 3;
    let mut mantissa = high >> cut; // 54 bits: one more than a double has, to round by
    let exponent = binary_exponent(power) + upper as i32 - shift as i32 + 1023;
    if exponent <= 0 {
        return Some(subnormal(mantissa, exponent));
    }
    let halfway = low <= 1 && (-4..=23).contains(&power) && mantissa & 3 == 1;
    if halfway && mantissa << cut == high {
        mantissa &= !1; // exactly between two: to the even one
    }
    mantissa = (mantissa + (mantissa & 1)) >> 1;
    if mantissa == 2 << MANTISSA_BITS {
        return Some(assemble(0, exponent + 1));
    }
    Some(assemble(mantissa & !(1 << MANTISSA_BITS), exponent))
}

/// Returns 128 bits of digits * 5^power, enough of them to round; None if they are not.
fn product(digits: u64, power: i32) -> Option<(u64, u64)> {
    let (five_high, five_low) = FIVES[(power - LEAST) as usize];
    let first = u128::from(digits) * u128::from(five_high);
    let (mut high, mut low) = ((first >> 64) as u64, first as u64);
    if high & 0x1ff == 0x1ff {
        // Only here can the lower half of the power change the bits that count.
        let second = (u128::from(digits) * u128::from(five_low)) >> 64;
        let (sum, carry) = low.overflowing_add(second as u64);
        low = sum;
        high += u64::from(carry);
    }
    (low != u64::MAX || (-27..=55).contains(&power)).then_some((high, low))
}

/// floor(log2(10^power)) + 63.
fn binary_exponent(power: i32) -> i32 {
    ((power * (152_170 + 65_536)) >> 16) + 63
}

fn subnormal(mantissa: u64, exponent: i32) -> u64 {
    if exponent < -62 {
        return 0;
    }
    let cut = mantissa >> (1 - exponent);
    (cut + (cut & 1)) >> 1 // may round up to the least normal one, whose bits these are
}

fn assemble(mantissa: u64, exponent: i32) -> u64 {
    if exponent >= INFINITE {
        return (INFINITE as u64) << MANTISSA_BITS;
    }
    mantissa | ((exponent as u64) << MANTISSA_BITS)
}

/// Returns the nearest double of the digits `first.rest` times 10^power, of any number of digits.
///
/// The digits are put into one form with a small exponent for the library's own exact conversion.
pub fn nearest_of_many(significant: &[u8], power: i64) -> f64 {
    let Some((first, rest)) = significant.split_first() else { return 0.0 };
    if power.abs() > 400 {
        return if power < 0 { 0.0 } else { f64::INFINITY };
    }
    let mut text = String::with_capacity(significant.len() + 8);
    text.push(char::from(*first));
    text.push('.');
    text.extend(rest.iter().copied().map(char::from));
    text.push_str(&format!("e{power}"));
    text.parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_library(digits: u64, power: i64) -> u64 {
        format!("{digits}e{power}").parse::<f64>().unwrap().to_bits()
    }

    /// What is decided at all agrees with the library's conversion, over all powers.
    #[test]
    fn agrees_with_the_library() {
        let mut state = 1u64;
        for power in -400..400 {
            for round in 0..300 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(99);
                let digits = (state ^ (state >> 29)) >> (round % 64);
                if let Some(value) = nearest(digits, power) {
                    assert_eq!(value.to_bits(), by_library(digits, power), "{digits}e{power}");
                }
            }
        }
    }

    /// Halfway cases, the least and greatest doubles and their neighbours.
    #[test]
    fn agrees_at_the_edges() {
        let cases = [
            (9_007_199_254_740_993, 0),
            (9_007_199_254_740_995, 0),
            (9_007_199_254_740_993, 3),
            (5, -324),
            (2, -324),
            (3, -324),
            (2_225_073_858_507_201, -323),
            (22_250_738_585_072_011, -324),
            (22_250_738_585_072_014, -324),
            (17_976_931_348_623_157, 292),
            (17_976_931_348_623_158, 292),
            (17_976_931_348_623_159, 292),
            (1, 309),
            (u64::MAX, -342),
            (u64::MAX, 308),
            (1, -342),
        ];
        for (digits, power) in cases {
            if let Some(value) = nearest(digits, power) {
                assert_eq!(value.to_bits(), by_library(digits, power), "{digits}e{power}");
            }
        }
        for digits in 0..1000 {
            let digits = (1 << 53) + digits; // odd ones lie halfway
            assert_eq!(nearest(digits, 0).unwrap().to_bits(), by_library(digits, 0));
        }
    }
}
