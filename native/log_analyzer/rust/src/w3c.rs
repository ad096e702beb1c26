//! The W3C extended log format: directives name the columns of the lines after them.

use crate::bytescan::{Block, Window};
use crate::draft::Draft;
use crate::line::Fields;
use crate::plan::{Field, Time, Unit};
use crate::reason::Reason;
use crate::scratch::Scratch;

/// The fields in the order in which they are checked.
const ORDER: [Field; 14] = [
    Field::Ip,
    Field::Time(Time::Date),
    Field::Time(Time::Clock),
    Field::Method,
    Field::Target,
    Field::Query,
    Field::Protocol,
    Field::Status,
    Field::Size,
    Field::Latency(Unit::W3c),
    Field::User,
    Field::Host,
    Field::Referrer,
    Field::UserAgent,
];

/// The columns that a `#Fields:` directive names, as places in [`ORDER`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(Vec<Option<usize>>);

impl Columns {
    /// Reads a directive; None if it is none that names columns.
    pub fn read(line: &[u8]) -> Option<Columns> {
        let names = line.strip_prefix(b"#Fields:")?;
        let names = names.split(|byte| b" \t".contains(byte)).filter(|name| !name.is_empty());
        let mut seen = [false; ORDER.len()];
        let column = |name: &[u8]| {
            let place = place_of(&String::from_utf8_lossy(name).to_ascii_lowercase())?;
            let first = !std::mem::replace(&mut seen[place], true);
            first.then_some(place)
        };
        Some(Columns(names.map(column).collect()))
    }

    /// Parses the line from `at` to `end`, which is neither blank nor a directive.
    #[inline(always)]
    pub fn parse<'a, B: Block>(
        &self,
        text: Window<'a>,
        mut at: usize,
        end: usize,
        strip_query: bool,
        scratch: &'a Scratch,
    ) -> Result<Fields<'a>, Reason> {
        let mut values = [None; ORDER.len()];
        let mut columns = self.0.iter();
        loop {
            let Some(column) = columns.next() else {
                let none = self.0.is_empty();
                return Err(if none { Reason::TooFewFields } else { Reason::TrailingGarbage });
            };
            let stop = text.seek::<B, 2>(at, *b" \t").min(end);
            if let Some(place) = column {
                values[*place] = Some(text.slice(at, stop));
            }
            at = stop + 1;
            if stop == end {
                break;
            }
        }
        if columns.next().is_some() {
            return Err(Reason::TooFewFields);
        }
        let mut draft = Draft::new();
        for (field, value) in ORDER.into_iter().zip(values) {
            match (field, value) {
                (Field::Ip, None | Some(b"" | b"-")) => return Err(Reason::NoHost),
                // A line is no worse for a column that the log leaves out.
                (Field::Method | Field::Protocol, None) => {}
                (field, value) => draft.take(field, value.unwrap_or(b"-"))?,
            }
        }
        Ok(draft.finish(strip_query, scratch))
    }
}

/// Returns the place in [`ORDER`] of the field that a column, in lower case, holds.
fn place_of(name: &str) -> Option<usize> {
    let field = match name {
        "date" => Field::Time(Time::Date),
        "time" => Field::Time(Time::Clock),
        "c-ip" => Field::Ip,
        "cs-username" => Field::User,
        "cs-host" | "cs(host)" => Field::Host,
        "cs-method" => Field::Method,
        "cs-uri-stem" | "cs-uri" => Field::Target,
        "cs-uri-query" => Field::Query,
        "cs-version" | "cs-protocol-version" => Field::Protocol,
        "sc-status" => Field::Status,
        "sc-bytes" => Field::Size,
        "cs(referer)" => Field::Referrer,
        "cs(user-agent)" => Field::UserAgent,
        "time-taken" => Field::Latency(Unit::W3c),
        _ => return None,
    };
    ORDER.into_iter().position(|one| one == field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytescan::{Baseline, PAD};

    const FIELDS: &[u8] = b"#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status \
                            sc-bytes\tTime-Taken cs(User-Agent) x-other c-ip";

    fn parsed(directive: &[u8], line: &str, check: impl Fn(Result<Fields, Reason>)) {
        let text = [line.as_bytes(), &[b'\n'; PAD]].concat();
        let columns = Columns::read(directive).expect("a directive");
        let scratch = Scratch::new();
        let window = Window::new(&text);
        check(columns.parse::<Baseline>(window, 0, line.len(), false, &scratch));
    }

    #[test]
    fn a_line_is_read_by_its_columns() {
        parsed(FIELDS, "2025-03-05 10:00:00 10.0.0.1 GET /a q=1 200 -\t15 A+B ? h", |found| {
            let fields = found.expect("good");
            assert_eq!((fields.ip, fields.epoch), (&b"10.0.0.1"[..], 1_741_168_800));
            assert_eq!((fields.method, fields.path), (&b"GET"[..], &b"/a?q=1"[..]));
            assert_eq!((fields.status, fields.size, fields.latency), (200, 0, Some(15_000)));
            assert_eq!((fields.agent, fields.user), (&b"A+B"[..], &b"-"[..]));
            assert!(!fields.bad_request);
        });
    }

    #[test]
    fn the_first_rule_that_fails_gives_the_reason() {
        use Reason::*;
        for (line, expected) in [
            ("2025-03-05", TooFewFields),
            ("2025-03-05 10:00:00 h GET / - 200 - 1 A x", TooFewFields),
            ("2025-03-05 10:00:00 h GET / - 200 - 1 A x y z", TrailingGarbage),
            ("2025-03-05  10:00:00 h GET / - 200 - 1 A x y", TrailingGarbage),
            ("2025-03-05 10:00:00 - GET / - 200 - 1 A x y", NoHost),
            ("2025-03-35 10:00:00 h GET / - 200 - 1 A x y", BadTimestamp),
            ("2025-03-05 10:00 h GET / - 200 - 1 A x y", BadTimestamp),
            ("2025-03-05 10:00:00 h GET / - 20 - 1 A x y", BadStatus),
            ("2025-03-05 10:00:00 h GET / - 200 x 1 A x y", BadSize),
            ("2025-03-05 10:00:00 h GET / - 200 - x A x y", BadLatency),
        ] {
            parsed(FIELDS, line, |found| assert_eq!(found.err(), Some(expected), "{line}"));
        }
        parsed(b"#Fields:", "x", |found| assert_eq!(found.err(), Some(TooFewFields)));
        parsed(b"#Fields: date time c-ip", "2025-03-05 10:00:00 h", |found| {
            assert_eq!(found.err(), Some(BadStatus));
        });
        assert_eq!(Columns::read(b"#Version: 1.0"), None);
    }
}
