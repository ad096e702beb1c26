//! Bytes to a tally. They come from other machines, so nothing in them is believed: no length makes
//! this read or reserve more than there is, and what does not add up is refused.

use std::fmt::Display;

use super::{MAGIC, header};
use crate::counter::{Counter, Sums};
use crate::coverage::{SAMPLE_BYTES, Sample, Source, Span};
use crate::line::Layout;
use crate::minutes::Traffic;
use crate::reason::REASONS;
use crate::request::Protocol;
use crate::shard::Options;
use crate::tables::{STATUSES, Tables};

/// The largest size that a line may have.
const LARGEST_SIZE: u128 = i64::MAX as u128;

/// What a partial holds.
#[derive(Debug)]
pub struct Foreign {
    pub tables: Tables,
    pub sources: Vec<Source>,
}

/// Reads a partial that was made with `options`; an error says where it is damaged and how.
pub fn decode(data: &[u8], options: &Options) -> Result<Foreign, String> {
    let mut reader = Reader::new(data);
    let magic = &data[..data.len().min(4)];
    if magic != MAGIC {
        let found = magic.escape_ascii();
        return Err(format!("not a partial: starts with b'{found}', must start with b'LAP1'"));
    }
    reader.take(4)?;
    let length = reader.u32()?;
    let (found, wanted) = (reader.take(length as usize)?, header(options));
    if found != wanted.as_bytes() {
        let found = found[..found.len().min(200)].escape_ascii();
        return Err(format!("a partial of {found} cannot be merged into {wanted}"));
    }
    let mut tables = Tables::new(options.layout);
    let lines = read_totals(&mut reader, &mut tables)?;
    read_counts(&mut reader, &mut tables)?;
    read_columns(&mut reader, &mut tables)?;
    read_minutes(&mut reader, &mut tables)?;
    read_visitors(&mut reader, &mut tables)?;
    let sources = read_sources(&mut reader, options.samples)?;
    reader.end()?;
    let covered: u128 =
        sources.iter().flat_map(|(_, s)| s).map(|span| u128::from(span.lines)).sum();
    if covered != u128::from(lines) {
        return reader.fail(format_args!("{lines} lines, but {covered} in the ranges"));
    }
    Ok(Foreign { tables, sources })
}

/// Reads `TOTL` and `MALF` and returns the number of lines.
fn read_totals(reader: &mut Reader, tables: &mut Tables) -> Result<u64, String> {
    reader.section(b"TOTL")?;
    let [lines, parsed, blank, malformed, bad_request, low, high] = reader.some_u64s()?;
    let [first, last] = reader.some_u64s()?.map(|number| number as i64);
    reader.section(b"MALF")?;
    let reasons: [u64; REASONS] = reader.some_u64s()?;
    let rejected: u128 = reasons[1..].iter().map(|&count| u128::from(count)).sum();
    if blank != reasons[0] || u128::from(malformed) != rejected {
        return reader.fail(format_args!(
            "{malformed} malformed and {blank} blank lines, but by reason {reasons:?}"
        ));
    }
    if u128::from(parsed) + rejected + u128::from(blank) != u128::from(lines) {
        return reader.fail(format_args!(
            "{lines} lines, but {parsed} parsed, {malformed} malformed and {blank} blank"
        ));
    }
    let bytes = u128::from(high) << 64 | u128::from(low);
    reader.check_bytes(bytes, parsed)?;
    if bad_request > parsed {
        return reader.fail(format_args!("{bad_request} bad requests in {parsed} lines"));
    }
    (tables.parsed, tables.bad_request, tables.bytes) = (parsed, bad_request, bytes);
    (tables.first, tables.last, tables.reasons) = (first, last, reasons);
    Ok(lines)
}

