//! Timestamps `dd/Mon/yyyy:HH:MM:SS +hhmm`, at fixed offsets.

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
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = DAYS[month] + u32::from(month == 1 && leap);
    let (hour, minute, second) =
        (number(&text[12..14])?, number(&text[15..17])?, number(&text[18..20])?);
    let (offset_hours, offset_minutes) = (number(&text[22..24])?, number(&text[24..26])?);
    let fits = year >= 1
        && (1..=longest).contains(&day)
        && hour <= 23
        && minute <= 59
        && second <= 60
        && offset_hours <= 23
        && offset_minutes <= 59;
    if !fits {
        return None;
    }
    let offset = i64::from(offset_hours * 3600 + offset_minutes * 60);
    let offset = match sign {
        b'+' => offset,
        b'-' => -offset,
        _ => return None,
    };
    let days = days_from_civil(i64::from(year), month as i64 + 1, i64::from(day));
    Some(days * 86_400 + i64::from(hour * 3600 + minute * 60 + second.min(59)) - offset)
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
    fn every_day_follows_the_one_before() {
        let mut expected = days_from_civil(1896, 1, 1);
        for year in 1896..2105 {
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            for (month, days) in DAYS.iter().enumerate() {
                for day in 1..=i64::from(days + u32::from(leap && month == 1)) {
                    assert_eq!(days_from_civil(year, month as i64 + 1, day), expected);
                    expected += 1;
                }
            }
        }
    }
}
