//! `length(min = 1, max = 9)`, `length(bytes, max = 9)`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::Arc;

use super::Holder;
use super::said::Said;
use crate::error::{At, Violation};
use crate::lifecycle::transform::{Here, Inside};
use crate::value::{Blob, Item, Writing};

/// A type whose values have a length: text, binary and what has items.
///
/// `Place` says where the value is, and is never given.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` has no length",
    label = "neither text, nor binary, nor anything with items",
    note = "a number is checked with `range(..)`; for a type of your own, implement `AsRef<str>`, or check it with `custom(..)`"
)]
pub trait Length<Place> {
    /// The length, if the value is there.
    fn length(&self) -> Option<Measure>;
}

/// A length in its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Characters of text.
    Characters(usize),
    /// Bytes of binary, or of the form of text that is stored.
    Bytes(usize),
    /// Items of a list or a set, entries of a map.
    Items(usize),
}

impl Measure {
    fn count(self) -> usize {
        match self {
            Self::Characters(count) | Self::Bytes(count) | Self::Items(count) => count,
        }
    }

    /// One of them, and several.
    fn unit(self) -> (&'static str, &'static str) {
        match self {
            Self::Characters(_) => ("character", "characters"),
            Self::Bytes(_) => ("byte", "bytes"),
            Self::Items(_) => ("item", "items"),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T: AsRef<str>> Length<Here> for T {
    fn length(&self) -> Option<Measure> {
        Some(Measure::Characters(self.as_ref().chars().count()))
    }
}

#[diagnostic::do_not_recommend]
impl<P, T: Holder<Held: Length<P>>> Length<Inside<P>> for T {
    fn length(&self) -> Option<Measure> {
        self.held()?.length()
    }
}

/// What is counted is no text.
#[derive(Debug)]
pub enum Counted {}

macro_rules! counted {
    ($([$($generics:tt)*] $ty:ty: $unit:ident;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Length<Counted> for $ty {
            fn length(&self) -> Option<Measure> {
                Some(Measure::$unit(self.len()))
            }
        }
    )*};
}

counted! {
    [T] Vec<T>: Items;
    [T] VecDeque<T>: Items;
    [T] Box<[T]>: Items;
    [T, const N: usize] [T; N]: Items;
    [T] BTreeSet<T>: Items;
    [T, H] HashSet<T, H>: Items;
    [K, T] BTreeMap<K, T>: Items;
    [K, T, H] HashMap<K, T, H>: Items;
    [] Item: Items;
    [] Blob: Bytes;
}
#[cfg(feature = "bytes")]
counted!([] bytes::Bytes: Bytes;);

/// A type whose values have a number of bytes: text, and binary.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is not measured in bytes",
    label = "neither text nor binary",
    note = "`length` without `bytes` counts the items of a list, a set or a map"
)]
pub trait ByteLength<Place> {
    /// The number of bytes, if the value is there.
    fn byte_length(&self) -> Option<usize>;
}

#[diagnostic::do_not_recommend]
impl<T: AsRef<[u8]>> ByteLength<Here> for T {
    fn byte_length(&self) -> Option<usize> {
        Some(self.as_ref().len())
    }
}

#[diagnostic::do_not_recommend]
impl<P, T: Holder<Held: ByteLength<P>>> ByteLength<Inside<P>> for T {
    fn byte_length(&self) -> Option<usize> {
        self.held()?.byte_length()
    }
}

macro_rules! shared_text {
    ($($ty:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl ByteLength<Counted> for $ty {
            fn byte_length(&self) -> Option<usize> {
                Some(self.len())
            }
        }
    )*};
}
shared_text!(Box<str> Arc<str> Cow<'_, str>);

/// How long a value may be.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// At least.
    pub min: Option<usize>,
    /// At most.
    pub max: Option<usize>,
    /// Exactly.
    pub equal: Option<usize>,
}

impl Bounds {
    fn hold(self, count: usize) -> bool {
        self.min.is_none_or(|min| count >= min)
            && self.max.is_none_or(|max| count <= max)
            && self.equal.is_none_or(|equal| count == equal)
    }

