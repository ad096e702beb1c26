//! Strings, numbers and literals into objects of Python.

use std::mem::MaybeUninit;
use std::slice;

use pyo3::exceptions::PyArithmeticError;
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;

use super::{Place, Reader, keys};
use crate::fault::{Code, Fault};
use crate::hooks::Hooks;
use crate::number::{self, Number};
use crate::object::{self, Failed, Owned};
use crate::options::Numbers;
use crate::text::{self, Extent, Measure};

/// More digits are left to Decimal, whose time grows less than with their square. No interpreter
/// can be told to refuse as few.
const MANY_DIGITS: usize = 600;

const INFINITY: &[u8] = b"Infinity";

/// Strings that are begun and not longer are read anew.
const SHORT: usize = 2 * keys::LONGEST;

/// A scalar that the text ended in.
#[derive(Clone, Copy, Default)]
pub enum Partial {
    #[default]
    None,
    String(Measure),
    /// All up to a place may belong to the number.
    Number(usize),
}

impl Partial {
    /// The same in a text of which that many bytes before it were dropped.
    pub fn after_drop(self, count: usize) -> Self {
        match self {
            Partial::None => Partial::None,
            Partial::String(measure) => Partial::String(measure.after_drop(count)),
            Partial::Number(end) => Partial::Number(end - count),
        }
    }
}

/// Whether a byte may be one of a number, a wrong one included.
#[inline(always)]
fn in_run(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
}

impl Reader<'_, '_> {
    #[inline(always)]
    pub(super) fn string(&mut self) -> Result<Owned, Failed> {
        let quote = self.at;
        let end = self.text.plain_end(quote + 1);
        if self.text.at(end) == b'"' {
            self.at = end + 1;
            return object::ascii(self.text.slice(quote + 1, end));
        }
        self.mixed_string(quote, end)
    }

    /// Reads a string that is not just ASCII without escapes; up to `from` it is.
    #[inline(never)]
    pub(super) fn mixed_string(&mut self, quote: usize, from: usize) -> Result<Owned, Failed> {
        self.rest_of_string(quote, Measure::new(quote, from))
    }

    /// Reads a string that was measured in part.
    #[inline(always)]
    fn rest_of_string(&mut self, quote: usize, mut measure: Measure) -> Result<Owned, Failed> {
        match measure.go_on(self.text, quote, self.rules) {
            Ok(extent) => {
                self.at = extent.end + 1;
                self.measured_string(quote + 1, &extent)
            }
            Err(fault) => {
                self.partial = Partial::String(measure);
                self.noted(fault)
            }
        }
    }

    fn measured_string(&self, from: usize, extent: &Extent) -> Result<Owned, Failed> {
        let widest = extent.union.clamp(0x7f, 0x10_ffff);
        let (text, rules) = (self.text, self.rules);
        // SAFETY: a new str of so many characters up to the widest has room for them, in a width
        // that its kind says; nobody else knows it yet.
        unsafe {
            let string =
                Owned::taken(ffi::PyUnicode_New(extent.length as ffi::Py_ssize_t, widest))?;
            let room = ffi::PyUnicode_DATA(string.as_ptr());
            let count = extent.length;
            match widest {
                0..=0xff => {
                    let room = slice::from_raw_parts_mut(room.cast::<MaybeUninit<u8>>(), count);
                    text::fill(text, from, extent, rules, room);
                }
                0x100..=0xffff => {
                    let room = slice::from_raw_parts_mut(room.cast::<MaybeUninit<u16>>(), count);
                    text::fill(text, from, extent, rules, room);
                }
                _ => {
                    let room = slice::from_raw_parts_mut(room.cast::<MaybeUninit<u32>>(), count);
                    text::fill(text, from, extent, rules, room);
                }
            }
            Ok(string)
        }
    }

    #[inline(always)]
    pub(super) fn number(&mut self) -> Result<Owned, Failed> {
        match Number::read(self.text, self.at) {
            Ok(number) if !(self.rules.more && self.goes_on(number.end)) => {
                self.usual_number(&number)
            }
            read => self.odd_number(read),
        }
    }

