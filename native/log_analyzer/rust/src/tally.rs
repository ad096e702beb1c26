//! The state behind one `Tally`: merged counters, their coverage, and an open stream.

use std::sync::Arc;

use crate::counter::{Counter, Sums};
use crate::coverage::Coverage;
use crate::groups::read_group;
use crate::lines::{BLOCK, Lines};
use crate::options::Options;
use crate::partial::{self, Foreign};
use crate::plan::{Column, Plan};
use crate::shard::Shard;
use crate::tables::Tables;
use crate::w3c::Columns;

/// A source whose bytes are fed.
#[derive(Debug)]
struct Stream {
    source: Vec<u8>,
    lines: Lines,
    shard: Shard,
}

/// Counters of any number of sources.
#[derive(Debug)]
pub struct Tally {
    pub options: Arc<Options>,
    /// The columns in force before the next scan or stream, in the W3C format.
    pub columns: Columns,
    pub tables: Tables,
    pub coverage: Coverage,
    stream: Option<Stream>,
}

/// What a top list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Count,
    Bytes,
    Errors,
    LatencySum,
    /// The 99th percentile of the latencies; only of a column that these are kept of.
    P99,
}

/// A row of a top list: the key and its sums.
pub type TopRow = (Vec<u8>, Sums);

/// A group of lines: the values that they have in common, and their sums.
pub type Group = (Vec<Vec<u8>>, Sums);

impl Tally {
    pub fn new(options: Arc<Options>) -> Tally {
        Tally {
            columns: Columns::default(),
            tables: Tables::new(&options),
            coverage: Coverage::new(options.samples),
            options,
            stream: None,
        }
    }

    /// Adds what was counted of a source; on an error nothing is added.
    pub fn take(&mut self, source: &[u8], shards: Vec<Shard>) -> Result<(), String> {
        let (spans, tables): (Vec<_>, Vec<_>) = shards.into_iter().map(Shard::close).unzip();
        for spans in &spans {
            self.coverage.check_free(source, spans)?;
        }
        self.coverage.list(source);
        for span in spans.into_iter().flatten() {
            self.coverage.add(source, span);
        }
        for tables in tables {
            if self.tables.lines() == 0 {
                self.tables = tables;
            } else if tables.lines() > 0 {
                self.tables.merge(&tables);
            }
        }
        Ok(())
    }

    /// Puts the columns of a directive in force before the next scan or stream.
    pub fn set_columns(&mut self, line: &[u8]) -> Result<(), String> {
        let bare = line.strip_suffix(b"\n").unwrap_or(line);
        let columns = Columns::read(bare.strip_suffix(b"\r").unwrap_or(bare));
        let shown = line[..line.len().min(200)].escape_ascii();
        self.columns = match (&self.options.plan, columns) {
            (Plan::W3c, Some(columns)) => columns,
            (Plan::W3c, None) => return Err(format!("{shown} is no directive #Fields:")),
            _ => return Err(format!("only the W3C format has columns such as {shown}")),
        };
        Ok(())
    }

    /// Opens a stream whose first byte starts a line and lies at `offset` of the source.
    pub fn begin(&mut self, source: Vec<u8>, offset: u64) -> Result<(), String> {
        if let Some(open) = &self.stream {
            let name = String::from_utf8_lossy(&open.source);
            return Err(format!("the stream of {name:?} is open, finish it first"));
        }
        self.coverage.list(&source);
        let (lines, shard) = (Lines::from_line(offset), Shard::new(&self.options, &self.columns));
        self.stream = Some(Stream { source, lines, shard });
        Ok(())
    }

    /// Counts the next bytes of the open stream.
    pub fn feed(&mut self, data: &[u8]) -> Result<(), String> {
        let stream = self.stream.as_mut().ok_or("no stream is open, begin one first")?;
        for piece in data.chunks(BLOCK) {
            stream.lines.room(piece.len()).copy_from_slice(piece);
            stream.lines.filled(piece.len());
            stream.lines.drain(&mut stream.shard, u64::MAX, false);
        }
        Ok(())
    }

