//! Bytes to a tally. They come from other machines, so nothing in them is believed: no length makes
//! this read or reserve more than there is, and what does not add up is refused.

use std::sync::Arc;

use super::MAGIC;
use super::checks::check;
use super::encode::COLUMN_TAGS;
use super::latencies::{read_key_latencies, read_latencies, read_registers};
use super::reader::Reader;
use super::sources::read_sources;
use crate::counter::{Counter, Sums};
use crate::coverage::Source;
use crate::minutes::{STEPS, Traffic};
use crate::options::Options;
use crate::plan::Column;
use crate::reason::REASONS;
use crate::request::{Protocol, is_method};
use crate::tables::{STATUSES, Tables};

/// What a partial holds.
#[derive(Debug)]
pub struct Foreign {
    pub tables: Tables,
    pub sources: Vec<Source>,
}

/// Reads a partial that was made with `options`; an error says where it is damaged and how.
pub fn decode(data: &[u8], options: &Arc<Options>) -> Result<Foreign, String> {
    let mut reader = Reader::new(data);
    let magic = &data[..data.len().min(4)];
    if magic != MAGIC {
        let found = magic.escape_ascii();
        return Err(format!("not a partial: starts with b'{found}', must start with b'LAP2'"));
    }
    reader.take(4)?;
    let length = reader.u32()?;
    let (found, wanted) = (reader.take(length as usize)?, &options.header);
    if found != wanted.as_bytes() {
        let found = found[..found.len().min(200)].escape_ascii();
        return Err(format!("a partial of {found} cannot be merged into {wanted:.200}"));
    }
    let mut tables = Tables::new(options);
    let lines = read_totals(&mut reader, &mut tables)?;
    read_counts(&mut reader, &mut tables)?;
    read_columns(&mut reader, &mut tables)?;
    read_minutes(&mut reader, &mut tables)?;
    read_latencies(&mut reader, &mut tables)?;
    read_key_latencies(&mut reader, &mut tables)?;
    read_groups(&mut reader, &mut tables)?;
    read_visitors(&mut reader, &mut tables)?;
    if options.approx {
        read_registers(&mut reader, &mut tables)?;
    }
    check(&reader, &mut tables)?;
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
    let [lines, parsed, blank, malformed, filtered, bad_request, low, high] = reader.some_u64s()?;
    let [first, last] = reader.some_u64s()?.map(|number| number as i64);
    reader.section(b"MALF")?;
    let reasons: [u64; REASONS] = reader.some_u64s()?;
    let rejected: u128 = reasons[1..].iter().map(|&count| u128::from(count)).sum();
    if blank != reasons[0] || u128::from(malformed) != rejected {
        return reader.fail(format_args!(
            "{malformed} malformed and {blank} blank lines, but by reason {reasons:?}"
        ));
    }
    let others = u128::from(blank) + u128::from(filtered);
    if u128::from(parsed) + rejected + others != u128::from(lines) {
        return reader.fail(format_args!(
            "{lines} lines, but {parsed} parsed, {malformed} malformed, {blank} blank and \
             {filtered} filtered"
        ));
    }
    let bytes = u128::from(high) << 64 | u128::from(low);
    reader.check_bytes(bytes, u128::from(parsed))?;
    if bad_request > parsed {
        return reader.fail(format_args!("{bad_request} bad requests in {parsed} lines"));
    }
    (tables.parsed, tables.filtered, tables.bad_request) = (parsed, filtered, bad_request);
    (tables.bytes, tables.first, tables.last, tables.reasons) = (bytes, first, last, reasons);
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
    let (keys, lost) = reader.keys()?;
    let counts = reader.u64s(keys.len())?;
    check_table(reader, tables, tables.parsed, lost, counts.clone())?;
    tables.methods.lose(lost);
    for (key, count) in keys.iter().zip(counts) {
        if key.is_empty() || !is_method(key) {
            return reader.fail(format_args!("{} is no method", key.escape_ascii()));
        }
        let id = tables.methods.id(key);
        tables.methods.add_sums(id, Sums { count, ..Sums::default() });
    }
    check_size(reader, tables, &tables.methods)?;
    reader.section(b"PROT")?;
    let (keys, lost) = reader.keys()?;
    let counts = reader.u64s(keys.len())?;
    reader.check_sum(tables.parsed, counts.clone())?;
    if lost > 0 {
        return reader.fail(format_args!("{lost} are lost of what is always exact"));
    }
    for (key, count) in keys.iter().zip(counts) {
        let protocol = Protocol::parse(key).or((*key == b"-").then_some(Protocol::NONE));
        let Some(protocol) = protocol else {
            return reader.fail(format_args!("{} is no protocol", key.escape_ascii()));
        };
        tables.protocols[usize::from(protocol.0)] = count;
    }
    Ok(())
}

/// Refuses a table that does not count all `lines`, or where memory is bounded, counts more.
fn check_table(
    reader: &Reader,
    tables: &Tables,
    lines: u64,
    lost: u64,
    counts: impl Iterator<Item = u64>,
) -> Result<(), String> {
    if tables.sketch.is_none() {
        if lost > 0 {
            return reader.fail(format_args!("{lost} are lost, but nothing was pruned"));
        }
        return reader.check_sum(lines, counts);
    }
    let sum: u128 = counts.map(u128::from).sum();
    if sum > u128::from(lines) {
        return reader.fail(format_args!("{lines} lines were counted, but it adds up to {sum}"));
    }
    Ok(())
}

