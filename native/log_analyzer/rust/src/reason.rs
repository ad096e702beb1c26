//! Why a line is malformed: a closed list, the same in every backend.

/// Number of reasons.
pub const REASONS: usize = 12;

/// Names in the order of their index.
pub const NAMES: [&str; REASONS] = [
    "blank",
    "no_host",
    "bad_timestamp",
    "bad_request_quote",
    "bad_status",
    "bad_size",
    "bad_latency",
    "trailing_garbage",
    "too_few_fields",
    "invalid_json",
    "number_overflow",
    "line_too_long",
];

/// The reasons by their index in [`NAMES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Reason {
    Blank = 0,
    NoHost = 1,
    BadTimestamp = 2,
    BadRequestQuote = 3,
    BadStatus = 4,
    BadSize = 5,
    BadLatency = 6,
    TrailingGarbage = 7,
    TooFewFields = 8,
    InvalidJson = 9,
    NumberOverflow = 10,
    LineTooLong = 11,
}
