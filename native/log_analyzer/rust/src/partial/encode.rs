//! A tally to bytes.

use super::MAGIC;
use crate::counter::{Counter, Id, Sums};
use crate::coverage::Coverage;
use crate::options::Options;
use crate::plan::Column;
use crate::request::Protocol;
use crate::tables::Tables;

/// Tags of the columns, by [`Column`].
pub const COLUMN_TAGS: [&[u8; 4]; Column::COUNT] =
    [b"PATH", b"ADDR", b"AGNT", b"REFR", b"USER", b"HOST"];

/// Returns the canonical bytes of counters and their coverage.
pub fn encode(options: &Options, tables: &mut Tables, coverage: &Coverage) -> Vec<u8> {
    tables.bound();
    let mut out = Writer(MAGIC.to_vec());
    out.u32(options.header.len());
    out.0.extend_from_slice(options.header.as_bytes());
    out.section(b"TOTL", |out| totals(out, tables));
    out.section(b"MALF", |out| out.u64s(tables.reasons));
    out.section(b"STAT", |out| status(out, tables));
    out.section(b"METH", |out| {
        let order = tables.methods.sorted();
        out.keys(&tables.methods, &order, b"\n");
        out.u64s(order.iter().map(|&id| tables.methods.sums(id).count));
    });
    out.section(b"PROT", |out| protocols(out, tables));
    let latency = options.present.latency;
    let mut ranks = Vec::new();
    for column in Column::ALL {
        let counter = tables.column(column);
        let tag = COLUMN_TAGS[column as usize];
        out.section(tag, |out| ranks.push(key_table(out, counter, b"\n", latency)));
    }
    out.section(b"MINU", |out| minutes(out, tables));
    out.section(b"LATE", |out| out.columns(tables.latency(), |entry| [entry.0, entry.1]));
    out.section(b"LMIN", |out| {
        out.columns(tables.latency_by_minute(), |entry| [entry.0 as u64, entry.1, entry.2]);
    });
    out.section(b"LKEY", |out| key_latencies(out, tables, &ranks));
    out.section(b"GRUP", |out| drop(key_table(out, &tables.groups, b"", latency)));
    out.section(b"VISI", |out| visitors(out, tables, &ranks));
    if let Some(sketch) = &tables.sketch {
        out.section(b"REGS", |out| {
            sketch.registers.iter().for_each(|one| out.0.extend_from_slice(&one.0[..]));
        });
    }
    out.section(b"SRCS", |out| sources(out, coverage));
    out.0
}

fn totals(out: &mut Writer, tables: &Tables) {
    let (lines, blank, malformed) = (tables.lines(), tables.blank(), tables.malformed());
    let bytes = [tables.bytes as u64, (tables.bytes >> 64) as u64];
    out.u64s([lines, tables.parsed, blank, malformed, tables.filtered, tables.bad_request]);
    out.u64s(bytes);
    out.i64s([tables.first, tables.last]);
}

fn status(out: &mut Writer, tables: &Tables) {
    let seen: Vec<usize> = (0..tables.status.len()).filter(|&s| tables.status[s] > 0).collect();
    out.u64s([seen.len() as u64]);
    out.u64s(seen.iter().map(|&status| status as u64));
    out.u64s(seen.iter().map(|&status| tables.status[status]));
}

fn protocols(out: &mut Writer, tables: &Tables) {
    let counts = tables.protocols.iter().enumerate().filter(|(_, count)| **count > 0);
    let mut seen: Vec<(&[u8], u64)> =
        counts.map(|(place, count)| (Protocol(place as u8).text(), *count)).collect();
    seen.sort_unstable();
    let keys: Vec<&[u8]> = seen.iter().map(|(key, _)| *key).collect();
    let block = keys.join(&b'\n');
    out.u64s([keys.len() as u64, 0, block.len() as u64]);
    out.0.extend_from_slice(&block);
    out.u64s(seen.iter().map(|(_, count)| *count));
}

/// Writes a table and returns the rank of each of its records, by their numbers.
fn key_table(out: &mut Writer, counter: &Counter, between: &[u8], latency: bool) -> Vec<u32> {
    let order = counter.sorted();
    out.keys(counter, &order, between);
    let sums: Vec<Sums> = order.iter().map(|&id| counter.sums(id)).collect();
    out.u64s(sums.iter().map(|sums| sums.count));
    out.u64s(sums.iter().map(|sums| sums.bytes as u64));
    out.u64s(sums.iter().map(|sums| (sums.bytes >> 64) as u64));
    out.u64s(sums.iter().map(|sums| sums.errors));
    if latency {
        out.u64s(sums.iter().map(|sums| sums.timed));
        out.u64s(sums.iter().map(|sums| sums.latency as u64));
        out.u64s(sums.iter().map(|sums| (sums.latency >> 64) as u64));
    }
    let mut ranks = vec![0; order.len()];
    for (rank, id) in order.into_iter().enumerate() {
        ranks[counter.number(id) as usize] = rank as u32;
    }
    ranks
}

