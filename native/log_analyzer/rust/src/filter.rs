//! Which good lines count: a tree of tests, evaluated on the fields of a line.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use crate::automaton::Automaton;
use crate::json::Tree;
use crate::line::Fields;

/// A compiled filter. It is as deep as the options, whose depth is limited.
#[derive(Clone, Debug)]
pub enum Filter {
    All(Vec<Filter>),
    Any(Vec<Filter>),
    Not(Box<Filter>),
    Number(Number, Comparison, i64),
    /// Ascending.
    NumberIn(Number, Vec<i64>),
    Text(Text, Vec<u8>),
    /// Ascending.
    TextIn(Text, Vec<Vec<u8>>),
    Pattern(Text, Arc<Automaton>),
    Network(Text, Network),
}

/// A field that is a number.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    Status,
    Bytes,
    Latency,
    Time,
}

#[derive(Clone, Copy, Debug)]
pub enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// A field that is text.
#[derive(Clone, Copy, Debug)]
pub enum Text {
    Path,
    Method,
    Protocol,
    Ip,
    User,
    UserAgent,
    Referrer,
    Host,
    StatusClass,
}

/// Addresses of one family that begin with the same bits.
#[derive(Clone, Copy, Debug)]
pub enum Network {
    V4 { bits: u32, mask: u32 },
    V6 { bits: u128, mask: u128 },
}

impl Filter {
    /// Compiles a filter; `automata` are those that it names.
    pub fn read(tree: &Tree, automata: &[Arc<Automaton>]) -> Result<Filter, String> {
        let unknown = || format!("a filter has {tree:?}, which is no test");
        let (kind, rest) = tree.list()?.split_first().ok_or_else(unknown)?;
        let inner = || rest.iter().map(|inner| Filter::read(inner, automata));
        Ok(match (&*kind.name()?, rest) {
            ("and", _) => Filter::All(inner().collect::<Result<_, _>>()?),
            ("or", _) => Filter::Any(inner().collect::<Result<_, _>>()?),
            ("not", [only]) => Filter::Not(Box::new(Filter::read(only, automata)?)),
            ("true", []) => Filter::All(Vec::new()),
            ("num", [field, comparison, value]) => {
                let comparison = Comparison::read(&comparison.name()?)?;
                Filter::Number(Number::read(field)?, comparison, value.number()?)
            }
            ("numin", [field, values]) => {
                let values: Result<Vec<_>, _> = values.list()?.iter().map(Tree::number).collect();
                Filter::NumberIn(Number::read(field)?, ascending(values?)?)
            }
            ("text", [field, comparison, value]) => {
                let equal = Filter::Text(Text::read(field)?, value.bytes()?);
                match &*comparison.name()? {
                    "=" => equal,
                    "!=" => Filter::Not(Box::new(equal)),
                    _ => return Err(unknown()),
                }
            }
            ("textin", [field, values]) => {
                let values: Result<Vec<_>, _> = values.list()?.iter().map(Tree::bytes).collect();
                Filter::TextIn(Text::read(field)?, ascending(values?)?)
            }
            ("dfa", [field, number, _source]) => {
                let automaton = automata.get(number.number()? as usize).ok_or_else(unknown)?;
                Filter::Pattern(Text::read(field)?, Arc::clone(automaton))
            }
            ("cidr", [field, network, length]) => {
                let network = Network::read(&network.name()?, length.number()?);
                Filter::Network(Text::read(field)?, network.ok_or_else(unknown)?)
            }
            _ => return Err(unknown()),
        })
    }

    /// Whether a line counts.
    pub fn accepts(&self, line: &Fields) -> bool {
        match self {
            Filter::All(inner) => inner.iter().all(|inner| inner.accepts(line)),
            Filter::Any(inner) => inner.iter().any(|inner| inner.accepts(line)),
            Filter::Not(inner) => !inner.accepts(line),
            Filter::Number(field, comparison, value) => {
                field.of(line).is_some_and(|number| comparison.holds(number, *value))
            }
            Filter::NumberIn(field, values) => {
                field.of(line).is_some_and(|number| values.binary_search(&number).is_ok())
            }
            Filter::Text(field, value) => field.of(line) == value,
            Filter::TextIn(field, values) => {
                let text = field.of(line);
                values.binary_search_by(|value| value.as_slice().cmp(text)).is_ok()
            }
            Filter::Pattern(field, automaton) => automaton.accepts(field.of(line)),
            Filter::Network(field, network) => network.holds(field.of(line)),
        }
    }
}

