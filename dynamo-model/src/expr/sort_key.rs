//! Conditions on the sort key of a query.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Bound;

use aws_sdk_dynamodb::types::AttributeValue;

use super::condition::{Comparison, SortTest};
use super::operand::{IntoOperand, Node, Operand};
use crate::error::{Error, Result};
use crate::schema::{AnyKey, Given, Joined, KeySchema, Parts, Several, Template, is_empty};
use crate::value::kind::{self, Prefixed};
use crate::value::{Attribute, Purpose};

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
/// #[derive(Clone, Model)]
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
    conform: ConformKey,
    of: PhantomData<fn() -> S>,
}

/// Brings the value of a field that is part of a key into the form that is stored.
pub(crate) type ConformKey = fn(&'static str, Value, Purpose) -> Value;

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
    pub(crate) fn new(keys: &'static [KeySchema], conform: ConformKey) -> Self {
        Self {
            keys,
            before: Given::new(),
            conform,
            of: PhantomData,
        }
    }

    /// A value of the next part, in the form that is stored.
    fn next(&self, operand: Operand, purpose: Purpose) -> Value {
        let mut names = self.keys.iter().flat_map(KeySchema::inputs);
        match names.nth(self.before.len()) {
            Some(name) => (self.conform)(name, operand.into_value(), purpose),
            None => operand.into_value(),
        }
    }
}

impl<S> fmt::Debug for SortKey<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SortKey")
    }
}

/// What [`Query::sort_key`](crate::op::Query::sort_key) takes: a condition, or a sort key of which the first parts were fixed.
#[diagnostic::on_unimplemented(
    message = "a query takes a condition on its sort key, not a `{Self}`",
    label = "expected a comparison, such as `|k| k.eq(..)`",
    note = "other attributes are compared in `filter`"
)]
pub trait IntoSortKeyCondition {
    /// The condition.
    fn into_condition(self) -> SortKeyCondition;
}

#[diagnostic::do_not_recommend]
impl IntoSortKeyCondition for SortKeyCondition {
    fn into_condition(self) -> SortKeyCondition {
        self
    }
}

/// A value to compare a part of a sort key with: everything that fits an attribute of type `T`.
#[diagnostic::on_unimplemented(
    message = "what is compared here of the sort key is a `{T}`, not a `{Self}`",
    label = "expected `{T}`",
    note = "a sort key of several parts is compared from left to right, and none of them is left out: `k.eq(first).ge(second)`"
)]
pub trait IntoPart<T> {
    /// The value.
    fn into_part(self) -> Operand;
}

#[diagnostic::do_not_recommend]
impl<T: Attribute, A: IntoOperand<T>> IntoPart<T> for A {
    fn into_part(self) -> Operand {
        self.into_operand()
    }
}

/// Of a model whose derive has failed.
#[diagnostic::do_not_recommend]
impl<A> IntoPart<AnyKey> for A {
    fn into_part(self) -> Operand {
        Operand(Node::Value(Ok(None)))
    }
}

/// A sort key of which something is left to compare.
#[diagnostic::on_unimplemented(
    message = "no part of this sort key is left to compare",
    label = "all parts are compared already"
)]
pub trait Comparable: Sized {
    /// What is compared next.
    type Next;
    /// How it is stored.
    type Kind;
    /// What there is when that is equal to a value: the rest of the sort key, or the whole condition.
    type Then;

    #[doc(hidden)]
    fn equal(key: SortKey<Self>, value: Value) -> Self::Then;

    #[doc(hidden)]
    fn range(key: SortKey<Self>, range: Range) -> SortKeyCondition;
}

/// A value in its stored form.
type Value = Result<Option<AttributeValue>>;

/// What the last comparison asks for.
#[doc(hidden)]
#[derive(Debug)]
pub struct Range(SortTest);

/// Comparisons of the next part: of the only attribute, of the next of several, or of the next part of a template.
impl<S> SortKey<S> {
    /// It equals this value. If the sort key has several parts, this goes on to the next one.
    pub fn eq<Then>(self, value: impl IntoPart<S::Next>) -> Then
    where
        S: Comparable<Then = Then>,
    {
        let value = self.next(value.into_part(), Purpose::Compare);
        S::equal(self, value)
    }

    /// It is less than this value.
    pub fn lt(self, value: impl IntoPart<S::Next>) -> SortKeyCondition
    where
        S: Comparable,
    {
        self.compare(Comparison::Lt, value.into_part())
    }

    /// It is less than or equal to this value.
    pub fn le(self, value: impl IntoPart<S::Next>) -> SortKeyCondition
    where
        S: Comparable,
    {
        self.compare(Comparison::Le, value.into_part())
    }

