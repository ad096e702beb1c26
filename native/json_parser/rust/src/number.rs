//! The form of a number, and its digits.

use crate::fault::{Code, Fault};
use crate::real;
use crate::scan::Text;

/// As many digits always fit in 64 bits.
pub const DIGITS_THAT_FIT: usize = 19;
/// Larger exponents say no more, and sums of some of them cannot overflow.
const EXPONENT_LIMIT: i64 = 1 << 40;

/// A number that was read.
pub struct Number {
    /// Its first byte.
    pub start: usize,
    pub negative: bool,
    /// The end of its whole part.
    pub whole_end: usize,
    /// Its end.
    pub end: usize,
    /// All digits before the exponent as a number, modulo 2^64.
    pub digits: u64,
    exponent: i64,
    fraction_digits: usize,
}

impl Number {
    /// Reads from `start` on, where a minus or a digit is.
    #[inline(always)]
    pub fn read(text: Text, start: usize) -> Result<Self, Fault> {
        let negative = text.at(start) == b'-';
        let first = start + usize::from(negative);
        let mut digits = 0;
        let mut at = first;
        if text.at(at) == b'0' {
            at += 1;
            if text.at(at).is_ascii_digit() {
                return Err(Fault::new(Code::LeadingZero, first));
            }
        } else {
            at = read_digits(text, at, &mut digits)?;
        }
        let whole_end = at;
        let mut fraction_digits = 0;
        if text.at(at) == b'.' {
            at = read_digits(text, at + 1, &mut digits)?;
            fraction_digits = at - whole_end - 1;
        }
        let mut exponent = 0;
        if text.at(at) | 0x20 == b'e' {
            (exponent, at) = read_exponent(text, at + 1)?;
        }
        Ok(Self { start, negative, whole_end, end: at, digits, exponent, fraction_digits })
    }

    /// Whether it has neither fraction nor exponent.
    #[inline(always)]
    pub fn is_whole(&self) -> bool {
        self.whole_end == self.end
    }

    /// The first digit.
    #[inline(always)]
    pub fn first_digit(&self) -> usize {
        self.start + usize::from(self.negative)
    }

    /// How many digits the whole part has.
    #[inline(always)]
    pub fn whole_digits(&self) -> usize {
        self.whole_end - self.first_digit()
    }

    /// The nearest double, infinite if it is too large.
    #[inline(always)]
    pub fn real(&self, text: Text) -> f64 {
        let few = self.whole_digits() + self.fraction_digits <= DIGITS_THAT_FIT;
        let quick = if few {
            real::nearest(self.digits, self.exponent - self.fraction_digits as i64)
        } else {
            None
        };
        let size = quick.unwrap_or_else(|| self.real_of_many(text));
        if self.negative { -size } else { size }
    }

    #[cold]
    fn real_of_many(&self, text: Text) -> f64 {
        let before = text.slice(self.first_digit(), self.whole_end);
        let fraction = self.whole_end + usize::from(self.fraction_digits > 0);
        let after = text.slice(fraction, fraction + self.fraction_digits);
        let all: Vec<u8> = before.iter().chain(after).copied().collect();
        let zeros = all.iter().take_while(|&&digit| digit == b'0').count();
        let power = self.exponent + before.len() as i64 - zeros as i64 - 1;
        let significant = &all[zeros..];
        if significant.len() <= DIGITS_THAT_FIT {
            let power = power + 1 - significant.len() as i64;
            if let Some(value) = real::nearest(self.digits, power) {
                return value;
            }
        }
        real::nearest_of_many(significant, power)
    }
}

/// Reads the digits that must come, adds them to a number modulo 2^64 and returns their end.
#[inline(always)]
fn read_digits(text: Text, start: usize, digits: &mut u64) -> Result<usize, Fault> {
    let mut at = start;
    while let Some(eight) = text.word(at).and_then(eight_digits) {
        *digits = digits.wrapping_mul(100_000_000).wrapping_add(eight);
        at += 8;
    }
    while text.at(at).is_ascii_digit() {
        *digits = digits.wrapping_mul(10).wrapping_add(u64::from(text.at(at) - b'0'));
        at += 1;
    }
    if at == start { Err(no_digit(text, at)) } else { Ok(at) }
}

fn read_exponent(text: Text, mut at: usize) -> Result<(i64, usize), Fault> {
    let negative = text.at(at) == b'-';
    at += usize::from(matches!(text.at(at), b'+' | b'-'));
    let start = at;
    let mut exponent = 0;
    while text.at(at).is_ascii_digit() {
        exponent = (exponent * 10 + i64::from(text.at(at) - b'0')).min(EXPONENT_LIMIT);
        at += 1;
    }
    if at == start {
        return Err(no_digit(text, at));
    }
    Ok((if negative { -exponent } else { exponent }, at))
}

