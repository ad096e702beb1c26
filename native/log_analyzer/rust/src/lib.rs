//! The Rust backend of the log analyzer: access logs counted by several threads.
//!
//! The way of a line: [`scan`] or [`tally`] hands blocks of bytes to [`lines`], which cuts them. Of
//! the two best known formats [`fast`] parses the usual line where it lies and [`line`] any other one
//! exactly; for other plans, [`text`], [`json`] and [`w3c`] fill a [`draft`]. [`filter`] says whether
//! the line counts, and [`tables`] counts it. [`partial`] turns the counters into bytes that are equal
//! in every backend, and back.

mod automaton;
mod bytescan;
mod clock;
mod counter;
mod coverage;
mod draft;
mod fast;
mod filter;
mod generate;
mod groups;
mod hash;
mod json;
mod latency;
mod line;
mod lines;
mod memory;
mod minutes;
mod number;
mod options;
mod partial;
mod plan;
#[cfg(feature = "python")]
mod python;
mod queue;
mod reason;
mod request;
mod scan;
mod scratch;
mod shard;
mod sketches;
mod tables;
mod tally;
mod text;
mod timestamp;
mod visitors;
mod w3c;
