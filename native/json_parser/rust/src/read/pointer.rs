//! Where in the document something is wrong.

use super::{Reader, Refusal};
use crate::fault::{Code, Fault};
use crate::object::{self, Failed, Owned};

/// What is at hand in the innermost container.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// An element is expected or read; or in an object, its key or its value.
    Member,
    /// A value is complete, and nothing else has begun.
    Container,
    /// It is about the whole document.
    Document,
}

impl Reader<'_, '_> {
    /// Notes what is wrong where a member is expected or read, or the document begins.
    #[cold]
    #[inline(never)]
    pub fn fail<T>(&mut self, code: Code, at: usize) -> Result<T, Failed> {
        let place = match code {
            Code::Size | Code::Bom | Code::Empty | Code::TrailingData => Place::Document,
            _ => Place::Member,
        };
        self.fault = Some((Fault::new(code, at), place));
        self.expected = Code::ExpectedValue;
        Err(Failed)
    }

    /// Notes that the byte at hand is not what must come, or that the document ends.
    #[cold]
    #[inline(never)]
    pub fn unexpected<T>(&mut self, code: Code, place: Place) -> Result<T, Failed> {
        self.expected = code;
        let code = if self.at == self.text.end() { Code::Truncated } else { code };
        self.fault = Some((Fault::new(code, self.at), place));
        Err(Failed)
    }

    #[cold]
    pub(super) fn noted<T>(&mut self, fault: Fault) -> Result<T, Failed> {
        self.fail(fault.code, fault.at)
    }

    /// Returns why there is no value.
    pub(super) fn refusal(&mut self) -> Refusal {
        let Some((fault, place)) = self.fault else { return Refusal::Raised };
        let mut pointer = Vec::new();
        match self.add_pointer(place, &mut pointer) {
            Ok(()) => Refusal::Document(fault, pointer),
            Err(Failed) => Refusal::Raised,
        }
    }

    /// Adds keys and indexes of the containers entered, each with its member.
    pub fn add_pointer(&self, place: Place, steps: &mut Vec<Owned>) -> Result<(), Failed> {
        for (depth, frame) in self.frames.iter().enumerate() {
            let inner = self.frames.get(depth + 1);
            let end = inner.map_or(self.values.len(), |inner| inner.first);
            let count = end - frame.first;
            let complete = inner.is_none() && place != Place::Member;
            if frame.is_object {
                if count % 2 == 1 {
                    steps.push(self.values[end - 1].clone()); // a key without its value
                }
            } else if !complete {
                steps.push(object::whole(count as u64, false)?);
            }
        }
        Ok(())
    }
}
