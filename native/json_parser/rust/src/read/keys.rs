//! Keys that were read before, so that equal keys are one object and are hashed once.

use std::cell::UnsafeCell;
use std::ptr::{self, NonNull};

use pyo3::ffi;

use crate::object::{self, Failed, Owned};
use crate::scan::Text;

/// Longer keys are rare, and seldom come again.
pub const LONGEST: usize = 64;
const SLOTS: usize = 2048;

/// A key of ASCII, kept from one document to the next.
#[derive(Clone, Copy)]
struct Slot {
    key: *mut ffi::PyObject,
    /// The document that used it last.
    document: u64,
}

const FREE: Slot = Slot { key: ptr::null_mut(), document: 0 };

/// Each key has one place, by its hash; the next one with that hash drives it out.
struct Cache {
    slots: [Slot; SLOTS],
    documents: u64,
}

impl Drop for Cache {
    fn drop(&mut self) {
        for slot in &self.slots {
            // SAFETY: the references are the cache's.
            drop(unsafe { Owned::taken(slot.key) });
        }
    }
}

struct Locked(UnsafeCell<Cache>);

// SAFETY: it is only used by `Keys`, with the interpreter's lock held.
unsafe impl Sync for Locked {}

static CACHE: Locked = Locked(UnsafeCell::new(Cache { slots: [FREE; SLOTS], documents: 0 }));

/// The keys of one document.
pub struct Keys {
    interned: bool,
    /// The number of the document; None: the cache is not used.
    cached: Option<u64>,
    cache: NonNull<Cache>,
    /// Whether the cache is theirs alone, and not that of all documents.
    is_own: bool,
    /// Keys of this document that are not, or no longer, in the cache.
    others: Option<Owned>,
}

// SAFETY: as for `Owned`, which the keys in the cache are.
unsafe impl Send for Keys {}
// SAFETY: as above.
unsafe impl Sync for Keys {}

impl Drop for Keys {
    #[inline(always)]
    fn drop(&mut self) {
        if self.is_own {
            // SAFETY: it came from a box, and nobody else has it.
            drop(unsafe { Box::from_raw(self.cache.as_ptr()) });
        }
    }
}

/// The cache of all documents.
#[inline(always)]
fn shared_cache() -> NonNull<Cache> {
    // SAFETY: a static has a place.
    unsafe { NonNull::new_unchecked(CACHE.0.get()) }
}

impl Keys {
    /// Begins a document. `alone` says that no other is read before this one is done.
    #[inline(always)]
    pub fn new(interned: bool, alone: bool) -> Self {
        let cached = (interned && alone).then(|| {
            // SAFETY: the lock is held, and the borrow ends here.
            let cache = unsafe { &mut *CACHE.0.get() };
            cache.documents += 1;
            cache.documents
        });
        Self { interned, cached, cache: shared_cache(), is_own: false, others: None }
    }

    /// Begins documents that come in parts, between which others may be read.
    pub fn of_parts(interned: bool) -> Self {
        if !interned {
            return Self::new(false, true);
        }
        let own = Box::new(Cache { slots: [FREE; SLOTS], documents: 1 });
        let cache = NonNull::from(Box::leak(own)); // until these keys are dropped
        Self { interned, cached: Some(1), cache, is_own: true, others: None }
    }

    /// Forgets that keys were read, so that what is remembered does not grow with the stream.
    pub fn begin_next(&mut self) {
        if let Some(document) = &mut self.cached {
            *document += 1;
        }
        self.others = None;
    }

    /// Returns the key of ASCII between two places.
    #[inline(always)]
    pub fn ascii(&mut self, text: Text, from: usize, to: usize) -> Result<Owned, Failed> {
        let bytes = text.slice(from, to);
        match self.cached {
            Some(document) if bytes.len() <= LONGEST => self.cached(document, bytes),
            _ => self.other(object::ascii(bytes)?),
        }
    }

    #[inline(always)]
    fn cached(&mut self, document: u64, bytes: &[u8]) -> Result<Owned, Failed> {
        // SAFETY: the lock is held, and nothing else uses the cache before the borrow ends: to make
        // and hash a str runs no code of Python's.
        let slot = unsafe { &mut (*self.cache.as_ptr()).slots[place(bytes)] };
        // SAFETY: it holds nothing but str of ASCII, and keeps them alive.
        if let Some(key) = NonNull::new(slot.key)
            && unsafe { characters(key) } == bytes
        {
            slot.document = document;
            // SAFETY: the cache keeps it alive.
            return Ok(unsafe { Owned::shared(key) });
        }
        self.replace(slot, document, bytes)
    }

    #[inline(never)]
    fn replace(&mut self, slot: &mut Slot, document: u64, bytes: &[u8]) -> Result<Owned, Failed> {
        let key = object::ascii(bytes)?;
        object::hash(&key)?;
        let key = match &self.others {
            Some(others) => object::set_default(others, &key, &key)?,
            None => key,
        };
        let replaced = std::mem::replace(&mut slot.key, key.clone().into_ptr());
        let last_used = std::mem::replace(&mut slot.document, document);
        // SAFETY: the reference was the cache's.
        if let Ok(replaced) = unsafe { Owned::taken(replaced) }
            && last_used == document
        {
            self.other(replaced)?; // it may come again
        }
        Ok(key)
    }

    /// Returns the key that is equal to one that the cache does not hold.
    #[inline(never)]
    pub fn other(&mut self, key: Owned) -> Result<Owned, Failed> {
        if !self.interned {
            return Ok(key);
        }
        let others = match &self.others {
            Some(others) => others,
            None => self.others.insert(object::dict(0)?),
        };
        object::set_default(others, &key, &key)
    }
}

/// The characters of a str of ASCII.
///
/// # Safety
///
/// It is a compact str of ASCII and lives as long as what is returned is used.
#[inline(always)]
unsafe fn characters<'a>(key: NonNull<ffi::PyObject>) -> &'a [u8] {
    // SAFETY: the caller's; its characters lie behind its head.
    unsafe {
        let head = key.cast::<ffi::PyASCIIObject>();
        let length = (*head.as_ptr()).length as usize;
        std::slice::from_raw_parts(head.add(1).cast().as_ptr(), length)
    }
}

/// Returns the place of a key: a hash of its first and last eight bytes and its length.
///
/// Whoever makes keys collide on purpose makes the cache useless, no more.
#[inline(always)]
fn place(bytes: &[u8]) -> usize {
    let length = bytes.len();
    let word = |from: usize| {
        bytes
            .get(from..from + 8)
            .map_or(0, |part| u64::from_le_bytes(part.try_into().unwrap_or([0; 8])))
    };
    let (first, last) = match length {
        8.. => (word(0), word(length - 8)),
        4..8 => (half(bytes, 0), half(bytes, length - 4)),
        _ => (bytes.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte)), 0),
    };
    let mixed = (first ^ last.rotate_left(29) ^ length as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (64 - SLOTS.ilog2())) as usize
}

#[inline(always)]
fn half(bytes: &[u8], from: usize) -> u64 {
    let part = bytes.get(from..from + 4).and_then(|part| part.try_into().ok());
    u64::from(u32::from_le_bytes(part.unwrap_or([0; 4])))
}
