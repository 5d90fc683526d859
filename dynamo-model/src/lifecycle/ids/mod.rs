//! Ids that writes make: `#[dynamo(id = uuid_v7)]`.

mod kinds;

use std::fmt;

pub use self::kinds::{UlidKind, UuidV4, UuidV7};

/// A kind of id that can be made.
#[diagnostic::on_unimplemented(
    message = "ids of the kind `{Self}` need a feature of dynamo-model",
    label = "`uuid_v4` needs the feature `uuid-v4`, `uuid_v7` needs `uuid-v7`, and `ulid` needs `ulid`",
    note = "in `Cargo.toml`, give dynamo-model for example `features = [\"uuid-v7\"]`"
)]
pub trait IdKind {
    /// A new id.
    fn make() -> u128;

    /// An id as text.
    fn text(id: u128) -> String;
}

/// A kind of UUID.
#[cfg(feature = "uuid")]
pub trait UuidKind {}

/// A type that can hold an id of the kind `K`: what `#[dynamo(id = ..)]` can be said of.
///
/// Implemented for `String` and each kind, for `Uuid` and `uuid_v4` and `uuid_v7`, for `Ulid` and `ulid`, for `Option`s of these, and
/// by `#[derive(Clone, Document)]` for newtypes of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold a new id of the kind `{K}`",
    label = "no such id can be made for it",
    note = "`uuid_v4` and `uuid_v7` are for `Uuid` and `String`, `ulid` is for `Ulid` and `String`; `Option`s of these will do, and newtypes \
            that derive `Document`"
)]
pub trait Identifier<K>: Sized {
    /// Whether it holds no id: it is empty, nil or `None`.
    fn is_empty_id(&self) -> bool;

    /// A new id.
    fn new_id() -> Self
    where
        K: IdKind;
}

#[diagnostic::do_not_recommend]
impl<K> Identifier<K> for String {
    fn is_empty_id(&self) -> bool {
        self.is_empty()
    }

    fn new_id() -> Self
    where
        K: IdKind,
    {
        K::text(K::make())
    }
}

#[cfg(feature = "uuid")]
#[diagnostic::do_not_recommend]
impl<K: UuidKind> Identifier<K> for uuid::Uuid {
    fn is_empty_id(&self) -> bool {
        self.is_nil()
    }

    fn new_id() -> Self
    where
        K: IdKind,
    {
        Self::from_u128(K::make())
    }
}

#[cfg(feature = "ulid")]
#[diagnostic::do_not_recommend]
impl Identifier<UlidKind> for ulid::Ulid {
    fn is_empty_id(&self) -> bool {
        self.is_nil()
    }

    fn new_id() -> Self
    where
        UlidKind: IdKind,
    {
        Self(UlidKind::make())
    }
}

#[diagnostic::do_not_recommend]
impl<K, T: Identifier<K>> Identifier<K> for Option<T> {
    fn is_empty_id(&self) -> bool {
        self.as_ref().is_none_or(T::is_empty_id)
    }

    fn new_id() -> Self
    where
        K: IdKind,
    {
        Some(T::new_id())
    }
}

/// How a field gets an id. Derives make it, and what it needs of the type is asked once.
pub struct Ids<T> {
    is_empty: fn(&T) -> bool,
    make: fn() -> T,
}

/// Ids of the kind `K` for a type.
pub const fn ids<K: IdKind, T: Identifier<K>>() -> Ids<T> {
    Ids {
        is_empty: T::is_empty_id,
        make: T::new_id,
    }
}

impl<T> Ids<T> {
    /// Makes an id, unless there is one.
    pub fn fill(&self, value: &mut T) {
        if (self.is_empty)(value) {
            *value = self.make();
        }
    }

    /// A new id.
    pub fn make(&self) -> T {
        (self.make)()
    }
}

impl<T> fmt::Debug for Ids<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ids")
    }
}

#[cfg(all(test, feature = "uuid-v4", feature = "uuid-v7", feature = "ulid"))]
mod tests {
    use uuid::{Uuid, Variant};

    use super::*;

    fn filled<K: IdKind, T: Identifier<K>>(mut value: T) -> T {
        ids::<K, T>().fill(&mut value);
        value
    }

    fn new_id<K: IdKind, T: Identifier<K>>() -> T {
        ids::<K, T>().make()
    }

    #[test]
    fn ids_are_of_their_kind() {
        let v4 = filled::<UuidV4, _>(Uuid::nil());
        let v7 = filled::<UuidV7, _>(None::<Uuid>).unwrap();
        assert_eq!((v4.get_version_num(), v7.get_version_num()), (4, 7));
        assert_eq!(v7.get_variant(), Variant::RFC4122);
        let text = filled::<UuidV4, _>(String::new());
        assert_eq!(Uuid::parse_str(&text).unwrap().to_string(), text);
        let text = filled::<UlidKind, _>(Some(String::new())).unwrap();
        assert_eq!(ulid::Ulid::from_string(&text).unwrap().to_string(), text);
        assert!(!filled::<UlidKind, _>(ulid::Ulid::nil()).is_nil());
    }

    #[test]
    fn one_that_is_there_stays() {
        let max = Uuid::max();
        assert_eq!(filled::<UuidV7, _>(Some(max)), Some(max));
        assert_eq!(filled::<UlidKind, _>("x".to_owned()), "x");
    }

    #[test]
    fn ids_of_time_sort_by_it() {
        let (first, then) = (new_id::<UuidV7, Uuid>(), new_id::<UuidV7, Uuid>());
        assert!(first < then);
        let first = new_id::<UlidKind, ulid::Ulid>();
        std::thread::sleep(std::time::Duration::from_millis(2));
        assert!(first < new_id::<UlidKind, ulid::Ulid>());
    }
}