    /// Counts the line that is still open and closes the stream.
    pub fn finish(&mut self) -> Result<(), String> {
        let mut stream = self.stream.take().ok_or("no stream is open, begin one first")?;
        stream.lines.room(0);
        stream.lines.drain(&mut stream.shard, u64::MAX, true);
        self.take(&stream.source, vec![stream.shard])
    }

    /// Adds the lines that the open stream has completed, so that the counters include them.
    pub fn settle(&mut self) -> Result<(), String> {
        let Some(stream) = self.stream.as_mut() else {
            return Ok(());
        };
        let next = Shard::new(&self.options, stream.shard.columns());
        let shard = std::mem::replace(&mut stream.shard, next);
        let source = stream.source.clone();
        self.take(&source, vec![shard])
    }

    /// Adds what a partial holds; on an error nothing is added.
    pub fn merge(&mut self, partial: &[u8]) -> Result<(), String> {
        self.settle()?;
        let Foreign { tables, sources } = partial::decode(partial, &self.options)?;
        for (source, spans) in &sources {
            self.coverage.check_free(source, spans)?;
        }
        if self.tables.lines().checked_add(tables.lines()).is_none() {
            return Err(format!("{} lines more than can be counted", tables.lines()));
        }
        for (source, spans) in sources {
            self.coverage.list(&source);
            for span in spans {
                self.coverage.add(&source, span);
            }
        }
        self.tables.merge(&tables);
        Ok(())
    }

    /// Returns the canonical bytes of everything counted.
    pub fn partial(&mut self) -> Result<Vec<u8>, String> {
        self.settle()?;
        Ok(partial::encode(&self.options, &mut self.tables, &self.coverage))
    }

    /// Returns the `n` keys of a column with the largest numbers, and with equal numbers those that
    /// come first as bytes.
    pub fn top(&mut self, column: Column, n: usize, by: By) -> Result<Vec<TopRow>, String> {
        let percentiles = match by {
            By::P99 => self.percentiles(column)?,
            _ => Vec::new(),
        };
        let counter = self.tables.column(column);
        let number = |number: u32, sums: Sums| match by {
            By::Count => i128::from(sums.count),
            By::Bytes => sums.bytes as i128,
            By::Errors => i128::from(sums.errors),
            By::LatencySum => sums.latency as i128,
            By::P99 => percentiles[number as usize],
        };
        Ok(top(counter, n, number))
    }

    /// Returns the 99th percentile of each key by its number, -1 for one without latencies.
    fn percentiles(&mut self, column: Column) -> Result<Vec<i128>, String> {
        let place = self.latency_place(column)?;
        let keys = &mut self.tables.latency_keys[place];
        let numbers = 0..self.tables.columns[column as usize].len() as u32;
        Ok(numbers.map(|key| keys.of(key).percentile(99).map_or(-1, i128::from)).collect())
    }

    /// Returns the latencies of a key of a column, ascending, and how many lines had each.
    pub fn key_latency(&mut self, column: Column, key: &[u8]) -> Result<Vec<(u64, u64)>, String> {
        let place = self.latency_place(column)?;
        let counter = &self.tables.columns[column as usize];
        let number = counter.find(key).map(|id| counter.number(id));
        let keys = &mut self.tables.latency_keys[place];
        Ok(number.map_or(Vec::new(), |number| keys.of(number).sorted().to_vec()))
    }

    fn latency_place(&self, column: Column) -> Result<usize, String> {
        let found = self.options.latency_by.iter().position(|&kept| kept == column);
        found.ok_or_else(|| format!("latencies by {} are not kept", column.name()))
    }

    /// Returns the latencies, ascending, and how many lines had each; buckets of them where memory
    /// is bounded.
    pub fn latency(&mut self) -> Vec<(u64, u64)> {
        self.tables.latency()
    }

    /// Returns (start of a minute, latency, lines), ascending.
    pub fn latency_minutes(&mut self) -> Vec<(i64, u64, u64)> {
        self.tables.latency_by_minute()
    }

