//! JSON plans: which values of an object are which fields.

use super::scan::{Node, Slot, read, unescape};
use super::tree::Tree;
use crate::bytescan::{Block, Window};
use crate::draft::Draft;
use crate::line::Fields;
use crate::number;
use crate::plan::{Field, Time};
use crate::reason::Reason;
use crate::scratch::Scratch;

/// A compiled JSON plan.
#[derive(Clone, Debug)]
pub struct Paths {
    /// In such an order that the nodes below one follow it.
    nodes: Vec<Node>,
    /// The fields in the order in which they are checked, and their nodes.
    fields: Vec<(Field, usize)>,
}

/// Room for what a line has at each node.
#[derive(Clone, Debug, Default)]
pub struct Slots(Vec<Slot>);

impl Paths {
    /// Compiles the fields of a plan.
    pub fn read(fields: &Tree) -> Result<Paths, String> {
        let Tree::Object(entries) = fields else {
            return Err(format!("{fields:?} must be an object of fields"));
        };
        let mut paths = Vec::new();
        for (name, path) in entries {
            let keys: Result<Vec<Vec<u8>>, _> = path.list()?.iter().map(Tree::bytes).collect();
            paths.push((keys?, Field::named(name)?));
        }
        // Sorted, the paths through a node follow each other.
        paths.sort_by(|one, two| one.0.cmp(&two.0));
        let mut compiled = Paths { nodes: vec![Node::default()], fields: Vec::new() };
        for (keys, field) in &paths {
            let node = keys.iter().fold(0, |node, key| compiled.next_node(node, key));
            compiled.fields.push((*field, node));
        }
        compiled.end_nodes();
        let names = |wanted: Field| {
            let found = entries.iter().position(|(name, _)| Field::named(name) == Ok(wanted));
            found.map(|place| entries[place].0.clone())
        };
        compiled.fields.sort_by_cached_key(|(field, _)| (check_order(*field), names(*field)));
        Ok(compiled)
    }

    /// Returns the node that a key leads to, a new one if there is none.
    fn next_node(&mut self, node: usize, key: &[u8]) -> usize {
        if let Some((_, next)) = self.nodes[node].keys.iter().find(|(known, _)| known == key) {
            return *next;
        }
        let next = self.nodes.len();
        self.nodes.push(Node::default());
        self.nodes[node].keys.push((key.to_vec(), next));
        let text = String::from_utf8_lossy(key);
        if let Some(index) = text.parse::<u64>().ok().filter(|index| index.to_string() == text) {
            self.nodes[node].indexes.push((index, next));
        }
        next
    }

    /// Tells each node where the nodes below it end.
    fn end_nodes(&mut self) {
        for node in (0..self.nodes.len()).rev() {
            let below = self.nodes[node].keys.iter().map(|&(_, next)| self.nodes[next].end).max();
            self.nodes[node].end = below.unwrap_or(node + 1);
        }
    }

    pub fn have_latency(&self) -> bool {
        self.fields.iter().any(|(field, _)| matches!(field, Field::Latency(_)))
    }

    pub fn slots(&self) -> Slots {
        Slots(vec![Slot::Absent; self.nodes.len()])
    }

    /// Parses the line from `at` to `end`, which is not blank; after it a newline follows, with or
    /// without a carriage return before.
    #[inline(always)]
    pub fn parse<'a, B: Block>(
        &self,
        text: Window<'a>,
        at: usize,
        end: usize,
        strip_query: bool,
        slots: &mut Slots,
        scratch: &'a Scratch,
    ) -> Result<Fields<'a>, Reason> {
        let read = read::<B>(text, at, end, &self.nodes, &mut slots.0);
        read.map_err(|_| Reason::InvalidJson)?;
        let mut draft = Draft::new();
        for &(field, node) in &self.fields {
            take(&mut draft, field, slots.0[node], text, scratch)?;
        }
        Ok(draft.finish(strip_query, scratch))
    }
}

/// The order in which fields are checked.
fn check_order(field: Field) -> u8 {
    match field {
        Field::Ip | Field::IpPort => 0,
        Field::Time(_) => 1,
        Field::Status => 3,
        Field::Size => 4,
        Field::Latency(_) => 5,
        _ => 2,
    }
}

