//! Text plans: values between literals, read in one pass from left to right.

use crate::bytescan::{Block, Window};
use crate::clock::{Clock, Moment, TEXT};
use crate::draft::Draft;
use crate::json::Tree;
use crate::line::Fields;
use crate::plan::{Field, Time};
use crate::reason::Reason;
use crate::scratch::Scratch;
use crate::timestamp;

/// A compiled text plan.
#[derive(Clone, Debug)]
pub struct Steps {
    /// What the line starts with.
    lead: Vec<u8>,
    values: Vec<Value>,
}

/// A value and what follows it.
#[derive(Clone, Debug)]
struct Value {
    form: Form,
    field: Field,
    /// Empty if none follows.
    literal: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Up to the literal.
    Bare,
    /// Up to the first byte of the literal: a number cannot hold it.
    Number,
    /// As a number, but 26 bytes at least, which may hold any byte.
    Clf,
    /// Up to the first quote that no backslash protects.
    Quoted,
    Rest,
}

impl Steps {
    /// Compiles the steps of a plan.
    pub fn read(steps: &Tree) -> Result<Steps, String> {
        let (mut lead, mut values) = (Vec::new(), Vec::<Value>::new());
        for step in steps.list()? {
            let [form, text] = step.list()? else {
                return Err(format!("step {step:?} must have two texts"));
            };
            let form = form.name()?;
            if form == "lit" {
                let literal = values.last_mut().map_or(&mut lead, |value| &mut value.literal);
                *literal = text.bytes()?;
                continue;
            }
            let field = Field::named(&text.name()?)?;
            let form = match &*form {
                "bare" if is_number(field) => Form::Number,
                "bare" if field == Field::Time(Time::Clf) => Form::Clf,
                "bare" => Form::Bare,
                "quoted" => Form::Quoted,
                "rest" => Form::Rest,
                _ => return Err(format!("step {step:?} is of no known form")),
            };
            values.push(Value { form, field, literal: Vec::new() });
        }
        Ok(Steps { lead, values })
    }

    pub fn fields(&self) -> impl Iterator<Item = Field> {
        self.values.iter().map(|value| value.field)
    }

    /// Parses the line from `at` to `end`, which is not blank; at its end a newline follows, with or
    /// without a carriage return before.
    #[inline(always)]
    pub fn parse<'a, B: Block>(
        &self,
        text: Window<'a>,
        start: usize,
        end: usize,
        strip_query: bool,
        clock: &mut Clock,
        scratch: &'a Scratch,
    ) -> Result<Fields<'a>, Reason> {
        let mut draft = Draft::new();
        let first = self.values.first().map(|value| (value.field, true));
        let mut at = skip_literal(text, start, end, &self.lead, first)?;
        for (place, value) in self.values.iter().enumerate() {
            let stop = match value.form {
                Form::Bare => find_literal::<B>(text, at, end, &value.literal),
                Form::Number => find_first::<B>(text, at, end, &value.literal),
                Form::Clf if end - at <= timestamp::LENGTH => end,
                Form::Clf => find_first::<B>(text, at + timestamp::LENGTH, end, &value.literal),
                Form::Quoted => find_quote::<B>(text, at, end).ok_or(open(value.field))?,
                Form::Rest => end,
            };
            if stop == at && value.form == Form::Bare {
                check_empty(value.field)?;
            }
            if value.field == Field::Time(Time::Clf) {
                draft.take_moment(Time::Clf, read_clf(text, at, stop, clock))?;
            } else {
                draft.take(value.field, text.slice(at, stop))?;
            }
            let next = self.values.get(place + 1).map(|next| (next.field, false));
            at = skip_literal(text, stop, end, &value.literal, next)?;
        }
        if at < end {
            return Err(Reason::TrailingGarbage);
        }
        Ok(draft.finish(strip_query, scratch))
    }
}

/// Whether the bytes of the next literal cannot be in values of a field.
fn is_number(field: Field) -> bool {
    match field {
        Field::Status | Field::Size | Field::Latency(_) => true,
        Field::Time(form) => {
            matches!(form, Time::Seconds | Time::Milliseconds | Time::Microseconds)
        }
        _ => false,
    }
}

/// Returns where a literal starts at or after `at`, or the end if it is nowhere or empty.
#[inline(always)]
fn find_literal<B: Block>(text: Window, mut at: usize, end: usize, literal: &[u8]) -> usize {
    let Some(&first) = literal.first() else {
        return end;
    };
    loop {
        at = text.seek::<B, 1>(at, [first]);
        if at >= end || literal.len() == 1 || starts_with(text, at, end, literal) {
            return at.min(end);
        }
        at += 1;
    }
}

/// Returns where the first byte of a literal is, or the end.
#[inline(always)]
fn find_first<B: Block>(text: Window, at: usize, end: usize, literal: &[u8]) -> usize {
    find_literal::<B>(text, at, end, literal.get(..1).unwrap_or_default())
}

