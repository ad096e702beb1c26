//! The Rust backend of the JSON parser: text straight into Python's objects, and back.
//!
//! Reading: [`read`] is an automaton over bytes with explicit stacks; it takes strings from
//! [`text`], numbers from [`number`] and [`real`], and makes each object of Python once, without a tree
//! between. [`stream`] goes on reading where a piece of the document ended, and [`skim`] passes values
//! without reading them. Writing: [`write`] walks Python's objects and appends to one growing bytes object.
//! What is not gated by the feature `python` knows nothing of Python and is tested without it.

#![cfg_attr(not(feature = "python"), allow(dead_code))] // what only Python's side uses

mod digits;
mod escape;
mod fault;
mod number;
mod powers;
mod real;
mod scan;
mod skim;
mod text;
mod transcode;
mod window;

#[cfg(feature = "python")]
mod collector;
#[cfg(feature = "python")]
mod hooks;
#[cfg(feature = "python")]
mod input;
#[cfg(feature = "python")]
mod object;
#[cfg(feature = "python")]
mod options;
#[cfg(feature = "python")]
mod python;
#[cfg(feature = "python")]
mod read;
#[cfg(feature = "python")]
mod stream;
#[cfg(feature = "python")]
mod write;
