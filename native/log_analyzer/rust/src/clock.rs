//! The last minutes seen, by the text of their timestamps.
//!
//! A log names the same minute in hundreds of lines, so 27 of a timestamp's 29 bytes (the `] "` after
//! it included) are compared with a known text, and only the two digits of the second are read.

use crate::bytescan::Window;
use crate::minutes::MinuteId;
use crate::visitors::DayId;

/// Bytes that [`Clock`] compares: a timestamp and `] "`.
pub const TEXT: usize = 29;

/// Kept minutes; the last digit of the minute chooses one.
const KEPT: usize = 16;

/// All ones but for the two digits of the second, which lie at 18 and 19, so at 5 and 6 after 13.
const NOT_SECONDS: u128 = !(0xFFFF << 40);

/// A moment, and where its minute and its day are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970, UTC.
    pub epoch: i64,
    pub minute: MinuteId,
    pub day: DayId,
}

#[derive(Clone, Copy, Debug, Default)]
struct Known {
    first: u128,
    rest: u128,
    start: Moment,
}

/// A small cache from timestamp texts to moments.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    known: [Known; KEPT],
}

impl Clock {
    /// Returns the moment that is written at `at`, if its minute is known, its second is 00 to 59
    /// and `] "` follows.
    #[inline(always)]
    pub fn read(&self, text: Window, at: usize) -> Option<Moment> {
        let (first, rest) = (text.u128::<0>(at), text.u128::<{ TEXT - 16 }>(at));
        let known = &self.known[usize::from(text.byte::<16>(at)) % KEPT];
        let differs = (first ^ known.first) | (rest & NOT_SECONDS ^ known.rest);
        let second = text.u16::<18>(at) ^ u16::from_le_bytes(*b"00");
        let (tens, ones) = (second & 0xFF, second >> 8);
        if differs != 0 || tens > 5 || ones > 9 {
            return None;
        }
        let epoch = known.start.epoch + i64::from(tens * 10 + ones);
        Some(Moment { epoch, ..known.start })
    }

    /// Keeps the minute of a timestamp at `at`, which was parsed to `moment` and has `] "` after it.
    pub fn keep(&mut self, text: Window, at: usize, moment: Moment) {
        self.known[usize::from(text.byte::<16>(at)) % KEPT] = Known {
            first: text.u128::<0>(at),
            rest: text.u128::<{ TEXT - 16 }>(at) & NOT_SECONDS,
            start: Moment { epoch: moment.epoch.div_euclid(60) * 60, ..moment },
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytescan::PAD;

    fn padded(text: &[u8; TEXT]) -> Vec<u8> {
        [&text[..], &[b'\n'; PAD]].concat()
    }

    #[test]
    fn only_the_seconds_may_differ() {
        let text = *b"05/Mar/2025:10:17:42 +0330] \"";
        let moment = Moment { epoch: 102, minute: 3, day: 1 };
        let mut clock = Clock::default();
        assert_eq!(clock.read(Window::new(&padded(&text)), 0), None);
        clock.keep(Window::new(&padded(&text)), 0, moment);
        assert_eq!(clock.read(Window::new(&padded(&text)), 0), Some(moment));
        for place in 0..TEXT {
            let mut other = text;
            other[place] ^= 1;
            let expected = match place {
                18 => Some(Moment { epoch: 112, ..moment }),
                19 => Some(Moment { epoch: 103, ..moment }),
                _ => None,
            };
            assert_eq!(clock.read(Window::new(&padded(&other)), 0), expected, "byte {place}");
        }
        for second in ["60", "4x", "x2", "4:", "/0"] {
            let mut other = text;
            other[18..20].copy_from_slice(second.as_bytes());
            assert_eq!(clock.read(Window::new(&padded(&other)), 0), None, "second {second}");
        }
    }
}
