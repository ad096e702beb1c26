//! A line in the making: the values of a plan's fields, taken one by one.

use crate::line::Fields;
use crate::number;
use crate::plan::{Field, Time, Unit};
use crate::reason::Reason;
use crate::request::{self, Parts};
use crate::scratch::Scratch;

/// The values that were taken so far.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    fields: Fields<'a>,
    request: Option<&'a [u8]>,
    parts: Parts<'a>,
    latency: Latency,
}

/// The sum of several latencies: none if one of them is.
#[derive(Clone, Copy, Debug)]
enum Latency {
    Unread,
    None,
    Sum(u64),
}

impl<'a> Draft<'a> {
    pub fn new() -> Self {
        Draft {
            fields: Fields::NONE,
            request: None,
            parts: Parts::default(),
            latency: Latency::Unread,
        }
    }

    /// Checks and takes a value as it is written.
    #[inline(always)]
    pub fn take(&mut self, field: Field, value: &'a [u8]) -> Result<(), Reason> {
        match field {
            Field::Ip => self.fields.ip = value,
            Field::IpPort => self.fields.ip = without_port(value)?,
            Field::User => self.fields.user = value,
            Field::Host => self.fields.host = value,
            Field::Referrer => self.fields.referrer = value,
            Field::UserAgent => self.fields.agent = value,
            Field::Method => self.parts.method = Some(value),
            Field::Target => self.parts.target = Some(value),
            Field::Query => self.parts.query = Some(value),
            Field::Protocol => self.parts.protocol = Some(value),
            Field::Request => self.request = Some(value),
            Field::Status => self.fields.status = number::status(value)?,
            Field::Size => self.fields.size = number::size(value)?,
            Field::Time(form) => self.take_moment(form, number::moment(value, form))?,
            Field::Latency(unit) => self.take_text_latency(value, unit)?,
            Field::Skip => {}
        }
        Ok(())
    }

    /// Takes a moment, or a date or a clock, of which it is the sum.
    #[inline(always)]
    pub fn take_moment(&mut self, form: Time, moment: Option<i64>) -> Result<(), Reason> {
        let moment = moment.ok_or(Reason::BadTimestamp)?;
        self.fields.epoch += if form == Time::Date { moment * 86_400 } else { moment };
        Ok(())
    }

    /// Adds a latency to those before it.
    #[inline(always)]
    pub fn take_latency(&mut self, latency: Option<u64>) -> Result<(), Reason> {
        self.latency = match (self.latency, latency) {
            (Latency::None, _) | (_, None) => Latency::None,
            (Latency::Unread, Some(latency)) => Latency::Sum(latency),
            (Latency::Sum(before), Some(latency)) => {
                let sum = before + latency;
                if sum > i64::MAX as u64 {
                    return Err(Reason::NumberOverflow);
                }
                Latency::Sum(sum)
            }
        };
        Ok(())
    }

    fn take_text_latency(&mut self, value: &[u8], unit: Unit) -> Result<(), Reason> {
        self.take_latency(number::latency(value, unit)?)
    }

    /// Returns the whole line.
    #[inline(always)]
    pub fn finish(self, strip_query: bool, scratch: &'a Scratch) -> Fields<'a> {
        let request = match self.request {
            Some(raw) => request::read(raw, strip_query, scratch),
            None => self.parts.join(strip_query, scratch),
        };
        let latency = match self.latency {
            Latency::Sum(latency) => Some(latency),
            Latency::Unread | Latency::None => None,
        };
        Fields {
            method: request.method,
            path: request.path,
            protocol: request.protocol,
            bad_request: request.bad,
            latency,
            ..self.fields
        }
    }
}

/// Returns an address without the port after it and the brackets around it.
fn without_port(value: &[u8]) -> Result<&[u8], Reason> {
    let digits = value.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let address = match value[..value.len() - digits].strip_suffix(b":") {
        Some(address) if digits > 0 => address,
        _ => value,
    };
    let inside = address.strip_prefix(b"[").and_then(|inside| inside.strip_suffix(b"]"));
    let address = inside.unwrap_or(address);
    if address.is_empty() { Err(Reason::NoHost) } else { Ok(address) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_and_brackets_are_dropped() {
        for (value, expected) in [
            ("10.0.0.1:443", Ok("10.0.0.1")),
            ("10.0.0.1", Ok("10.0.0.1")),
            ("10.0.0.1:", Ok("10.0.0.1:")),
            ("[::1]:80", Ok("::1")),
            ("[::1]", Ok("::1")),
            ("[[::1]]:80", Ok("[::1]")),
            ("[::1", Ok("[:")),
            ("80", Ok("80")),
            (":80", Err(Reason::NoHost)),
            ("[]", Err(Reason::NoHost)),
        ] {
            assert_eq!(without_port(value.as_bytes()), expected.map(str::as_bytes), "{value}");
        }
    }

    #[test]
    fn latencies_add_up_unless_one_is_none() {
        let sum = |values: &[&'static str]| {
            let mut draft = Draft::new();
            for value in values {
                draft.take(Field::Latency(Unit::Microseconds), value.as_bytes())?;
            }
            Ok(draft.finish(true, &Scratch::new()).latency)
        };
        assert_eq!(sum(&["5", "7"]), Ok(Some(12)));
        assert_eq!(sum(&["5", "-", "7"]), Ok(None));
        assert_eq!(sum(&["-1", "7"]), Ok(None));
        assert_eq!(sum(&[]), Ok(None));
        assert_eq!(sum(&["9223372036854775807", "1"]), Err(Reason::NumberOverflow));
        assert_eq!(sum(&["-", "x"]), Err(Reason::BadLatency));
    }
}
