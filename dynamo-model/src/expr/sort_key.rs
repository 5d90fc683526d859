//! Conditions on the sort key of a query.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Bound;

use aws_sdk_dynamodb::types::AttributeValue;

use super::condition::{Comparison, SortTest};
use super::operand::IntoOperand;
use crate::error::{Error, Result};
use crate::schema::{Given, Joined, KeySchema, Parts, Several, Template, is_empty};
use crate::value::KeyAttribute;
use crate::value::kind::Prefixed;

/// The sort key of a query, to be compared.
///
/// The closure of [`Query::sort_key`](crate::op::Query::sort_key) receives it. The operators are those that DynamoDB has for a sort key; for
/// others there is the query's filter.
///
/// A sort key of several parts (`"ORDER#{year}#{number}"`), or of several attributes, is compared from left to right:
/// [`eq`](Self::eq) fixes the first part and goes on to the next, and what comes last may be a range.
///
/// ```
/// # use dynamo_model::Model;
/// #[derive(Model)]
/// #[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{year}#{number}")]
/// struct Order { customer: String, year: u16, number: u32 }
///
/// let of_a_year = Order::query("c-17").sort_key(|k| k.eq(2024));
/// let the_later_ones = Order::query("c-17").sort_key(|k| k.eq(2024).ge(100));
/// let since = Order::query("c-17").sort_key(|k| k.ge(2020));
/// ```
pub struct SortKey<S> {
    keys: &'static [KeySchema],
    /// What the parts before this one are equal to.
    before: Given,
    of: PhantomData<fn() -> S>,
}

/// A condition on the sort key of a query.
#[must_use = "a condition does nothing until it is given to a query"]
#[derive(Debug, Clone)]
pub struct SortKeyCondition {
    /// One for each attribute, from the first.
    pub(crate) tests: Vec<SortTest>,
}

impl SortKeyCondition {
    /// DynamoDB takes no empty beginning, and every key has it.
    pub(crate) fn one(test: SortTest) -> Self {
        let asks = !matches!(&test, SortTest::BeginsWith(Ok(Some(prefix))) if is_empty(prefix));
        Self {
            tests: asks.then_some(test).into_iter().collect(),
        }
    }
}

impl<S> SortKey<S> {
    pub(crate) fn new(keys: &'static [KeySchema]) -> Self {
        Self {
            keys,
            before: Given::new(),
            of: PhantomData,
        }
    }

    fn fix<T, Rest>(mut self, value: impl IntoOperand<T>) -> SortKey<Rest> {
        self.before.push(value.into_operand().into_value());
        SortKey {
            keys: self.keys,
            before: self.before,
            of: PhantomData,
        }
    }
}

impl<S> fmt::Debug for SortKey<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SortKey")
    }
}

/// The comparisons of one part: of a whole sort key, of the next attribute, or of the next part of a template.
macro_rules! comparisons {
    ([$($generics:tt)*] $S:ty, $T:ty) => {
        impl<$($generics)*> SortKey<$S> {
            /// It is less than this value.
            pub fn lt(self, value: impl IntoOperand<$T>) -> SortKeyCondition {
                self.compare(Comparison::Lt, value.into_operand().into_value())
            }

            /// It is less than or equal to this value.
            pub fn le(self, value: impl IntoOperand<$T>) -> SortKeyCondition {
                self.compare(Comparison::Le, value.into_operand().into_value())
            }

            /// It is greater than this value.
            pub fn gt(self, value: impl IntoOperand<$T>) -> SortKeyCondition {
                self.compare(Comparison::Gt, value.into_operand().into_value())
            }

            /// It is greater than or equal to this value.
            pub fn ge(self, value: impl IntoOperand<$T>) -> SortKeyCondition {
                self.compare(Comparison::Ge, value.into_operand().into_value())
            }

            /// It lies between these two values, both included.
            pub fn between(self, low: impl IntoOperand<$T>, high: impl IntoOperand<$T>) -> SortKeyCondition {
                self.lies_between(low.into_operand().into_value(), high.into_operand().into_value())
            }

            /// It begins with this text, or with these bytes. With none of them it asks nothing: every key begins so.
            pub fn begins_with<Text>(
                self,
                prefix: impl IntoOperand<<<$T as crate::value::Attribute>::Kind as Prefixed>::Prefix>,
            ) -> SortKeyCondition
            where
                <$T as crate::value::Attribute>::Kind: Prefixed<Prefix = Text>,
            {
                self.starts_with(prefix.into_operand().into_value())
            }
        }
    };
}

