//! The automaton that reads a document.
//!
//! Two stacks replace recursion: complete values whose container is still open, and a frame for
//! each open container. A list or dict is made when it closes, with its final size.

mod keys;
mod lines;
mod pointer;
mod rest;
mod scalars;

use std::sync::Arc;

use pyo3::prelude::*;

use crate::collector::Rest;
use crate::fault::{Code, Fault};
use crate::hooks::{self, Hooks};
use crate::input::Input;
use crate::object::{self, Failed, Owned};
use crate::options::{Duplicates, LoadOptions, Numbers};
use crate::scan::Text;
use crate::text::Rules;
use keys::Keys;
pub use lines::Lines;
pub use pointer::Place;
pub use rest::{LAST_COMMA, Open};
pub use scalars::Partial;

/// Small documents need no more room on the stacks.
const USUAL_VALUES: usize = 32;
const USUAL_DEPTH: usize = 8;

pub const BOM: &[u8] = b"\xef\xbb\xbf";

/// Complete values whose container is open, and these containers.
#[derive(Default)]
pub struct Stacks {
    values: Vec<Owned>,
    frames: Vec<Frame>,
}

impl Stacks {
    #[inline(always)]
    fn new() -> Self {
        Self { values: Vec::with_capacity(USUAL_VALUES), frames: Vec::with_capacity(USUAL_DEPTH) }
    }
}

/// A container that is open.
struct Frame {
    /// Where its values begin on the stack of values; in an object, keys and values alternate.
    first: usize,
    /// The members of an object, when no key may come twice.
    seen: Option<Owned>,
    is_object: bool,
}

/// Why there is no value.
pub enum Refusal {
    /// The document is wrong; keys and indexes of the containers entered.
    Document(Fault, Vec<Owned>),
    /// An exception is set in the interpreter.
    Raised,
}

/// Reads a document.
///
/// # Errors
///
/// What is wrong with it first, in its order; or an exception of a hook or for want of memory.
pub fn read(py: Python<'_>, input: &Input, options: &LoadOptions) -> Result<Owned, Refusal> {
    let rest = Rest::new(py, options.pause_gc);
    let stacks = Stacks::new();
    let mut reader = Reader::new(py, input.text(), input.was_text, options, &rest, stacks);
    reader.document().map_err(|Failed| reader.refusal())
}

/// Reads a text, which is a document or a part of one.
pub struct Reader<'a, 'py> {
    py: Python<'py>,
    pub text: Text<'a>,
    pub at: usize,
    options: &'a LoadOptions,
    /// Levels that may be open here.
    pub max_depth: usize,
    rules: Rules,
    /// Whole numbers of as many digits are made at once.
    few_digits: usize,
    rest: &'a Rest,
    hooks: Option<Arc<Hooks>>,
    values: Vec<Owned>,
    frames: Vec<Frame>,
    pub keys: Keys,
    fault: Option<(Fault, Place)>,
    /// What must come next where the text ended: a colon, a comma or end, or anything else.
    expected: Code,
    partial: Partial,
}

impl<'a, 'py> Reader<'a, 'py> {
    #[inline(always)]
    fn new(
        py: Python<'py>,
        text: Text<'a>,
        in_text: bool,
        options: &'a LoadOptions,
        rest: &'a Rest,
        stacks: Stacks,
    ) -> Self {
        // Nothing of Python's runs in between, which could read a document of its own.
        let alone = options.pause_gc && matches!(options.numbers, Numbers::Exact | Numbers::Float);
        Self {
            py,
            text,
            at: 0,
            options,
            max_depth: options.max_depth,
            rules: options.rules(in_text, false),
            few_digits: options.few_digits(),
            rest,
            hooks: None,
            values: stacks.values,
            frames: stacks.frames,
            keys: Keys::new(options.intern_keys, alone),
            fault: None,
            expected: Code::ExpectedValue,
            partial: Partial::None,
        }
    }

    /// Inlined so that what it changes need not lie in memory: +10 % for small documents otherwise.
    #[inline(always)]
    fn document(&mut self) -> Result<Owned, Failed> {
        self.start()?;
        let document = self.whole_value()?;
        self.end()?;
        Ok(document)
    }

    /// Reads on until no container is open.
    #[inline(always)]
    fn whole_value(&mut self) -> Result<Owned, Failed> {
        loop {
            let Some(value) = self.value()? else { continue };
            if let Some(whole) = self.completed(value)? {
                return Ok(whole);
            }
        }
    }

    fn start(&mut self) -> Result<(), Failed> {
        let end = self.text.end();
        if let Some(size) = self.options.max_size.filter(|&size| end > size) {
            return self.fail(Code::Size, size);
        }
        if end >= BOM.len() && self.text.slice(0, BOM.len()) == BOM {
            if self.options.bom_error {
                return self.fail(Code::Bom, 0);
            }
            self.at = BOM.len();
        }
        self.skip_space();
        if self.at == end { self.fail(Code::Empty, end) } else { Ok(()) }
    }

    /// Reads from the first byte of a value on; None: it is a container, now open.
    #[inline(always)]
    fn value(&mut self) -> Result<Option<Owned>, Failed> {
        match self.text.at(self.at) {
            b'"' => self.string().map(Some),
            b'{' => self.open_object(),
            b'[' => self.open_array(),
            b'-' | b'0'..=b'9' => self.number().map(Some),
            b't' => self.literal(b"true", || object::boolean(true)).map(Some),
            b'f' => self.literal(b"false", || object::boolean(false)).map(Some),
            b'n' => self.literal(b"null", object::none).map(Some),
            _ => self.odd_value().map(Some),
        }
    }

