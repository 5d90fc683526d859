//! Conditions: what an item has to be, for a write to happen or for a read to return it.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Not;

use aws_sdk_dynamodb::types::AttributeValue;

use super::operand::{InCondition, IntoOperand, Node, Operand};
use super::path::Path;
use super::raw::RawCondition;
use crate::error::{AttributePath, Result};
use crate::schema::Compares;
use crate::value::kind::{Measured, Ordered, Prefixed};
use crate::value::{Attribute, AttributeType, Container};

/// What an item of the model `R` has to be: the condition of a write, or the filter of a read.
///
/// Made by the operators of [`Path`], and combined with [`and`](Self::and), [`or`](Self::or) and [`not`](Self::not). Each of these takes the
/// whole of what it is called on, whatever it is made of: there are no parentheses to set and none to forget.
///
/// An empty condition says nothing and folds away, so that filters can be built in loops and from optional inputs:
///
/// ```
/// # use dynamo_model::{Model, expr::Condition};
/// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] id: String, status: String, total: u64 }
/// fn search(status: Option<&str>, floors: &[u64]) -> dynamo_model::op::Scan<Order> {
///     Order::scan().filter(|o| {
///         let mut filter = Condition::from(status.map(|status| o.status.eq(status)));
///         for floor in floors {
///             filter = filter.and(o.total.ge(floor));
///         }
///         filter
///     })
/// }
/// ```
#[must_use = "a condition does nothing until it is given to an operation"]
pub struct Condition<R> {
    pub(crate) node: Test,
    root: PhantomData<fn() -> R>,
}

/// What a [`Condition`] is.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    Compare(Node, Comparison, Node),
    Between(Node, Node, Node),
    In(Node, Vec<Node>),
    Exists(AttributePath),
    NotExists(AttributePath),
    BeginsWith(AttributePath, Node),
    Contains(AttributePath, Node),
    Type(AttributePath, AttributeType),
    Raw(RawCondition),
}

/// A comparison of two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl Comparison {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Eq => "=",
            Self::Ne => "<>",
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Gt => ">",
            Self::Ge => ">=",
        }
    }
}

impl Test {
    /// The condition that says nothing.
    pub(crate) const EMPTY: Self = Self::All(Vec::new());

    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::All(tests) if tests.is_empty())
    }

    /// Both, as one flat list.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (one, other) if other.is_empty() => one,
            (one, other) if one.is_empty() => other,
            (Self::All(mut tests), Self::All(more)) => {
                tests.extend(more);
                Self::All(tests)
            }
            (Self::All(mut tests), other) => {
                tests.push(other);
                Self::All(tests)
            }
            (one, Self::All(mut tests)) => {
                tests.insert(0, one);
                Self::All(tests)
            }
            (one, other) => Self::All(vec![one, other]),
        }
    }

    /// Either, as one flat list.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (one, other) if other.is_empty() => one,
            (one, other) if one.is_empty() => other,
            (Self::Any(mut tests), Self::Any(more)) => {
                tests.extend(more);
                Self::Any(tests)
            }
            (Self::Any(mut tests), other) => {
                tests.push(other);
                Self::Any(tests)
            }
            (one, Self::Any(mut tests)) => {
                tests.insert(0, one);
                Self::Any(tests)
            }
            (one, other) => Self::Any(vec![one, other]),
        }
    }

    /// Calls `visit` with every attribute that this condition names in its own words.
    pub(crate) fn visit_paths(&self, visit: &mut dyn FnMut(&AttributePath)) {
        match self {
            Self::All(tests) | Self::Any(tests) => {
                tests.iter().for_each(|test| test.visit_paths(visit))
            }
            Self::Not(test) => test.visit_paths(visit),
            Self::Compare(left, _, right) => [left, right]
                .into_iter()
                .for_each(|node| visit_node(node, visit)),
            Self::Between(node, low, high) => [node, low, high]
                .into_iter()
                .for_each(|node| visit_node(node, visit)),
            Self::In(node, values) => {
                visit_node(node, visit);
                values.iter().for_each(|node| visit_node(node, visit));
            }
            Self::Exists(path) | Self::NotExists(path) | Self::Type(path, _) => visit(path),
            Self::BeginsWith(path, node) | Self::Contains(path, node) => {
                visit(path);
                visit_node(node, visit);
            }
            Self::Raw(_) => {}
        }
    }
}

fn visit_node(node: &Node, visit: &mut dyn FnMut(&AttributePath)) {
    if let Node::Path(path) | Node::Size(path) = node {
        visit(path);
    }
}

impl<R> Condition<R> {
    pub(crate) fn from_test(node: Test) -> Self {
        Self {
            node,
            root: PhantomData,
        }
    }

    /// The condition that says nothing: every item meets it, and it is not sent.
    pub fn empty() -> Self {
        Self::from_test(Test::EMPTY)
    }

    /// Whether this condition says nothing.
    pub fn is_empty(&self) -> bool {
        self.node.is_empty()
    }

