//! Numbers as logs write them: statuses, sizes, latencies and seconds.

use crate::plan::{Time, Unit};
use crate::reason::Reason;
use crate::timestamp;

/// Longest text of a decimal number, in bytes.
const LONGEST: usize = 64;

/// Most digits before the dot of a moment; so many fit in 64 bits.
const MOST_DIGITS: usize = 18;

/// A decimal number: digits, of which so many stand before the dot.
#[derive(Clone, Copy, Debug)]
pub struct Decimal<'a> {
    negative: bool,
    whole: &'a [u8],
    fraction: &'a [u8],
    exponent: i64,
}

/// Reads three digits from 100 to 599.
#[inline]
pub fn status(text: &[u8]) -> Result<u16, Reason> {
    match text {
        &[a @ b'1'..=b'5', b @ b'0'..=b'9', c @ b'0'..=b'9'] => {
            let digit = |byte: u8| u16::from(byte - b'0');
            Ok(digit(a) * 100 + digit(b) * 10 + digit(c))
        }
        _ => Err(Reason::BadStatus),
    }
}

/// Reads digits, or `-` for 0.
#[inline]
pub fn size(text: &[u8]) -> Result<u64, Reason> {
    if text == b"-" {
        return Ok(0);
    }
    if text.is_empty() || !text.iter().all(u8::is_ascii_digit) {
        return Err(Reason::BadSize);
    }
    let mut digits = text.iter().map(|digit| i64::from(digit - b'0'));
    let value = digits.try_fold(0_i64, |value, digit| value.checked_mul(10)?.checked_add(digit));
    value.map(|value| value as u64).ok_or(Reason::NumberOverflow)
}

/// Reads a latency, in microseconds rounded half to even; `-` and `-1` are none.
#[inline]
pub fn latency(text: &[u8], unit: Unit) -> Result<Option<u64>, Reason> {
    if text == b"-" || text == b"-1" {
        return Ok(None);
    }
    let number = Decimal::plain(text).ok_or(Reason::BadLatency)?;
    number.microseconds(unit).map(Some)
}

/// Reads a latency that JSON gives, whose number may have an exponent.
pub fn json_latency(text: &[u8], unit: Unit) -> Result<Option<u64>, Reason> {
    if matches!(text, b"" | b"-" | b"-1") {
        return Ok(None);
    }
    let number = Decimal::json(text).filter(|number| !number.negative);
    number.ok_or(Reason::BadLatency)?.microseconds(unit).map(Some)
}

/// Reads a moment in one of the forms that are a whole, or a part of one: days or seconds.
#[inline]
pub fn moment(text: &[u8], form: Time) -> Option<i64> {
    match form {
        Time::Clf => timestamp::parse(text.try_into().ok()?),
        Time::Iso => timestamp::iso(text),
        Time::Date => timestamp::date(text),
        Time::Clock => timestamp::clock(text),
        Time::Auto => moment(text, Time::Iso)
            .or_else(|| moment(text, Time::Clf))
            .or_else(|| moment(text, Time::Seconds)),
        Time::Seconds => {
            let number = Decimal::plain(text).filter(|number| number.whole.len() <= MOST_DIGITS)?;
            timestamp::within_years(number.floor(0))
        }
        Time::Milliseconds | Time::Microseconds => {
            let number = Decimal::plain(text).filter(|number| number.fraction.is_empty())?;
            if text.len() > MOST_DIGITS || text.ends_with(b".") {
                return None;
            }
            let power = if form == Time::Milliseconds { -3 } else { -6 };
            timestamp::within_years(number.floor(power))
        }
    }
}

/// Reads a number that JSON gives as seconds since 1970.
pub fn json_seconds(text: &[u8]) -> Option<i64> {
    let number = Decimal::json(text).filter(|number| number.whole.len() <= MOST_DIGITS)?;
    timestamp::within_years(number.floor(0))
}

impl<'a> Decimal<'a> {
    /// Reads `digits` or `digits.digits`.
    fn plain(text: &'a [u8]) -> Option<Self> {
        let digits = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
        let dot = text.iter().position(|&byte| byte == b'.');
        let (whole, fraction) = match dot {
            Some(dot) => (&text[..dot], &text[dot + 1..]),
            None => (text, &b""[..]),
        };
        let good = text.len() <= LONGEST && digits(whole) && (dot.is_none() || digits(fraction));
        good.then_some(Decimal { negative: false, whole, fraction, exponent: 0 })
    }