    /// Returns the groups in canonical order.
    pub fn groups(&self) -> Vec<Group> {
        let groups = &self.tables.groups;
        let n = self.options.group_by.len();
        let group = |id| {
            let values = read_group(groups.key(id), n).expect("written or checked here");
            (values.into_iter().map(<[u8]>::to_vec).collect(), groups.sums(id))
        };
        groups.sorted().into_iter().map(group).collect()
    }
}

fn top(counter: &Counter, n: usize, number: impl Fn(u32, Sums) -> i128) -> Vec<TopRow> {
    let mut rows: Vec<(i128, &[u8], Sums)> = counter
        .ids()
        .map(|id| {
            let sums = counter.sums(id);
            (number(counter.number(id), sums), counter.key(id), sums)
        })
        .collect();
    let order =
        |a: &(i128, &[u8], Sums), b: &(i128, &[u8], Sums)| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1));
    if n < rows.len() {
        rows.select_nth_unstable_by(n, order);
        rows.truncate(n);
    }
    rows.sort_unstable_by(order);
    rows.into_iter().map(|(_, key, sums)| (key.to_vec(), sums)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::options_of;

    fn tally() -> Tally {
        let changes = [("max_line", "1000"), ("samples", "5")];
        Tally::new(options_of("{\"kind\":\"common\"}", &changes))
    }

    fn fed(lines: &[(&str, u16, u64)]) -> Tally {
        let mut tally = tally();
        tally.begin(b"s".to_vec(), 0).expect("no stream is open");
        for (host, status, size) in lines {
            let line = format!(
                "{host} - - [05/Mar/2025:10:00:07 +0000] \"GET / HTTP/1.1\" {status} {size}\n"
            );
            tally.feed(line.as_bytes()).expect("a stream is open");
        }
        tally
    }

    #[test]
    fn a_top_list_is_sorted_by_number_and_then_by_key() {
        let mut tally =
            fed(&[("b", 404, 1), ("a", 200, 9), ("c", 200, 1), ("b", 500, 1), ("d", 200, 1)]);
        tally.finish().expect("nothing was counted before");
        let mut hosts = |n, by| -> Vec<String> {
            let rows = tally.top(Column::Ip, n, by).expect("kept").into_iter();
            rows.map(|(key, _)| String::from_utf8(key).expect("ASCII")).collect()
        };
        assert_eq!(hosts(9, By::Count), ["b", "a", "c", "d"]);
        assert_eq!(hosts(3, By::Count), ["b", "a", "c"]);
        assert_eq!(hosts(2, By::Bytes), ["a", "b"]);
        assert_eq!(hosts(2, By::Errors), ["b", "a"]);
        assert!(hosts(0, By::Count).is_empty());
    }

    #[test]
    fn complete_lines_of_an_open_stream_count() {
        let mut tally = fed(&[("a", 200, 1), ("b", 200, 1)]);
        tally.feed(b"broken").expect("a stream is open");
        tally.settle().expect("nothing was counted before");
        assert_eq!((tally.tables.lines(), tally.tables.column(Column::Ip).len()), (2, 2));
        tally.finish().expect("nothing was counted before");
        assert_eq!((tally.tables.lines(), tally.tables.malformed()), (3, 1));
        let sources: Vec<usize> =
            tally.coverage.sources().map(|(_, spans, _)| spans.len()).collect();
        assert_eq!(sources, [1]);
    }

    #[test]
    fn one_stream_at_a_time() {
        let mut tally = tally();
        assert!(tally.feed(b"x").is_err() && tally.finish().is_err());
        tally.begin(b"s".to_vec(), 0).expect("no stream is open");
        let error = tally.begin(b"t".to_vec(), 0).expect_err("one is open");
        assert!(error.contains("\"s\" is open"), "{error}");
    }

    #[test]
    fn bytes_fed_twice_are_refused_and_not_counted() {
        let mut tally = fed(&[("a", 200, 1)]);
        tally.finish().expect("nothing was counted before");
        tally.begin(b"s".to_vec(), 3).expect("no stream is open");
        tally.feed(b"broken\n").expect("a stream is open");
        assert!(tally.finish().expect_err("counted before").contains("counted already"));
        assert_eq!(tally.tables.lines(), 1);
    }
}
