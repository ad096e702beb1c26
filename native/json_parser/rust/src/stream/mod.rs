//! Documents that come in pieces: what was read is told, the rest waits for more.

mod events;
mod values;
mod walk;

use std::mem;

use pyo3::prelude::*;

use crate::collector::Rest;
use crate::fault::{Code, Fault};
use crate::object::{Failed, Owned};
use crate::options::LoadOptions;
use crate::read::{BOM, LAST_COMMA, Open, Reader};
use crate::window::{Origin, Window};
pub use events::Events;
pub use values::{Step, Values};
use walk::{Around, Next, Walk};

/// What becomes of a document.
pub trait Sink {
    /// What is known of an open container.
    type Level;

    /// Whether the value that begins, in the containers around, is made whole and given away.
    fn wants(&self, around: &[Around<Self::Level>]) -> bool;

    /// Takes a scalar that is not wanted.
    fn scalar(&mut self, around: &[Around<Self::Level>], value: Owned) -> Result<(), Failed>;

    /// Takes a key of the innermost container.
    fn key(&mut self, around: &[Around<Self::Level>], key: &Owned) -> Result<(), Failed>;

    /// Takes the beginning of a container and returns what is to be known of it.
    fn open(
        &mut self,
        around: &[Around<Self::Level>],
        is_object: bool,
    ) -> Result<Self::Level, Failed>;

    /// Takes the end of a container.
    fn close(&mut self, closed: Around<Self::Level>) -> Result<(), Failed>;

    /// What was found and is to be given away; wanted values are put there.
    fn found(&mut self) -> &mut Vec<Owned>;
}

/// How far a stream goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// More may come.
    Open,
    /// Nothing comes any more.
    Finished,
    /// More came than was allowed.
    Overflown,
}

/// Reads a stream, whose pieces it is fed.
pub struct Stream<S: Sink> {
    options: LoadOptions,
    multiple: bool,
    in_text: bool,
    window: Window,
    /// The next byte of the window.
    at: usize,
    end: End,
    bom_passed: bool,
    next: Next,
    around: Vec<Around<S::Level>>,
    /// None while it is read on.
    open: Option<Open>,
    sink: S,
}

/// What is wrong with a stream.
pub enum Refusal {
    Document(Misplaced),
    /// An exception is set in the interpreter.
    Raised,
}

/// A fault, and the place that it has in what is in hand.
pub struct Misplaced {
    pub code: Code,
    pub in_hand: Vec<u8>,
    pub at: usize,
    pub origin: Origin,
    pub pointer: Vec<Owned>,
}

impl<S: Sink> Stream<S> {
    pub fn new(options: LoadOptions, multiple: bool, in_text: bool, sink: S) -> Self {
        Self {
            options,
            multiple,
            in_text,
            window: Window::new(),
            at: 0,
            end: End::Open,
            bom_passed: false,
            next: Next::Document,
            around: Vec::new(),
            open: None,
            sink,
        }
    }
}

/// A stream, whatever is made of it.
pub trait Pieces: Send + Sync {
    /// Takes the next piece, however it is cut.
    fn feed(&mut self, piece: &[u8]);

    /// Says that nothing follows.
    fn finish(&mut self);

    /// Says that more followed than was allowed.
    fn overflow(&mut self);

    /// Reads what is in hand.
    ///
    /// # Errors
    ///
    /// What is wrong; what came before the place is found all the same.
    fn read(&mut self, py: Python<'_>) -> Result<(), Refusal>;

    /// What was found and not given away.
    fn found(&mut self) -> &mut Vec<Owned>;
}

impl<S> Pieces for Stream<S>
where
    S: Sink + Send + Sync,
    S::Level: Send + Sync,
{
    fn feed(&mut self, piece: &[u8]) {
        let read = mem::take(&mut self.at);
        if let Some(open) = &mut self.open {
            open.partial = open.partial.after_drop(read);
        }
        self.window.feed(read, piece);
    }

    fn finish(&mut self) {
        self.window.flush();
        self.end = End::Finished;
    }

    fn overflow(&mut self) {
        self.end = End::Overflown;
    }

    fn read(&mut self, py: Python<'_>) -> Result<(), Refusal> {
        self.pass_bom()?;
        let rest = Rest::new(py, self.options.pause_gc);
        let open = self.open.take().unwrap_or_else(|| Open::new(&self.options));
        let rules = (self.in_text, self.end != End::Finished);
        let text = (self.window.text(), self.at);
        let reader = Reader::of_part(py, text, rules, &self.options, &rest, open);
        let mut walk = Walk {
            reader,
            next: self.next,
            around: &mut self.around,
            sink: &mut self.sink,
            multiple: self.multiple,
            options: &self.options,
        };
        let result = walk.run();
        self.next = walk.next;
        self.at = walk.reader.at;
        let starved = result.is_ok() || walk.reader.is_starved();
        let fault = walk.reader.fault();
        let pointer = if starved { Ok(Vec::new()) } else { walk.pointer() };
        self.open = Some(walk.reader.into_open());
        match (starved, fault, pointer) {
            (true, ..) if self.end == End::Overflown => Err(self.too_long()),
            (true, ..) => Ok(()),
            (false, Some((fault, _)), Ok(pointer)) => Err(self.refusal(fault, pointer)),
            _ => Err(Refusal::Raised),
        }
    }

    fn found(&mut self) -> &mut Vec<Owned> {
        self.sink.found()
    }
}

impl<S: Sink> Stream<S> {
    fn pass_bom(&mut self) -> Result<(), Refusal> {
        let in_hand = self.window.in_hand();
        if self.bom_passed || in_hand.is_empty() {
            return Ok(());
        }
        self.bom_passed = true;
        if in_hand.starts_with(BOM) {
            if self.options.bom_error {
                return Err(self.refusal(Fault::new(Code::Bom, 0), Vec::new()));
            }
            self.at = BOM.len();
        }
        Ok(())
    }

    fn too_long(&mut self) -> Refusal {
        self.window.flush();
        self.refusal(Fault::new(Code::Size, self.window.in_hand().len()), Vec::new())
    }

    fn refusal(&self, fault: Fault, pointer: Vec<Owned>) -> Refusal {
        let (in_hand, at, origin) = match fault.at {
            LAST_COMMA => self.window.comma(self.at),
            at => (self.window.in_hand(), at, self.window.origin),
        };
        Refusal::Document(Misplaced {
            code: fault.code,
            in_hand: in_hand.to_vec(),
            at,
            origin,
            pointer,
        })
    }
}