/// Reads `STAT`, `METH` and `PROT`.
fn read_counts(reader: &mut Reader, tables: &mut Tables) -> Result<(), String> {
    reader.section(b"STAT")?;
    let n = reader.count()?;
    let (codes, counts) = (reader.u64s(n)?, reader.u64s(n)?);
    reader.check_ascending(codes.clone())?;
    reader.check_sum(tables.parsed, counts.clone())?;
    for (code, count) in codes.zip(counts) {
        if !(100..STATUSES as u64).contains(&code) {
            return reader.fail(format_args!("status {code}, must be 100 to 599"));
        }
        tables.status[code as usize] = count;
    }
    reader.section(b"METH")?;
    let keys = reader.keys()?;
    let counts = reader.u64s(keys.len())?;
    reader.check_sum(tables.parsed, counts.clone())?;
    for (key, count) in keys.iter().zip(counts) {
        let id = tables.methods.id(key);
        tables.methods.add_sums(id, Sums { count, bytes: 0, errors: 0 });
    }
    reader.section(b"PROT")?;
    let keys = reader.keys()?;
    let counts = reader.u64s(keys.len())?;
    reader.check_sum(tables.parsed, counts.clone())?;
    for (key, count) in keys.iter().zip(counts) {
        let protocol = Protocol::parse(key).or((*key == b"-").then_some(Protocol::NONE));
        let Some(protocol) = protocol else {
            return reader.fail(format_args!("{} is no protocol", key.escape_ascii()));
        };
        tables.protocols[usize::from(protocol.0)] = count;
    }
    Ok(())
}

/// Reads `PATH`, `ADDR`, `AGNT`, `REFR` and `USER`.
fn read_columns(reader: &mut Reader, tables: &mut Tables) -> Result<(), String> {
    let parsed = tables.parsed;
    let quoted = if tables.layout == Layout::Combined { parsed } else { 0 };
    read_column(reader, b"PATH", &mut tables.paths, parsed)?;
    read_column(reader, b"ADDR", &mut tables.hosts, parsed)?;
    read_column(reader, b"AGNT", &mut tables.agents, quoted)?;
    read_column(reader, b"REFR", &mut tables.referrers, quoted)?;
    read_column(reader, b"USER", &mut tables.users, parsed)
}

/// Reads a column; the number of a record is then its place.
fn read_column(
    reader: &mut Reader,
    tag: &'static [u8; 4],
    counter: &mut Counter,
    lines: u64,
) -> Result<(), String> {
    reader.section(tag)?;
    let keys = reader.keys()?;
    let counts = reader.u64s(keys.len())?;
    let (low, high) = (reader.u64s(keys.len())?, reader.u64s(keys.len())?);
    let errors = reader.u64s(keys.len())?;
    reader.check_sum(lines, counts.clone())?;
    let sums = counts.zip(low.zip(high)).zip(errors);
    for (key, ((count, (low, high)), errors)) in keys.into_iter().zip(sums) {
        let bytes = u128::from(high) << 64 | u128::from(low);
        reader.check_bytes(bytes, count)?;
        if count == 0 || errors > count {
            let key = key.escape_ascii();
            return reader.fail(format_args!("{count} lines and {errors} errors of {key}"));
        }
        let id = counter.id(key);
        counter.add_sums(id, Sums { count, bytes, errors });
    }
    Ok(())
}

fn read_minutes(reader: &mut Reader, tables: &mut Tables) -> Result<(), String> {
    reader.section(b"MINU")?;
    let n = reader.count()?;
    let starts = reader.u64s(n)?.map(|start| start as i64);
    let requests = reader.u64s(n)?;
    let (low, high) = (reader.u64s(n)?, reader.u64s(n)?);
    let (errors_4xx, errors_5xx) = (reader.u64s(n)?, reader.u64s(n)?);
    reader.check_ascending(starts.clone())?;
    reader.check_sum(tables.parsed, requests.clone())?;
    let columns = starts.zip(requests).zip(low.zip(high)).zip(errors_4xx.zip(errors_5xx));
    for (((start, requests), (low, high)), (errors_4xx, errors_5xx)) in columns {
        let bytes = u128::from(high) << 64 | u128::from(low);
        reader.check_bytes(bytes, requests)?;
        let errors = u128::from(errors_4xx) + u128::from(errors_5xx);
        if start % 60 != 0 || requests == 0 || errors > u128::from(requests) {
            return reader.fail(format_args!(
                "a minute starts at {start} with {requests} requests and {errors} errors"
            ));
        }
        let traffic = Traffic { requests, bytes, errors_4xx, errors_5xx };
        tables.minutes.add_traffic(start / 60, traffic);
    }
    Ok(())
}

