//! The way through containers that are not made: token by token, from where it ended before.

use super::Sink;
use crate::fault::Code;
use crate::object::{self, Failed, Owned};
use crate::options::{Duplicates, LoadOptions};
use crate::read::{LAST_COMMA, Place, Reader};

/// A container that is open and not made.
pub struct Around<L> {
    pub is_object: bool,
    /// Elements or members that are complete.
    pub passed: usize,
    /// The key whose value is expected or read.
    pub key: Option<Owned>,
    /// The keys before, when none may come twice.
    seen: Option<Owned>,
    pub level: L,
}

/// What must come next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The first document.
    Document,
    /// An element, a key, or what ends a container.
    Member,
    Colon,
    /// The value of a member.
    Value,
    /// What follows a complete value.
    After,
}

/// One reading of what is in hand.
pub struct Walk<'w, 'a, 'py, S: Sink> {
    pub reader: Reader<'a, 'py>,
    pub next: Next,
    pub around: &'w mut Vec<Around<S::Level>>,
    pub sink: &'w mut S,
    pub multiple: bool,
    pub options: &'w LoadOptions,
}

impl<S: Sink> Walk<'_, '_, '_, S> {
    /// Reads up to the end of what is in hand: between documents, or else as a failure of the
    /// reader, which knows whether that end is one of the document.
    pub fn run(&mut self) -> Result<(), Failed> {
        if self.reader.is_inside() {
            self.wanted()?;
        }
        loop {
            self.reader.skip_space();
            match self.next {
                Next::Document | Next::After if self.around.is_empty() => {
                    if self.reader.is_at_end() {
                        return self.between_documents();
                    }
                    if self.next == Next::After && !self.multiple {
                        return self.reader.fail(Code::TrailingData, self.reader.at);
                    }
                    self.value()?;
                }
                Next::Member => self.member()?,
                Next::Colon => {
                    self.reader.colon()?;
                    self.next = Next::Value;
                }
                Next::Value => self.value()?,
                Next::After | Next::Document => self.after()?,
            }
        }
    }

    fn between_documents(&mut self) -> Result<(), Failed> {
        if self.next == Next::Document && !self.multiple && !self.reader.may_go_on() {
            return self.reader.fail(Code::Empty, self.reader.at);
        }
        Ok(())
    }

    fn after(&mut self) -> Result<(), Failed> {
        let is_object = self.is_in_object();
        match self.reader.byte() {
            b',' => {
                self.reader.at += 1;
                self.next = Next::Member;
                Ok(())
            }
            b'}' if is_object => self.close(),
            b']' if !is_object => self.close(),
            _ => self.reader.unexpected(Code::ExpectedCommaOrEnd, Place::Container),
        }
    }

    fn member(&mut self) -> Result<(), Failed> {
        let first = self.around.last().is_some_and(|inner| inner.passed == 0);
        let is_object = self.is_in_object();
        match self.reader.byte() {
            b'"' if is_object => self.key(),
            b'}' if is_object && first => self.close(),
            b']' if !is_object && first => self.close(),
            b'}' if is_object => self.reader.fail(Code::TrailingComma, LAST_COMMA),
            b']' if !is_object => self.reader.fail(Code::TrailingComma, LAST_COMMA),
            _ if is_object => self.reader.unexpected(Code::ExpectedKey, Place::Member),
            _ => self.value(),
        }
    }

    fn key(&mut self) -> Result<(), Failed> {
        let quote = self.reader.at;
        let key = self.reader.key_or_rest()?;
        self.reader.keys.begin_next(); // they would be remembered for the whole stream
        if let Some(seen) = self.around.last().and_then(|inner| inner.seen.clone()) {
            self.reader.note_key_in(&seen, &key, quote)?;
        }
        self.sink.key(self.around, &key)?;
        if let Some(inner) = self.around.last_mut() {
            inner.key = Some(key);
        }
        self.next = Next::Colon;
        Ok(())
    }

    fn value(&mut self) -> Result<(), Failed> {
        if self.sink.wants(self.around) {
            self.reader.keys.begin_next();
            return self.wanted();
        }
        match self.reader.byte() {
            b'{' => self.open(true),
            b'[' => self.open(false),
            _ => {
                let scalar = self.reader.scalar_or_rest()?;
                self.sink.scalar(self.around, scalar)?;
                self.completed();
                Ok(())
            }
        }
    }

    /// Makes a value that is wanted, or the rest of it.
    fn wanted(&mut self) -> Result<(), Failed> {
        self.reader.max_depth = self.options.max_depth - self.around.len();
        let value = self.reader.value_or_rest()?;
        self.sink.found().push(value);
        self.completed();
        Ok(())
    }

    fn open(&mut self, is_object: bool) -> Result<(), Failed> {
        if self.around.len() >= self.options.max_depth {
            return self.reader.fail(Code::Depth, self.reader.at);
        }
        let unique = is_object && self.options.duplicates == Duplicates::Error;
        let seen = if unique { Some(object::dict(0)?) } else { None };
        let level = self.sink.open(self.around, is_object)?;
        self.reader.at += 1;
        self.around.push(Around { is_object, passed: 0, key: None, seen, level });
        self.next = Next::Member;
        Ok(())
    }

    fn close(&mut self) -> Result<(), Failed> {
        let Some(closed) = self.around.pop() else { return Err(Failed) };
        self.sink.close(closed)?;
        self.reader.at += 1;
        self.completed();
        Ok(())
    }

    fn completed(&mut self) {
        if let Some(inner) = self.around.last_mut() {
            inner.passed += 1;
            inner.key = None;
        }
        self.next = Next::After;
    }

    fn is_in_object(&self) -> bool {
        self.around.last().is_some_and(|inner| inner.is_object)
    }

    /// Returns keys and indexes of the containers entered, where something is wrong.
    pub fn pointer(&self) -> Result<Vec<Owned>, Failed> {
        let mut steps = Vec::new();
        let Some((_, place)) = self.reader.fault() else { return Ok(steps) };
        for (depth, level) in self.around.iter().enumerate() {
            let innermost = depth + 1 == self.around.len() && !self.reader.is_inside();
            match &level.key {
                Some(key) => steps.push(key.clone()),
                None if level.is_object || (innermost && place != Place::Member) => {}
                None => steps.push(object::whole(level.passed as u64, false)?),
            }
        }
        self.reader.add_pointer(place, &mut steps)?;
        Ok(steps)
    }
}