fn ascending<T: Ord>(values: Vec<T>) -> Result<Vec<T>, String> {
    if values.is_sorted_by(|one, two| one < two) {
        return Ok(values);
    }
    Err("the values of a filter do not ascend".to_string())
}

impl Number {
    fn read(name: &Tree) -> Result<Number, String> {
        Ok(match &*name.name()? {
            "status" => Number::Status,
            "bytes" => Number::Bytes,
            "latency" => Number::Latency,
            "time" => Number::Time,
            name => return Err(format!("a filter has the number {name:?}, which is unknown")),
        })
    }

    fn of(self, line: &Fields) -> Option<i64> {
        match self {
            Number::Status => Some(i64::from(line.status)),
            // Sizes and latencies are at most `i64::MAX`.
            Number::Bytes => Some(line.size as i64),
            Number::Latency => line.latency.map(|latency| latency as i64),
            Number::Time => Some(line.epoch),
        }
    }
}

impl Comparison {
    fn read(name: &str) -> Result<Comparison, String> {
        Ok(match name {
            "=" => Comparison::Equal,
            "!=" => Comparison::Unequal,
            "<" => Comparison::Less,
            "<=" => Comparison::AtMost,
            ">" => Comparison::More,
            ">=" => Comparison::AtLeast,
            _ => return Err(format!("a filter has the comparison {name:?}, which is unknown")),
        })
    }

    fn holds(self, number: i64, value: i64) -> bool {
        match self {
            Comparison::Equal => number == value,
            Comparison::Unequal => number != value,
            Comparison::Less => number < value,
            Comparison::AtMost => number <= value,
            Comparison::More => number > value,
            Comparison::AtLeast => number >= value,
        }
    }
}

impl Text {
    fn read(name: &Tree) -> Result<Text, String> {
        Ok(match &*name.name()? {
            "path" => Text::Path,
            "method" => Text::Method,
            "protocol" => Text::Protocol,
            "ip" => Text::Ip,
            "user" => Text::User,
            "user_agent" => Text::UserAgent,
            "referrer" => Text::Referrer,
            "host" => Text::Host,
            "status_class" => Text::StatusClass,
            name => return Err(format!("a filter has the text {name:?}, which is unknown")),
        })
    }

    fn of<'a>(self, line: &Fields<'a>) -> &'a [u8] {
        match self {
            Text::Path => line.path,
            Text::Method => line.method,
            Text::Protocol => line.protocol.text(),
            Text::Ip => line.ip,
            Text::User => line.user,
            Text::UserAgent => line.agent,
            Text::Referrer => line.referrer,
            Text::Host => line.host,
            Text::StatusClass => line.status_class(),
        }
    }
}

