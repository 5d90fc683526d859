//! Keys as operations take them.

use super::operand::IntoOperand;
use crate::schema::{Fixed, Given, Joined, Key, Pair, Several, Single};
use crate::value::{Attribute, KeyAttribute};

/// What names one item of the model `M`, whose key is a `K`: its partition key, or the pair of its partition and
/// sort keys.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the key of a `{M}`, which is a `{K}`",
    label = "not a key of this model",
    note = "for a `Single<P>` or `Fixed<P>` give the partition key; for a `Pair<P, S>` give both as a tuple: `(partition, sort)`",
    note = "for a `Joined<(A, B)>` give the values of its parts: one, or several as a tuple",
    note = "the key of an item at hand is `item.key()`"
)]
pub trait IntoKey<M, K> {
    /// The key.
    fn into_key(self) -> Key<M>;
}

impl<M, P, A: IntoKeyValue<P>> IntoKey<M, Single<P>> for A {
    fn into_key(self) -> Key<M> {
        Key::new(self.into_given(), Given::new())
    }
}

impl<M, P, A: IntoKeyValue<P>> IntoKey<M, Fixed<P>> for A {
    fn into_key(self) -> Key<M> {
        Key::new(self.into_given(), Given::new())
    }
}

impl<M, P, S, A: IntoKeyValue<P>, B: IntoKeyValue<S>> IntoKey<M, Pair<P, S>> for (A, B) {
    fn into_key(self) -> Key<M> {
        Key::new(self.0.into_given(), self.1.into_given())
    }
}

/// What gives the value of a partition key or of a sort key `C`: a value for a key of one attribute; for [`Joined`] and
/// [`Several`] the values of all parts, as a tuple if there are several.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not give the value of a key that is a `{C}`",
    label = "expected the value of a `{C}`",
    note = "for a `Joined<(A,)>` give an `A`; for a `Joined<(A, B)>` or a `Several<(A, B)>` give all values as a tuple: `(a, b)`",
    note = "for a `Joined<()>`, which is always the same, give `()`"
)]
pub trait IntoKeyValue<C> {
    /// The values.
    fn into_given(self) -> Given;
}

#[diagnostic::do_not_recommend]
impl<T: KeyAttribute, A: IntoOperand<T>> IntoKeyValue<T> for A {
    fn into_given(self) -> Given {
        vec![self.into_operand().into_value()]
    }
}

impl IntoKeyValue<Joined<()>> for () {
    fn into_given(self) -> Given {
        Given::new()
    }
}

impl<T: Attribute, A: IntoOperand<T>> IntoKeyValue<Joined<(T,)>> for A {
    fn into_given(self) -> Given {
        vec![self.into_operand().into_value()]
    }
}

macro_rules! several {
    ($($T:ident $A:ident $value:ident),+) => {
        several!(Joined: $($T $A $value),+);
        several!(Several: $($T $A $value),+);
    };
    ($of:ident: $($T:ident $A:ident $value:ident),+) => {
        impl<$($T: Attribute, $A: IntoOperand<$T>),+> IntoKeyValue<$of<($($T,)+)>> for ($($A,)+) {
            fn into_given(self) -> Given {
                let ($($value,)+) = self;
                vec![$($value.into_operand().into_value()),+]
            }
        }
    };
}

several!(A X a, B Y b);
several!(A X a, B Y b, C Z c);
several!(A X a, B Y b, C Z c, D W d);
several!(A X a, B Y b, C Z c, D W d, E V e);
several!(A X a, B Y b, C Z c, D W d, E V e, F U f);
several!(A X a, B Y b, C Z c, D W d, E V e, F U f, G T g);
several!(A X a, B Y b, C Z c, D W d, E V e, F U f, G T g, H S h);
