//! What is known of a write while its values are brought into form and checked.

use std::time::SystemTime;

use super::combined::Combined;
use crate::error::{At, AttributePath, Report, Violation};

/// Which write it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Write {
    /// Of a new item.
    Creating,
    /// Of a whole item, in place of another.
    Putting,
    /// Of parts of an item.
    Updating,
    /// None: a value is compared with what is stored.
    Comparing,
}

/// What a value is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Purpose {
    /// It is written as a whole.
    Store,
    /// These are elements or entries that are added to what is stored: nothing is known of the whole.
    Piece,
    /// It is compared with what is stored.
    Compare,
    /// It is the beginning or a part of a text, and is compared with what is stored.
    Affix,
    /// It is an element of a list or set, and is looked for there.
    Sought,
    /// The attribute is removed.
    Remove,
    /// The attribute is changed to what only DynamoDB knows.
    Alter,
}

/// A combined attribute of which an update changes the sources, or itself.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Touched {
    /// The document that it is in; `None` for the item.
    pub(crate) of: Option<AttributePath>,
    pub(crate) combined: &'static Combined,
}

/// What is known of a write while its values are brought into form and checked, and what was found wrong with them.
#[derive(Debug)]
pub struct Writing {
    write: Write,
    purpose: Purpose,
    /// Of how many levels only a part is at hand, from here on: more than one if an element of an element is set.
    partial: usize,
    now: SystemTime,
    report: Report,
    /// Whether a secret was walked over.
    secret: bool,
    touched: Vec<Touched>,
}

impl Writing {
    /// A write at this moment.
    pub fn new(write: Write, purpose: Purpose) -> Self {
        Self {
            write,
            purpose,
            partial: 1,
            now: SystemTime::now(),
            report: Report::new(),
            secret: false,
            touched: Vec::new(),
        }
    }

    /// The same write at another moment.
    #[must_use]
    pub(crate) fn at(mut self, now: SystemTime) -> Self {
        self.now = now;
        self
    }

    /// Which write it is.
    pub fn write(&self) -> Write {
        self.write
    }

    /// What the value is for.
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The same write with a value for another purpose.
    pub(crate) fn set_purpose(&mut self, purpose: Purpose) {
        self.purpose = purpose;
        self.partial = 1;
    }

    /// The same write with a value that is a part of what is stored, and of which this many levels are parts.
    pub(crate) fn set_part(&mut self, levels: usize) {
        self.purpose = Purpose::Piece;
        self.partial = levels;
    }

    /// Walks over what is in a list, set or map: the elements of a part of one are whole themselves.
    pub(crate) fn inside(&mut self, walk: impl FnOnce(&mut Self)) {
        let before = (self.purpose, self.partial);
        if self.purpose == Purpose::Piece {
            self.partial = self.partial.saturating_sub(1);
            if self.partial == 0 {
                self.purpose = Purpose::Store;
            }
        }
        walk(self);
        (self.purpose, self.partial) = before;
    }

    /// Takes out what was found wrong so far, and puts this in its place.
    pub(crate) fn swap_report(&mut self, report: Report) -> Report {
        std::mem::replace(&mut self.report, report)
    }

    /// Whether what is walked over is written as a whole: what stamps, defaults and rules about a whole are for.
    pub fn is_whole(&self) -> bool {
        self.purpose == Purpose::Store
    }

    /// Whether what is walked over is written: what rules are for.
    pub fn is_stored(&self) -> bool {
        matches!(self.purpose, Purpose::Store | Purpose::Piece)
    }

    /// When the write was made: the same for all of its values.
    pub fn now(&self) -> SystemTime {
        self.now
    }

    /// Says what is wrong with the value at this place.
    pub fn report(&mut self, at: &At<'_>, violation: Violation) {
        let path = match (at.path(), violation.path.clone()) {
            (Some(above), Some(below)) => {
                let steps = below.segments().into_iter().cloned();
                Some(steps.fold(above, AttributePath::child))
            }
            (above, below) => above.or(below),
        };
        let violation = violation.at(path);
        // The elements of a set have one path.
        if !self.report.violations().contains(&violation) {
            self.report.push(violation);
        }
    }

    /// Walks over the key of an entry: what is found has the path of the entry, and says that it is about the key.
    pub(crate) fn key(&mut self, walk: impl FnOnce(&mut Self)) {
        let before = self.swap_report(Report::new());
        walk(self);
        let found = self.swap_report(before).into_iter();
        self.report.extend(found.map(|v| v.with("of", "key")));
    }

    /// How much was found wrong so far.
    pub(crate) fn count(&self) -> usize {
        self.report.violations().len()
    }

    /// Whether a secret was walked over.
    pub(crate) fn met_a_secret(&self) -> bool {
        self.secret
    }

    /// Takes everything that could tell of the value at this place from what was reported behind the first `known` violations.
    pub(crate) fn discreet(&mut self, known: usize, at: &At<'_>) {
        self.secret = true;
        if self.count() > known {
            self.report.discreet(known, &at.path());
        }
    }

    /// Notes that an update changes sources of a combined attribute in the document at this place, or the attribute itself. What is
    /// compared changes nothing.
    pub(crate) fn touch(&mut self, at: &At<'_>, combined: &'static Combined) {
        if self.write != Write::Updating {
            return;
        }
        let of = at.path();
        let touched = Touched { of, combined };
        if !self.touched.contains(&touched) {
            self.touched.push(touched);
        }
    }

    /// The combined attributes that an update has to bring up to date.
    pub(crate) fn take_touched(&mut self) -> Vec<Touched> {
        std::mem::take(&mut self.touched)
    }

    /// What was found wrong.
    pub fn into_report(self) -> Report {
        self.report
    }
}