/// Takes what was found as a field.
#[inline(always)]
fn take<'a>(
    draft: &mut Draft<'a>,
    field: Field,
    found: Slot,
    text: Window<'a>,
    scratch: &'a Scratch,
) -> Result<(), Reason> {
    let written = match found {
        Slot::Absent | Slot::Null | Slot::Container => None,
        Slot::Bool(start, end) | Slot::Number(start, end) | Slot::Text(start, end) => {
            Some(text.slice(start, end))
        }
        Slot::Escaped(start, end) => {
            Some(scratch.keep(unescape(text.slice(start, end), b"\\u000a")))
        }
    };
    let string = matches!(found, Slot::Text(..) | Slot::Escaped(..));
    let number = if matches!(found, Slot::Bool(..)) { None } else { written };
    let nothing = matches!(found, Slot::Absent | Slot::Null) || string && written == Some(b"");
    match field {
        Field::Ip | Field::IpPort => {
            let ip = written.filter(|ip| string && !ip.is_empty()).ok_or(Reason::NoHost)?;
            draft.take(field, ip)
        }
        Field::Time(form) => {
            let moment = number.and_then(|number| {
                if form == Time::Auto && !string {
                    return number::json_seconds(number);
                }
                number::moment(number, form)
            });
            draft.take_moment(form, moment)
        }
        Field::Request => draft.take(field, written.filter(|_| string).unwrap_or(b"")),
        Field::Status => draft.take(field, number.unwrap_or(b"")),
        Field::Size if nothing => draft.take(field, b"-"),
        Field::Size => draft.take(field, number.unwrap_or(b"")),
        Field::Latency(_) if nothing => draft.take_latency(None),
        Field::Latency(unit) => {
            let number = number.ok_or(Reason::BadLatency)?;
            draft.take_latency(number::json_latency(number, unit)?)
        }
        _ => draft.take(field, written.filter(|text| !text.is_empty()).unwrap_or(b"-")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytescan::{Baseline, PAD};

    const PLAN: &str = "{\"ip\":[\"request\",\"remote_ip\"],\"latency_s\":[\"duration\"],\
        \"method\":[\"request\",\"method\"],\"protocol\":[\"request\",\"proto\"],\
        \"size\":[\"size\"],\"status\":[\"status\"],\"target\":[\"request\",\"uri\"],\
        \"time_auto\":[\"ts\"],\"user\":[\"user_id\"],\
        \"user_agent\":[\"request\",\"headers\",\"User-Agent\",\"0\"]}";

    const LINE: &str = "{\"level\":\"info\",\"ts\":1741168800.25,\"request\":{\"remote_ip\":\
        \"10.0.0.1\",\"proto\":\"HTTP/2.0\",\"method\":\"GET\",\"uri\":\"/a?b=c\",\"headers\":\
        {\"User-Agent\":[\"Voyager\",\"other\"],\"Accept\":[\"*/*\"]}},\"duration\":0.0015,\
        \"size\":77,\"status\":404}";

    fn check(line: &str, check: impl Fn(Result<Fields, Reason>)) {
        let paths = Paths::read(&Tree::parse(PLAN).expect("JSON")).expect("a plan");
        let text = [line.as_bytes(), &[b'\n'; PAD]].concat();
        let (scratch, window, mut slots) = (Scratch::new(), Window::new(&text), paths.slots());
        check(paths.parse::<Baseline>(window, 0, line.len(), true, &mut slots, &scratch));
    }

    #[test]
    fn a_line_of_a_server() {
        check(LINE, |found| {
            let expected = Fields {
                ip: b"10.0.0.1",
                epoch: 1_741_168_800,
                method: b"GET",
                path: b"/a",
                protocol: crate::request::Protocol(30),
                status: 404,
                size: 77,
                latency: Some(1500),
                agent: b"Voyager",
                ..Fields::NONE
            };
            assert_eq!(found, Ok(expected));
        });
    }

    #[test]
    fn the_last_of_equal_keys_counts_with_all_below_it() {
        let again = "\"request\":{\"remote_ip\":\"h\",\"uri\":\"/z\",\"method\":\"PUT\"},\"size\"";
        check(&LINE.replace("\"size\"", again), |found| {
            let fields = found.expect("good");
            assert_eq!((fields.ip, fields.agent), (&b"h"[..], &b"-"[..]));
            assert!(fields.bad_request, "the protocol is gone");
            assert_eq!(fields.path, b"PUT /z -");
        });
    }

    #[test]
    fn values_of_every_kind() {
        for (old, new, expected) in [
            ("\"10.0.0.1\"", "null", Err(Reason::NoHost)),
            ("\"10.0.0.1\"", "7", Err(Reason::NoHost)),
            ("\"10.0.0.1\"", "\"\"", Err(Reason::NoHost)),
            ("1741168800.25", "true", Err(Reason::BadTimestamp)),
            ("1741168800.25", "\"2025-03-05T10:00:00Z\"", Ok("10.0.0.1 - 77 1500")),
            ("404", "\"404\"", Ok("10.0.0.1 - 77 1500")),
            ("404", "404.0", Err(Reason::BadStatus)),
            ("404", "[404]", Err(Reason::BadStatus)),
            ("77", "null", Ok("10.0.0.1 - 0 1500")),
            ("77", "\"\"", Ok("10.0.0.1 - 0 1500")),
            ("77", "-7", Err(Reason::BadSize)),
            ("77", "true", Err(Reason::BadSize)),
            ("77", "9223372036854775808", Err(Reason::NumberOverflow)),
            ("0.0015", "null", Ok("10.0.0.1 - 77 none")),
            ("0.0015", "-1", Ok("10.0.0.1 - 77 none")),
            ("0.0015", "15e-4", Ok("10.0.0.1 - 77 1500")),
            ("0.0015", "{}", Err(Reason::BadLatency)),
            (
                "\"level\":\"info\"",
                "\"user_id\":\"a\\nb\\u00e9\"",
                Ok("10.0.0.1 a\\u000abé 77 1500"),
            ),
            ("\"level\":\"info\"", "\"user_id\":12.50", Ok("10.0.0.1 12.50 77 1500")),
            ("\"level\":\"info\"", "\"user_id\":false", Ok("10.0.0.1 false 77 1500")),
            ("\"level\":\"info\"", "\"user_id\":[1]", Ok("10.0.0.1 - 77 1500")),
            ("\"level\":\"info\"", "\"user\\u005fid\":\"x\"", Ok("10.0.0.1 x 77 1500")),
            ("\"level\"", "level", Err(Reason::InvalidJson)),
        ] {
            check(&LINE.replacen(old, new, 1), |found| {
                let seen = found.map(|fields| {
                    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
                    let latency = fields.latency.map_or("none".to_string(), |l| l.to_string());
                    format!("{} {} {} {latency}", text(fields.ip), text(fields.user), fields.size)
                });
                assert_eq!(seen, expected.map(str::to_string), "{new}");
            });
        }
    }
}