    /// It is greater than this value.
    pub fn gt(self, value: impl IntoPart<S::Next>) -> SortKeyCondition
    where
        S: Comparable,
    {
        self.compare(Comparison::Gt, value.into_part())
    }

    /// It is greater than or equal to this value.
    pub fn ge(self, value: impl IntoPart<S::Next>) -> SortKeyCondition
    where
        S: Comparable,
    {
        self.compare(Comparison::Ge, value.into_part())
    }

    /// It lies between these two values, both included.
    pub fn between(
        self,
        low: impl IntoPart<S::Next>,
        high: impl IntoPart<S::Next>,
    ) -> SortKeyCondition
    where
        S: Comparable,
    {
        let low = self.next(low.into_part(), Purpose::Compare);
        let high = self.next(high.into_part(), Purpose::Compare);
        S::range(self, Range(SortTest::Between(low, high)))
    }

    /// It begins with this text, or with these bytes. With none of them it asks nothing: every key begins so.
    pub fn begins_with<P>(self, prefix: impl IntoOperand<P>) -> SortKeyCondition
    where
        S: Comparable<Kind: Prefixed<Prefix = P>>,
    {
        let prefix = self.next(prefix.into_operand(), Purpose::Affix);
        S::range(self, Range(SortTest::BeginsWith(prefix)))
    }

    /// DynamoDB has no such comparison of a sort key. This method and the next are there to say so.
    #[doc(hidden)]
    pub fn ne(self, _: impl NotOfSortKeys) -> SortKeyCondition {
        SortKeyCondition { tests: Vec::new() }
    }

    #[doc(hidden)]
    pub fn is_in(self, _: impl NotOfSortKeys) -> SortKeyCondition {
        SortKeyCondition { tests: Vec::new() }
    }

    fn compare(self, comparison: Comparison, operand: Operand) -> SortKeyCondition
    where
        S: Comparable,
    {
        let test = SortTest::Compare(comparison, self.next(operand, Purpose::Compare));
        S::range(self, Range(test))
    }

    fn fix<Rest>(mut self, value: Value) -> SortKey<Rest> {
        self.before.push(value);
        SortKey {
            keys: self.keys,
            before: self.before,
            conform: self.conform,
            of: PhantomData,
        }
    }
}

/// Nothing is compared behind the end of a condition. These methods are there to say so.
#[doc(hidden)]
#[allow(missing_docs)]
impl SortKeyCondition {
    pub fn eq(self, value: impl BehindTheEnd) -> Self {
        self.end(value)
    }

    pub fn lt(self, value: impl BehindTheEnd) -> Self {
        self.end(value)
    }

    pub fn le(self, value: impl BehindTheEnd) -> Self {
        self.end(value)
    }

    pub fn gt(self, value: impl BehindTheEnd) -> Self {
        self.end(value)
    }

    pub fn ge(self, value: impl BehindTheEnd) -> Self {
        self.end(value)
    }

    pub fn between(self, low: impl BehindTheEnd, _: impl Sized) -> Self {
        self.end(low)
    }

    pub fn begins_with(self, prefix: impl BehindTheEnd) -> Self {
        self.end(prefix)
    }

    pub fn and(self, other: impl BehindTheEnd) -> Self {
        self.end(other)
    }

    pub fn or(self, other: impl BehindTheEnd) -> Self {
        self.end(other)
    }

    fn end(self, _: impl BehindTheEnd) -> Self {
        self
    }
}

/// What a sort key is compared with by the operators that it does not have: nothing.
#[diagnostic::on_unimplemented(
    message = "the sort key of a query is compared by `eq`, `lt`, `le`, `gt`, `ge`, `between` and `begins_with` alone",
    label = "no comparison of a sort key",
    note = "several values are several queries; all but one value are two: one `lt` and one `gt` it"
)]
#[doc(hidden)]
pub trait NotOfSortKeys {}

/// What can be compared behind the end of a condition: nothing.
#[diagnostic::on_unimplemented(
    message = "the condition on the sort key is complete before this: a range, or an `eq` of its last part, ends it",
    label = "behind the end",
    note = "from one value to another is one range: `.between(low, high)`",
    note = "of several parts, those before the range are fixed with `eq`: `k.eq(first).gt(second)`"
)]
#[doc(hidden)]
pub trait BehindTheEnd {}

#[diagnostic::do_not_recommend]
impl<S: Attribute> Comparable for S {
    type Next = S;
    type Kind = S::Kind;
    type Then = SortKeyCondition;

