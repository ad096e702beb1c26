//! Events: the place of what was read, its name, and a key or scalar.

use super::Sink;
use super::walk::Around;
use crate::object::{self, Failed, Owned};

/// The words for events.
struct Names {
    start_object: Owned,
    end_object: Owned,
    start_array: Owned,
    end_array: Owned,
    key: Owned,
    value: Owned,
}

/// Collects events.
pub struct Events {
    names: Names,
    /// The pointer of the document.
    root: Owned,
    pub found: Vec<Owned>,
}

/// The pointer of a container, and that of its members without their names.
pub struct Pointers {
    own: Owned,
    members: Owned,
}

impl Events {
    pub fn new() -> Result<Self, Failed> {
        Ok(Self {
            names: Names {
                start_object: object::interned(c"start_object")?,
                end_object: object::interned(c"end_object")?,
                start_array: object::interned(c"start_array")?,
                end_array: object::interned(c"end_array")?,
                key: object::interned(c"key")?,
                value: object::interned(c"value")?,
            },
            root: object::ascii(b"")?,
            found: Vec::new(),
        })
    }

    /// Returns the pointer of the value that begins or was complete last.
    fn pointer(&self, around: &[Around<Pointers>]) -> Result<Owned, Failed> {
        let Some(inner) = around.last() else { return Ok(self.root.clone()) };
        match &inner.key {
            Some(key) => object::joined_step(&inner.level.members, key),
            None => object::joined_number(&inner.level.members, inner.passed),
        }
    }

    fn add(&mut self, pointer: &Owned, name: Owned, value: &Owned) -> Result<(), Failed> {
        self.found.push(object::triple(pointer, &name, value)?);
        Ok(())
    }
}

impl Sink for Events {
    type Level = Pointers;

    fn wants(&self, _around: &[Around<Pointers>]) -> bool {
        false
    }

    fn scalar(&mut self, around: &[Around<Pointers>], value: Owned) -> Result<(), Failed> {
        let pointer = self.pointer(around)?;
        self.add(&pointer, self.names.value.clone(), &value)
    }

    fn key(&mut self, around: &[Around<Pointers>], key: &Owned) -> Result<(), Failed> {
        let Some(inner) = around.last() else { return Err(Failed) };
        self.add(&inner.level.own, self.names.key.clone(), key)
    }

    fn open(&mut self, around: &[Around<Pointers>], is_object: bool) -> Result<Pointers, Failed> {
        let own = self.pointer(around)?;
        let name = if is_object { &self.names.start_object } else { &self.names.start_array };
        self.add(&own, name.clone(), &object::none())?;
        let members = object::joined(&own, &object::ascii(b"/")?)?;
        Ok(Pointers { own, members })
    }

    fn close(&mut self, closed: Around<Pointers>) -> Result<(), Failed> {
        let name = if closed.is_object { &self.names.end_object } else { &self.names.end_array };
        self.add(&closed.level.own, name.clone(), &object::none())
    }

    fn found(&mut self) -> &mut Vec<Owned> {
        &mut self.found
    }
}