comparisons!([S: KeyAttribute] S, S);
comparisons!([P: Parts<First: KeyAttribute>] Several<P>, P::First);
comparisons!([P: Parts] Joined<P>, P::First);

impl<S: KeyAttribute> SortKey<S> {
    /// It equals this value.
    pub fn eq(self, value: impl IntoOperand<S>) -> SortKeyCondition {
        self.compare(Comparison::Eq, value.into_operand().into_value())
    }

    fn compare(
        self,
        comparison: Comparison,
        value: Result<Option<AttributeValue>>,
    ) -> SortKeyCondition {
        SortKeyCondition::one(SortTest::Compare(comparison, value))
    }

    fn lies_between(
        self,
        low: Result<Option<AttributeValue>>,
        high: Result<Option<AttributeValue>>,
    ) -> SortKeyCondition {
        SortKeyCondition::one(SortTest::Between(low, high))
    }

    fn starts_with(self, prefix: Result<Option<AttributeValue>>) -> SortKeyCondition {
        SortKeyCondition::one(SortTest::BeginsWith(prefix))
    }
}

impl<P: Parts> SortKey<Several<P>> {
    /// The attribute equals this value; goes on to the next one.
    pub fn eq(self, value: impl IntoOperand<P::First>) -> SortKey<Several<P::Rest>> {
        self.fix(value)
    }

    fn compare(
        self,
        comparison: Comparison,
        value: Result<Option<AttributeValue>>,
    ) -> SortKeyCondition {
        self.and(SortTest::Compare(comparison, value))
    }

    fn lies_between(
        self,
        low: Result<Option<AttributeValue>>,
        high: Result<Option<AttributeValue>>,
    ) -> SortKeyCondition {
        self.and(SortTest::Between(low, high))
    }

    fn starts_with(self, prefix: Result<Option<AttributeValue>>) -> SortKeyCondition {
        self.and(SortTest::BeginsWith(prefix))
    }

    fn and(self, last: SortTest) -> SortKeyCondition {
        let mut condition = equal(self.before);
        condition.tests.extend(SortKeyCondition::one(last).tests);
        condition
    }
}

/// The first attributes equal these values.
fn equal(values: Given) -> SortKeyCondition {
    let tests = values
        .into_iter()
        .map(|value| SortTest::Compare(Comparison::Eq, value));
    SortKeyCondition {
        tests: tests.collect(),
    }
}

/// The attributes that were fixed, and whatever value those behind them have.
impl<P> From<SortKey<Several<P>>> for SortKeyCondition {
    fn from(key: SortKey<Several<P>>) -> Self {
        equal(key.before)
    }
}

impl<P: Parts> SortKey<Joined<P>> {
    /// The part equals this value; goes on to the next one.
    pub fn eq(self, value: impl IntoOperand<P::First>) -> SortKey<Joined<P::Rest>> {
        self.fix(value)
    }

    fn compare(
        self,
        comparison: Comparison,
        value: Result<Option<AttributeValue>>,
    ) -> SortKeyCondition {
        self.range(|before| {
            let limit = with(before, value)?;
            Ok(match comparison {
                Comparison::Lt => (Limit::Group, Limit::Excluded(limit)),
                Comparison::Le => (Limit::Group, Limit::Included(limit)),
                Comparison::Gt => (Limit::Excluded(limit), Limit::Group),
                Comparison::Ge => (Limit::Included(limit), Limit::Group),
                Comparison::Eq | Comparison::Ne => return Err(Error::invalid("not a range")),
            })
        })
    }