    fn equal(_: SortKey<S>, value: Value) -> SortKeyCondition {
        SortKeyCondition::one(SortTest::Compare(Comparison::Eq, value))
    }

    fn range(_: SortKey<S>, range: Range) -> SortKeyCondition {
        SortKeyCondition::one(range.0)
    }
}

#[diagnostic::do_not_recommend]
impl<P: Parts> Comparable for Several<P> {
    type Next = P::First;
    type Kind = <P::First as Attribute>::Kind;
    type Then = SortKey<Several<P::Rest>>;

    fn equal(key: SortKey<Self>, value: Value) -> Self::Then {
        key.fix(value)
    }

    fn range(key: SortKey<Self>, range: Range) -> SortKeyCondition {
        let mut condition = equal(key.before);
        condition.tests.extend(SortKeyCondition::one(range.0).tests);
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
#[diagnostic::do_not_recommend]
impl<P> IntoSortKeyCondition for SortKey<Several<P>> {
    fn into_condition(self) -> SortKeyCondition {
        equal(self.before)
    }
}

#[diagnostic::do_not_recommend]
impl<P: Parts> Comparable for Joined<P> {
    type Next = P::First;
    type Kind = <P::First as Attribute>::Kind;
    type Then = SortKey<Joined<P::Rest>>;

    fn equal(key: SortKey<Self>, value: Value) -> Self::Then {
        key.fix(value)
    }

    fn range(key: SortKey<Self>, range: Range) -> SortKeyCondition {
        match range.0 {
            SortTest::Compare(comparison, value) => key.within(|before| {
                let limit = with(before, value)?;
                Ok(match comparison {
                    Comparison::Lt => (Limit::Group, Limit::Excluded(limit)),
                    Comparison::Le => (Limit::Group, Limit::Included(limit)),
                    Comparison::Gt => (Limit::Excluded(limit), Limit::Group),
                    Comparison::Ge => (Limit::Included(limit), Limit::Group),
                    Comparison::Eq | Comparison::Ne => return Err(Error::invalid("not a range")),
                })
            }),
            SortTest::Between(low, high) => key.within(|before| {
                Ok((
                    Limit::Included(with(before, low)?),
                    Limit::Included(with(before, high)?),
                ))
            }),
            SortTest::BeginsWith(prefix) => key.starts_with(prefix),
        }
    }
}

/// Of a model whose derive has failed.
#[diagnostic::do_not_recommend]
impl Comparable for AnyKey {
    type Next = Self;
    type Kind = kind::Any;
    type Then = SortKey<Self>;

    fn equal(key: SortKey<Self>, value: Value) -> Self::Then {
        key.fix(value)
    }

    fn range(_: SortKey<Self>, range: Range) -> SortKeyCondition {
        SortKeyCondition::one(range.0)
    }
}

#[diagnostic::do_not_recommend]
impl IntoSortKeyCondition for SortKey<AnyKey> {
    fn into_condition(self) -> SortKeyCondition {
        equal(self.before)
    }
}

impl<P> SortKey<Joined<P>> {
    fn starts_with(self, prefix: Value) -> SortKeyCondition {
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
    fn within(
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

    fn template(&self) -> Result<&'static Template> {
        self.keys
            .first()
            .and_then(KeySchema::template)
            .ok_or_else(|| Error::invalid("this sort key has no template"))
    }
}

/// The parts that were fixed, and whatever value those behind them have.
#[diagnostic::do_not_recommend]
impl<P> IntoSortKeyCondition for SortKey<Joined<P>> {
    fn into_condition(self) -> SortKeyCondition {
        if self.before.is_empty() {
            return SortKeyCondition { tests: Vec::new() };
        }
        let whole = self
            .template()
            .is_ok_and(|template| template.names().len() == self.before.len());
        let text = self
            .template()
            .and_then(|template| template.prefix(&all(self.before)?))
            .map(stored);
        SortKeyCondition::one(if whole {
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

fn with(before: &[AttributeValue], value: Value) -> Result<Vec<AttributeValue>> {
    let mut parts = before.to_vec();
    parts.push(always_there(value)?);
    Ok(parts)
}

fn all(given: Given) -> Result<Vec<AttributeValue>> {
    given.into_iter().map(always_there).collect()
}

fn always_there(value: Value) -> Result<AttributeValue> {
    value?.ok_or_else(|| Error::encode("a key attribute must not be absent"))
}

#[allow(clippy::unnecessary_wraps)] // as a condition takes it
fn stored(text: String) -> Option<AttributeValue> {
    Some(AttributeValue::S(text))
}
