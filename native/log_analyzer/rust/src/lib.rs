//! The Rust backend of the log analyzer: access logs counted by several threads.
//!
//! The way of a line: [`scan`] or [`tally`] hands blocks of bytes to [`lines`], which cuts them;
//! [`fast`] parses the usual line where it lies and [`line`] any other one exactly; [`tables`] counts
//! it. [`partial`] turns the counters into bytes that are equal in every backend, and back.

mod bytescan;
mod clock;
mod counter;
mod coverage;
mod fast;
mod generate;
mod hash;
mod line;
mod lines;
mod memory;
mod minutes;
mod partial;
#[cfg(feature = "python")]
mod python;
mod queue;
mod reason;
mod request;
mod scan;
mod shard;
mod tables;
mod tally;
mod timestamp;
mod visitors;
