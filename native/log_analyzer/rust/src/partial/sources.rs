//! The sources of a partial: which of their bytes were counted, and malformed lines.

use super::reader::Reader;
use crate::coverage::{SAMPLE_BYTES, Sample, Source, Span};
use crate::reason::REASONS;

/// Reads `SRCS`, in which at most `limit` samples are kept.
pub fn read_sources(reader: &mut Reader, limit: usize) -> Result<Vec<Source>, String> {
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