    fn message(self, (one, many): (&str, &str)) -> String {
        let counted = |count: usize| format!("{count} {}", if count == 1 { one } else { many });
        match (self.equal, self.min, self.max) {
            (None, None, Some(0)) | (Some(0), ..) => "must be empty".to_owned(),
            (None, Some(1), None) => "must not be empty".to_owned(),
            (Some(equal), ..) => format!("must have exactly {}", counted(equal)),
            (None, Some(min), Some(max)) if min == max => {
                format!("must have exactly {}", counted(max))
            }
            (None, Some(min), Some(max)) => format!("must have {min} to {}", counted(max)),
            (None, min, None) => {
                format!("must have at least {}", counted(min.unwrap_or_default()))
            }
            (None, None, Some(max)) => format!("must have at most {}", counted(max)),
        }
    }
}

/// A value that is written has to have a length within these bounds.
pub fn length<T: Length<P>, P>(
    value: &T,
    bounds: Bounds,
    said: Said,
    at: &At<'_>,
    writing: &mut Writing,
) {
    if writing.is_whole() {
        measured(value.length(), bounds, said, at, writing);
    }
}

/// A value that is written has to have a number of bytes within these bounds.
pub fn byte_length<T: ByteLength<P>, P>(
    value: &T,
    bounds: Bounds,
    said: Said,
    at: &At<'_>,
    writing: &mut Writing,
) {
    if writing.is_whole() {
        let found = value.byte_length().map(Measure::Bytes);
        measured(found, bounds, said, at, writing);
    }
}

fn measured(
    found: Option<Measure>,
    bounds: Bounds,
    said: Said,
    at: &At<'_>,
    writing: &mut Writing,
) {
    let Some(found) = found.filter(|found| !bounds.hold(found.count())) else {
        return;
    };
    let unit = found.unit();
    let mut violation = Violation::new("length", bounds.message(unit));
    for (name, bound) in [
        ("min", bounds.min),
        ("max", bounds.max),
        ("equal", bounds.equal),
    ] {
        if let Some(bound) = bound {
            violation = violation.with(name, bound);
        }
    }
    said.report(violation.with("unit", unit.1), at, writing);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::broken;
    use super::*;
    use crate::error::Param;

    fn bounds(min: Option<usize>, max: Option<usize>, equal: Option<usize>) -> Bounds {
        Bounds { min, max, equal }
    }

    fn check<T: Length<P>, P>(value: &T, bounds: Bounds) -> Vec<Violation> {
        broken(|at, writing| length(value, bounds, Said::NOTHING, at, writing))
    }

    fn measure<T: Length<P>, P>(value: &T) -> Option<Measure> {
        value.length()
    }

    fn bytes<T: ByteLength<P>, P>(value: &T) -> Option<usize> {
        value.byte_length()
    }

    #[test]
    fn each_type_is_measured_in_its_unit() {
        assert_eq!(measure(&"ä€".to_owned()), Some(Measure::Characters(2)));
        assert_eq!(
            measure(&Arc::<str>::from("a")),
            Some(Measure::Characters(1))
        );
        assert_eq!(measure(&vec![1_u8, 2]), Some(Measure::Items(2)));
        assert_eq!(measure(&[1, 2, 3]), Some(Measure::Items(3)));
        assert_eq!(measure(&HashSet::from([1])), Some(Measure::Items(1)));
        assert_eq!(
            measure(&BTreeMap::from([("a", 1)])),
            Some(Measure::Items(1))
        );
        assert_eq!(measure(&Blob::from(vec![1])), Some(Measure::Bytes(1)));
        assert_eq!(measure(&Some(Box::new(vec![0]))), Some(Measure::Items(1)));
        assert_eq!(measure(&None::<String>), None);
        assert_eq!(bytes(&"ä€".to_owned()), Some(5));
        assert_eq!(bytes(&Some(vec![1_u8, 2])), Some(2));
        assert_eq!(bytes(&Some(Box::<str>::from("ä"))), Some(2));
        assert_eq!(bytes(&None::<Vec<u8>>), None);
    }

    #[test]
    fn says_what_is_asked_for() {
        let said = |bounds: Bounds| bounds.message(("item", "items"));
        assert_eq!(
            said(bounds(Some(3), Some(9), None)),
            "must have 3 to 9 items"
        );
        assert_eq!(
            said(bounds(Some(2), None, None)),
            "must have at least 2 items"
        );
        assert_eq!(said(bounds(Some(1), None, None)), "must not be empty");
        assert_eq!(
            said(bounds(None, Some(1), None)),
            "must have at most 1 item"
        );
        assert_eq!(said(bounds(None, Some(0), None)), "must be empty");
        assert_eq!(
            said(bounds(None, None, Some(5))),
            "must have exactly 5 items"
        );
        assert_eq!(
            said(bounds(Some(5), Some(5), None)),
            "must have exactly 5 items"
        );
    }

    #[test]
    fn says_it_to_programs_as_well() {
        let found = check(&"abc".to_owned(), bounds(None, Some(2), None));
        assert_eq!(found[0].code, "length");
        let params = [
            ("max", Param::Integer(2)),
            ("unit", Param::Text("characters".into())),
        ];
        assert_eq!(found[0].params, params);
    }

    proptest! {
        #[test]
        fn holds_exactly_within_the_bounds(text: String, min in 0..9_usize, more in 0..9_usize) {
            let count = text.chars().count();
            let broken = !check(&text, bounds(Some(min), Some(min + more), None)).is_empty();
            prop_assert_eq!(broken, count < min || count > min + more);
            prop_assert!(check(&text, bounds(None, None, Some(count))).is_empty());
        }
    }
}