#[inline(always)]
fn starts_with(text: Window, at: usize, end: usize, literal: &[u8]) -> bool {
    // Literals are a few bytes long: a loop beats a call of memcmp.
    let found = text.slice(at, end).get(..literal.len());
    found.is_some_and(|found| found.iter().zip(literal).all(|(one, two)| one == two))
}

/// Returns where the first quote is that no backslash protects.
#[inline(always)]
fn find_quote<B: Block>(text: Window, mut at: usize, end: usize) -> Option<usize> {
    loop {
        at = text.seek::<B, 2>(at, *b"\"\\");
        if at >= end {
            return None;
        }
        if text.byte::<0>(at) == b'"' {
            return Some(at);
        }
        at += 2;
        if at >= end {
            return None;
        }
    }
}

/// Returns the place after a literal at `at`; what is missing is part of the next field.
#[inline(always)]
fn skip_literal(
    text: Window,
    at: usize,
    end: usize,
    literal: &[u8],
    next: Option<(Field, bool)>,
) -> Result<usize, Reason> {
    if starts_with(text, at, end, literal) {
        return Ok(at + literal.len());
    }
    Err(missing(literal.starts_with(text.slice(at, end)), next))
}

/// Why a line is malformed whose literal before a field is cut `short` by its end, or not there.
#[cold]
fn missing(short: bool, next: Option<(Field, bool)>) -> Reason {
    match next {
        None if short => Reason::TooFewFields,
        None => Reason::TrailingGarbage,
        Some((Field::Time(_), _)) => Reason::BadTimestamp,
        Some((Field::Request, _)) => Reason::BadRequestQuote,
        Some(_) if short => Reason::TooFewFields,
        Some((Field::Ip | Field::IpPort, true)) => Reason::NoHost,
        Some((Field::Status, _)) => Reason::BadStatus,
        Some((Field::Size, _)) => Reason::BadSize,
        Some((Field::Latency(_), _)) => Reason::BadLatency,
        Some(_) => Reason::TooFewFields,
    }
}

/// Why a line is malformed whose quoted field does not end.
#[cold]
fn open(field: Field) -> Reason {
    match field {
        Field::Status => Reason::BadStatus,
        Field::Size => Reason::BadSize,
        Field::Time(_) => Reason::BadTimestamp,
        Field::Request => Reason::BadRequestQuote,
        Field::Latency(_) => Reason::BadLatency,
        _ => Reason::TooFewFields,
    }
}

/// Refuses empty values of those fields that would take one.
#[cold]
fn check_empty(field: Field) -> Result<(), Reason> {
    match field {
        Field::Ip | Field::IpPort => Err(Reason::NoHost),
        Field::User | Field::Host | Field::Referrer | Field::UserAgent => Err(Reason::TooFewFields),
        Field::Method | Field::Target | Field::Query | Field::Protocol => Err(Reason::TooFewFields),
        // The others refuse it themselves, or may be empty.
        _ => Ok(()),
    }
}

/// Reads a timestamp, of which the clock may know the minute.
#[inline(always)]
fn read_clf(text: Window, at: usize, stop: usize, clock: &mut Clock) -> Option<i64> {
    if stop - at != timestamp::LENGTH {
        return None;
    }
    match clock.read(text, at) {
        Some(moment) => Some(moment.epoch),
        None => read_unknown(text, at, clock),
    }
}