    /// This condition and another: both have to hold.
    pub fn and(self, other: impl Into<Condition<R>>) -> Self {
        Self::from_test(self.node.and(other.into().node))
    }

    /// This condition or another: at least one of them has to hold. If one of them is empty, the other remains.
    pub fn or(self, other: impl Into<Condition<R>>) -> Self {
        Self::from_test(self.node.or(other.into().node))
    }

    /// The opposite of this condition. The opposite of an empty condition is empty. `!condition` does the same.
    #[allow(clippy::should_implement_trait)] // it is implemented too; this one needs no import
    pub fn not(self) -> Self {
        Self::from_test(match self.node {
            test if test.is_empty() => test,
            Test::Not(test) => *test,
            Test::Exists(path) => Test::NotExists(path),
            Test::NotExists(path) => Test::Exists(path),
            test => Test::Not(Box::new(test)),
        })
    }

    /// All of these conditions. Of none: empty.
    pub fn all(conditions: impl IntoIterator<Item = impl Into<Condition<R>>>) -> Self {
        conditions.into_iter().fold(Self::empty(), Self::and)
    }

    /// At least one of these conditions. Of none: empty.
    pub fn any(conditions: impl IntoIterator<Item = impl Into<Condition<R>>>) -> Self {
        conditions.into_iter().fold(Self::empty(), Self::or)
    }
}

impl<R> Not for Condition<R> {
    type Output = Self;

    fn not(self) -> Self {
        Condition::not(self)
    }
}

impl<R> Default for Condition<R> {
    fn default() -> Self {
        Self::empty()
    }
}

impl<R> Clone for Condition<R> {
    fn clone(&self) -> Self {
        Self::from_test(self.node.clone())
    }
}

impl<R> fmt::Debug for Condition<R> {
    /// Shows the expression with its names; values stay out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Condition({})", super::render::sketch(&self.node))
    }
}

impl<R> From<Option<Condition<R>>> for Condition<R> {
    /// `None` is the empty condition.
    fn from(condition: Option<Condition<R>>) -> Self {
        condition.unwrap_or_default()
    }
}

impl<R> From<RawCondition> for Condition<R> {
    fn from(raw: RawCondition) -> Self {
        Self::from_test(Test::Raw(raw))
    }
}

/// Comparing with an absent value asks whether the attribute is there: the model has no other way to say so.
fn compare(path: &AttributePath, comparison: Comparison, operand: Operand) -> Test {
    match (comparison, operand.0) {
        (Comparison::Eq, Node::Value(Ok(None))) => Test::NotExists(path.clone()),
        (Comparison::Ne, Node::Value(Ok(None))) => Test::Exists(path.clone()),
        (comparison, node) => Test::Compare(Node::Path(path.clone()), comparison, node),
    }
}

/// Operators that make conditions.
impl<R, T: Attribute, K> Path<R, T, K> {
    /// The attribute equals this value. An attribute that is not there equals nothing.
    ///
    /// Compared with an empty set, which is stored by leaving the attribute out, it asks that it is not there.
    #[doc(alias = "=")]
    pub fn eq(&self, operand: impl IntoOperand<T::Operand, InCondition<R>>) -> Condition<R>
    where
        R: Compares<K>,
    {
        Condition::from_test(compare(self.path(), Comparison::Eq, operand.into_operand()))
    }

    /// The attribute does not equal this value, or is not there.
    #[doc(alias = "<>")]
    pub fn ne(&self, operand: impl IntoOperand<T::Operand, InCondition<R>>) -> Condition<R>
    where
        R: Compares<K>,
    {
        Condition::from_test(compare(self.path(), Comparison::Ne, operand.into_operand()))
    }

    /// The attribute is less than this value.
    #[doc(alias = "<")]
    pub fn lt(&self, operand: impl IntoOperand<T::Operand, InCondition<R>>) -> Condition<R>
    where
        R: Compares<K>,
        T::Kind: Ordered,
    {
        Condition::from_test(compare(self.path(), Comparison::Lt, operand.into_operand()))
    }

    /// The attribute is less than or equal to this value.
    #[doc(alias = "<=")]
    pub fn le(&self, operand: impl IntoOperand<T::Operand, InCondition<R>>) -> Condition<R>
    where
        R: Compares<K>,
        T::Kind: Ordered,
    {
        Condition::from_test(compare(self.path(), Comparison::Le, operand.into_operand()))
    }

    /// The attribute is greater than this value.
    #[doc(alias = ">")]
    pub fn gt(&self, operand: impl IntoOperand<T::Operand, InCondition<R>>) -> Condition<R>
    where
        R: Compares<K>,
        T::Kind: Ordered,
    {
        Condition::from_test(compare(self.path(), Comparison::Gt, operand.into_operand()))
    }

    /// The attribute is greater than or equal to this value.
    #[doc(alias = ">=")]
    pub fn ge(&self, operand: impl IntoOperand<T::Operand, InCondition<R>>) -> Condition<R>
    where
        R: Compares<K>,
        T::Kind: Ordered,
    {
        Condition::from_test(compare(self.path(), Comparison::Ge, operand.into_operand()))
    }

