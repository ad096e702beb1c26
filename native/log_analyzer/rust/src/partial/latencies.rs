//! The latencies of a partial, and its registers.

use std::collections::BTreeMap;

use super::reader::{LARGEST_SIZE, Reader};
use crate::plan::Column;
use crate::sketches::{LARGEST_RANK, REGISTERS, buckets};
use crate::tables::Tables;

/// Reads `LATE` and `LMIN`.
pub fn read_latencies(reader: &mut Reader, tables: &mut Tables) -> Result<(), String> {
    reader.section(b"LATE")?;
    let n = reader.count()?;
    let (latencies, lines) = (reader.u64s(n)?, reader.u64s(n)?);
    reader.check_ascending(latencies.clone())?;
    let late: Vec<(u64, u64)> = latencies.zip(lines).collect();
    let sum: u128 = late.iter().map(|&(_, lines)| u128::from(lines)).sum();
    let most = if tables.options.present.latency { tables.parsed } else { 0 };
    if sum > u128::from(most) || late.iter().any(|&(_, lines)| lines == 0) {
        return reader.fail(format_args!("{sum} latencies of {most} lines, or a latency of none"));
    }
    if let Some(sketch) = &mut tables.sketch {
        if late.last().is_some_and(|&(bucket, _)| bucket >= buckets() as u64) {
            return reader.fail(format_args!("a bucket is past the last of {}", buckets()));
        }
        late.iter().for_each(|&(bucket, lines)| sketch.latencies[bucket as usize] = lines);
    } else {
        check_columns(reader, tables, sum)?;
    }
    read_minutes(reader, tables)?;
    if tables.sketch.is_none() && tables.latency() != late {
        return reader
            .fail("the latencies of the minutes add up to others than those of all lines");
    }
    Ok(())
}

/// Refuses columns whose keys do not have all latencies.
fn check_columns(reader: &Reader, tables: &Tables, lines: u128) -> Result<(), String> {
    for column in Column::ALL.into_iter().filter(|&column| tables.options.present.has(column)) {
        let counter = tables.column(column);
        let timed: u128 = counter.ids().map(|id| u128::from(counter.sums(id).timed)).sum();
        if timed != lines {
            let name = column.name();
            return reader.fail(format_args!("{lines} latencies, but {timed} by {name}"));
        }
    }
    Ok(())
}

fn read_minutes(reader: &mut Reader, tables: &mut Tables) -> Result<(), String> {
    reader.section(b"LMIN")?;
    let n = reader.count()?;
    let starts = reader.u64s(n)?.map(|start| start as i64);
    let (latencies, lines) = (reader.u64s(n)?, reader.u64s(n)?);
    reader.check_ascending(starts.clone().zip(latencies.clone()))?;
    if tables.sketch.is_some() && n > 0 {
        return reader.fail(format_args!("{n} latencies of minutes, but those are not kept"));
    }
    let minutes: BTreeMap<i64, u64> =
        tables.minutes.sorted().into_iter().map(|(start, t)| (start, t.requests)).collect();
    let (mut minute, mut timed) = (None, 0_u128);
    for (start, (latency, lines)) in starts.zip(latencies.zip(lines)) {
        timed = if minute == Some(start) { timed } else { 0 } + u128::from(lines);
        minute = Some(start);
        let most = minutes.get(&start).copied().unwrap_or(0);
        if lines == 0 || u128::from(latency) > LARGEST_SIZE || timed > u128::from(most) {
            return reader.fail(format_args!(
                "{timed} lines with latencies up to {latency} in the minute at {start}, which has \
                 {most}"
            ));
        }
        let place = tables.minutes.place(start);
        tables.latency_minutes.of(place).push(latency, lines);
    }
    Ok(())
}

/// Reads `LKEY`. The number of a key is its place.
pub fn read_key_latencies(reader: &mut Reader, tables: &mut Tables) -> Result<(), String> {
    reader.section(b"LKEY")?;
    let Tables { options, columns, latency_keys, .. } = tables;
    for (&column, histograms) in options.latency_by.iter().zip(latency_keys) {
        let n = reader.count()?;
        let (keys, latencies, lines) = (reader.u64s(n)?, reader.u64s(n)?, reader.u64s(n)?);
        reader.check_ascending(keys.clone().zip(latencies.clone()))?;
        let counter = &columns[column as usize];
        let mut left: Vec<u64> = counter.ids().map(|id| counter.sums(id).timed).collect();
        for (key, (latency, lines)) in keys.zip(latencies.zip(lines)) {
            let known = usize::try_from(key).ok().and_then(|key| left.get_mut(key));
            let fits = known.filter(|left| (1..=**left).contains(&lines));
            let Some(left) = fits.filter(|_| u128::from(latency) <= LARGEST_SIZE) else {
                return reader.fail(format_args!(
                    "{lines} lines with the latency {latency} of key {key} are not to be"
                ));
            };
            *left -= lines;
            histograms.of(key as u32).push(latency, lines);
        }
        if left.iter().any(|&left| left > 0) {
            return reader.fail(format_args!("some latencies by {} are missing", column.name()));
        }
    }
    Ok(())
}

/// Reads `REGS`.
pub fn read_registers(reader: &mut Reader, tables: &mut Tables) -> Result<(), String> {
    reader.section(b"REGS")?;
    let sketch = tables.sketch.as_mut().expect("memory is bounded");
    for registers in &mut sketch.registers {
        let bytes = reader.take(REGISTERS)?;
        if let Some(rank) = bytes.iter().find(|&&rank| rank > LARGEST_RANK) {
            return reader.fail(format_args!("a register has {rank}, at most {LARGEST_RANK}"));
        }
        registers.0.copy_from_slice(bytes);
    }
    Ok(())
}
