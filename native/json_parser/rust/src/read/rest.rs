//! Reading a document in parts: going on with a value where the part before ended within it.

use pyo3::prelude::*;

use super::{Keys, Partial, Place, Reader, Stacks};
use crate::collector::Rest;
use crate::fault::{Code, Fault};
use crate::object::{Failed, Owned};
use crate::options::LoadOptions;
use crate::scan::Text;

/// Stands for the place of the comma that was read last, which may be in an earlier part.
pub const LAST_COMMA: usize = usize::MAX;

/// What is open where a part ends.
pub struct Open {
    stacks: Stacks,
    keys: Keys,
    expected: Code,
    pub partial: Partial,
}

impl Open {
    pub fn new(options: &LoadOptions) -> Self {
        Self {
            stacks: Stacks::default(),
            keys: Keys::of_parts(options.intern_keys),
            expected: Code::ExpectedValue,
            partial: Partial::None,
        }
    }
}

impl<'a, 'py> Reader<'a, 'py> {
    /// Goes on at a byte of the next part; `more` says that it need not be the last one.
    pub fn of_part(
        py: Python<'py>,
        (text, at): (Text<'a>, usize),
        (in_text, more): (bool, bool),
        options: &'a LoadOptions,
        rest: &'a Rest,
        open: Open,
    ) -> Self {
        Self {
            py,
            text,
            at,
            options,
            max_depth: options.max_depth,
            rules: options.rules(in_text, more),
            few_digits: options.few_digits(),
            rest,
            hooks: None,
            values: open.stacks.values,
            frames: open.stacks.frames,
            keys: open.keys,
            fault: None,
            expected: open.expected,
            partial: open.partial,
        }
    }

    pub fn into_open(self) -> Open {
        Open {
            stacks: Stacks { values: self.values, frames: self.frames },
            keys: self.keys,
            expected: self.expected,
            partial: self.partial,
        }
    }

    /// Whether nothing is wrong but that the part ends.
    pub fn is_starved(&self) -> bool {
        let code = self.fault.map(|(fault, _)| fault.code);
        self.rules.more && matches!(code, Some(Code::Truncated | Code::UnterminatedString))
    }

    /// What is wrong, unless an exception is set.
    pub fn fault(&self) -> Option<(Fault, Place)> {
        self.fault
    }

    pub fn may_go_on(&self) -> bool {
        self.rules.more
    }

    pub fn is_at_end(&self) -> bool {
        self.at == self.text.end()
    }

    /// The byte at hand; 0 at the end.
    pub fn byte(&self) -> u8 {
        self.text.at(self.at)
    }

    /// Whether a container is open.
    pub fn is_inside(&self) -> bool {
        !self.frames.is_empty()
    }

    /// Reads a value, or what is left of it.
    #[inline(never)]
    pub fn value_or_rest(&mut self) -> Result<Owned, Failed> {
        let begun = if self.is_inside() { self.resumed()? } else { self.rest_of_scalar()? };
        if let Some(value) = begun
            && let Some(whole) = self.completed(value)?
        {
            return Ok(whole);
        }
        self.whole_value()
    }

    /// Reads a scalar, or what is left of it.
    pub fn scalar_or_rest(&mut self) -> Result<Owned, Failed> {
        let rest = match self.rest_of_scalar()? {
            Some(scalar) => Some(scalar),
            None => self.value()?,
        };
        rest.ok_or(Failed)
    }

    /// Goes on inside of a container up to the end of a value in it, or the beginning of one.
    fn resumed(&mut self) -> Result<Option<Owned>, Failed> {
        match self.expected {
            Code::ExpectedCommaOrEnd => Ok(self.values.pop()), // which is completed anew
            Code::ExpectedColon => self.colon().map(|()| None),
            _ => self.resumed_member(),
        }
    }

    fn resumed_member(&mut self) -> Result<Option<Owned>, Failed> {
        self.skip_space();
        let Some(frame) = self.frames.last() else { return Ok(None) };
        let count = self.values.len() - frame.first;
        match (frame.is_object, self.text.at(self.at)) {
            (true, _) if count % 2 == 1 => self.rest_of_scalar(),
            (true, b'"') => {
                let quote = self.at;
                let key = self.key_or_rest()?;
                self.named(key, quote).map(|()| None)
            }
            (true, b'}') if count == 0 => self.close_object().map(Some),
            (false, b']') if count == 0 => self.close_array().map(Some),
            (true, b'}') | (false, b']') => self.fail(Code::TrailingComma, LAST_COMMA),
            (true, _) => self.unexpected(Code::ExpectedKey, Place::Member),
            (false, _) => self.rest_of_scalar(),
        }
    }
}
