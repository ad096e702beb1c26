//! JSON: the options of a tally, and lines that are JSON objects.

mod paths;
mod scan;
mod tree;

pub use paths::{Paths, Slots};
pub use tree::Tree;