/// Writes the latencies of the keys of each column that they are kept of.
fn key_latencies(out: &mut Writer, tables: &mut Tables, ranks: &[Vec<u32>]) {
    let Tables { options, latency_keys, .. } = tables;
    for (&column, keys) in options.latency_by.iter().zip(latency_keys) {
        let ranks = &ranks[column as usize];
        let mut numbers: Vec<(u32, u32)> = ranks.iter().copied().zip(0..).collect();
        numbers.sort_unstable();
        let mut found = Vec::new();
        for (rank, number) in numbers {
            let latencies = keys.of(number).sorted().iter();
            found.extend(latencies.map(|&(latency, lines)| [u64::from(rank), latency, lines]));
        }
        out.columns(found, |entry| entry);
    }
}

fn minutes(out: &mut Writer, tables: &Tables) {
    let minutes = tables.minutes.sorted();
    out.u64s([tables.minutes.step() as u64, minutes.len() as u64]);
    out.i64s(minutes.iter().map(|(start, _)| *start));
    out.u64s(minutes.iter().map(|(_, traffic)| traffic.requests));
    out.u64s(minutes.iter().map(|(_, traffic)| traffic.bytes as u64));
    out.u64s(minutes.iter().map(|(_, traffic)| (traffic.bytes >> 64) as u64));
    out.u64s(minutes.iter().map(|(_, traffic)| traffic.errors_4xx));
    out.u64s(minutes.iter().map(|(_, traffic)| traffic.errors_5xx));
}

fn visitors(out: &mut Writer, tables: &mut Tables, ranks: &[Vec<u32>]) {
    let (ips, agents) = (&ranks[Column::Ip as usize], &ranks[Column::UserAgent as usize]);
    let ranked = |(pair, day): (u64, i64)| {
        let ip = ips[(pair >> 32) as usize];
        // Where there are no agents, all visitors have the number 0.
        let agent = agents.get(pair as u32 as usize).copied().unwrap_or(0);
        (u64::from(ip) << 32 | u64::from(agent), day)
    };
    let mut pairs: Vec<(u64, i64)> = tables.visitors.pairs().map(ranked).collect();
    pairs.sort_unstable();
    out.u64s([pairs.len() as u64]);
    out.u64s(pairs.iter().map(|(pair, _)| *pair));
    out.i64s(pairs.iter().map(|(_, day)| *day));
}

fn sources(out: &mut Writer, coverage: &Coverage) {
    let sources = coverage.sources();
    out.u64s([sources.len() as u64]);
    for (name, spans, samples) in sources {
        out.u32(name.len());
        out.0.extend_from_slice(name);
        out.u64s([spans.len() as u64]);
        for span in spans {
            out.u64s([span.start, span.end, span.lines]);
        }
        out.u64s([samples.len() as u64]);
        for sample in samples {
            out.u64s([sample.offset, sample.line]);
            out.0.push(sample.reason);
            out.u32(sample.text.len());
            out.0.extend_from_slice(&sample.text);
        }
    }
}

struct Writer(Vec<u8>);

impl Writer {
    fn section(&mut self, tag: &[u8; 4], write: impl FnOnce(&mut Writer)) {
        self.0.extend_from_slice(tag);
        let place = self.0.len();
        self.u64s([0]);
        write(self);
        let length = (self.0.len() - place - 8) as u64;
        self.0[place..place + 8].copy_from_slice(&length.to_le_bytes());
    }

    fn u32(&mut self, number: usize) {
        self.0.extend_from_slice(&(number as u32).to_le_bytes());
    }

    fn u64s(&mut self, numbers: impl IntoIterator<Item = u64>) {
        self.0.extend(numbers.into_iter().flat_map(u64::to_le_bytes));
    }

    fn i64s(&mut self, numbers: impl IntoIterator<Item = i64>) {
        self.0.extend(numbers.into_iter().flat_map(i64::to_le_bytes));
    }

    /// Writes how many entries there are, and then each part of them as a column.
    fn columns<T: Copy, const N: usize>(&mut self, entries: Vec<T>, parts: impl Fn(T) -> [u64; N]) {
        self.u64s([entries.len() as u64]);
        for part in 0..N {
            self.u64s(entries.iter().map(|&entry| parts(entry)[part]));
        }
    }

    /// Writes the keys of the records in `order` with some bytes between them.
    fn keys(&mut self, counter: &Counter, order: &[Id], between: &[u8]) {
        self.u64s([order.len() as u64, counter.lost(), 0]);
        let start = self.0.len();
        for (place, &id) in order.iter().enumerate() {
            if place > 0 {
                self.0.extend_from_slice(between);
            }
            self.0.extend_from_slice(counter.key(id));
        }
        let length = (self.0.len() - start) as u64;
        self.0[start - 8..start].copy_from_slice(&length.to_le_bytes());
    }
}
