//! Changes: what an update does to an item.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::types::AttributeValue;

use super::count::Count;
use super::operand::{InChange, InKey, IntoOperand, Node};
use super::path::Path;
use crate::error::{AttributePath, Error, Result};
use crate::schema::{Changeable, Removable};
use crate::value::kind::SetElement;
use crate::value::{Attribute, AttributeType, Delta, List, Map, MayBeAbsent, Set, encode_operand};

/// What an update does to an item of the model `R`: one or more actions.
///
/// Made by the verbs of [`Path`] and combined with [`and`](Self::and). All actions see the item as it was before the update. An
/// empty change folds away, so that one can be built in loops and from optional inputs.
///
/// ```
/// # use dynamo_model::Model;
/// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] id: String, total: u64, note: Option<String> }
/// let update = Order::update("17").change(|o| o.total.add(5).and(o.note.remove()));
/// ```
#[must_use = "a change does nothing until it is given to an update"]
pub struct Change<R> {
    pub(crate) actions: Vec<Action>,
    root: PhantomData<fn() -> R>,
}

/// One action of a [`Change`].
#[derive(Debug, Clone)]
pub(crate) enum Action {
    Set(AttributePath, Node),
    Remove(AttributePath),
    Add(AttributePath, Result<AttributeValue>),
    Delete(AttributePath, Result<AttributeValue>),
}

impl Action {
    pub(crate) fn path(&self) -> &AttributePath {
        match self {
            Self::Set(path, _)
            | Self::Remove(path)
            | Self::Add(path, _)
            | Self::Delete(path, _) => path,
        }
    }

    /// The value that it gives to the attribute, or to one that is not there, if that is known before it is sent.
    pub(crate) fn value(&self) -> Option<&AttributeValue> {
        match self {
            Self::Set(_, Node::Value(Ok(Some(value)))) => Some(value),
            Self::Set(path, Node::IfNotExists(of, node)) if of == path => match &**node {
                Node::Value(Ok(Some(value))) => Some(value),
                _ => None,
            },
            _ => None,
        }
    }
}

impl<R> Change<R> {
    fn one(action: Action) -> Self {
        Self {
            actions: vec![action],
            root: PhantomData,
        }
    }

    /// The change that does nothing.
    pub fn empty() -> Self {
        Self {
            actions: Vec::new(),
            root: PhantomData,
        }
    }

    /// Whether this change does nothing.
    pub fn is_empty(&self) -> bool {
        self.actions.is_empty()
    }

    /// This change and another.
    pub fn and(mut self, other: impl Into<Change<R>>) -> Self {
        self.actions.extend(other.into().actions);
        self
    }

    /// All of these changes.
    pub fn all(changes: impl IntoIterator<Item = impl Into<Change<R>>>) -> Self {
        changes.into_iter().fold(Self::empty(), Self::and)
    }
}

impl<R> Default for Change<R> {
    fn default() -> Self {
        Self::empty()
    }
}

impl<R> Clone for Change<R> {
    fn clone(&self) -> Self {
        Self {
            actions: self.actions.clone(),
            root: PhantomData,
        }
    }
}

impl<R> fmt::Debug for Change<R> {
    /// Shows the attributes that are changed; values stay out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.actions.iter().map(|action| action.path().to_string()))
            .finish()
    }
}

impl<R> From<Option<Change<R>>> for Change<R> {
    /// `None` is the empty change.
    fn from(change: Option<Change<R>>) -> Self {
        change.unwrap_or_default()
    }
}

/// Verbs that make changes.
impl<R, T: Attribute, K> Path<R, T, K> {
    /// Gives the attribute this value: a value, another attribute's, or an expression such as `o.count.plus(1)`.
    ///
    /// A value that is stored by leaving the attribute out (`None`, an empty set) removes it.
    ///
    /// Inside a document, the document has to be there: DynamoDB does not make it.
    #[doc(alias = "SET")]
    pub fn set(&self, operand: impl IntoOperand<T, InChange<R>>) -> Change<R>
    where
        K: Changeable,
    {
        Change::one(match operand.into_operand().0 {
            Node::Value(Ok(None)) => Action::Remove(self.path().clone()),
            node => Action::Set(self.path().clone(), node),
        })
    }

    /// Gives the attribute this value if it has none, and otherwise leaves it as it is.
    #[doc(alias = "if_not_exists")]
    pub fn set_if_not_exists(&self, operand: impl IntoOperand<T, InChange<R>>) -> Change<R>
    where
        K: Changeable,
    {
        match operand.into_operand().0 {
            Node::Value(Ok(None)) => Change::empty(),
            node => {
                let path = self.path().clone();
                Change::one(Action::Set(
                    path.clone(),
                    Node::IfNotExists(path, Box::new(node)),
                ))
            }
        }
    }