    /// Goes on after a complete value, up to where the next one begins; Some: no container is open.
    #[inline(always)]
    fn completed(&mut self, mut value: Owned) -> Result<Option<Owned>, Failed> {
        loop {
            let Some(frame) = self.frames.last() else { return Ok(Some(value)) };
            let is_object = frame.is_object;
            self.values.push(value);
            self.skip_space();
            value = match self.text.at(self.at) {
                b',' => {
                    self.comma(is_object)?;
                    return Ok(None);
                }
                b'}' if is_object => self.close_object()?,
                b']' if !is_object => self.close_array()?,
                _ => return self.unexpected(Code::ExpectedCommaOrEnd, Place::Container),
            };
        }
    }

    fn end(&mut self) -> Result<(), Failed> {
        self.skip_space();
        if self.at == self.text.end() { Ok(()) } else { self.fail(Code::TrailingData, self.at) }
    }

    #[inline(always)]
    fn comma(&mut self, is_object: bool) -> Result<(), Failed> {
        let comma = self.at;
        self.at += 1;
        self.skip_space();
        match self.text.at(self.at) {
            b'"' if is_object => self.key(),
            b']' if !is_object => self.fail(Code::TrailingComma, comma),
            b'}' if is_object => self.fail(Code::TrailingComma, comma),
            _ if is_object => self.unexpected(Code::ExpectedKey, Place::Member),
            _ => Ok(()),
        }
    }

    #[inline(always)]
    fn open_array(&mut self) -> Result<Option<Owned>, Failed> {
        self.open(false)?;
        if self.text.at(self.at) == b']' { self.close_array().map(Some) } else { Ok(None) }
    }

    #[inline(always)]
    fn open_object(&mut self) -> Result<Option<Owned>, Failed> {
        self.open(true)?;
        match self.text.at(self.at) {
            b'"' => self.key().map(|()| None),
            b'}' => self.close_object().map(Some),
            _ => self.unexpected(Code::ExpectedKey, Place::Member),
        }
    }

    #[inline(always)]
    fn open(&mut self, is_object: bool) -> Result<(), Failed> {
        if self.frames.len() >= self.max_depth {
            return self.fail(Code::Depth, self.at);
        }
        let unique = is_object && self.options.duplicates == Duplicates::Error;
        let seen = if unique { Some(object::dict(0)?) } else { None };
        self.frames.push(Frame { first: self.values.len(), seen, is_object });
        self.at += 1;
        self.skip_space();
        Ok(())
    }

    /// Reads a key and its colon, up to where the value begins.
    #[inline(always)]
    fn key(&mut self) -> Result<(), Failed> {
        let quote = self.at;
        let key = self.key_string()?;
        self.named(key, quote)
    }

    #[inline(always)]
    fn named(&mut self, key: Owned, quote: usize) -> Result<(), Failed> {
        if self.options.duplicates == Duplicates::Error {
            self.note_key(&key, quote)?;
        }
        self.values.push(key);
        self.colon()
    }

    #[inline(always)]
    pub fn colon(&mut self) -> Result<(), Failed> {
        self.skip_space();
        if self.text.at(self.at) != b':' {
            return self.unexpected(Code::ExpectedColon, Place::Member);
        }
        self.at += 1;
        self.skip_space();
        Ok(())
    }

    #[cold]
    fn note_key(&mut self, key: &Owned, quote: usize) -> Result<(), Failed> {
        let seen = self.frames.last().and_then(|frame| frame.seen.clone());
        seen.map_or(Ok(()), |seen| self.note_key_in(&seen, key, quote))
    }

    /// Notes a key among those that may not come again.
    pub fn note_key_in(&mut self, seen: &Owned, key: &Owned, quote: usize) -> Result<(), Failed> {
        if object::has_member(seen, key)? {
            return self.fail(Code::DuplicateKey, quote);
        }
        object::set_member(seen, key, &object::none())
    }

    #[inline(always)]
    fn close_array(&mut self) -> Result<Owned, Failed> {
        self.at += 1;
        let first = self.frames.pop().map_or(0, |frame| frame.first);
        object::list(&mut self.values, first)
    }

    #[inline(always)]
    fn close_object(&mut self) -> Result<Owned, Failed> {
        self.at += 1;
        let Some(frame) = self.frames.pop() else { return Err(Failed) };
        if matches!(self.options.duplicates, Duplicates::First | Duplicates::List) {
            return self.close_unusual(frame.first);
        }
        let members = &self.values[frame.first..];
        let dict = match frame.seen {
            Some(seen) => seen,
            None => object::dict(members.len() / 2)?,
        };
        for member in members.chunks_exact(2) {
            object::set_member(&dict, &member[0], &member[1])?;
        }
        self.values.truncate(frame.first);
        Ok(dict)
    }

    #[cold]
    fn close_unusual(&mut self, first: usize) -> Result<Owned, Failed> {
        let members = self.values.split_off(first);
        let members = members.chunks_exact(2);
        if self.options.duplicates == Duplicates::List {
            let mut pairs = Vec::with_capacity(members.len());
            for member in members {
                pairs.push(object::pair(&member[0], &member[1])?);
            }
            return object::list(&mut pairs, 0);
        }
        let dict = object::dict(members.len())?;
        for member in members {
            object::set_default(&dict, &member[0], &member[1])?;
        }
        Ok(dict)
    }

    #[inline(always)]
    pub fn skip_space(&mut self) {
        self.at = self.text.space_end(self.at);
    }

    fn hooks(&mut self) -> Result<Arc<Hooks>, Failed> {
        let hooks = match self.hooks.take() {
            Some(hooks) => hooks,
            None => hooks::installed().map_err(|error| self.raised(error))?,
        };
        Ok(self.hooks.insert(hooks).clone())
    }

    fn raised(&self, error: PyErr) -> Failed {
        error.restore(self.py);
        Failed
    }
}
