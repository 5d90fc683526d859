//! What a field of a projection can take of a field of the model.

use crate::expr::Path;
use crate::value::{As, Attribute, Codec};

/// A field that takes an attribute of type `A`: one of the same type, whichever way it is stored.
#[diagnostic::on_unimplemented(
    message = "the attribute is a `{A}` in the model, and this field is a `{Self}`",
    label = "not the type that it has in the model",
    note = "a projection takes attributes as the model has them: give the field the same type",
    note = "to take a part of a document, give the field a type that derives `Projection`, and add `#[dynamo(nested)]`"
)]
pub trait TakenFrom<A> {
    /// What the field holds.
    fn take(attribute: A) -> Self;
}

impl<T: Attribute> TakenFrom<T> for T {
    fn take(attribute: T) -> T {
        attribute
    }
}

impl<T, C: Codec<T>> TakenFrom<As<T, C>> for T {
    fn take(attribute: As<T, C>) -> T {
        attribute.value
    }
}

/// A field of a model that is one attribute.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this field of the model is flattened, and no attribute of its own",
    label = "flattened in the model",
    note = "to take a part of it, give the field a type that derives `Projection`, and add `#[dynamo(flatten)]`"
)]
pub trait OneAttribute {
    type Path;

    fn path(&self) -> &Self::Path;
}

impl<R, A: Attribute, K> OneAttribute for Path<R, A, K> {
    type Path = Self;

    fn path(&self) -> &Self {
        self
    }
}

/// The paths of a flattened struct.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this field of the model is not the flattened struct that the projection is a part of: it is `{Self}`, and not `{F}`",
    label = "not a projection of this field",
    note = "`flatten` goes with a field of the model that is flattened there; for a document that is an attribute of its own it is \
            `#[dynamo(nested)]`"
)]
pub trait FlattenedAs<F> {}

impl<F> FlattenedAs<F> for F {}