    #[inline(always)]
    fn usual_number(&mut self, number: &Number) -> Result<Owned, Failed> {
        self.at = number.end;
        if self.options.numbers != Numbers::Exact {
            return self.unusual_number(number);
        }
        if !number.is_whole() {
            return self.real(number);
        }
        if number.whole_digits() <= self.few_digits {
            return object::whole(number.digits, number.negative);
        }
        self.large_whole(number)
    }

    #[inline(always)]
    fn real(&mut self, number: &Number) -> Result<Owned, Failed> {
        let value = number.real(self.text);
        if value.is_infinite() && !self.options.allow_nonfinite {
            return self.fail(Code::NumberRange, number.start);
        }
        object::real(value)
    }

    #[inline(never)]
    fn large_whole(&mut self, number: &Number) -> Result<Owned, Failed> {
        let count = number.whole_digits();
        if !self.allowed(count)? {
            return self.fail(Code::TooManyDigits, number.start);
        }
        if count > MANY_DIGITS {
            let decimal = self.called(number, |hooks| &hooks.decimal)?;
            // SAFETY: a call that returns a new reference.
            return unsafe { Owned::taken(ffi::PyNumber_Long(decimal.as_ptr())) };
        }
        let digits = self.text.slice(number.first_digit(), number.end);
        object::whole_from_bytes(&number::whole_bytes(digits), number.negative)
    }

    fn allowed(&mut self, digits: usize) -> Result<bool, Failed> {
        let most = match self.options.max_digits {
            Some(most) => most,
            None if digits <= MANY_DIGITS => return Ok(true),
            None => self.hooks()?.most_digits(self.py).map_err(|error| self.raised(error))?,
        };
        Ok(most == 0 || digits <= most)
    }
}

impl Reader<'_, '_> {
    /// Makes a number in another way than the default.
    #[inline(never)]
    fn unusual_number(&mut self, number: &Number) -> Result<Owned, Failed> {
        match self.options.numbers {
            Numbers::Lossless => self.called(number, |hooks| &hooks.number),
            Numbers::Decimal if number.is_whole() => self.large_whole(number),
            Numbers::Decimal => self.decimal(number),
            Numbers::Float | Numbers::Exact => self.real(number),
        }
    }

    /// Makes a Decimal, unless its exponent is beyond what one can have.
    fn decimal(&mut self, number: &Number) -> Result<Owned, Failed> {
        let Ok(decimal) = self.called(number, |hooks| &hooks.decimal) else {
            return match PyErr::take(self.py) {
                Some(error) if error.is_instance_of::<PyArithmeticError>(self.py) => {
                    self.fail(Code::NumberRange, number.start)
                }
                Some(error) => Err(self.raised(error)),
                None => Err(Failed),
            };
        };
        let decimal = decimal.into_bound(self.py);
        let finite = decimal
            .call_method0(intern!(self.py, "is_finite"))
            .and_then(|finite| finite.is_truthy());
        match finite.map_err(|error| self.raised(error))? {
            true => Ok(Owned::from_bound(decimal)),
            false => self.fail(Code::NumberRange, number.start),
        }
    }

    /// Calls a hook with the text of a number.
    fn called(
        &mut self,
        number: &Number,
        hook: impl Fn(&Hooks) -> &Py<PyAny>,
    ) -> Result<Owned, Failed> {
        let hooks = self.hooks()?;
        let text = object::ascii(self.text.slice(number.start, number.end))?.into_bound(self.py);
        let result = self.rest.interrupted(|| hook(&hooks).bind(self.py).call1((text,)));
        result.map(Owned::from_bound).map_err(|error| self.raised(error))
    }

