//! Keys as operations take them.

use super::operand::IntoOperand;
use crate::schema::{
    AnyKey, Fixed, Given, Joined, Key, KeyComponent, KeyShape, Pair, Several, Single,
};
use crate::value::Attribute;

/// What names one item of the model `M`, whose key is a `K`: its partition key, or the pair of its partition and
/// sort keys.
///
/// `V` is never given: with it, the compiler shows the values that make a `K`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the key of `{M}`, which is `{V}`",
    label = "expected `{V}`",
    note = "a model with a sort key takes both keys as a tuple, `(partition, sort)`; a key of several parts is a tuple of them",
    note = "a sort key that is the same for every item is not given",
    note = "the key of an item at hand is `item.key()`"
)]
pub trait IntoKey<M, K: KeyShape, V = <K as KeyShape>::Takes> {
    /// The key.
    fn into_key(self) -> Key<M>;
}

#[diagnostic::do_not_recommend]
impl<M, P: KeyComponent, A: IntoKeyValue<P>> IntoKey<M, Single<P>> for A {
    fn into_key(self) -> Key<M> {
        Key::new(self.into_given(), Given::new())
    }
}

#[diagnostic::do_not_recommend]
impl<M, P: KeyComponent, A: IntoKeyValue<P>> IntoKey<M, Fixed<P>> for A {
    fn into_key(self) -> Key<M> {
        Key::new(self.into_given(), Given::new())
    }
}

impl<M, P: KeyComponent, S: KeyComponent, A: IntoPair<P, S>> IntoKey<M, Pair<P, S>> for A {
    fn into_key(self) -> Key<M> {
        let (partition, sort) = self.into_pair();
        Key::new(partition, sort)
    }
}

/// The key of a model whose derive has failed.
#[diagnostic::do_not_recommend]
impl<M, A> IntoKey<M, AnyKey> for A {
    fn into_key(self) -> Key<M> {
        Key::new(Given::new(), Given::new())
    }
}

/// A tuple of the value of a partition key `P` and that of a sort key `S`.
pub trait IntoPair<P, S> {
    /// Both values.
    fn into_pair(self) -> (Given, Given);
}

impl<P: KeyComponent, S: KeyComponent, A: IntoKeyValue<P>, B: IntoKeyValue<S>> IntoPair<P, S>
    for (A, B)
{
    fn into_pair(self) -> (Given, Given) {
        (self.0.into_given(), self.1.into_given())
    }
}

/// What gives the value of a partition key or of a sort key `C`: a value for a key of one attribute; for [`Joined`] and
/// [`Several`] the values of all parts, as a tuple if there are several.
///
/// `V` is never given: with it, the compiler shows the values that make a `C`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the value of this key, which is `{V}`",
    label = "expected `{V}`",
    note = "of a key of several parts all are given, as a tuple"
)]
pub trait IntoKeyValue<C: KeyComponent, V = <C as KeyComponent>::Takes> {
    /// The values.
    fn into_given(self) -> Given;
}

#[diagnostic::do_not_recommend]
impl<T: Attribute, A: IntoOperand<T>> IntoKeyValue<T> for A {
    fn into_given(self) -> Given {
        vec![self.into_operand().into_value()]
    }
}

#[diagnostic::do_not_recommend]
impl<A> IntoKeyValue<AnyKey> for A {
    fn into_given(self) -> Given {
        Given::new()
    }
}

#[diagnostic::do_not_recommend]
impl IntoKeyValue<Joined<()>> for () {
    fn into_given(self) -> Given {
        Given::new()
    }
}

#[diagnostic::do_not_recommend]
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
        #[diagnostic::do_not_recommend]
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
