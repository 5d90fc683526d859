//! The types of DynamoDB: at run time as [`AttributeType`], at compile time as the markers of [`kind`](self).
//!
//! The markers decide which operators fit an attribute: [`Ordered`] ones can be compared, [`Prefixed`] ones have
//! a beginning, and so on. Each of these traits says in words what it wants.

use std::fmt;

use super::binary::Blob;

/// The type of a stored attribute value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum AttributeType {
    S,
    N,
    B,
    Bool,
    Null,
    L,
    M,
    Ss,
    Ns,
    Bs,
}

impl AttributeType {
    /// The name that DynamoDB gives this type: `S`, `BOOL`, `SS`, …
    pub fn as_str(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::N => "N",
            Self::B => "B",
            Self::Bool => "BOOL",
            Self::Null => "NULL",
            Self::L => "L",
            Self::M => "M",
            Self::Ss => "SS",
            Self::Ns => "NS",
            Self::Bs => "BS",
        }
    }

    /// The type of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "S" => Self::S,
            "N" => Self::N,
            "B" => Self::B,
            "BOOL" => Self::Bool,
            "NULL" => Self::Null,
            "L" => Self::L,
            "M" => Self::M,
            "SS" => Self::Ss,
            "NS" => Self::Ns,
            "BS" => Self::Bs,
            _ => return None,
        })
    }
}

impl fmt::Display for AttributeType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

mod sealed {
    pub trait Sealed {}
}

/// A type of DynamoDB, known at compile time.
pub trait Kind: sealed::Sealed + 'static {
    /// The type, or `None` for an attribute that may have any.
    const TYPE: Option<AttributeType>;
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $ty:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl Kind for $name {
            const TYPE: Option<AttributeType> = $ty;
        }
    )*};
}

kinds! {
    /// A string.
    S = Some(AttributeType::S);
    /// A number of up to 38 digits.
    N = Some(AttributeType::N);
    /// Bytes.
    B = Some(AttributeType::B);
    /// True or false.
    Bool = Some(AttributeType::Bool);
    /// A list.
    L = Some(AttributeType::L);
    /// A map, or a whole item.
    M = Some(AttributeType::M);
    /// A set of strings.
    Ss = Some(AttributeType::Ss);
    /// A set of numbers.
    Ns = Some(AttributeType::Ns);
    /// A set of binary values.
    Bs = Some(AttributeType::Bs);
    /// Whatever is stored: the attribute's type is known only at run time.
    Any = None;
}

/// Kinds whose values have an order: they can be compared with `lt`, `le`, `gt`, `ge` and `between`.
#[diagnostic::on_unimplemented(
    message = "only strings, numbers and binary attributes have an order; this one is `{Self}`",
    label = "`{Self}` attributes cannot be compared with `<` and `>`",
    note = "`eq`, `ne`, `exists` and `is_type` work on every attribute"
)]
pub trait Ordered: Kind {}
impl Ordered for S {}
impl Ordered for N {}
impl Ordered for B {}
impl Ordered for Any {}

/// Kinds whose values have a beginning.
#[diagnostic::on_unimplemented(
    message = "`begins_with` works on string and binary attributes; this one is `{Self}`",
    label = "a `{Self}` attribute has no beginning"
)]
pub trait Prefixed: Kind {
    /// What the beginning is given as.
    type Prefix: super::Attribute;
}
impl Prefixed for S {
    type Prefix = String;
}
impl Prefixed for B {
    type Prefix = Blob;
}
impl Prefixed for Any {
    type Prefix = String;
}

/// Kinds whose values have a size.
#[diagnostic::on_unimplemented(
    message = "`size` works on strings, binary, lists, maps and sets; this attribute is `{Self}`",
    label = "a `{Self}` attribute has no size"
)]
pub trait Measured: Kind {}
impl Measured for S {}
impl Measured for B {}
impl Measured for L {}
impl Measured for M {}
impl Measured for Ss {}
impl Measured for Ns {}
impl Measured for Bs {}
impl Measured for Any {}

