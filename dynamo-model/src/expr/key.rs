//! Keys as operations take them, and conditions on the sort key of a query.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::types::AttributeValue;

use super::condition::{Comparison, SortTest};
use super::operand::IntoOperand;
use crate::error::{Error, Result};
use crate::schema::{Key, Pair, Single};
use crate::value::KeyAttribute;
use crate::value::kind::Prefixed;

/// What names one item of the model `M`, whose key is a `K`: its partition key, or the pair of its partition and
/// sort keys.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the key of a `{M}`, which is a `{K}`",
    label = "not a key of this model",
    note = "for a `Single<P>` give the partition key; for a `Pair<P, S>` give both as a tuple: `(partition, sort)`",
    note = "the key of an item at hand is `item.key()`"
)]
pub trait IntoKey<M, K> {
    /// The key.
    fn into_key(self) -> Key<M>;
}

fn always_there(value: Result<Option<AttributeValue>>) -> Result<AttributeValue> {
    value?.ok_or_else(|| Error::encode("a key attribute must not be absent"))
}

pub(crate) fn key_value<T>(value: impl IntoOperand<T>) -> Result<AttributeValue> {
    always_there(value.into_operand().into_value())
}

impl<M, P, A: IntoOperand<P>> IntoKey<M, Single<P>> for A {
    fn into_key(self) -> Key<M> {
        Key::from_values(key_value::<P>(self), None)
    }
}

impl<M, P, S, A: IntoOperand<P>, B: IntoOperand<S>> IntoKey<M, Pair<P, S>> for (A, B) {
    fn into_key(self) -> Key<M> {
        Key::from_values(key_value::<P>(self.0), Some(key_value::<S>(self.1)))
    }
}

/// The sort key of a query, to be compared.
///
/// The closure of [`Query::sort_key`](crate::op::Query::sort_key) receives it. The operators are those that DynamoDB has for a sort key; for
/// others there is the query's filter.
pub struct SortKey<S>(PhantomData<fn() -> S>);

/// A condition on the sort key of a query.
#[must_use = "a condition does nothing until it is given to a query"]
#[derive(Debug, Clone)]
pub struct SortKeyCondition(pub(crate) SortTest);

impl<S> SortKey<S> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<S> fmt::Debug for SortKey<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SortKey")
    }
}

macro_rules! sort_key_comparisons {
    ($($(#[$doc:meta])* $name:ident = $comparison:ident;)*) => {
        impl<S: KeyAttribute> SortKey<S> {
            $(
                $(#[$doc])*
                pub fn $name(&self, value: impl IntoOperand<S>) -> SortKeyCondition {
                    SortKeyCondition(SortTest::Compare(Comparison::$comparison, value.into_operand().into_value()))
                }
            )*

            /// The sort key lies between these two values, both included.
            pub fn between(&self, low: impl IntoOperand<S>, high: impl IntoOperand<S>) -> SortKeyCondition {
                SortKeyCondition(SortTest::Between(
                    low.into_operand().into_value(),
                    high.into_operand().into_value(),
                ))
            }

            /// The sort key begins with this.
            pub fn begins_with<P>(
                &self,
                prefix: impl IntoOperand<<S::Kind as Prefixed>::Prefix>,
            ) -> SortKeyCondition
            where
                S::Kind: Prefixed<Prefix = P>,
            {
                SortKeyCondition(SortTest::BeginsWith(prefix.into_operand().into_value()))
            }
        }
    };
}

sort_key_comparisons! {
    /// The sort key equals this value.
    eq = Eq;
    /// The sort key is less than this value.
    lt = Lt;
    /// The sort key is less than or equal to this value.
    le = Le;
    /// The sort key is greater than this value.
    gt = Gt;
    /// The sort key is greater than or equal to this value.
    ge = Ge;
}