impl Network {
    /// Reads 8 or 32 hexadecimal digits and the number of bits that count.
    fn read(digits: &str, length: i64) -> Option<Network> {
        let bits = u128::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            8 if (0..=32).contains(&length) => {
                let mask = u32::MAX.checked_shl(32 - length as u32).unwrap_or(0);
                Some(Network::V4 { bits: bits as u32 & mask, mask })
            }
            32 if (0..=128).contains(&length) => {
                let mask = u128::MAX.checked_shl(128 - length as u32).unwrap_or(0);
                Some(Network::V6 { bits: bits & mask, mask })
            }
            _ => None,
        }
    }

    fn holds(self, value: &[u8]) -> bool {
        let Ok(text) = std::str::from_utf8(value) else {
            return false;
        };
        match self {
            Network::V4 { bits, mask } => {
                text.parse::<Ipv4Addr>().is_ok_and(|address| address.to_bits() & mask == bits)
            }
            Network::V6 { bits, mask } => {
                text.parse::<Ipv6Addr>().is_ok_and(|address| address.to_bits() & mask == bits)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::automaton::has_an_a;
    use crate::request::Protocol;

    const LINE: Fields = Fields {
        ip: b"10.1.2.3",
        host: b"2001:db8::1.2.3.4",
        epoch: 1000,
        method: b"GET",
        path: b"/a\xff",
        protocol: Protocol(21),
        status: 404,
        size: 77,
        ..Fields::NONE
    };

    fn accepts(filter: &str, line: &Fields) -> bool {
        let automata = [Arc::new(Automaton::read(&has_an_a()).expect("a good automaton"))];
        let tree = Tree::parse(filter).expect("JSON");
        Filter::read(&tree, &automata).expect("a good filter").accepts(line)
    }

    #[test]
    fn tests_hold_or_not() {
        for (filter, expected) in [
            ("[\"true\"]", true),
            ("[\"and\"]", true),
            ("[\"or\"]", false),
            ("[\"not\",[\"or\"]]", true),
            ("[\"num\",\"status\",\"=\",404]", true),
            ("[\"num\",\"status\",\"!=\",404]", false),
            ("[\"num\",\"bytes\",\"<\",78]", true),
            ("[\"num\",\"bytes\",\"<=\",76]", false),
            ("[\"num\",\"time\",\">\",1000]", false),
            ("[\"num\",\"time\",\">=\",1000]", true),
            ("[\"num\",\"latency\",\"!=\",1]", false),
            ("[\"numin\",\"status\",[200,404]]", true),
            ("[\"numin\",\"status\",[200]]", false),
            ("[\"text\",\"path\",\"=\",\"/a\\u00ff\"]", true),
            ("[\"text\",\"path\",\"!=\",\"/a\\u00ff\"]", false),
            ("[\"text\",\"protocol\",\"=\",\"HTTP/1.1\"]", true),
            ("[\"text\",\"user\",\"=\",\"-\"]", true),
            ("[\"text\",\"status_class\",\"=\",\"4xx\"]", true),
            ("[\"textin\",\"method\",[\"GET\",\"PUT\"]]", true),
            ("[\"textin\",\"method\",[\"POST\"]]", false),
            ("[\"dfa\",\"path\",0,\"~ a\"]", true),
            ("[\"dfa\",\"method\",0,\"~ a\"]", false),
            ("[\"cidr\",\"ip\",\"0a000000\",8]", true),
            ("[\"cidr\",\"ip\",\"0a010200\",24]", true),
            ("[\"cidr\",\"ip\",\"0a010200\",32]", false),
            ("[\"cidr\",\"ip\",\"00000000\",0]", true),
            ("[\"cidr\",\"host\",\"00000000\",0]", false),
            ("[\"cidr\",\"host\",\"20010db8000000000000000000000000\",96]", true),
            ("[\"and\",[\"true\"],[\"num\",\"status\",\"=\",1]]", false),
            ("[\"or\",[\"true\"],[\"num\",\"status\",\"=\",1]]", true),
        ] {
            assert_eq!(accepts(filter, &LINE), expected, "{filter}");
        }
        let timed = Fields { latency: Some(5), ..LINE };
        assert!(accepts("[\"num\",\"latency\",\"!=\",1]", &timed));
    }

    #[test]
    fn addresses_are_strict() {
        for ip in ["10.1.2", "010.1.2.3", "10.1.2.3 ", "[::1]", "10.1.2.256", "\u{e9}", "-", ""] {
            let line = Fields { ip: ip.as_bytes(), ..LINE };
            assert!(!accepts("[\"cidr\",\"ip\",\"00000000\",0]", &line), "{ip}");
        }
    }

    #[test]
    fn what_is_no_filter_is_refused() {
        for filter in [
            "[]",
            "[\"xor\"]",
            "[\"not\"]",
            "[\"num\",\"path\",\"=\",1]",
            "[\"num\",\"status\",\"~\",1]",
            "[\"numin\",\"status\",[2,1]]",
            "[\"text\",\"path\",\"<\",\"a\"]",
            "[\"text\",\"path\",\"=\",\"\\u0100\"]",
            "[\"dfa\",\"path\",0,\"~ a\"]",
            "[\"dfa\",\"path\",-1,\"~ a\"]",
            "[\"cidr\",\"ip\",\"00\",0]",
            "[\"cidr\",\"ip\",\"00000000\",33]",
        ] {
            let tree = Tree::parse(filter).expect("JSON");
            assert!(Filter::read(&tree, &[]).is_err(), "{filter}");
        }
    }
}
