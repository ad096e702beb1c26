//! What can be wrong with a document.

/// The codes of the errors of reading, in the words of the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    Empty,
    ExpectedValue,
    ExpectedKey,
    ExpectedColon,
    ExpectedCommaOrEnd,
    TrailingComma,
    TrailingData,
    BadLiteral,
    BadNumber,
    LeadingZero,
    NumberRange,
    TooManyDigits,
    UnterminatedString,
    ControlChar,
    BadEscape,
    LoneSurrogate,
    BadUtf8,
    DuplicateKey,
    Depth,
    Size,
    Truncated,
    Bom,
}

impl Code {
    /// The word for it.
    #[cfg(feature = "python")]
    pub fn word(self) -> &'static str {
        match self {
            Code::Empty => "empty",
            Code::ExpectedValue => "expected_value",
            Code::ExpectedKey => "expected_key",
            Code::ExpectedColon => "expected_colon",
            Code::ExpectedCommaOrEnd => "expected_comma_or_end",
            Code::TrailingComma => "trailing_comma",
            Code::TrailingData => "trailing_data",
            Code::BadLiteral => "bad_literal",
            Code::BadNumber => "bad_number",
            Code::LeadingZero => "leading_zero",
            Code::NumberRange => "number_range",
            Code::TooManyDigits => "too_many_digits",
            Code::UnterminatedString => "unterminated_string",
            Code::ControlChar => "control_char",
            Code::BadEscape => "bad_escape",
            Code::LoneSurrogate => "lone_surrogate",
            Code::BadUtf8 => "bad_utf8",
            Code::DuplicateKey => "duplicate_key",
            Code::Depth => "depth",
            Code::Size => "size",
            Code::Truncated => "truncated",
            Code::Bom => "bom",
        }
    }
}

/// What is wrong, and at which byte of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    pub code: Code,
    pub at: usize,
}

impl Fault {
    pub fn new(code: Code, at: usize) -> Self {
        Self { code, at }
    }
}