    /// The attribute lies between these two values, both included.
    #[doc(alias = "BETWEEN")]
    pub fn between(
        &self,
        low: impl IntoOperand<T::Operand, InCondition<R>>,
        high: impl IntoOperand<T::Operand, InCondition<R>>,
    ) -> Condition<R>
    where
        R: Compares<K>,
        T::Kind: Ordered,
    {
        let path = Node::Path(self.path().clone());
        Condition::from_test(Test::Between(
            path,
            low.into_operand().0,
            high.into_operand().0,
        ))
    }

    /// The attribute equals one of these values.
    ///
    /// DynamoDB takes up to 100 of them; more are sent as several lists. None at all is an error when the operation is
    /// sent: there is no item that it could find.
    #[doc(alias = "IN")]
    pub fn is_in<V>(&self, operands: impl IntoIterator<Item = V>) -> Condition<R>
    where
        R: Compares<K>,
        V: IntoOperand<T::Operand, InCondition<R>>,
    {
        let operands = operands
            .into_iter()
            .map(|operand| operand.into_operand().0)
            .collect();
        Condition::from_test(Test::In(Node::Path(self.path().clone()), operands))
    }

    /// The attribute is there, with whatever value, NULL included.
    #[doc(alias = "attribute_exists")]
    pub fn exists(&self) -> Condition<R>
    where
        R: Compares<K>,
    {
        Condition::from_test(Test::Exists(self.path().clone()))
    }

    /// The attribute is not there.
    #[doc(alias = "attribute_not_exists")]
    pub fn not_exists(&self) -> Condition<R>
    where
        R: Compares<K>,
    {
        Condition::from_test(Test::NotExists(self.path().clone()))
    }

    /// The string or binary attribute begins with this.
    pub fn begins_with<P>(
        &self,
        prefix: impl IntoOperand<<T::Kind as Prefixed>::Prefix, InCondition<R>>,
    ) -> Condition<R>
    where
        R: Compares<K>,
        T::Kind: Prefixed<Prefix = P>,
    {
        Condition::from_test(Test::BeginsWith(
            self.path().clone(),
            prefix.into_operand().0,
        ))
    }

    /// The string contains this substring, or the set or list this element.
    pub fn contains(&self, operand: impl IntoOperand<T::Element, InCondition<R>>) -> Condition<R>
    where
        R: Compares<K>,
        T: Container,
    {
        Condition::from_test(Test::Contains(
            self.path().clone(),
            operand.into_operand().0,
        ))
    }

    /// The attribute is stored as a value of this type.
    #[doc(alias = "attribute_type")]
    pub fn is_type(&self, attribute_type: AttributeType) -> Condition<R>
    where
        R: Compares<K>,
    {
        Condition::from_test(Test::Type(self.path().clone(), attribute_type))
    }

    /// The size of the attribute: UTF-16 code units of a string (one for most characters, two for an emoji), bytes of binary,
    /// elements of a list, a map or a set.
    pub fn size(&self) -> Size<R>
    where
        R: Compares<K>,
        T::Kind: Measured,
    {
        Size {
            path: self.path().clone(),
            root: PhantomData,
        }
    }
}

/// The size of an attribute, to be compared. Made by [`Path::size`].
#[must_use = "a size does nothing until it is compared"]
pub struct Size<R> {
    path: AttributePath,
    root: PhantomData<fn() -> R>,
}

impl<R> fmt::Debug for Size<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "size({})", self.path)
    }
}

macro_rules! size_comparisons {
    ($($(#[$doc:meta])* $name:ident = $comparison:ident;)*) => {
        impl<R> Size<R> {
            $(
                $(#[$doc])*
                pub fn $name(&self, operand: impl IntoOperand<u64, InCondition<R>>) -> Condition<R> {
                    let size = Node::Size(self.path.clone());
                    Condition::from_test(Test::Compare(size, Comparison::$comparison, operand.into_operand().0))
                }
            )*

            /// The size lies between these two numbers, both included.
            pub fn between(
                &self,
                low: impl IntoOperand<u64, InCondition<R>>,
                high: impl IntoOperand<u64, InCondition<R>>,
            ) -> Condition<R> {
                let size = Node::Size(self.path.clone());
                Condition::from_test(Test::Between(size, low.into_operand().0, high.into_operand().0))
            }
        }
    };
}

size_comparisons! {
    /// The size is this number.
    eq = Eq;
    /// The size is not this number.
    ne = Ne;
    /// The size is less than this number.
    lt = Lt;
    /// The size is less than or equal to this number.
    le = Le;
    /// The size is greater than this number.
    gt = Gt;
    /// The size is greater than or equal to this number.
    ge = Ge;
}

/// The condition on the sort key of a query.
#[derive(Debug, Clone)]
pub(crate) enum SortTest {
    Compare(Comparison, Result<Option<AttributeValue>>),
    Between(
        Result<Option<AttributeValue>>,
        Result<Option<AttributeValue>>,
    ),
    BeginsWith(Result<Option<AttributeValue>>),
}
