//! Values that are not in the line as they count: unescaped, or joined from parts.

use std::cell::{Cell, OnceCell};

/// More than the values of one line.
const LINE: usize = 16;

/// Room for the made values of some lines; they stay where they are until all of it goes.
#[derive(Debug)]
pub struct Scratch {
    cells: [OnceCell<Box<[u8]>>; 4 * LINE],
    used: Cell<usize>,
}

impl Scratch {
    pub fn new() -> Scratch {
        Scratch { cells: [const { OnceCell::new() }; 4 * LINE], used: Cell::new(0) }
    }

    /// Whether the values of one more line may find no room.
    pub fn is_full(&self) -> bool {
        self.used.get() + LINE > self.cells.len()
    }

    /// Keeps a value.
    pub fn keep(&self, value: Vec<u8>) -> &[u8] {
        let place = self.used.get();
        self.used.set(place + 1);
        self.cells[place].get_or_init(|| value.into_boxed_slice())
    }
}