/// Kinds that a key attribute may have.
#[diagnostic::on_unimplemented(
    message = "a key attribute is a string, a number or binary; this one is `{Self}`",
    label = "`{Self}` cannot be a key",
    note = "DynamoDB allows S, N and B for partition and sort keys"
)]
pub trait KeyKind: Kind {
    /// The type of the key attribute.
    const KEY_TYPE: AttributeType;
}
impl KeyKind for S {
    const KEY_TYPE: AttributeType = AttributeType::S;
}
impl KeyKind for N {
    const KEY_TYPE: AttributeType = AttributeType::N;
}
impl KeyKind for B {
    const KEY_TYPE: AttributeType = AttributeType::B;
}

/// Kinds by which a `T` can be a key attribute: the question that derives ask, with the type that a user has written.
#[diagnostic::on_unimplemented(
    message = "`{T}` cannot be a key attribute",
    label = "a key is a string, a number or binary",
    note = "DynamoDB takes S, N and B as keys, and no list, map, set or boolean"
)]
#[doc(hidden)]
pub trait KeyOf<T> {}
#[diagnostic::do_not_recommend]
impl<K: KeyKind, T> KeyOf<T> for K {}

/// Kinds by which a `T` can be unique: the question that derives ask, with the type that a user has written.
#[diagnostic::on_unimplemented(
    message = "`{T}` cannot be unique",
    label = "what is unique is a string, a number or binary",
    note = "each value of a unique attribute becomes a part of a key, and a list, map, set or boolean does not"
)]
#[doc(hidden)]
pub trait UniqueOf<T> {}
#[diagnostic::do_not_recommend]
impl<K: KeyKind, T> UniqueOf<T> for K {}

/// Kinds by which a `T` can be the partition key of a table with guards. What is no key at all is told by [`KeyOf`].
#[diagnostic::on_unimplemented(
    message = "the partition key of a model with unique attributes is text or binary, and `{T}` is a number",
    label = "a number",
    note = "a unique attribute is kept by a guard item in the same table, and a guard's key is text: give the table a string partition key"
)]
#[doc(hidden)]
pub trait GuardKeyOf<T> {}
#[diagnostic::do_not_recommend]
impl<K: NoNumber, T> GuardKeyOf<T> for K {}

/// All kinds but `N`.
#[doc(hidden)]
pub trait NoNumber: Kind {}

macro_rules! no_numbers {
    ($($name:ident)*) => {$(
        impl NoNumber for $name {}
    )*};
}

no_numbers!(S B Bool L M Ss Ns Bs Any);

/// Kinds that a set can hold.
#[diagnostic::on_unimplemented(
    message = "a DynamoDB set holds strings, numbers or binary values; its elements here are `{Self}`",
    label = "a set of `{Self}` cannot be stored",
    note = "a `Vec` can hold elements of every type"
)]
pub trait SetElement: Kind {
    /// The kind of a set of such elements.
    type Set: Kind;
    /// The type of a set of such elements.
    const SET_TYPE: AttributeType;
}
impl SetElement for S {
    type Set = Ss;
    const SET_TYPE: AttributeType = AttributeType::Ss;
}
impl SetElement for N {
    type Set = Ns;
    const SET_TYPE: AttributeType = AttributeType::Ns;
}
impl SetElement for B {
    type Set = Bs;
    const SET_TYPE: AttributeType = AttributeType::Bs;
}

#[cfg(test)]
mod tests {
    use super::AttributeType;

    #[test]
    fn names_are_dynamodbs_and_read_back() {
        for name in ["S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"] {
            assert_eq!(
                AttributeType::from_name(name).map(AttributeType::as_str),
                Some(name)
            );
        }
        assert_eq!(AttributeType::from_name("s"), None);
    }
}
