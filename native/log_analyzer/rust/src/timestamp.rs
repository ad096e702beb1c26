//! Moments as logs write them: `dd/Mon/yyyy:HH:MM:SS +hhmm`, at fixed offsets, and ISO 8601.

/// Length of a timestamp in bytes.
pub const LENGTH: usize = 26;

const MONTHS: &[u8; 36] = b"JanFebMarAprMayJunJulAugSepOctNovDec";
const DAYS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Returns the seconds since 1970-01-01T00:00:00Z, or None for anything that is no timestamp.
///
/// Second 60 counts as 59.
pub fn parse(text: &[u8; LENGTH]) -> Option<i64> {
    let [
        _,
        _,
        b'/',
        ..,
        b'/',
        _,
        _,
        _,
        _,
        b':',
        _,
        _,
        b':',
        _,
        _,
        b':',
        _,
        _,
        b' ',
        sign,
        _,
        _,
        _,
        _,
    ] = text
    else {
        return None;
    };
    let day = number(&text[0..2])?;
    let month = MONTHS.chunks_exact(3).position(|name| *name == text[3..6])?;
    let year = number(&text[7..11])?;
    let days = days_of(year, month, day)?;
    let (hour, minute, second) =
        (number(&text[12..14])?, number(&text[15..17])?, number(&text[18..20])?);
    let (offset_hours, offset_minutes) = (number(&text[22..24])?, number(&text[24..26])?);
    let fits =
        hour <= 23 && minute <= 59 && second <= 60 && offset_hours <= 23 && offset_minutes <= 59;
    if !fits {
        return None;
    }
    let offset = i64::from(offset_hours * 3600 + offset_minutes * 60);
    let offset = match sign {
        b'+' => offset,
        b'-' => -offset,
        _ => return None,
    };
    Some(days * 86_400 + i64::from(hour * 3600 + minute * 60 + second.min(59)) - offset)
}

/// Returns the days since 1970 of a date that exists; `month` counts from 0.
fn days_of(year: u32, month: usize, day: u32) -> Option<i64> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let longest = DAYS.get(month)? + u32::from(month == 1 && leap);
    let exists = year >= 1 && (1..=longest).contains(&day);
    exists.then(|| days_from_civil(i64::from(year), month as i64 + 1, i64::from(day)))
}

/// Returns the days since 1970 of `YYYY-MM-DD`.
pub fn date(text: &[u8]) -> Option<i64> {
    let &[_, _, _, _, b'-', _, _, b'-', _, _] = text else {
        return None;
    };
    let month = number(&text[5..7])?.checked_sub(1)?;
    days_of(number(&text[..4])?, month as usize, number(&text[8..])?)
}

/// Returns the seconds of the day of `HH:MM:SS`, which a dot and 1 to 9 digits may follow.
pub fn clock(text: &[u8]) -> Option<i64> {
    let (&[a, b, b':', c, d, b':', e, f], fraction) = text.split_first_chunk()? else {
        return None;
    };
    if let Some((dot, digits)) = fraction.split_first() {
        if *dot != b'.' || !(1..=9).contains(&digits.len()) {
            return None;
        }
        number(digits)?;
    }
    let (hour, minute, second) = (number(&[a, b])?, number(&[c, d])?, number(&[e, f])?);
    let fits = hour <= 23 && minute <= 59 && second <= 60;
    fits.then(|| i64::from(hour * 3600 + minute * 60 + second.min(59)))
}

/// Returns the seconds since 1970 of a date, `T`, `t` or a space, a clock and a zone (RFC 3339; the
/// colon of the zone may be left out).
pub fn iso(text: &[u8]) -> Option<i64> {
    let (day, rest) = text.split_at_checked(10)?;
    let (separator, rest) = rest.split_first()?;
    if !b"Tt ".contains(separator) {
        return None;
    }
    let zone = rest.iter().position(|byte| b"Zz+-".contains(byte))?;
    let (clock_text, zone) = rest.split_at(zone);
    let offset = match *zone {
        [b'Z' | b'z'] => 0,
        [sign, a, b, b':', c, d] | [sign, a, b, c, d] => {
            let (hours, minutes) = (number(&[a, b])?, number(&[c, d])?);
            if !b"+-".contains(&sign) || hours > 23 || minutes > 59 {
                return None;
            }
            let offset = i64::from(hours * 3600 + minutes * 60);
            if sign == b'+' { offset } else { -offset }
        }
        _ => return None,
    };
    Some(date(day)? * 86_400 + clock(clock_text)? - offset)
}

/// Returns a moment if its year is 1 to 9999.
pub fn within_years(epoch: i64) -> Option<i64> {
    (-62_135_596_800..=253_402_300_799).contains(&epoch).then_some(epoch)
}

