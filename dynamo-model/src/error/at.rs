//! Where a walk over a value stands.

use std::fmt;

use super::{AttributePath, Segment};

/// Where a walk over a value stands: each level of the walk has its own on the stack, and nothing is allocated before somebody
/// asks for the [`path`](Self::path).
#[derive(Clone, Copy)]
pub struct At<'a> {
    parent: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    /// The item itself.
    Item,
    Name(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The item itself.
    pub const ITEM: At<'static> = At {
        parent: None,
        step: Step::Item,
    };

    /// One step below: the attribute or the entry of this name.
    #[must_use]
    pub const fn name(&'a self, name: &'a str) -> Self {
        Self {
            parent: Some(self),
            step: Step::Name(name),
        }
    }

    /// One step below: the element of a list.
    #[must_use]
    pub const fn index(&'a self, index: usize) -> Self {
        Self {
            parent: Some(self),
            step: Step::Index(index),
        }
    }

    /// The path of this place; `None` of the item itself.
    pub fn path(&self) -> Option<AttributePath> {
        let above = self.parent.and_then(At::path);
        let step = match self.step {
            Step::Item => return above,
            Step::Name(name) => Segment::from(name.to_owned()),
            Step::Index(index) => Segment::from(index),
        };
        Some(match above {
            Some(path) => path.child(step),
            None => AttributePath::new(step),
        })
    }
}

impl fmt::Debug for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path() {
            Some(path) => write!(f, "At({path})"),
            None => f.write_str("At(the item)"),
        }
    }
}