/// Refuses a table that would have been pruned.
fn check_size(reader: &Reader, tables: &Tables, counter: &Counter) -> Result<(), String> {
    if tables.sketch.is_some() && counter.is_over() {
        return reader.fail(format_args!("{} keys, or their bytes, are too many", counter.len()));
    }
    Ok(())
}

/// Reads the key tables of all columns; the number of a record is then its place.
fn read_columns(reader: &mut Reader, tables: &mut Tables) -> Result<(), String> {
    for column in Column::ALL {
        reader.section(COLUMN_TAGS[column as usize])?;
        let (keys, lost) = reader.keys()?;
        let lines = if tables.options.present.has(column) { tables.parsed } else { 0 };
        tables.columns[column as usize] = read_table(reader, tables, keys, lost, lines)?;
    }
    Ok(())
}

fn read_groups(reader: &mut Reader, tables: &mut Tables) -> Result<(), String> {
    reader.section(b"GRUP")?;
    let values = tables.options.group_by.len();
    let (groups, lost) = reader.groups(values)?;
    let lines = if values > 0 { tables.parsed } else { 0 };
    tables.groups = read_table(reader, tables, groups, lost, lines)?;
    Ok(())
}

/// Reads what a key table has after its keys.
fn read_table(
    reader: &mut Reader,
    tables: &Tables,
    keys: Vec<&[u8]>,
    lost: u64,
    lines: u64,
) -> Result<Counter, String> {
    let n = keys.len();
    let counts = reader.u64s(n)?;
    let (low, high, errors) = (reader.u64s(n)?, reader.u64s(n)?, reader.u64s(n)?);
    let timed_keys = if tables.options.present.latency { n } else { 0 };
    let timed = reader.u64s(timed_keys)?.chain(std::iter::repeat(0));
    let latency_low = reader.u64s(timed_keys)?.chain(std::iter::repeat(0));
    let latency_high = reader.u64s(timed_keys)?.chain(std::iter::repeat(0));
    check_table(reader, tables, lines, lost, counts.clone())?;
    let mut counter = Counter::new(tables.options.present.latency);
    counter.lose(lost);
    let sums = counts.zip(low.zip(high)).zip(errors);
    let sums = sums.zip(timed.zip(latency_low.zip(latency_high)));
    for (key, (((count, (low, high)), errors), (timed, (latency_low, latency_high)))) in
        keys.into_iter().zip(sums)
    {
        let bytes = u128::from(high) << 64 | u128::from(low);
        let latency = u128::from(latency_high) << 64 | u128::from(latency_low);
        // Of what was pruned, a key that came back has lost only the count.
        let most = u128::from(count) + u128::from(lost);
        reader.check_bytes(bytes, most)?;
        reader.check_bytes(latency, u128::from(timed))?;
        if count == 0 || u128::from(errors.max(timed)) > most {
            let key = key.escape_ascii();
            return reader.fail(format_args!(
                "{count} lines, {errors} errors and {timed} latencies of {key}"
            ));
        }
        let id = counter.id(key);
        counter.add_sums(id, Sums { count, bytes, errors, timed, latency });
    }
    check_size(reader, tables, &counter)?;
    Ok(counter)
}

fn read_minutes(reader: &mut Reader, tables: &mut Tables) -> Result<(), String> {
    reader.section(b"MINU")?;
    let step = reader.u64()? as i64;
    let known = if tables.sketch.is_some() { &STEPS[..] } else { &STEPS[..1] };
    if !known.contains(&step) {
        return reader.fail(format_args!("its step is {step}, must be of {known:?}"));
    }
    tables.minutes.widen(step);
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
        reader.check_bytes(bytes, u128::from(requests))?;
        let errors = u128::from(errors_4xx) + u128::from(errors_5xx);
        if start % step != 0 || requests == 0 || errors > u128::from(requests) {
            return reader.fail(format_args!(
                "a minute starts at {start} with {requests} requests and {errors} errors"
            ));
        }
        let traffic = Traffic { requests, bytes, errors_4xx, errors_5xx };
        tables.minutes.add_traffic(start, traffic);
    }
    Ok(())
}

fn read_visitors(reader: &mut Reader, tables: &mut Tables) -> Result<(), String> {
    reader.section(b"VISI")?;
    let n = reader.count()?;
    let (pairs, days) = (reader.u64s(n)?, reader.u64s(n)?.map(|day| day as i64));
    reader.check_ascending(pairs.clone().zip(days.clone()))?;
    if tables.sketch.is_some() && n > 0 {
        return reader.fail(format_args!("{n} visitors, but they are only estimated"));
    }
    let ips = tables.column(Column::Ip).len() as u64;
    let agents = if tables.options.present.has(Column::UserAgent) {
        tables.column(Column::UserAgent).len() as u64
    } else {
        1
    };
    for (pair, day) in pairs.zip(days) {
        let (ip, agent) = (pair >> 32, pair & 0xFFFF_FFFF);
        if ip >= ips || agent >= agents {
            return reader.fail(format_args!(
                "visitor {ip}, {agent} is none of {ips} addresses and {agents} agents"
            ));
        }
        let place = tables.visitors.place(day);
        tables.visitors.add(place, ip as u32, agent as u32);
    }
    Ok(())
}