/// Returns the decimal number that `digits` spell, or None where one is no digit.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |value, digit| {
        digit.is_ascii_digit().then(|| value * 10 + u32::from(digit - b'0'))
    })
}

/// Days since 1970-01-01 of a date of the proleptic Gregorian calendar.
///
/// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`; years
/// here begin in March, so that the leap day is the last one.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Returns year, month and day of a day since 1970: the inverse of [`days_from_civil`].
///
/// Source: the same, `civil_from_days`.
pub fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn epoch(text: &str) -> Option<i64> {
        parse(text.as_bytes().try_into().expect("26 bytes"))
    }

    #[test]
    fn known_moments() {
        assert_eq!(epoch("01/Jan/1970:00:00:00 +0000"), Some(0));
        assert_eq!(epoch("10/Oct/2000:13:55:36 -0700"), Some(971_211_336));
        assert_eq!(epoch("01/Jan/0001:00:00:00 +0000"), Some(-62_135_596_800));
        assert_eq!(epoch("31/Dec/9999:23:59:59 +0000"), Some(253_402_300_799));
        assert_eq!(epoch("05/Mar/2025:10:00:00 +0330"), Some(1_741_156_200));
        assert_eq!(epoch("05/Mar/2025:10:00:00 -0000"), Some(1_741_168_800));
    }

    #[test]
    fn second_60_counts_as_59() {
        assert_eq!(epoch("31/Dec/2016:23:59:60 +0000"), epoch("31/Dec/2016:23:59:59 +0000"));
    }

    #[test]
    fn a_day_must_exist() {
        assert_eq!(epoch("29/Feb/2023:00:00:00 +0000"), None);
        assert_eq!(epoch("29/Feb/1900:00:00:00 +0000"), None);
        assert!(epoch("29/Feb/2000:00:00:00 +0000").is_some());
        assert!(epoch("29/Feb/2024:00:00:00 +0000").is_some());
        assert_eq!(epoch("31/Apr/2025:00:00:00 +0000"), None);
        assert_eq!(epoch("00/Jan/2025:00:00:00 +0000"), None);
        assert_eq!(epoch("32/Jan/2025:00:00:00 +0000"), None);
    }

    #[test]
    fn every_part_is_checked() {
        for text in [
            "05/mar/2025:10:00:00 +0000",
            "05/arA/2025:10:00:00 +0000",
            "05/Mar/0000:10:00:00 +0000",
            "05/Mar/2025:24:00:00 +0000",
            "05/Mar/2025:10:60:00 +0000",
            "05/Mar/2025:10:00:61 +0000",
            "05/Mar/2025:10:00:00 +2400",
            "05/Mar/2025:10:00:00 +0060",
            "05/Mar/2025:10:00:00 *0000",
            "05/Mar/2025 10:00:00 +0000",
            "05-Mar-2025:10:00:00 +0000",
            "05/Mar/2025:10.00:00 +0000",
            "05/Mar/2025:10:00.00 +0000",
            "05/Mar/2025:10:00:00_+0000",
            "0x/Mar/2025:10:00:00 +0000",
        ] {
            assert_eq!(epoch(text), None, "{text}");
        }
    }

    #[test]
    fn iso_moments() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2025-03-05t10:00:60.123456789z", Some(1_741_168_859)),
            ("2025-03-05 10:00:00+03:30", Some(1_741_156_200)),
            ("2025-03-05T10:00:00-0330", Some(1_741_181_400)),
            ("9999-12-31T23:59:59-23:59", Some(253_402_300_799 + 86_340)),
            ("2025-03-05T10:00:00", None),
            ("2025-03-05T10:00:00.Z", None),
            ("2025-03-05T10:00:00.1234567890Z", None),
            ("2025-03-05T10:00:00+0", None),
            ("2025-03-05T10:00:00+24:00", None),
            ("2025-03-05T10:00:00+00:60", None),
            ("2025-02-29T10:00:00Z", None),
            ("2025-00-05T10:00:00Z", None),
            ("2025-13-05T10:00:00Z", None),
            ("0000-01-05T10:00:00Z", None),
            ("2025-03-05x10:00:00Z", None),
            ("2025-03-05T10:00:00Zx", None),
            ("", None),
        ] {
            assert_eq!(iso(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn every_day_follows_the_one_before() {
        let mut expected = days_from_civil(1896, 1, 1);
        for year in 1896..2105 {
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            for (month, days) in DAYS.iter().enumerate() {
                for day in 1..=i64::from(days + u32::from(leap && month == 1)) {
                    assert_eq!(days_from_civil(year, month as i64 + 1, day), expected);
                    assert_eq!(civil_from_days(expected), (year, month as i64 + 1, day));
                    expected += 1;
                }
            }
        }
    }
}
