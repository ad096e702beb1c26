//! What cannot be written, and where in the value it is.

use super::{Kind, Level, Object, Writer};
use crate::object::{self, Failed, Owned};

/// Why nothing was written.
pub enum Refusal {
    /// The code of what is wrong, with which object; keys and indexes of the way to it.
    Value(&'static str, Owned, Vec<Owned>),
    /// An exception is set in the interpreter.
    Raised,
}

/// What cannot be written.
pub struct Refused {
    code: &'static str,
    object: Owned,
    is_key: bool,
}

impl Writer<'_, '_> {
    /// Notes that a value cannot be written.
    #[cold]
    pub(super) fn refuse<T>(&mut self, code: &'static str, value: Object) -> Result<T, Failed> {
        // SAFETY: whoever calls has it alive.
        let object = unsafe { Owned::shared(value) };
        self.refused = Some(Refused { code, object, is_key: false });
        Err(Failed)
    }

    /// Notes that a key of the innermost dict cannot be written; the pointer is that of the dict.
    #[cold]
    pub(super) fn refuse_key<T>(&mut self, code: &'static str, key: Object) -> Result<T, Failed> {
        // SAFETY: whoever calls has it alive.
        let object = unsafe { Owned::shared(key) };
        self.refused = Some(Refused { code, object, is_key: true });
        Err(Failed)
    }

    #[cold]
    pub(super) fn refusal(&mut self) -> Refusal {
        let Some(Refused { code, object, is_key }) = self.refused.take() else {
            return Refusal::Raised;
        };
        match self.pointer(self.levels.len() - usize::from(is_key)) {
            Ok(pointer) => Refusal::Value(code, object, pointer),
            Err(Failed) => Refusal::Raised,
        }
    }

    /// Returns the keys and indexes that were begun in the first levels.
    fn pointer(&mut self, levels: usize) -> Result<Vec<Owned>, Failed> {
        let mut steps = Vec::with_capacity(levels);
        for level in 0..levels {
            let Level { source, kind, count, place } = &self.levels[level];
            let key = match kind {
                Kind::List | Kind::Tuple => {
                    steps.push(object::whole(count.saturating_sub(1) as u64, false)?);
                    continue;
                }
                Kind::Dict => object::nth_key(source.as_object(), *count),
                Kind::Members => {
                    let last = (*place as usize + count).checked_sub(1);
                    last.and_then(|last| self.members.get(last)).map(|(key, _)| key.clone())
                }
                Kind::StandIn => continue,
            };
            if let Some(key) = key {
                steps.push(self.key_text(key.as_object())?);
            }
        }
        Ok(steps)
    }
}