#[cold]
#[inline(never)]
fn read_unknown(text: Window, at: usize, clock: &mut Clock) -> Option<i64> {
    let epoch = timestamp::parse(&text.load::<{ timestamp::LENGTH }, 0>(at))?;
    if text.load::<{ TEXT - timestamp::LENGTH }, { timestamp::LENGTH }>(at) == *b"] \"" {
        clock.keep(text, at, Moment { epoch, ..Moment::default() });
    }
    Some(epoch)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytescan::{Baseline, PAD, Plain};
    use crate::line::{self, Layout};

    const COMBINED: &str = "[[\"bare\",\"ip\"],[\"lit\",\" \"],[\"bare\",\"skip\"],[\"lit\",\" \"],\
        [\"bare\",\"user\"],[\"lit\",\" [\"],[\"bare\",\"time_clf\"],[\"lit\",\"] \\\"\"],\
        [\"quoted\",\"request\"],[\"lit\",\"\\\" \"],[\"bare\",\"status\"],[\"lit\",\" \"],\
        [\"bare\",\"size\"],[\"lit\",\" \\\"\"],[\"quoted\",\"referrer\"],[\"lit\",\"\\\" \\\"\"],\
        [\"quoted\",\"user_agent\"],[\"lit\",\"\\\"\"]]";

    const LINE: &str = "10.1.2.3 - - [05/Mar/2025:10:00:07 +0000] \"GET /a/b?c=d HTTP/1.1\" 404 12 \
                        \"https://x.example/y?z\" \"Voyager/5.0 \\\"Quartz\\\"\"";

    fn steps(text: &str) -> Steps {
        Steps::read(&Tree::parse(text).expect("JSON")).expect("a plan")
    }

    fn parsed<'a>(
        steps: &Steps,
        padded: &'a [u8],
        scratch: &'a Scratch,
    ) -> Result<Fields<'a>, Reason> {
        let (text, end) = (Window::new(padded), padded.len() - PAD);
        let mut clock = Clock::default();
        let plain = steps.parse::<Plain>(text, 0, end, false, &mut clock, scratch);
        for _ in 0..2 {
            let again = steps.parse::<Baseline>(text, 0, end, false, &mut clock, scratch);
            assert_eq!(again, plain);
        }
        plain
    }

    fn padded(line: &[u8]) -> Vec<u8> {
        [line, &[b'\n'; PAD]].concat()
    }

    #[test]
    fn combined_as_a_text_plan_is_combined() {
        const BYTES: &[u8] = b" \"\\-[]/?:.09aGH\t\0\x7f\x80\xff";
        let plan = steps(COMBINED);
        let mut good = 0;
        for place in 0..LINE.len() {
            for &byte in BYTES {
                let mut line = LINE.as_bytes().to_vec();
                line[place] = byte;
                for line in [
                    &line[..],
                    &line[..place],
                    &[&line[..place], &LINE.as_bytes()[place..]].concat(),
                ] {
                    // Only combined wants an ident.
                    let ip = line.iter().take_while(|&&byte| byte != b' ').count();
                    if matches!(line.get(ip + 1), None | Some(b' ')) {
                        continue;
                    }
                    let (scratch, text) = (Scratch::new(), padded(line));
                    let expected = line::parse(line, Layout::Combined, false, &scratch);
                    let found = parsed(&plan, &text, &scratch);
                    // A missing ` [` or `]` belongs to other fields there.
                    assert_eq!(found.ok(), expected.ok(), "{}", line.escape_ascii());
                    good += usize::from(expected.is_ok());
                }
            }
        }
        assert!(good > 2000, "{good}");
    }

    #[test]
    fn each_field_has_its_reasons() {
        use Reason::*;
        let plan = steps(
            "[[\"lit\",\"<\"],[\"bare\",\"ip_port\"],[\"lit\",\"> \"],[\"bare\",\"time_s\"],\
             [\"lit\",\" \"],[\"bare\",\"method\"],[\"lit\",\" \"],[\"bare\",\"target\"],\
             [\"lit\",\", \"],[\"bare\",\"status\"],[\"lit\",\" \"],[\"bare\",\"size\"],\
             [\"lit\",\" \\\"\"],[\"quoted\",\"latency_s\"],[\"lit\",\"\\\" \"],[\"rest\",\"skip\"]]",
        );
        for (line, expected) in [
            ("<h:1> 5 GET /, 200 7 \"0.5\" ", None),
            ("<h:1> 5 GET /, 200 7 \"0.5\" and more", None),
            ("h", Some(NoHost)),
            ("<", Some(NoHost)),
            ("<> 5", Some(NoHost)),
            ("<h", Some(BadTimestamp)),
            ("<h> ", Some(BadTimestamp)),
            ("<h> x", Some(BadTimestamp)),
            ("<h> 5", Some(TooFewFields)),
            ("<h> 5 ", Some(TooFewFields)),
            ("<h> 5  /", Some(TooFewFields)),
            ("<h> 5 GET /, ", Some(BadStatus)),
            ("<h> 5 GET /,", Some(TooFewFields)),
            ("<h> 5 GET / 200", Some(TooFewFields)),
            ("<h> 5 GET /, 200", Some(TooFewFields)),
            ("<h> 5 GET /, 200  ", Some(BadSize)),
            ("<h> 5 GET /, 200 7", Some(TooFewFields)),
            ("<h> 5 GET /, 200 7 0.5", Some(BadLatency)),
            ("<h> 5 GET /, 200 7 \"0.5", Some(BadLatency)),
            ("<h> 5 GET /, 200 7 \"\" ", Some(BadLatency)),
            ("<h> 5 GET /, 200 7 \"0.5\"", Some(TooFewFields)),
            ("<h> 5 GET /, 200 7 \"0.5\"x", Some(TooFewFields)),
        ] {
            let (scratch, text) = (Scratch::new(), padded(line.as_bytes()));
            assert_eq!(parsed(&plan, &text, &scratch).err(), expected, "{line}");
        }
        let text = padded(b"<[::1]:9> 5 GET /a b, 200 7 \"0.5\" x");
        let scratch = Scratch::new();
        let fields = parsed(&plan, &text, &scratch).expect("good");
        assert_eq!(
            (fields.ip, fields.path, fields.latency),
            (&b"::1"[..], &b"/a b"[..], Some(500_000))
        );
    }
}