    /// Reads a number with a sign and an exponent of at most three digits.
    fn json(text: &'a [u8]) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let (negative, rest) = match text.split_first() {
            Some((b'-', rest)) => (true, rest),
            _ => (false, text),
        };
        let Some(e) = rest.iter().position(|byte| matches!(byte, b'e' | b'E')) else {
            return Some(Decimal { negative, ..Decimal::plain(rest)? });
        };
        let (sign, digits) = match rest[e + 1..] {
            [b'-', ref digits @ ..] => (-1, digits),
            [b'+', ref digits @ ..] => (1, digits),
            ref digits => (1, digits),
        };
        if !(1..=3).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let size = digits.iter().fold(0, |size, digit| size * 10 + i64::from(digit - b'0'));
        Some(Decimal { negative, exponent: sign * size, ..Decimal::plain(&rest[..e])? })
    }

    fn microseconds(self, unit: Unit) -> Result<u64, Reason> {
        let power = match unit {
            Unit::Seconds => 6,
            Unit::W3c if !self.fraction.is_empty() => 6,
            Unit::Milliseconds | Unit::W3c => 3,
            Unit::Microseconds if self.fraction.is_empty() => 0,
            Unit::Microseconds => return Err(Reason::BadLatency),
        };
        let (value, half, beyond) = self.shifted(power);
        let up = half > 5 || half == 5 && (beyond || value % 2 == 1);
        let value = value.saturating_add(u64::from(up));
        if value <= i64::MAX as u64 { Ok(value) } else { Err(Reason::NumberOverflow) }
    }

    /// Returns the number times 10**power, rounded down, or some number past every year.
    fn floor(self, power: i64) -> i64 {
        let (value, half, beyond) = self.shifted(power);
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        if self.negative { -value - i64::from(half > 0 || beyond) } else { value }
    }

    /// Returns the size times 10**power: its whole part, at most `u64::MAX`; the digit after it; and
    /// whether there is more.
    #[inline(always)]
    fn shifted(self, power: i64) -> (u64, u8, bool) {
        let digits = self.whole.len() + self.fraction.len();
        let after_point = self.fraction.len() as i64 - self.exponent - power;
        if digits > MOST_DIGITS || after_point.unsigned_abs() > MOST_DIGITS as u64 {
            return self.shifted_far(power);
        }
        let add = |value: u64, byte: &u8| value * 10 + u64::from(byte - b'0');
        let number = self.fraction.iter().fold(self.whole.iter().fold(0_u64, add), add);
        let unit = 10_u64.pow(after_point.unsigned_abs() as u32);
        if after_point <= 0 {
            return (number.saturating_mul(unit), 0, false);
        }
        let (rest, tenth) = (number % unit, unit / 10);
        (number / unit, (rest / tenth) as u8, rest % tenth > 0)
    }

    /// The same for any number of digits.
    #[cold]
    fn shifted_far(self, power: i64) -> (u64, u8, bool) {
        let point = self.whole.len() as i64 + self.exponent + power;
        let length = (self.whole.len() + self.fraction.len()) as i64;
        let digit = |place: i64| {
            let place = place as usize;
            let found = self.whole.get(place);
            let found = found.or_else(|| self.fraction.get(place - self.whole.len()));
            found.map_or(0, |byte| byte - b'0')
        };
        let add =
            |value: u64, place| value.saturating_mul(10).saturating_add(u64::from(digit(place)));
        let value = (0..point).fold(0, add);
        let half = if point < 0 { 0 } else { digit(point) };
        (value, half, ((point + 1).max(0)..length).any(|place| digit(place) > 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latencies_are_rounded_half_to_even() {
        let long = format!("0.{}1", "0".repeat(61));
        for (text, unit, expected) in [
            ("0.123", Unit::Seconds, Ok(Some(123_000))),
            ("1", Unit::Seconds, Ok(Some(1_000_000))),
            ("0.0000005", Unit::Seconds, Ok(Some(0))),
            ("0.0000015", Unit::Seconds, Ok(Some(2))),
            ("0.00000050000001", Unit::Seconds, Ok(Some(1))),
            ("0.0000014999", Unit::Seconds, Ok(Some(1))),
            ("2.0005", Unit::Milliseconds, Ok(Some(2000))),
            ("2.0015", Unit::Milliseconds, Ok(Some(2002))),
            ("77", Unit::Microseconds, Ok(Some(77))),
            ("7.0", Unit::Microseconds, Err(Reason::BadLatency)),
            ("15", Unit::W3c, Ok(Some(15_000))),
            ("1.5", Unit::W3c, Ok(Some(1_500_000))),
            ("-", Unit::Seconds, Ok(None)),
            ("-1", Unit::Microseconds, Ok(None)),
            ("-2", Unit::Seconds, Err(Reason::BadLatency)),
            ("", Unit::Seconds, Err(Reason::BadLatency)),
            (".5", Unit::Seconds, Err(Reason::BadLatency)),
            ("5.", Unit::Seconds, Err(Reason::BadLatency)),
            ("1e3", Unit::Seconds, Err(Reason::BadLatency)),
            ("9223372036854775807", Unit::Microseconds, Ok(Some(i64::MAX as u64))),
            ("9223372036854775808", Unit::Microseconds, Err(Reason::NumberOverflow)),
            ("9223372036854.7758075", Unit::Seconds, Err(Reason::NumberOverflow)),
            ("9223372036854.7758065", Unit::Seconds, Ok(Some(i64::MAX as u64 - 1))),
            ("99999999999999999999999999", Unit::Seconds, Err(Reason::NumberOverflow)),
            (&long, Unit::Seconds, Ok(Some(0))),
            (&format!("{long}0"), Unit::Seconds, Err(Reason::BadLatency)),
        ] {
            assert_eq!(latency(text.as_bytes(), unit), expected, "{text} {unit:?}");
        }
    }

    #[test]
    fn short_numbers_are_shifted_as_long_ones() {
        for text in ["0", "7", "12.5", "0.0625", "123456.789", "999999999999.999999", "0.95"] {
            for exponent in -20..=20 {
                let number = Decimal { exponent, ..Decimal::plain(text.as_bytes()).expect(text) };
                let shown = format!("{text}e{exponent}");
                assert_eq!(number.shifted(3), number.shifted_far(3), "{shown}");
            }
        }
    }

    #[test]
    fn latencies_of_json_may_have_an_exponent() {
        for (text, expected) in [
            ("1.5e-3", Ok(Some(1500))),
            ("15E+2", Ok(Some(1_500_000_000))),
            ("0e999", Ok(Some(0))),
            ("1e-999", Ok(Some(0))),
            ("5e-7", Ok(Some(0))),
            ("15e-7", Ok(Some(2))),
            ("1e13", Err(Reason::NumberOverflow)),
            ("1e999", Err(Reason::NumberOverflow)),
            ("1e1000", Err(Reason::BadLatency)),
            ("-1", Ok(None)),
            ("-1.0", Err(Reason::BadLatency)),
            ("-0", Err(Reason::BadLatency)),
            ("", Ok(None)),
            ("true", Err(Reason::BadLatency)),
        ] {
            assert_eq!(json_latency(text.as_bytes(), Unit::Seconds), expected, "{text}");
        }
    }

    #[test]
    fn moments_are_rounded_down() {
        for (text, form, expected) in [
            ("1741168800", Time::Seconds, Some(1_741_168_800)),
            ("1741168800.999", Time::Seconds, Some(1_741_168_800)),
            ("1741168800999", Time::Milliseconds, Some(1_741_168_800)),
            ("1741168800999999", Time::Microseconds, Some(1_741_168_800)),
            ("12", Time::Microseconds, Some(0)),
            ("1.0", Time::Milliseconds, None),
            ("-1", Time::Seconds, None),
            ("0000000000000000001", Time::Seconds, None),
            ("253402300799", Time::Seconds, Some(253_402_300_799)),
            ("253402300800", Time::Seconds, None),
            ("1970-01-01T00:00:01Z", Time::Auto, Some(1)),
            ("01/Jan/1970:00:00:02 +0000", Time::Auto, Some(2)),
            ("3.5", Time::Auto, Some(3)),
        ] {
            assert_eq!(moment(text.as_bytes(), form), expected, "{text} {form:?}");
        }
        for (text, expected) in [
            ("-0.5", Some(-1)),
            ("-1", Some(-1)),
            ("1.7e9", Some(1_700_000_000)),
            ("17e-1", Some(1)),
            ("1e999", None),
            ("-1e20", None),
        ] {
            assert_eq!(json_seconds(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn statuses_and_sizes() {
        assert_eq!((status(b"100"), status(b"599")), (Ok(100), Ok(599)));
        for text in ["099", "600", "2000", "20", "", "2x0"] {
            assert_eq!(status(text.as_bytes()), Err(Reason::BadStatus), "{text}");
        }
        assert_eq!((size(b"-"), size(b"0007"), size(b"")), (Ok(0), Ok(7), Err(Reason::BadSize)));
        assert_eq!(size(b"9223372036854775807"), Ok(i64::MAX as u64));
        assert_eq!(size(b"9223372036854775808"), Err(Reason::NumberOverflow));
    }
}
