//! Documents that have a line each.

use std::mem;

use pyo3::prelude::*;
use pyo3::types::PyBytes;

use super::{Reader, Refusal, Stacks};
use crate::collector::Rest;
use crate::fault::Code;
use crate::object::{Failed, Owned};
use crate::options::LoadOptions;
use crate::scan::{self, Text};

/// Reads a line after the other.
pub struct Lines {
    data: Py<PyBytes>,
    in_text: bool,
    options: LoadOptions,
    /// Where the line that was read last begins, and its end: the place of its newline.
    pub start: usize,
    pub end: usize,
    /// Where the next line begins.
    next: usize,
    /// The line that is read, with NUL behind it.
    line: Vec<u8>,
    /// Room for the next line's values.
    stacks: Stacks,
}

impl Lines {
    pub fn new(data: Py<PyBytes>, in_text: bool, options: LoadOptions) -> Self {
        let (start, end, next) = (0, 0, 0);
        Self { data, in_text, options, start, end, next, line: Vec::new(), stacks: Stacks::new() }
    }

    /// Returns the value of the next line that is not blank; None: there is none.
    ///
    /// # Errors
    ///
    /// What is wrong with the line; the one behind it comes next.
    pub fn next(&mut self, py: Python<'_>) -> Result<Option<Owned>, Refusal> {
        let rest = Rest::new(py, self.options.pause_gc);
        while self.take_line(py) {
            let stacks = mem::take(&mut self.stacks);
            let text = Text::new(&self.line);
            let mut reader = Reader::new(py, text, self.in_text, &self.options, &rest, stacks);
            match reader.document() {
                Ok(value) => {
                    self.stacks = reader.into_stacks();
                    return Ok(Some(value));
                }
                Err(Failed) => match reader.refusal() {
                    Refusal::Document(fault, _) if fault.code == Code::Empty => {}
                    refusal => return Err(refusal),
                },
            }
        }
        Ok(None)
    }

    /// The line that was read last.
    pub fn line<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.data.as_bytes(py)[self.start..self.end])
    }

    fn take_line(&mut self, py: Python<'_>) -> bool {
        let data = self.data.as_bytes(py);
        if self.next >= data.len() {
            return false;
        }
        self.start = self.next;
        self.end = scan::find(b'\n', data, self.start).unwrap_or(data.len());
        self.next = self.end + 1;
        self.line.clear();
        self.line.extend_from_slice(&data[self.start..self.end]);
        self.line.push(0);
        true
    }
}

impl Reader<'_, '_> {
    fn into_stacks(self) -> Stacks {
        Stacks { values: self.values, frames: self.frames }
    }
}
