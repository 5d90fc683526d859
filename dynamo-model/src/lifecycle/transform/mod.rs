//! Functions that change values: before they are written, and after they were read.

mod reach;
pub mod ready;

use std::fmt::Display;

pub use self::reach::Reach;
use crate::error::{At, Error, Result, Violation};
use crate::value::Writing;

/// A function that changes a value of type `T`: `fn(T) -> T`, or `fn(T) -> Result<T, E>`.
///
/// `How` tells one from the other, and is never given.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not transform a value of type `{T}`",
    label = "expected a function `fn({T}) -> {T}` or `fn({T}) -> Result<{T}, E>`"
)]
pub trait Transform<T, How> {
    /// The changed value, or why there is none.
    ///
    /// # Errors
    /// What the function says.
    fn apply(&self, value: T) -> Result<T, String>;
}

/// A transform that cannot fail.
#[derive(Debug)]
pub enum Sure {}

/// A transform that can fail with an `E`.
#[derive(Debug)]
pub struct Fallible<E>(std::marker::PhantomData<E>);

#[diagnostic::do_not_recommend]
impl<T, F: Fn(T) -> T> Transform<T, Sure> for F {
    fn apply(&self, value: T) -> Result<T, String> {
        Ok(self(value))
    }
}

#[diagnostic::do_not_recommend]
impl<T, E: Display, F: Fn(T) -> Result<T, E>> Transform<T, Fallible<E>> for F {
    fn apply(&self, value: T) -> Result<T, String> {
        self(value).map_err(|error| error.to_string())
    }
}

/// A function that changes a struct in place: `fn(&mut S)`, or `fn(&mut S) -> Result<(), E>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not change a `{S}`",
    label = "expected a function `fn(&mut {S})` or `fn(&mut {S}) -> Result<(), E>`"
)]
pub trait Amend<S, How> {
    /// Changes it.
    ///
    /// # Errors
    /// What the function says.
    fn apply(&self, value: &mut S) -> Result<(), String>;
}

#[diagnostic::do_not_recommend]
impl<S, F: Fn(&mut S)> Amend<S, Sure> for F {
    fn apply(&self, value: &mut S) -> Result<(), String> {
        self(value);
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<S, E: Display, F: Fn(&mut S) -> Result<(), E>> Amend<S, Fallible<E>> for F {
    fn apply(&self, value: &mut S) -> Result<(), String> {
        self(value).map_err(|error| error.to_string())
    }
}

/// Changes a value that is written, and what it contains of the function's type.
pub fn transform<F, T, P, H>(
    value: &mut F,
    by: impl Transform<T, H>,
    at: &At<'_>,
    writing: &mut Writing,
) where
    F: Reach<T, P>,
    T: Clone,
{
    value.reach(at, &mut |value: &mut T, at| match by.apply(value.clone()) {
        Ok(changed) => *value = changed,
        Err(message) => writing.report(at, Violation::new("set", message)),
    });
}

/// Changes a value that was read.
#[allow(clippy::missing_errors_doc)] // that of the function
pub fn transform_read<F, T, P, H>(
    value: &mut F,
    by: impl Transform<T, H>,
    at: &At<'_>,
) -> Result<()>
where
    F: Reach<T, P>,
    T: Clone,
{
    let mut result = Ok(());
    value.reach(at, &mut |value: &mut T, at| match by.apply(value.clone()) {
        Ok(changed) => *value = changed,
        Err(message) if result.is_ok() => {
            result = Err(Error::decode(message).at_path(at.path().as_ref()));
        }
        Err(_) => {}
    });
    result
}

/// Changes a struct that is written.
pub fn amend<S, H>(value: &mut S, by: impl Amend<S, H>, at: &At<'_>, writing: &mut Writing) {
    if let Err(message) = by.apply(value) {
        writing.report(at, Violation::new("set", message));
    }
}

/// Changes a struct that was read.
#[allow(clippy::missing_errors_doc)] // that of the function
pub fn amend_read<S, H>(value: &mut S, by: impl Amend<S, H>) -> Result<()> {
    by.apply(value).map_err(Error::decode)
}
