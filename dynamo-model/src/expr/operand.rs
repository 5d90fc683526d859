//! What stands on the right of an operator: a value, another attribute, or (in an update) an expression.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::change::Expression;
use super::path::Path;
use crate::error::{AttributePath, Result};
use crate::schema::{Compares, Encoded, Reads};
use crate::value::{As, Attribute, Blob, Codec, Plain, to_attribute_value};

/// Where an operand stands: a place that takes only values, such as a key.
#[derive(Debug, Clone, Copy)]
pub enum InKey {}

/// Where an operand stands: in a condition on the model `R`, which also takes its attributes.
#[derive(Debug, Clone, Copy)]
pub struct InCondition<R>(PhantomData<fn() -> R>);

/// Where an operand stands: in a change of the model `R`, which also takes its attributes and expressions on them.
#[derive(Debug, Clone, Copy)]
pub struct InChange<R>(PhantomData<fn() -> R>);

/// What fits an attribute of type `T`: a value of that type, or what is plainly meant as one (`&T`, a `&str` for a
/// `String`), and in the place `C` perhaps another attribute or an expression.
///
/// The value passes through the same codec as when the attribute is stored.
#[diagnostic::on_unimplemented(
    message = "a value of type `{Self}` does not fit an attribute of type `{T}`",
    label = "expected `{T}`, or a path to an attribute of that type"
)]
pub trait IntoOperand<T, C = InKey> {
    /// The operand.
    fn into_operand(self) -> Operand;
}

/// The right side of an operator.
#[derive(Clone)]
pub struct Operand(pub(crate) Node);

/// What an [`Operand`] is.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    /// A value; `None` stands for an absent attribute.
    Value(Result<Option<AttributeValue>>),
    Path(AttributePath),
    Size(AttributePath),
    IfNotExists(AttributePath, Box<Node>),
    Plus(Box<Node>, Box<Node>),
    Minus(Box<Node>, Box<Node>),
    Concat(Box<Node>, Box<Node>),
}

impl Operand {
    /// The value of this operand. An absent one is an error of the place that asks.
    pub(crate) fn into_value(self) -> Result<Option<AttributeValue>> {
        match self.0 {
            Node::Value(value) => value,
            // `InKey` has no operands but values.
            _ => Err(crate::error::Error::invalid("only a value can stand here")),
        }
    }
}

impl fmt::Debug for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Operand").finish_non_exhaustive()
    }
}

/// Encodes a value as the codec `K` stores it.
pub(crate) fn value<T, K: Codec<T>>(value: &T) -> Operand {
    Operand(Node::Value(if K::is_absent(value) {
        Ok(None)
    } else {
        to_attribute_value::<T, K>(value).map(Some)
    }))
}

impl<T: Attribute, C> IntoOperand<T, C> for T {
    fn into_operand(self) -> Operand {
        value::<T, Plain>(&self)
    }
}

impl<T: Attribute, C> IntoOperand<T, C> for &T {
    fn into_operand(self) -> Operand {
        value::<T, Plain>(self)
    }
}

impl<T: Attribute, C> IntoOperand<Option<T>, C> for T {
    fn into_operand(self) -> Operand {
        value::<T, Plain>(&self)
    }
}

impl<T: Attribute, C> IntoOperand<Option<T>, C> for &T {
    fn into_operand(self) -> Operand {
        value::<T, Plain>(self)
    }
}

impl<T, K: Codec<T>, C> IntoOperand<As<T, K>, C> for T {
    fn into_operand(self) -> Operand {
        value::<T, K>(&self)
    }
}

impl<T, K: Codec<T>, C> IntoOperand<As<T, K>, C> for &T {
    fn into_operand(self) -> Operand {
        value::<T, K>(self)
    }
}

impl<T, K: Codec<Option<T>>, C> IntoOperand<As<Option<T>, K>, C> for T {
    fn into_operand(self) -> Operand {
        value::<Option<T>, K>(&Some(self))
    }
}

impl<K: Codec<String>, C> IntoOperand<As<String, K>, C> for &str {
    fn into_operand(self) -> Operand {
        value::<String, K>(&self.to_owned())
    }
}

fn text(text: &str) -> Operand {
    Operand(Node::Value(Ok(Some(AttributeValue::S(text.to_owned())))))
}

macro_rules! text_operands {
    ($($ty:ty),*) => {$(
        impl<C> IntoOperand<$ty, C> for &str {
            fn into_operand(self) -> Operand {
                text(self)
            }
        }
    )*};
}

text_operands!(
    String,
    Box<str>,
    Arc<str>,
    Cow<'_, str>,
    Option<String>,
    Option<Box<str>>,
    Option<Arc<str>>,
    Option<Cow<'_, str>>
);

impl<C> IntoOperand<Blob, C> for &[u8] {
    fn into_operand(self) -> Operand {
        value::<Blob, Plain>(&Blob::from(self))
    }
}

impl<C> IntoOperand<Blob, C> for Vec<u8> {
    fn into_operand(self) -> Operand {
        value::<Blob, Plain>(&Blob::from(self))
    }
}

/// A part of the key of an item at hand.
impl<T, C> IntoOperand<T, C> for Encoded<T> {
    fn into_operand(self) -> Operand {
        Operand(Node::Value(self.into_value()))
    }
}

macro_rules! path_operands {
    ($($place:ident: $may:ident;)*) => {$(
        impl<R: $may<K>, T: Attribute, K> IntoOperand<T, $place<R>> for Path<R, T, K> {
            fn into_operand(self) -> Operand {
                Operand(Node::Path(self.path().clone()))
            }
        }

        impl<R: $may<K>, T: Attribute, K> IntoOperand<T, $place<R>> for &Path<R, T, K> {
            fn into_operand(self) -> Operand {
                Operand(Node::Path(self.path().clone()))
            }
        }

        impl<R: $may<K>, T: Attribute, K> IntoOperand<T, $place<R>> for Path<R, Option<T>, K>
        where
            Option<T>: Attribute,
        {
            fn into_operand(self) -> Operand {
                Operand(Node::Path(self.path().clone()))
            }
        }

        impl<R: $may<K>, T: Attribute, K> IntoOperand<T, $place<R>> for &Path<R, Option<T>, K>
        where
            Option<T>: Attribute,
        {
            fn into_operand(self) -> Operand {
                Operand(Node::Path(self.path().clone()))
            }
        }
    )*};
}

path_operands! {
    InCondition: Compares;
    InChange: Reads;
}

/// An attribute that may be absent takes the value of one that may not.
impl<R, T: Attribute, K> IntoOperand<Option<T>, InChange<R>> for Path<R, T, K> {
    fn into_operand(self) -> Operand {
        Operand(Node::Path(self.path().clone()))
    }
}

impl<R, T: Attribute, K> IntoOperand<Option<T>, InChange<R>> for &Path<R, T, K> {
    fn into_operand(self) -> Operand {
        Operand(Node::Path(self.path().clone()))
    }
}

impl<R, T: Attribute> IntoOperand<T, InChange<R>> for Expression<R, T> {
    fn into_operand(self) -> Operand {
        Operand(self.into_node())
    }
}

impl<R, T: Attribute> IntoOperand<Option<T>, InChange<R>> for Expression<R, T> {
    fn into_operand(self) -> Operand {
        Operand(self.into_node())
    }
}