    /// Removes the attribute.
    #[doc(alias = "REMOVE")]
    pub fn remove(&self) -> Change<R>
    where
        K: Changeable + Removable,
        T: MayBeAbsent,
    {
        Change::one(Action::Remove(self.path().clone()))
    }

    /// Adds to the number, atomically. An attribute that is not there counts as 0.
    ///
    /// If an answer is lost on the way, the SDK sends the request again, and the number is added twice. Where that must
    /// not be, give the update a condition that holds only once, such as one on a version.
    #[doc(alias = "ADD")]
    pub fn add(&self, delta: impl Delta<T>) -> Change<R>
    where
        K: Changeable,
    {
        Change::one(Action::Add(self.path().clone(), encode_operand(&delta)))
    }

    /// Counts, atomically: the attribute becomes `start` if it is not there, and otherwise `step` more than it is.
    ///
    /// Of many who count at once each gets a number of its own, if `return_changed` or the item that comes back tells it. `start` has to
    /// obey the rules of the model, as what is set does. What it counts on to is known to DynamoDB alone: a condition can hold it back.
    ///
    /// If an answer is lost on the way, the SDK sends the request again, and a number is left out; none is given twice.
    ///
    /// ```
    /// # use dynamo_model::Model;
    /// #[derive(Clone, Model)]
    /// struct Sequence {
    ///     #[dynamo(partition_key)]
    ///     name: String,
    ///     last: u64,
    /// }
    ///
    /// // 1000, 1001, 1002, …
    /// let next = Sequence::upsert("invoices").change(|s| s.last.count_from(1_000, 1)).return_changed();
    /// ```
    #[doc(alias = "SET")]
    #[doc(alias = "if_not_exists")]
    #[doc(alias = "increment")]
    pub fn count_from(&self, start: impl IntoOperand<T>, step: impl Delta<T>) -> Change<R>
    where
        K: Changeable,
    {
        let path = self.path().clone();
        let start = start.into_operand().into_value();
        let count = Count::new(path.clone(), start, encode_operand(&step));
        let node = count.and_then(Count::into_node);
        Change::one(Action::Set(
            path,
            node.unwrap_or_else(|error| Node::Value(Err(error))),
        ))
    }

    /// Adds elements to the set, which is made if it is not there. Elements that it has already change nothing, and no
    /// elements at all make no change.
    #[doc(alias = "ADD")]
    pub fn insert<V>(&self, elements: impl IntoIterator<Item = V>) -> Change<R>
    where
        K: Changeable,
        T: Set<Element: Attribute<Kind: SetElement>>,
        V: IntoOperand<T::Element>,
    {
        match set_of::<T::Element, V>(elements).transpose() {
            Some(set) => Change::one(Action::Add(self.path().clone(), set)),
            None => Change::empty(),
        }
    }

    /// Deletes elements from the set. Elements that it does not have change nothing; when the last one goes, so does the
    /// attribute.
    #[doc(alias = "DELETE")]
    pub fn delete<V>(&self, elements: impl IntoIterator<Item = V>) -> Change<R>
    where
        K: Changeable,
        T: Set<Element: Attribute<Kind: SetElement>>,
        V: IntoOperand<T::Element>,
    {
        match set_of::<T::Element, V>(elements).transpose() {
            Some(set) => Change::one(Action::Delete(self.path().clone(), set)),
            None => Change::empty(),
        }
    }

    /// Adds elements at the end of the list, which is made if it is not there.
    ///
    /// As with [`add`](Self::add), a lost answer can make it happen twice.
    #[doc(alias = "list_append")]
    pub fn append<V>(&self, elements: impl IntoIterator<Item = V>) -> Change<R>
    where
        K: Changeable,
        T: List,
        V: IntoOperand<T::Element>,
    {
        self.extend(elements, Node::Concat)
    }

    /// Adds elements at the beginning of the list, which is made if it is not there.
    ///
    /// As with [`add`](Self::add), a lost answer can make it happen twice.
    #[doc(alias = "list_append")]
    pub fn prepend<V>(&self, elements: impl IntoIterator<Item = V>) -> Change<R>
    where
        K: Changeable,
        T: List,
        V: IntoOperand<T::Element>,
    {
        self.extend(elements, |list, elements| Node::Concat(elements, list))
    }

    fn extend<V>(
        &self,
        elements: impl IntoIterator<Item = V>,
        concat: fn(Box<Node>, Box<Node>) -> Node,
    ) -> Change<R>
    where
        T: List,
        V: IntoOperand<T::Element>,
    {
        let elements: Result<Vec<_>> = elements
            .into_iter()
            .enumerate()
            .map(list_element::<T::Element, V>)
            .collect();
        if elements.as_ref().is_ok_and(Vec::is_empty) {
            return Change::empty();
        }
        let path = self.path().clone();
        let none = Node::Value(Ok(Some(AttributeValue::L(Vec::new()))));
        let list = Node::IfNotExists(path.clone(), Box::new(none));
        let elements = Node::Value(elements.map(|elements| Some(AttributeValue::L(elements))));
        Change::one(Action::Set(
            path,
            concat(Box::new(list), Box::new(elements)),
        ))
    }