    fn lies_between(
        self,
        low: Result<Option<AttributeValue>>,
        high: Result<Option<AttributeValue>>,
    ) -> SortKeyCondition {
        self.range(|before| {
            Ok((
                Limit::Included(with(before, low)?),
                Limit::Included(with(before, high)?),
            ))
        })
    }

    fn starts_with(self, prefix: Result<Option<AttributeValue>>) -> SortKeyCondition {
        let text = self.template().and_then(|template| {
            let before = all(self.before)?;
            match always_there(prefix)? {
                AttributeValue::S(prefix) => template.prefix_text(&before, &prefix),
                _ => Err(Error::invalid("only text has a beginning in a joined key")),
            }
        });
        SortKeyCondition::one(SortTest::BeginsWith(text.map(stored)))
    }

    /// From one limit to another, among the keys that begin with the parts that were fixed.
    fn range(
        self,
        limits: impl FnOnce(&[AttributeValue]) -> Result<(Limit, Limit)>,
    ) -> SortKeyCondition {
        let texts = self.template().and_then(|template| {
            let group = all(self.before)?;
            let (from, to) = limits(&group)?;
            template.between(from.bound(&group), to.bound(&group))
        });
        let (low, high) = match texts {
            Ok((low, high)) => (Ok(stored(low)), Ok(stored(high))),
            Err(error) => (Err(error.clone()), Err(error)),
        };
        SortKeyCondition::one(SortTest::Between(low, high))
    }
}

impl<P> SortKey<Joined<P>> {
    fn template(&self) -> Result<&'static Template> {
        self.keys
            .first()
            .and_then(KeySchema::template)
            .ok_or_else(|| Error::invalid("this sort key has no template"))
    }
}

/// The parts that were fixed, and whatever value those behind them have.
impl<P> From<SortKey<Joined<P>>> for SortKeyCondition {
    fn from(key: SortKey<Joined<P>>) -> Self {
        if key.before.is_empty() {
            return Self { tests: Vec::new() };
        }
        let whole = key
            .template()
            .is_ok_and(|template| template.names().len() == key.before.len());
        let text = key
            .template()
            .and_then(|template| template.prefix(&all(key.before)?))
            .map(stored);
        Self::one(if whole {
            SortTest::Compare(Comparison::Eq, text)
        } else {
            SortTest::BeginsWith(text)
        })
    }
}

/// Where a range of joined keys ends.
enum Limit {
    /// With the group of keys that have the fixed parts in common.
    Group,
    Included(Vec<AttributeValue>),
    Excluded(Vec<AttributeValue>),
}

impl Limit {
    fn bound<'a>(&'a self, group: &'a [AttributeValue]) -> Bound<&'a [AttributeValue]> {
        match self {
            Self::Group if group.is_empty() => Bound::Unbounded,
            Self::Group => Bound::Included(group),
            Self::Included(parts) => Bound::Included(parts),
            Self::Excluded(parts) => Bound::Excluded(parts),
        }
    }
}

fn with(
    before: &[AttributeValue],
    value: Result<Option<AttributeValue>>,
) -> Result<Vec<AttributeValue>> {
    let mut parts = before.to_vec();
    parts.push(always_there(value)?);
    Ok(parts)
}

fn all(given: Given) -> Result<Vec<AttributeValue>> {
    given.into_iter().map(always_there).collect()
}

fn always_there(value: Result<Option<AttributeValue>>) -> Result<AttributeValue> {
    value?.ok_or_else(|| Error::encode("a key attribute must not be absent"))
}

#[allow(clippy::unnecessary_wraps)] // as a condition takes it
fn stored(text: String) -> Option<AttributeValue> {
    Some(AttributeValue::S(text))
}