#[cold]
fn no_digit(text: Text, at: usize) -> Fault {
    Fault::new(if at == text.end() { Code::Truncated } else { Code::BadNumber }, at)
}

/// Returns the number that eight bytes say, if all are digits.
///
/// Source of both steps: D. Lemire, "Quickly parsing eight digits" and "Quickly determining if a
/// string of eight characters is made of digits", 2018.
#[inline(always)]
fn eight_digits(word: u64) -> Option<u64> {
    let high = word & 0xf0f0_f0f0_f0f0_f0f0;
    let carried = word.wrapping_add(0x0606_0606_0606_0606) & 0xf0f0_f0f0_f0f0_f0f0;
    if (high | (carried >> 4)) != 0x3333_3333_3333_3333 {
        return None;
    }
    let pairs = (word & 0x0f0f_0f0f_0f0f_0f0f).wrapping_mul((10 << 8) + 1) >> 8;
    let fours = (pairs & 0x00ff_00ff_00ff_00ff).wrapping_mul((100 << 16) + 1) >> 16;
    Some((fours & 0x0000_ffff_0000_ffff).wrapping_mul((10_000 << 32) + 1) >> 32)
}

/// Returns the little-endian bytes of a whole number of any number of digits, in quadratic time.
pub fn whole_bytes(digits: &[u8]) -> Vec<u8> {
    let mut limbs: Vec<u64> = Vec::with_capacity(digits.len() / DIGITS_THAT_FIT + 1);
    for chunk in digits.chunks(DIGITS_THAT_FIT) {
        let value = chunk.iter().fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
        let factor = u128::from(10u64.pow(chunk.len() as u32));
        let mut carry = u128::from(value);
        for limb in &mut limbs {
            let product = u128::from(*limb) * factor + carry;
            *limb = product as u64;
            carry = product >> 64;
        }
        if carry != 0 {
            limbs.push(carry as u64);
        }
    }
    limbs.iter().flat_map(|limb| limb.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(number: &str) -> Result<(f64, usize), Fault> {
        let bytes = [number.as_bytes(), b"\0"].concat();
        let text = Text::new(&bytes);
        Number::read(text, 0).map(|number| (number.real(text), number.end))
    }

    /// Every number is the double that the library reads, however long it is.
    #[test]
    fn reads_the_nearest_double() {
        let zeros = "0".repeat(500);
        let long = [
            format!("0.{zeros}1e501"),
            format!("1{zeros}e-500"),
            format!("9007199254740993.{zeros}1"),
            format!("9007199254740993.{zeros}"),
            format!("0.{}", "123456789".repeat(100)),
        ];
        let short = [
            "0",
            "-0.0",
            "1.5",
            "12345678901234567890",
            "1e400",
            "-1e400",
            "1e-400",
            "0e999999999",
            "2.2250738585072011e-308",
            "-65.613616999999977",
            "0.00000000000000000000001234567",
            "179769313486231580793728971405303415079934132710037826936173778980444968292764e230",
        ];
        for number in short.into_iter().chain(long.iter().map(String::as_str)) {
            let expected: f64 = number.parse().unwrap();
            let (value, end) = read(number).unwrap();
            assert_eq!(value.to_bits(), expected.to_bits(), "{number}");
            assert_eq!(end, number.len());
        }
    }

    /// Zeros and an exponent may cancel out beyond what the library's conversion can count.
    #[test]
    fn an_exponent_may_undo_a_million_zeros() {
        let zeros = "0".repeat(1_000_000);
        assert_eq!(read(&format!("0.{zeros}1e1000001")).unwrap().0, 1.0);
        assert_eq!(read(&format!("1{zeros}e-1000000")).unwrap().0, 1.0);
        assert_eq!(read("1e99999999999999999999").unwrap().0, f64::INFINITY);
    }

    /// What is wrong with a number is found at the byte where it is wrong.
    #[test]
    fn says_what_is_wrong() {
        let cases = [
            ("-", Code::Truncated, 1),
            ("1.", Code::Truncated, 2),
            ("1e", Code::Truncated, 2),
            ("1e+", Code::Truncated, 3),
            ("-x", Code::BadNumber, 1),
            ("1.e1", Code::BadNumber, 2),
            ("1e+-1", Code::BadNumber, 3),
            ("-01", Code::LeadingZero, 1),
            ("00", Code::LeadingZero, 0),
        ];
        for (number, code, at) in cases {
            assert_eq!(read(number).map(|_| ()), Err(Fault { code, at }), "{number}");
        }
    }

    /// The bytes of a whole number are those of its value.
    #[test]
    fn whole_numbers_of_any_length() {
        for text in ["0", "18446744073709551616", "340282366920938463463374607431768211455"] {
            let mut bytes = whole_bytes(text.as_bytes());
            bytes.resize(16, 0);
            let value = u128::from_le_bytes(bytes.try_into().unwrap_or([0; 16]));
            assert_eq!(value.to_string(), text, "{text}");
        }
    }
}