fn read_visitors(reader: &mut Reader, tables: &mut Tables) -> Result<(), String> {
    reader.section(b"VISI")?;
    let n = reader.count()?;
    let (pairs, days) = (reader.u64s(n)?, reader.u64s(n)?.map(|day| day as i64));
    reader.check_ascending(pairs.clone().zip(days.clone()))?;
    let hosts = tables.hosts.len() as u64;
    let agents = if tables.layout == Layout::Combined { tables.agents.len() as u64 } else { 1 };
    for (pair, day) in pairs.zip(days) {
        let (host, agent) = (pair >> 32, pair & 0xFFFF_FFFF);
        if host >= hosts || agent >= agents {
            return reader.fail(format_args!(
                "visitor {host}, {agent} is none of {hosts} addresses and {agents} agents"
            ));
        }
        let place = tables.visitors.place(day);
        tables.visitors.add(place, host as u32, agent as u32);
    }
    Ok(())
}

fn read_sources(reader: &mut Reader, limit: usize) -> Result<Vec<Source>, String> {
    reader.section(b"SRCS")?;
    let (mut sources, mut kept) = (Vec::<Source>::new(), 0);
    for _ in 0..reader.u64()? {
        let length = reader.u32()?;
        let name = reader.take(length as usize)?.to_vec();
        if sources.last().is_some_and(|(before, _)| *before >= name) {
            return reader.fail("its sources do not ascend, or one is there twice");
        }
        let mut spans: Vec<Span> = Vec::new();
        for _ in 0..reader.u64()? {
            let [start, end, lines] = reader.some_u64s()?;
            let after = spans.last().is_none_or(|before| before.end < start);
            if !after || start >= end || lines == 0 || lines > end - start {
                return reader.fail(format_args!(
                    "range {start} to {end} with {lines} lines touches or overlaps the one before, \
                     or cannot be"
                ));
            }
            spans.push(Span { start, end, lines, samples: Vec::new() });
        }
        kept += read_samples(reader, &mut spans)?;
        sources.push((name, spans));
    }
    if kept > limit {
        return reader.fail(format_args!("it has {kept} samples, but at most {limit} are kept"));
    }
    Ok(sources)
}

/// Reads the samples of a source into its spans and returns how many there are.
fn read_samples(reader: &mut Reader, spans: &mut [Span]) -> Result<usize, String> {
    let (mut kept, mut next) = (0, 0);
    for _ in 0..reader.u64()? {
        let [offset, line] = reader.some_u64s()?;
        let (reason, length) = (reader.take(1)?[0], reader.u32()? as usize);
        if !(1..REASONS as u8).contains(&reason) || length > SAMPLE_BYTES {
            return reader.fail(format_args!("a sample has reason {reason} and {length} bytes"));
        }
        let text = reader.take(length)?.to_vec();
        let place = spans.partition_point(|span| span.end <= offset);
        let owner = spans.get_mut(place).filter(|span| {
            span.start <= offset && offset >= next && (1..=span.lines).contains(&line)
        });
        let Some(owner) = owner else {
            return reader.fail(format_args!(
                "the sample of line {line} at byte {offset} is out of order or in no range"
            ));
        };
        owner.samples.push(Sample { offset, line, reason, text });
        next = offset + 1;
        kept += 1;
    }
    Ok(kept)
}

/// A cursor that never leaves the section it is in.
struct Reader<'a> {
    data: &'a [u8],
    at: usize,
    limit: usize,
    tag: Option<&'static [u8; 4]>,
}

impl<'a> Reader<'a> {
    fn new(data: &'a [u8]) -> Self {
        Reader { data, at: 0, limit: data.len(), tag: None }
    }

    fn fail<T>(&self, why: impl Display) -> Result<T, String> {
        let place = match self.tag {
            Some(tag) => format!("section {}", tag.escape_ascii()),
            None => "the header".to_string(),
        };
        Err(format!("the partial is damaged in {place}, before byte {}: {why}", self.at))
    }

    fn left(&self) -> usize {
        self.limit - self.at
    }