    /// Reads a number that is none, or that may go on behind the text.
    #[cold]
    fn odd_number(&mut self, read: Result<Number, Fault>) -> Result<Owned, Failed> {
        if self.rules.more && self.run_is_open(self.at) {
            return self.fail(Code::Truncated, self.text.end());
        }
        let fault = match read {
            Ok(number) => return self.usual_number(&number),
            Err(fault) => fault,
        };
        let after_minus = self.at + 1;
        if self.options.allow_nonfinite
            && fault.at == after_minus
            && self.follows(INFINITY, after_minus)
        {
            self.at = after_minus + INFINITY.len();
            return object::real(f64::NEG_INFINITY);
        }
        self.noted(fault)
    }

    /// Whether there is no end yet of a number of which this is the end so far.
    #[inline(always)]
    fn goes_on(&self, end: usize) -> bool {
        end == self.text.end() || in_run(self.text.at(end))
    }

    /// Whether what looks like a number goes on up to the end of the text.
    fn run_is_open(&mut self, from: usize) -> bool {
        let end = self.text.end();
        let run = self.text.slice(from, end).iter().take_while(|&&byte| in_run(byte)).count();
        if from + run == end {
            self.partial = Partial::Number(end);
        }
        from + run == end
    }

    /// Goes on with a scalar that an earlier text ended in; None: none was begun.
    ///
    /// What was found about a long one is not found out again.
    pub(super) fn rest_of_scalar(&mut self) -> Result<Option<Owned>, Failed> {
        match std::mem::take(&mut self.partial) {
            Partial::String(measure) if measure.at - self.at > SHORT => {
                self.rest_of_string(self.at, measure).map(Some)
            }
            Partial::Number(from) if self.rules.more && self.run_is_open(from) => {
                self.fail(Code::Truncated, self.text.end())
            }
            _ => Ok(None),
        }
    }

    /// Reads what is no value of JSON but may be allowed.
    #[cold]
    pub(super) fn odd_value(&mut self) -> Result<Owned, Failed> {
        let byte = self.text.at(self.at);
        if !matches!(byte, b'N' | b'I') {
            return self.unexpected(Code::ExpectedValue, Place::Member);
        }
        for (word, value) in [(b"NaN".as_slice(), f64::NAN), (INFINITY, f64::INFINITY)] {
            if !self.options.allow_nonfinite {
                break;
            }
            if self.follows(word, self.at) {
                self.at += word.len();
                return object::real(value);
            }
            if self.rules.more && self.is_cut(word) {
                return self.fail(Code::Truncated, self.text.end());
            }
        }
        self.fail(Code::BadLiteral, self.at)
    }

    #[inline(always)]
    pub(super) fn literal(
        &mut self,
        word: &[u8],
        value: impl Fn() -> Owned,
    ) -> Result<Owned, Failed> {
        if self.follows(word, self.at) {
            self.at += word.len();
            return Ok(value());
        }
        self.bad_literal(word)
    }

    #[cold]
    fn bad_literal(&mut self, word: &[u8]) -> Result<Owned, Failed> {
        if self.is_cut(word) {
            return self.fail(Code::Truncated, self.text.end());
        }
        self.fail(Code::BadLiteral, self.at)
    }

    /// Whether the text ends within a word.
    fn is_cut(&self, word: &[u8]) -> bool {
        word.starts_with(self.text.slice(self.at, self.text.end()))
    }

    #[inline(always)]
    fn follows(&self, word: &[u8], at: usize) -> bool {
        self.text.from(at).starts_with(word)
    }

    /// Reads a key, or the rest of it.
    pub fn key_or_rest(&mut self) -> Result<Owned, Failed> {
        match self.rest_of_scalar()? {
            Some(key) => self.keys.other(key), // it is long
            None => self.key_string(),
        }
    }

    /// Reads a key, from its opening quote on.
    #[inline(always)]
    pub(super) fn key_string(&mut self) -> Result<Owned, Failed> {
        let quote = self.at;
        let end = self.text.plain_end(quote + 1);
        if self.text.at(end) == b'"' {
            self.at = end + 1;
            return self.keys.ascii(self.text, quote + 1, end);
        }
        let key = self.mixed_string(quote, end)?;
        self.keys.other(key)
    }
}
