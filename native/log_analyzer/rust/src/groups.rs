//! Groups of lines: the values that they have in common.

use crate::json::Tree;
use crate::line::Fields;
use crate::plan::Column;
use crate::timestamp;

/// What lines are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    Column(Column),
    Method,
    Protocol,
    Status,
    StatusClass,
    Minute,
    Hour,
    Day,
}

impl Grouping {
    pub fn read(name: &Tree) -> Result<Grouping, String> {
        let name = name.name()?;
        Ok(match &*name {
            "method" => Grouping::Method,
            "protocol" => Grouping::Protocol,
            "status" => Grouping::Status,
            "status_class" => Grouping::StatusClass,
            "minute" => Grouping::Minute,
            "hour" => Grouping::Hour,
            "day" => Grouping::Day,
            _ => match Column::named(&name) {
                Ok(column) => Grouping::Column(column),
                Err(_) => return Err(format!("group_by has {name:?}, which is unknown")),
            },
        })
    }
}

/// From which moment on which offset from UTC holds, in seconds.
#[derive(Clone, Debug, Default)]
pub struct Zone(Vec<(i64, i64)>);

/// The first and the last whole minute of the years 1 to 9999, local time.
const YEARS: (i64, i64) = (-62_135_596_800, 253_402_300_740);

impl Zone {
    pub fn read(tree: &Tree) -> Result<Zone, String> {
        let mut jumps: Vec<(i64, i64)> = Vec::new();
        for jump in tree.list()? {
            let [from, offset] = jump.list()? else {
                return Err(format!("zone has {jump:?}, must be a moment and an offset"));
            };
            let (from, offset) = (from.number()?, offset.number()?);
            let ascends = jumps.last().is_none_or(|before| before.0 < from);
            if !ascends || offset % 60 != 0 || offset.abs() >= 86_400 {
                return Err(format!("zone has {from} and {offset}, must ascend by whole minutes"));
            }
            jumps.push((from, offset));
        }
        Ok(Zone(jumps))
    }

    /// Returns the offset at a moment.
    fn offset(&self, epoch: i64) -> i64 {
        let after = self.0.partition_point(|&(from, _)| from <= epoch);
        self.0.get(after.saturating_sub(1)).map_or(0, |&(_, offset)| offset)
    }

    /// Writes a moment as local time, up to what it is grouped by.
    fn write(&self, epoch: i64, grouping: Grouping, out: &mut Vec<u8>) {
        let offset = self.offset(epoch);
        let local = (epoch + offset).clamp(YEARS.0, YEARS.1);
        let (year, month, day) = timestamp::civil_from_days(local.div_euclid(86_400));
        let two = |out: &mut Vec<u8>, number: i64| {
            out.extend([b'0' + (number / 10) as u8, b'0' + (number % 10) as u8]);
        };
        two(out, year / 100);
        two(out, year % 100);
        out.push(b'-');
        two(out, month);
        out.push(b'-');
        two(out, day);
        if grouping == Grouping::Day {
            return;
        }
        let minutes = local.rem_euclid(86_400) / 60;
        out.push(b'T');
        two(out, minutes / 60);
        out.push(b':');
        two(out, if grouping == Grouping::Hour { 0 } else { minutes % 60 });
        out.push(if offset < 0 { b'-' } else { b'+' });
        two(out, offset.abs() / 3600);
        out.push(b':');
        two(out, offset.abs() / 60 % 60);
    }
}

/// Writes the group of a line: each value after its length.
pub fn write_group(group_by: &[Grouping], zone: &Zone, line: &Fields, out: &mut Vec<u8>) {
    out.clear();
    for &grouping in group_by {
        let place = out.len();
        out.extend([0; 4]);
        match grouping {
            Grouping::Column(column) => out.extend_from_slice(line.column(column)),
            Grouping::Method => out.extend_from_slice(line.method),
            Grouping::Protocol => out.extend_from_slice(line.protocol.text()),
            Grouping::Status => {
                let digits = [line.status / 100, line.status / 10 % 10, line.status % 10];
                out.extend(digits.map(|digit| b'0' + digit as u8));
            }
            Grouping::StatusClass => out.extend_from_slice(line.status_class()),
            Grouping::Minute | Grouping::Hour | Grouping::Day => {
                zone.write(line.epoch, grouping, out);
            }
        }
        let length = (out.len() - place - 4) as u32;
        out[place..place + 4].copy_from_slice(&length.to_le_bytes());
    }
}

/// Returns the `n` values of a group, if it is one.
pub fn read_group(mut group: &[u8], n: usize) -> Option<Vec<&[u8]>> {
    let mut values = Vec::with_capacity(n);
    for _ in 0..n {
        let (length, rest) = group.split_first_chunk::<4>()?;
        let (value, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        values.push(value);
        group = rest;
    }
    group.is_empty().then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Protocol;

    fn text(epoch: i64, grouping: Grouping, zone: &str) -> String {
        let zone = Zone::read(&Tree::parse(zone).expect("JSON")).expect("a zone");
        let mut out = Vec::new();
        zone.write(epoch, grouping, &mut out);
        String::from_utf8(out).expect("ASCII")
    }

    #[test]
    fn local_time() {
        let moment = 1_741_168_859;
        let zone = "[[0,3600],[1741168859,-12600],[1741168860,7200]]";
        for (epoch, grouping, zone, expected) in [
            (moment, Grouping::Minute, "[]", "2025-03-05T10:00+00:00"),
            (moment, Grouping::Minute, zone, "2025-03-05T06:30-03:30"),
            (moment, Grouping::Hour, zone, "2025-03-05T06:00-03:30"),
            (moment - 1, Grouping::Minute, zone, "2025-03-05T11:00+01:00"),
            (moment + 1, Grouping::Minute, zone, "2025-03-05T12:01+02:00"),
            (-1, Grouping::Day, zone, "1970-01-01"),
            (-1, Grouping::Day, "[]", "1969-12-31"),
            (-62_135_596_800, Grouping::Minute, "[[0,-3600]]", "0001-01-01T00:00-01:00"),
            (253_402_300_799, Grouping::Minute, "[[0,3600]]", "9999-12-31T23:59+01:00"),
        ] {
            assert_eq!(text(epoch, grouping, zone), expected);
        }
    }

    #[test]
    fn a_group_is_written_and_read() {
        let line = Fields { path: b"/a", status: 404, protocol: Protocol(21), ..Fields::NONE };
        let by = [
            Grouping::Column(Column::Path),
            Grouping::Method,
            Grouping::Protocol,
            Grouping::Status,
            Grouping::StatusClass,
            Grouping::Column(Column::Host),
        ];
        let mut out = vec![7];
        write_group(&by, &Zone::default(), &line, &mut out);
        let expected: [&[u8]; 6] = [b"/a", b"-", b"HTTP/1.1", b"404", b"4xx", b"-"];
        assert_eq!(read_group(&out, 6).as_deref(), Some(&expected[..]));
        assert_eq!(&out[..6], b"\x02\0\0\0/a");
        assert_eq!((read_group(&out, 5), read_group(&out, 7)), (None, None));
        assert_eq!(read_group(&out[..out.len() - 1], 6), None);
    }
}
