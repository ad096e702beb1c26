//! Whether the counters of a partial tell of the same lines.

use std::collections::HashSet;

use super::reader::Reader;
use crate::counter::Counter;
use crate::minutes::{MOST_STARTS, Traffic};
use crate::plan::Column;
use crate::tables::Tables;

/// Refuses counters that do not add up to each other.
pub fn check(reader: &Reader, tables: &mut Tables) -> Result<(), String> {
    let class = |class: usize| -> u64 { tables.status[class * 100..][..100].iter().sum() };
    let (refused, failed) = (class(4), class(5));
    check_minutes(reader, tables, (refused, failed))?;
    for column in Column::ALL.into_iter().filter(|&column| tables.options.present.has(column)) {
        check_table(reader, tables, column.name(), tables.column(column), refused + failed)?;
    }
    if !tables.options.group_by.is_empty() {
        check_table(reader, tables, "groups", &tables.groups, refused + failed)?;
    }
    let days: HashSet<i64> =
        tables.minutes.sorted().iter().map(|(start, _)| start.div_euclid(86_400)).collect();
    if tables.visitors.pairs().any(|(_, day)| !days.contains(&day)) {
        return reader.fail("a visitor came on a day that has no lines");
    }
    Ok(())
}

fn check_minutes(reader: &Reader, tables: &Tables, errors: (u64, u64)) -> Result<(), String> {
    let minutes = tables.minutes.sorted();
    if tables.sketch.is_some() && minutes.len() > MOST_STARTS {
        return reader.fail(format_args!("{} minutes are more than {MOST_STARTS}", minutes.len()));
    }
    let mut sum = Traffic::default();
    for (_, traffic) in &minutes {
        sum.bytes += traffic.bytes;
        sum.errors_4xx += traffic.errors_4xx;
        sum.errors_5xx += traffic.errors_5xx;
    }
    if (sum.bytes, (sum.errors_4xx, sum.errors_5xx)) != (tables.bytes, errors) {
        return reader.fail(format_args!("the minutes add up to {sum:?}"));
    }
    let step = tables.minutes.step();
    let start = |epoch: i64| epoch.div_euclid(step).saturating_mul(step);
    let (first, last) = (tables.first, tables.last);
    let none = (first, last) == (i64::MAX, i64::MIN);
    let wanted = if none { (None, None) } else { (Some(start(first)), Some(start(last))) };
    let ends = minutes.first().map(|first| first.0).zip(minutes.last().map(|last| last.0));
    if ends.unzip() != wanted {
        return reader.fail(format_args!("{first} and {last} are not the first and the last line"));
    }
    Ok(())
}

/// Refuses a table whose keys do not have all bytes and errors, or where memory is bounded, have
/// more.
fn check_table(
    reader: &Reader,
    tables: &Tables,
    name: &str,
    counter: &Counter,
    errors: u64,
) -> Result<(), String> {
    let (mut bytes, mut failed) = (0_u128, 0_u128);
    for sums in counter.ids().map(|id| counter.sums(id)) {
        bytes = bytes.saturating_add(sums.bytes);
        failed += u128::from(sums.errors);
    }
    let (most, errors) = (tables.bytes, u128::from(errors));
    let fits = match tables.sketch {
        None => bytes == most && failed == errors,
        Some(_) => bytes <= most && failed <= errors,
    };
    if fits {
        return Ok(());
    }
    reader
        .fail(format_args!("{most} bytes and {errors} errors, but {bytes} and {failed} by {name}"))
}