    /// Removes the element of the list at `index`. Those behind it move up.
    pub fn remove_at(&self, index: usize) -> Change<R>
    where
        K: Changeable,
        T: List,
    {
        Change::one(Action::Remove(self.path().clone().child(index)))
    }

    /// Removes the entry of the map with the name `key`.
    pub fn remove_key(&self, key: impl Into<String>) -> Change<R>
    where
        K: Changeable,
        T: Map,
    {
        Change::one(Action::Remove(self.path().clone().child(key.into())))
    }

    /// The value of this attribute, or this one if it is not there: an expression to [`set`](Self::set) from.
    pub fn if_not_exists(
        &self,
        operand: impl IntoOperand<T::Operand, InChange<R>>,
    ) -> Expression<R, T::Operand> {
        Expression::new(Node::IfNotExists(
            self.path().clone(),
            Box::new(operand.into_operand().0),
        ))
    }

    /// The value of this attribute and a number more: an expression to [`set`](Self::set) from.
    pub fn plus(&self, delta: impl Delta<T::Operand>) -> Expression<R, T::Operand> {
        Expression::new(Node::Path(self.path().clone())).plus(delta)
    }

    /// The value of this attribute and a number less: an expression to [`set`](Self::set) from.
    pub fn minus(&self, delta: impl Delta<T::Operand>) -> Expression<R, T::Operand> {
        Expression::new(Node::Path(self.path().clone())).minus(delta)
    }
}

fn list_element<T: Attribute, V: IntoOperand<T, InKey>>(
    (index, value): (usize, V),
) -> Result<AttributeValue> {
    match value.into_operand().into_value() {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Ok(AttributeValue::Null(true)),
        Err(error) => Err(error.at(index)),
    }
}

/// A set of these elements, each once. `None` of no elements: DynamoDB has no empty sets.
fn set_of<T, V>(elements: impl IntoIterator<Item = V>) -> Result<Option<AttributeValue>>
where
    T: Attribute<Kind: SetElement>,
    V: IntoOperand<T, InKey>,
{
    let (mut strings, mut numbers, mut blobs) = (Vec::new(), Vec::new(), Vec::new());
    for element in elements {
        match element.into_operand().into_value()? {
            Some(AttributeValue::S(text)) if !strings.contains(&text) => strings.push(text),
            Some(AttributeValue::N(text)) if !numbers.contains(&text) => numbers.push(text),
            Some(AttributeValue::B(blob)) if !blobs.contains(&blob) => blobs.push(blob),
            Some(AttributeValue::S(_) | AttributeValue::N(_) | AttributeValue::B(_)) => {}
            _ => {
                return Err(Error::encode(format!(
                    "an element of a {} is absent",
                    <T::Kind as SetElement>::SET_TYPE
                )));
            }
        }
    }
    Ok(match <T::Kind as SetElement>::SET_TYPE {
        AttributeType::Ss if !strings.is_empty() => Some(AttributeValue::Ss(strings)),
        AttributeType::Ns if !numbers.is_empty() => Some(AttributeValue::Ns(numbers)),
        AttributeType::Bs if !blobs.is_empty() => Some(AttributeValue::Bs(blobs)),
        _ => None,
    })
}

/// An expression on attributes of the model `R`, of type `T`: what an attribute can be [`set`](Path::set) to besides a value.
///
/// ```
/// # use dynamo_model::Model;
/// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
/// # struct Order { #[dynamo(partition_key)] id: String, total: i64, discount: Option<i64> }
/// // total = if_not_exists(discount, 0) - 5
/// let update = Order::update("17").change(|o| o.total.set(o.discount.if_not_exists(0).minus(5)));
/// ```
#[must_use = "an expression does nothing until an attribute is set to it"]
pub struct Expression<R, T> {
    node: Node,
    types: PhantomData<fn() -> (R, T)>,
}

impl<R, T> Expression<R, T> {
    fn new(node: Node) -> Self {
        Self {
            node,
            types: PhantomData,
        }
    }

    pub(crate) fn into_node(self) -> Node {
        self.node
    }

    /// A number more. DynamoDB allows one sum or difference in an expression.
    pub fn plus(self, delta: impl Delta<T>) -> Self {
        let delta = Node::Value(encode_operand(&delta).map(Some));
        Self::new(Node::Plus(Box::new(self.node), Box::new(delta)))
    }

    /// A number less. DynamoDB allows one sum or difference in an expression.
    pub fn minus(self, delta: impl Delta<T>) -> Self {
        let delta = Node::Value(encode_operand(&delta).map(Some));
        Self::new(Node::Minus(Box::new(self.node), Box::new(delta)))
    }
}

impl<R, T> fmt::Debug for Expression<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Expression").finish_non_exhaustive()
    }
}
