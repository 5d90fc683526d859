//! Collects every mistake of an item, so that all are reported at once.

use std::cell::RefCell;
use std::fmt::Display;

use proc_macro2::Span;
use quote::ToTokens;

/// What parsing and checking report mistakes to.
///
/// It exists only inside [`Ctxt::collect`], which hands out what was reported: nothing that is reported can be
/// forgotten.
pub(crate) struct Ctxt {
    errors: RefCell<Vec<syn::Error>>,
}

impl Ctxt {
    /// Runs `read` and returns its result together with all mistakes it has reported.
    pub(crate) fn collect<T>(read: impl FnOnce(&Self) -> T) -> (T, Option<syn::Error>) {
        let cx = Self {
            errors: RefCell::new(Vec::new()),
        };
        let value = read(&cx);
        let errors = cx.errors.into_inner().into_iter().reduce(|mut all, next| {
            all.combine(next);
            all
        });
        (value, errors)
    }

    /// Reports a mistake in these tokens of the user.
    pub(crate) fn error(&self, tokens: impl ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(tokens, message));
    }

    /// Reports a mistake at this place.
    pub(crate) fn error_at(&self, span: Span, message: impl Display) {
        self.push(syn::Error::new(span, message));
    }

    /// Reports what the parser could not read.
    pub(crate) fn push(&self, error: syn::Error) {
        self.errors.borrow_mut().push(error);
    }

    /// How many mistakes were reported so far: tells whether a part of the item is sound.
    pub(crate) fn count(&self) -> usize {
        self.errors.borrow().len()
    }
}

/// The word among `known` that `word` is most likely meant to be.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let plain = |text: &str| text.replace(['_', '-'], "").to_lowercase();
    let word = plain(word);
    known
        .into_iter()
        .map(|candidate| (distance(&word, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= tolerance(candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters may be wrong in a word of this length.
fn tolerance(word: &str) -> usize {
    match word.len() {
        0..=3 => 1,
        4..=8 => 2,
        long => long / 3,
    }
}

/// How many letters must be typed, dropped or changed to make one word of the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (b, above) in to.iter().zip(row.iter().skip(1)) {
            let cost = (diagonal + usize::from(a != *b))
                .min(above + 1)
                .min(left + 1);
            diagonal = *above;
            left = cost;
            next.push(cost);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, distance};

    #[test]
    fn counts_edits() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("sort", "sort"), 0);
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn suggests_what_is_near_and_nothing_else() {
        let known = ["partition_key", "sort_key", "rename"];
        assert_eq!(did_you_mean("partitionKey", known), Some("partition_key"));
        assert_eq!(did_you_mean("sort_kye", known), Some("sort_key"));
        assert_eq!(did_you_mean("nerame", known), Some("rename"));
        assert_eq!(did_you_mean("banana", known), None);
    }
}
