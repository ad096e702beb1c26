//! Automata that tests of a filter run over values, a byte a step.

/// Bytes before the flags: two numbers and the class of each byte.
const HEAD: usize = 8 + 256;

/// Flag of a state in which a value may end.
const ACCEPTS: u8 = 1;

/// Flag of a state that no byte leads away from.
const FINAL: u8 = 2;

/// A deterministic automaton over classes of bytes. Its start is state 0.
#[derive(Clone, Debug)]
pub struct Automaton {
    class_of: [u8; 256],
    classes: usize,
    flags: Vec<u8>,
    /// By state and class.
    next: Vec<u16>,
}

impl Automaton {
    /// Reads an automaton; every place it leads to is checked here, so that running it needs no check.
    pub fn read(bytes: &[u8]) -> Result<Automaton, String> {
        let damaged = || format!("an automaton of {} bytes is damaged", bytes.len());
        let (head, rest) = bytes.split_at_checked(HEAD).ok_or_else(damaged)?;
        let number =
            |at: usize| u32::from_le_bytes(*head[at..].first_chunk().expect("four bytes")) as usize;
        let (classes, states) = (number(0), number(4));
        let fits = (1..=256).contains(&classes)
            && (1..32_768).contains(&states)
            && rest.len() == states + 2 * states * classes;
        if !fits {
            return Err(damaged());
        }
        let (flags, next) = rest.split_at(states);
        let next = next.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let automaton = Automaton {
            class_of: *head[8..].first_chunk().expect("256 bytes"),
            classes,
            flags: flags.to_vec(),
            next: next.collect(),
        };
        let leads_out = automaton.next.iter().any(|&next| usize::from(next) >= states)
            || automaton.class_of.iter().any(|&class| usize::from(class) >= classes);
        if leads_out { Err(damaged()) } else { Ok(automaton) }
    }

    /// Whether the automaton accepts a whole value.
    pub fn accepts(&self, value: &[u8]) -> bool {
        let mut state = 0;
        for &byte in value {
            if self.flags[state] & FINAL != 0 {
                break;
            }
            let class = usize::from(self.class_of[usize::from(byte)]);
            state = usize::from(self.next[state * self.classes + class]);
        }
        self.flags[state] & ACCEPTS != 0
    }
}

/// An automaton that accepts the values that have an `a`.
#[cfg(test)]
pub fn has_an_a() -> Vec<u8> {
    let mut bytes = [2_u32.to_le_bytes(), 2_u32.to_le_bytes()].concat();
    bytes.extend((0..=255).map(|byte: u8| u8::from(byte == b'a')));
    bytes.extend([0, ACCEPTS | FINAL]);
    bytes.extend([0_u16, 1, 1, 1].into_iter().flat_map(u16::to_le_bytes));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_accepted_or_not() {
        let automaton = Automaton::read(&has_an_a()).expect("a good automaton");
        for (value, expected) in [("", false), ("b", false), ("a", true), ("bbabb", true)] {
            assert_eq!(automaton.accepts(value.as_bytes()), expected, "{value}");
        }
    }

    #[test]
    fn damaged_automata_are_refused() {
        let good = has_an_a();
        for length in 0..good.len() {
            assert!(Automaton::read(&good[..length]).is_err(), "{length} bytes");
        }
        for (place, value) in [(0, 3), (4, 3), (0, 0), (4, 0), (8, 2), (good.len() - 2, 2)] {
            let mut bytes = good.clone();
            bytes[place] = value;
            assert!(Automaton::read(&bytes).is_err(), "{value} at {place}");
        }
    }
}
