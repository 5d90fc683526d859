//! Whether the keys of two templates can be told apart.

use super::Template;
use crate::schema::constant::same_text;

impl Template {
    /// Whether both have the same literals around their parts, whatever the parts are: [`matches`](Self::matches) then takes
    /// the keys of the one for keys of the other.
    pub(in crate::schema) const fn has_literals_of(&self, other: &Self) -> bool {
        if !same_text(self.head, other.head) {
            return false;
        }
        let (mut ours, mut theirs) = (self.parts, other.parts);
        while let ([our, our_rest @ ..], [their, their_rest @ ..]) = (ours, theirs) {
            if !same_text(our.tail, their.tail) {
                return false;
            }
            ours = our_rest;
            theirs = their_rest;
        }
        ours.is_empty() && theirs.is_empty()
    }
}
