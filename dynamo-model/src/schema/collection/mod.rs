//! Collections: several models in one table, read as one.

mod decode;
mod gather;
mod listed;
mod merge;

pub use self::decode::decode_member;
pub(crate) use self::decode::is_member;
pub use self::gather::{Gather, gather_one, gathered_one};
pub use self::listed::{Completeness, ItemOf, Listed, ListedIndex};
pub use self::merge::{check_index, check_member, is_complete};
use super::Schema;
use crate::value::{Attribute, kind};

/// A type whose values are the items of one table: each is an item of one of several models. Derived by
/// `#[derive(Collection)]`.
///
/// Its operations are in [`Collection`](crate::Collection), which every such type has.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a collection of models",
    label = "no collection",
    note = "add `#[derive(Collection)]` to an enum whose variants hold one model each"
)]
pub trait Entities: Schema {}

/// A model of the collection `C`: its items go into the collection, and come out of it again. Implemented by
/// `#[derive(Collection)]` for the models that the collection has variants for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model of the collection `{C}`",
    label = "the collection has no variant for it",
    note = "a collection has the models that are in its variants: `#[derive(Collection)] enum Shop {{ Order(Order), .. }}`"
)]
pub trait MemberOf<C>: Into<C> + TryFrom<C, Error = C> {}

/// What an item of unknown type can be read into: what is stored as a map. Usually [`Item`](crate::value::Item), which takes
/// every item.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot take items of unknown type",
    label = "not stored as a map",
    note = "the variant with `#[dynamo(other)]` holds a `dynamo_model::value::Item`, which takes every item"
)]
pub trait CatchAll: Attribute<Kind = kind::M> {}

#[diagnostic::do_not_recommend]
impl<T: Attribute<Kind = kind::M>> CatchAll for T {}

/// Asks for what can take items of unknown type, for generated code.
#[doc(hidden)]
pub fn catch_all<T: CatchAll>() {}

/// Asks for a model of a collection, for generated code.
#[doc(hidden)]
pub fn member_of<M: MemberOf<C>, C>() {}
