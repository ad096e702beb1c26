//! A tally to bytes.

use super::{MAGIC, header};
use crate::counter::{Counter, Id, Sums};
use crate::coverage::Coverage;
use crate::line::Layout;
use crate::request::Protocol;
use crate::shard::Options;
use crate::tables::Tables;

/// Returns the canonical bytes of counters and their coverage.
pub fn encode(options: &Options, tables: &mut Tables, coverage: &Coverage) -> Vec<u8> {
    let mut out = Writer(MAGIC.to_vec());
    let header = header(options);
    out.u32(header.len());
    out.0.extend_from_slice(header.as_bytes());
    out.section(b"TOTL", |out| totals(out, tables));
    out.section(b"MALF", |out| out.u64s(tables.reasons));
    out.section(b"STAT", |out| status(out, tables));
    out.section(b"METH", |out| {
        let order = tables.methods.sorted();
        out.keys(&tables.methods, &order);
        out.u64s(order.iter().map(|&id| tables.methods.sums(id).count));
    });
    out.section(b"PROT", |out| protocols(out, tables));
    out.section(b"PATH", |out| drop(key_column(out, &tables.paths)));
    let mut ranks = Vec::new();
    out.section(b"ADDR", |out| ranks.push(key_column(out, &tables.hosts)));
    out.section(b"AGNT", |out| ranks.push(key_column(out, &tables.agents)));
    out.section(b"REFR", |out| drop(key_column(out, &tables.referrers)));
    out.section(b"USER", |out| drop(key_column(out, &tables.users)));
    out.section(b"MINU", |out| minutes(out, tables));
    out.section(b"VISI", |out| visitors(out, tables, &ranks[0], &ranks[1]));
    out.section(b"SRCS", |out| sources(out, coverage));
    out.0
}

fn totals(out: &mut Writer, tables: &Tables) {
    let (lines, blank, malformed) = (tables.lines(), tables.blank(), tables.malformed());
    let bytes = [tables.bytes as u64, (tables.bytes >> 64) as u64];
    out.u64s([lines, tables.parsed, blank, malformed, tables.bad_request]);
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
    let mut seen: Vec<(String, u64)> =
        counts.map(|(place, count)| (Protocol(place as u8).text(), *count)).collect();
    seen.sort_unstable();
    let keys: Vec<&str> = seen.iter().map(|(key, _)| key.as_str()).collect();
    let block = keys.join("\n");
    out.u64s([keys.len() as u64, block.len() as u64]);
    out.0.extend_from_slice(block.as_bytes());
    out.u64s(seen.iter().map(|(_, count)| *count));
}

/// Writes a column and returns the rank of each of its records.
fn key_column(out: &mut Writer, counter: &Counter) -> Vec<u32> {
    let order = counter.sorted();
    out.keys(counter, &order);
    let sums: Vec<Sums> = order.iter().map(|&id| counter.sums(id)).collect();
    out.u64s(sums.iter().map(|sums| sums.count));
    out.u64s(sums.iter().map(|sums| sums.bytes as u64));
    out.u64s(sums.iter().map(|sums| (sums.bytes >> 64) as u64));
    out.u64s(sums.iter().map(|sums| sums.errors));
    let mut ranks = vec![0; order.len()];
    for (rank, id) in order.into_iter().enumerate() {
        ranks[counter.number(id) as usize] = rank as u32;
    }
    ranks
}

fn minutes(out: &mut Writer, tables: &Tables) {
    let minutes = tables.minutes.sorted();
    out.u64s([minutes.len() as u64]);
    out.i64s(minutes.iter().map(|(minute, _)| minute * 60));
    out.u64s(minutes.iter().map(|(_, traffic)| traffic.requests));
    out.u64s(minutes.iter().map(|(_, traffic)| traffic.bytes as u64));
    out.u64s(minutes.iter().map(|(_, traffic)| (traffic.bytes >> 64) as u64));
    out.u64s(minutes.iter().map(|(_, traffic)| traffic.errors_4xx));
    out.u64s(minutes.iter().map(|(_, traffic)| traffic.errors_5xx));
}

fn visitors(out: &mut Writer, tables: &mut Tables, hosts: &[u32], agents: &[u32]) {
    let combined = tables.layout == Layout::Combined;
    let ranked = |(pair, day): (u64, i64)| {
        let host = hosts[(pair >> 32) as usize];
        let agent = if combined { agents[pair as u32 as usize] } else { 0 };
        (u64::from(host) << 32 | u64::from(agent), day)
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

    /// Writes the keys of the records in `order`, joined by newlines.
    fn keys(&mut self, counter: &Counter, order: &[Id]) {
        self.u64s([order.len() as u64, 0]);
        let start = self.0.len();
        for (place, &id) in order.iter().enumerate() {
            if place > 0 {
                self.0.push(b'\n');
            }
            self.0.extend_from_slice(counter.key(id));
        }
        let length = (self.0.len() - start) as u64;
        self.0[start - 8..start].copy_from_slice(&length.to_le_bytes());
    }
}
