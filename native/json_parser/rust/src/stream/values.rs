//! The values at the places that are wanted.

use super::Sink;
use super::walk::Around;
use crate::object::{self, Failed, Owned};

/// One step of the way to the values.
pub enum Step {
    Any,
    /// A key, and the index that it says, if it says one.
    Named(Owned, Option<usize>),
}

impl Step {
    /// Reads `*`, or a key or index.
    pub fn of(step: Owned, text: &str) -> Self {
        let plain = text == "0" || !text.starts_with(['0', '+']);
        match text {
            "*" => Step::Any,
            _ => Step::Named(step, text.parse().ok().filter(|_| plain)),
        }
    }

    fn is<L>(&self, member: &Around<L>) -> bool {
        match (self, &member.key) {
            (Step::Any, _) => true,
            (Step::Named(step, _), Some(key)) => object::equal_text(step, key),
            (Step::Named(_, index), None) => *index == Some(member.passed),
        }
    }
}

/// Collects values.
pub struct Values {
    pub steps: Vec<Step>,
    pub found: Vec<Owned>,
}

impl Values {
    /// Whether the value that begins lies on the way, or at its end.
    fn is_on_the_way(&self, around: &[Around<bool>]) -> bool {
        let Some(inner) = around.last() else { return true };
        inner.level && self.steps.get(around.len() - 1).is_some_and(|step| step.is(inner))
    }
}

impl Sink for Values {
    /// Whether the container lies on the way.
    type Level = bool;

    fn wants(&self, around: &[Around<bool>]) -> bool {
        around.len() == self.steps.len() && self.is_on_the_way(around)
    }

    fn scalar(&mut self, _around: &[Around<bool>], _value: Owned) -> Result<(), Failed> {
        Ok(())
    }

    fn key(&mut self, _around: &[Around<bool>], _key: &Owned) -> Result<(), Failed> {
        Ok(())
    }

    fn open(&mut self, around: &[Around<bool>], _is_object: bool) -> Result<bool, Failed> {
        Ok(around.len() < self.steps.len() && self.is_on_the_way(around))
    }

    fn close(&mut self, _closed: Around<bool>) -> Result<(), Failed> {
        Ok(())
    }

    fn found(&mut self) -> &mut Vec<Owned> {
        &mut self.found
    }
}
