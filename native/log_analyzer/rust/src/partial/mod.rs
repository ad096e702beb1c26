//! The canonical bytes of a tally, version 2: equal for equal input in every backend.
//!
//! `LAP2`, a header with the options, and sections of tagged, length-prefixed, sorted columns.
//! Numbers are little-endian. See `definitions.md` of the package for the table of sections.

mod checks;
mod decode;
mod encode;
mod latencies;
mod reader;
mod sources;

pub use decode::{Foreign, decode};
pub use encode::encode;

const MAGIC: &[u8; 4] = b"LAP2";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::{Options, options_of};
    use crate::plan::Column;
    use crate::tally::{By, Tally};
    use std::sync::Arc;

    const LINES: &str = "\
h1 - - [05/Mar/2025:10:00:07 +0000] \"GET /a?q HTTP/1.1\" 404 12 \"-\" \"Voyager\"
h2 - ann [05/Mar/2025:10:01:07 +0000] \"POST /b HTTP/2\" 500 9223372036854775807 \"r\" \"\"
broken
worse

h1 - - [31/Dec/1969:23:59:59 +0000] \"\" 200 - \"-\" \"Voyager\"
";

    fn options() -> Arc<Options> {
        options_of("{\"kind\":\"combined\"}", &[])
    }

    fn counted(text: &str, source: &[u8], offset: u64) -> Tally {
        let mut tally = Tally::new(options());
        tally.begin(source.to_vec(), offset).expect("no stream is open");
        tally.feed(text.as_bytes()).expect("a stream is open");
        tally.finish().expect("nothing was counted before");
        tally
    }

    fn merged(parts: &[&[u8]]) -> Vec<u8> {
        let mut tally = Tally::new(options());
        for part in parts {
            tally.merge(part).expect("a good partial");
        }
        tally.partial().expect("no stream is open")
    }

    #[test]
    fn a_partial_merged_into_nothing_is_itself() {
        let partial = counted(LINES, b"s", 0).partial().expect("no stream is open");
        assert_eq!(merged(&[&partial]), partial);
        let nothing = Tally::new(options()).partial().expect("no stream is open");
        assert!(Tally::new(options()).merge(&nothing).is_ok());
    }

    #[test]
    fn merging_parts_in_any_order_gives_the_whole() {
        let whole = counted(LINES, b"s", 0).partial().expect("no stream is open");
        let cut = LINES.find("broken").expect("it is there");
        let first = counted(&LINES[..cut], b"s", 0).partial().expect("no stream is open");
        let second = counted(&LINES[cut..], b"s", cut as u64).partial().expect("no stream");
        assert_eq!(merged(&[&first, &second]), whole);
        assert_eq!(merged(&[&second, &first]), whole);
    }

    #[test]
    fn a_refused_partial_changes_nothing() {
        let mut tally = counted(LINES, b"s", 0);
        let before = tally.partial().expect("no stream is open");
        let error = tally.merge(&before).expect_err("counted before");
        assert!(error.contains("counted already"), "{error}");
        let other = options_of("{\"kind\":\"combined\"}", &[("strip_query", "false")]);
        let foreign = Tally::new(other).partial().expect("no stream is open");
        let error = tally.merge(&foreign).expect_err("other options");
        assert!(error.contains("cannot be merged"), "{error}");
        assert_eq!(tally.partial().expect("no stream is open"), before);
    }

    /// Adds a number to eight bytes of a section of a partial.
    fn changed(good: &[u8], changes: &[(&[u8; 4], usize, i64)]) -> Vec<u8> {
        let mut bytes = good.to_vec();
        for (tag, place, change) in changes {
            let section = memchr::memmem::find(good, *tag).expect("a section");
            let at = section + 12 + place;
            let number = i64::from_le_bytes(*bytes[at..].first_chunk().expect("a number"));
            bytes[at..at + 8].copy_from_slice(&(number + change).to_le_bytes());
        }
        bytes
    }

    fn refusal(bytes: &[u8]) -> String {
        decode(bytes, &options()).expect_err("damaged")
    }

    #[test]
    fn counts_that_cannot_be_are_refused() {
        let good = counted(LINES, b"s", 0).partial().expect("no stream is open");
        // Where the only range of the only source has its number of lines: after the number of
        // sources, the name "s" with its length, the number of ranges, and the range itself.
        let lines = 8 + 4 + 1 + 8 + 16;
        let (sample, line) = (lines + 16, 8 + 8 + 1 + 4 + 6);
        let more = [(b"TOTL", 0, 9999), (b"TOTL", 16, 9999), (b"MALF", 0, 9999)];
        assert!(refusal(&changed(&good, &more)).contains("in the ranges"));
        let impossible = [&more[..], &[(b"SRCS", lines, 9999)]].concat();
        assert!(refusal(&changed(&good, &impossible)).contains("cannot be"));
        assert!(refusal(&changed(&good, &[(b"SRCS", sample, 300)])).contains("out of order"));
        assert!(refusal(&changed(&good, &[(b"SRCS", sample + line, -7)])).contains("out of order"));
        assert!(refusal(&changed(&good, &[(b"TOTL", 56, 1)])).contains("too many for 3 lines"));
        // ADDR: number, loss and length of keys, "h1\nh2", two counts, two low halves.
        assert!(refusal(&changed(&good, &[(b"ADDR", 24 + 5 + 32, 1)])).contains("too many for 2"));
        let mut longer = changed(&good, &[]);
        let length = memchr::memmem::find(&good, b"SRCS").expect("a section") + 4;
        longer[length] += 1;
        longer.push(0);
        assert!(refusal(&longer).contains("1 bytes too many"));
    }

    /// Options that use every section, and lines for them.
    fn all_sections(approx: bool) -> (Arc<Options>, &'static str) {
        let plan = "{\"kind\":\"text\",\"steps\":[[\"bare\",\"ip\"],[\"lit\",\" \"],\
                    [\"bare\",\"time_s\"],[\"lit\",\" \"],[\"bare\",\"status\"],[\"lit\",\" \"],\
                    [\"bare\",\"target\"],[\"lit\",\" \"],[\"bare\",\"latency_us\"]]}";
        let latency_by = if approx { "[]" } else { "[\"ip\",\"path\"]" };
        let changes = [
            ("approx", if approx { "true" } else { "false" }),
            ("filter", "[\"num\",\"status\",\"<\",500]"),
            ("group_by", "[\"path\",\"minute\"]"),
            ("latency_by", latency_by),
        ];
        let lines = "a 60 200 /x 5\nb 125 404 /y -\na 126 200 /x 7\na 7 500 /x 1\nc 60 301 /x 5\n";
        (options_of(plan, &changes), lines)
    }

    fn counted_by(options: &Arc<Options>, text: &str, offset: u64) -> Vec<u8> {
        let mut tally = Tally::new(Arc::clone(options));
        tally.begin(b"s".to_vec(), offset).expect("no stream is open");
        tally.feed(text.as_bytes()).expect("a stream is open");
        tally.finish().expect("nothing was counted before");
        tally.partial().expect("no stream is open")
    }

    #[test]
    fn every_section_is_merged() {
        for approx in [false, true] {
            let (options, lines) = all_sections(approx);
            let whole = counted_by(&options, lines, 0);
            let cut = lines.find("a 126").expect("it is there");
            let first = counted_by(&options, &lines[..cut], 0);
            let second = counted_by(&options, &lines[cut..], cut as u64);
            for parts in [[&first, &second], [&second, &first]] {
                let mut tally = Tally::new(Arc::clone(&options));
                parts.iter().for_each(|part| tally.merge(part).expect("a good partial"));
                assert_eq!(tally.partial(), Ok(whole.clone()));
                // The first hundred buckets hold one latency each.
                assert_eq!(tally.latency(), [(5, 2), (7, 1)]);
                assert_eq!(tally.tables.filtered, 1);
                let groups: Vec<u64> = tally.groups().iter().map(|group| group.1.count).collect();
                assert_eq!(groups, [2, 1, 1]);
                if !approx {
                    let of_a = tally.key_latency(Column::Ip, b"a").expect("kept");
                    assert_eq!(of_a, [(5, 1), (7, 1)]);
                    let top = tally.top(Column::Path, 9, By::P99).expect("kept");
                    assert_eq!([&top[0].0[..], &top[1].0[..]], [b"/x", b"/y"]);
                    assert_eq!(tally.latency_minutes(), [(60, 5, 2), (120, 7, 1)]);
                }
            }
        }
    }

    /// Whatever is changed, the result is an error or a partial that encodes as it was read.
    #[test]
    fn no_damaged_section_is_taken_for_another() {
        for approx in [false, true] {
            let (options, lines) = all_sections(approx);
            let good = counted_by(&options, lines, 0);
            // Registers are many and all alike.
            let registers = memchr::memmem::find(&good, b"REGS").unwrap_or(good.len());
            for place in (8 + options.header.len()..good.len())
                .filter(|&place| place < registers + 100 || place > good.len() - 100)
            {
                let mut damaged = good.clone();
                damaged[place] ^= 1;
                let mut tally = Tally::new(Arc::clone(&options));
                if tally.merge(&damaged).is_ok() {
                    assert_eq!(tally.partial(), Ok(damaged), "byte {place}");
                }
            }
        }
    }

    /// Whatever is changed, the result is an error or a partial that encodes as it was read.
    #[test]
    fn no_damaged_partial_is_taken_for_another() {
        let good = counted(LINES, b"s", 0).partial().expect("no stream is open");
        for place in 0..good.len() {
            assert!(decode(&good[..place], &options()).is_err(), "cut at {place}");
            for change in [1, 2, 3, 0x80, 0xFF] {
                let mut damaged = good.clone();
                damaged[place] ^= change;
                let mut tally = Tally::new(options());
                if tally.merge(&damaged).is_ok() {
                    let again = tally.partial().expect("no stream is open");
                    assert_eq!(again, damaged, "byte {place} changed by {change}");
                }
            }
        }
        let longer = [&good[..], b"x"].concat();
        assert!(decode(&longer, &options()).is_err());
    }
}
