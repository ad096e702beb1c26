//! Powers of five to 128 bits, as the method of Eisel and Lemire needs them.
//!
//! Source: D. Lemire, "Number Parsing at a Gigabyte per Second", Software: Practice and Experience
//! 51 (2021), section 6.

/// The least power of ten that can be part of a finite double other than zero, with 19 digits.
pub const LEAST: i32 = -342;
/// The greatest power of ten that a double can hold.
pub const GREATEST: i32 = 308;

/// The 128 leading bits of 5^q for q from `LEAST` to `GREATEST`: high half, low half. They are cut
/// off, except that those from -27 to -1, whose product has to be exact, are rounded up.
pub static FIVES: [(u64, u64); COUNT] = fives();

const COUNT: usize = (GREATEST - LEAST + 1) as usize;
const LIMBS: usize = 18; // 1152 bits: 5^342 has 795, and so 357 are left of its reciprocal

const fn fives() -> [(u64, u64); COUNT] {
    let mut table = [(0, 0); COUNT];
    let zero = -LEAST as usize;
    let mut number = [0; LIMBS]; // little-endian
    number[0] = 1;
    let mut power = zero;
    while power < COUNT {
        table[power] = leading_bits(&number);
        multiply_by_five(&mut number);
        power += 1;
    }
    number = [0; LIMBS];
    number[LIMBS - 1] = 1 << 63;
    power = zero;
    while power > 0 {
        divide_by_five(&mut number); // floor(floor(x / 5) / 5) = floor(x / 25)
        power -= 1;
        let (high, low) = leading_bits(&number);
        let exact = zero - power <= 27;
        let (low, carry) = low.overflowing_add(exact as u64);
        table[power] = (high + carry as u64, low);
    }
    table
}

const fn multiply_by_five(number: &mut [u64; LIMBS]) {
    let mut carry = 0;
    let mut limb = 0;
    while limb < LIMBS {
        let product = number[limb] as u128 * 5 + carry;
        number[limb] = product as u64;
        carry = product >> 64;
        limb += 1;
    }
}

const fn divide_by_five(number: &mut [u64; LIMBS]) {
    let mut rest = 0;
    let mut limb = LIMBS;
    while limb > 0 {
        limb -= 1;
        let part = (rest << 64) | number[limb] as u128;
        number[limb] = (part / 5) as u64;
        rest = part % 5;
    }
}

/// Returns the 128 bits from the first one that is set.
const fn leading_bits(number: &[u64; LIMBS]) -> (u64, u64) {
    let mut top = LIMBS - 1;
    while number[top] == 0 {
        top -= 1;
    }
    let shift = number[top].leading_zeros();
    let next = if top >= 1 { number[top - 1] } else { 0 };
    let last = if top >= 2 { number[top - 2] } else { 0 };
    (join(number[top], next, shift), join(next, last, shift))
}

const fn join(high: u64, low: u64, shift: u32) -> u64 {
    if shift == 0 { high } else { (high << shift) | (low >> (64 - shift)) }
}