    /// Enters the next section; the one before must be used up.
    fn section(&mut self, tag: &'static [u8; 4]) -> Result<(), String> {
        self.close()?;
        self.limit = self.data.len();
        let found = self.take(4)?;
        if found != tag {
            let (found, tag) = (found.escape_ascii(), tag.escape_ascii());
            return self.fail(format_args!("b'{found}' follows, must be section {tag}"));
        }
        self.tag = Some(tag);
        let length = self.u64()?;
        if length > self.left() as u64 {
            let left = self.left();
            return self.fail(format_args!("it has {length} bytes, but only {left} are left"));
        }
        self.limit = self.at + length as usize;
        Ok(())
    }

    fn close(&self) -> Result<(), String> {
        if self.tag.is_some() && self.left() > 0 {
            return self.fail(format_args!("it has {} bytes too many", self.left()));
        }
        Ok(())
    }

    fn end(&self) -> Result<(), String> {
        self.close()?;
        match self.data.len() - self.at {
            0 => Ok(()),
            left => self.fail(format_args!("{left} bytes follow the last section")),
        }
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], String> {
        if length > self.left() {
            let left = self.left();
            return self.fail(format_args!("{length} bytes are needed, {left} are left"));
        }
        self.at += length;
        Ok(&self.data[self.at - length..self.at])
    }

    fn u32(&mut self) -> Result<u32, String> {
        Ok(u32::from_le_bytes(self.take(4)?.try_into().expect("four bytes")))
    }

    fn u64(&mut self) -> Result<u64, String> {
        Ok(u64::from_le_bytes(self.take(8)?.try_into().expect("eight bytes")))
    }

    fn some_u64s<const N: usize>(&mut self) -> Result<[u64; N], String> {
        let mut numbers = self.u64s(N)?;
        Ok([(); N].map(|()| numbers.next().expect("as many as were taken")))
    }

    /// Reads a number of entries of at least eight bytes each.
    fn count(&mut self) -> Result<usize, String> {
        let count = self.u64()?;
        if count > self.left() as u64 / 8 {
            let left = self.left();
            return self.fail(format_args!("{count} entries do not fit in {left} bytes"));
        }
        Ok(count as usize)
    }

    fn u64s(
        &mut self,
        count: usize,
    ) -> Result<impl Iterator<Item = u64> + Clone + use<'a>, String> {
        let bytes = self.take(count * 8)?;
        let number = |chunk: &[u8]| u64::from_le_bytes(chunk.try_into().expect("eight bytes"));
        Ok(bytes.chunks_exact(8).map(number))
    }

    /// Reads a key block.
    fn keys(&mut self) -> Result<Vec<&'a [u8]>, String> {
        let count = self.count()?;
        let length = self.u64()?;
        let block = self.take(usize::try_from(length).unwrap_or(usize::MAX))?;
        let none = count == 0 && block.is_empty();
        let keys: Vec<_> = block.split(|&byte| byte == b'\n').skip(usize::from(none)).collect();
        if keys.len() != count {
            return self.fail(format_args!("it has {} keys, must be {count}", keys.len()));
        }
        self.check_ascending(keys.iter())?;
        Ok(keys)
    }

    fn check_ascending<T: PartialOrd>(
        &self,
        values: impl Iterator<Item = T> + Clone,
    ) -> Result<(), String> {
        if values.clone().zip(values.skip(1)).any(|(one, two)| one >= two) {
            return self.fail("its entries do not ascend, or one is there twice");
        }
        Ok(())
    }

    fn check_sum(&self, parsed: u64, counts: impl Iterator<Item = u64>) -> Result<(), String> {
        let sum: u128 = counts.map(u128::from).sum();
        if sum != u128::from(parsed) {
            return self.fail(format_args!("{parsed} lines were counted, but it adds up to {sum}"));
        }
        Ok(())
    }

    /// Sums that no lines can have would overflow when merged.
    fn check_bytes(&self, bytes: u128, lines: u64) -> Result<(), String> {
        if bytes > u128::from(lines) * LARGEST_SIZE {
            return self.fail(format_args!("{bytes} bytes are too many for {lines} lines"));
        }
        Ok(())
    }
}
