//! Numbers as JSON writes them.

use crate::escape::put_bytes;

/// Bytes of room that the text of a double needs while it is written.
pub const REAL: usize = size_of::<zmij::Buffer>() + 8;

/// Writes a finite double in the form of Python's repr and returns where it ends.
///
/// The shortest digits that read back as the same double come from the crate; its form differs
/// from repr's below 0.0001.
///
/// # Safety
///
/// `out` has room for `REAL` bytes.
#[inline(always)]
pub unsafe fn real(value: f64, out: *mut u8) -> *mut u8 {
    // SAFETY: the crate's buffer has room at `out` and may lie at any address, as its fields are
    // bytes; its text is within it. What `small_real` adds are at most three bytes.
    unsafe {
        let buffer = out.cast::<zmij::Buffer>();
        buffer.write(zmij::Buffer::new());
        let text = (*buffer).format_finite(value);
        let length = text.len();
        if text.as_ptr() != out.cast_const() {
            std::ptr::copy(text.as_ptr(), out, length);
        }
        if value.abs() < 1e-4 && value != 0.0 {
            return small_real(out, length);
        }
        out.add(length)
    }
}

/// Turns 0.00001234 into 1.234e-05 and 1e-7 into 1e-07, and returns the end.
///
/// # Safety
///
/// `out` has such a text of a length below 0.0001, and room for three bytes more.
unsafe fn small_real(out: *mut u8, length: usize) -> *mut u8 {
    // SAFETY: the caller's; each place is within the text or the room behind it.
    unsafe {
        let text = std::slice::from_raw_parts_mut(out, length + 3);
        if text[length - 2] == b'-' {
            text[length] = text[length - 1];
            text[length - 1] = b'0';
            return out.add(length + 1);
        }
        if text[length - 3] == b'-' || text[length - 4] == b'-' {
            return out.add(length);
        }
        let sign = usize::from(text[0] == b'-');
        let zeros = "0.0000".len();
        text.copy_within(sign + zeros..length, sign);
        let mut end = length - zeros;
        if end > sign + 1 {
            text.copy_within(sign + 1..end, sign + 2);
            text[sign + 1] = b'.';
            end += 1;
        }
        text[end..end + 4].copy_from_slice(b"e-05");
        out.add(end + 4)
    }
}

/// Bytes of room that a whole number needs while it is written.
pub const WHOLE: usize = 20;

/// Writes a whole number and returns where it ends.
///
/// # Safety
///
/// `out` has room for `WHOLE` bytes.
#[inline(always)]
pub unsafe fn whole(value: i64, out: *mut u8) -> *mut u8 {
    const SPLIT: u64 = 100_000_000;
    let size = value.unsigned_abs();
    // SAFETY: a sign and 19 digits are `WHOLE` bytes.
    unsafe {
        out.write(b'-');
        let start = out.add(usize::from(value < 0));
        if size < SPLIT {
            return first_digits(size as u32, start);
        }
        let (upper, last) = (size / SPLIT, (size % SPLIT) as u32);
        let next = if upper < SPLIT {
            first_digits(upper as u32, start)
        } else {
            let next = first_digits((upper / SPLIT) as u32, start);
            put_eight((upper % SPLIT) as u32, next)
        };
        put_eight(last, next)
    }
}

/// Writes a number below 10^8 without zeros before it.
///
/// # Safety
///
/// `out` has room for its digits.
#[inline(always)]
unsafe fn first_digits(value: u32, out: *mut u8) -> *mut u8 {
    // SAFETY: the caller's.
    unsafe {
        if value < 100 {
            return first_pair(value, out);
        }
        if value < 10_000 {
            return put_bytes(first_pair(value / 100, out), pair(value % 100));
        }
        let upper = value / 10_000;
        let next = if upper < 100 {
            first_pair(upper, out)
        } else {
            put_bytes(first_pair(upper / 100, out), pair(upper % 100))
        };
        put_four(value % 10_000, next)
    }
}

/// # Safety
///
/// `out` has room for two bytes.
#[inline(always)]
unsafe fn first_pair(value: u32, out: *mut u8) -> *mut u8 {
    // SAFETY: the caller's.
    unsafe {
        if value < 10 { put_bytes(out, &[b'0' + value as u8]) } else { put_bytes(out, pair(value)) }
    }
}

/// # Safety
///
/// `out` has room for four bytes.
#[inline(always)]
unsafe fn put_four(value: u32, out: *mut u8) -> *mut u8 {
    // SAFETY: the caller's.
    unsafe { put_bytes(put_bytes(out, pair(value / 100)), pair(value % 100)) }
}

/// # Safety
///
/// `out` has room for eight bytes.
#[inline(always)]
unsafe fn put_eight(value: u32, out: *mut u8) -> *mut u8 {
    // SAFETY: the caller's.
    unsafe { put_four(value % 10_000, put_four(value / 10_000, out)) }
}

#[inline(always)]
fn pair(value: u32) -> &'static [u8; 2] {
    &PAIRS[value as usize]
}

static PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut value = 0;
    while value < 100 {
        pairs[value] = [b'0' + (value / 10) as u8, b'0' + (value % 10) as u8];
        value += 1;
    }
    pairs
};

#[cfg(test)]
mod tests {
    use super::*;

    fn real_text(value: f64) -> String {
        let mut out = [0; REAL];
        // SAFETY: there is room for any double, and both places are within it.
        let length = unsafe { real(value, out.as_mut_ptr()).offset_from(out.as_ptr()) as usize };
        String::from_utf8(out[..length].to_vec()).unwrap()
    }

    fn whole_text(value: i64) -> String {
        let mut out = [0; WHOLE];
        // SAFETY: there is room for any number, and both places are within them.
        let length = unsafe {
            let start = out.as_mut_ptr();
            whole(value, start).offset_from(start) as usize
        };
        String::from_utf8(out[..length].to_vec()).unwrap()
    }

    /// Doubles look as Python's repr shows them.
    #[test]
    fn doubles_in_the_form_of_repr() {
        let cases = [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (1.5e16, "1.5e+16"),
            (1e-4, "0.0001"),
            (1e-5, "1e-05"),
            (-1.234e-5, "-1.234e-05"),
            (1e-7, "1e-07"),
            (-2.5e-9, "-2.5e-09"),
            (1e-10, "1e-10"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (0.1, "0.1"),
        ];
        for (value, text) in cases {
            assert_eq!(real_text(value), text);
        }
    }

    /// Whole numbers of every length, and the least and greatest.
    #[test]
    fn whole_numbers() {
        let powers = (0..19).map(|power| 10i64.pow(power));
        for value in powers.flat_map(|power| [power - 1, power, -power]).chain([
            i64::MIN,
            i64::MAX,
            1234567890123456789,
        ]) {
            assert_eq!(whole_text(value), value.to_string());
        }
    }
}
