//! The groups of gets of a batch or a transaction, as types: what it gives back follows from them.

use std::fmt;
use std::sync::Arc;

use super::Lookup;
use super::gets::{Asked, Gets, How, Names, Place};
use super::shelf::Shelf;
use super::sought::{Sought, Wish};
use crate::client::Client;
use crate::error::{Error, Result};

/// What a batch or a transaction reads, as a type: [`One`], [`All`], or a tuple of up to twelve of these; `()` reads nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what a batch or a transaction reads",
    label = "expected `One<T>`, `All<T>`, or a tuple of these",
    note = "the type follows from the gets: `BatchGet::new().with(Order::get(key)).with_all(keys.into_iter().map(User::get))`"
)]
pub trait Groups: Sized + Send {
    /// What is given back: for [`One`] an `Option`, for [`All`] a `Vec` of them, for a tuple a tuple.
    type Output: Send;

    /// The same with a [`Lookup`] in the place of each `Option`.
    type Partial: Send;

    /// Adds its gets to all others. For this crate alone.
    #[doc(hidden)]
    fn ask(&mut self, gets: &mut Gets, names: Names<'_>) -> Result<()>;

    /// Takes what was read, and runs its hooks. For this crate alone.
    #[doc(hidden)]
    fn take(self, client: &Client) -> impl Future<Output = (Self::Partial, Option<Error>)> + Send;

    /// What is given back, if everything was read. For this crate alone.
    #[doc(hidden)]
    fn whole(partial: Self::Partial) -> Self::Output;
}

/// A list of groups with one more behind them. `() + A` is `A`, `A + B` is `(A, B)`, and so on.
#[diagnostic::on_unimplemented(
    message = "no more groups fit into this batch or transaction: there may be twelve",
    label = "one `.with(..)` or `.with_all(..)` too many",
    note = "gets that give back the same type can be given together: `.with_all([Order::get(a), Order::get(b)])`"
)]
pub trait Append<A> {
    /// The list with the group behind it.
    type Longer;

    /// Puts the group behind the list.
    fn append(self, group: A) -> Self::Longer;
}

/// One get, of a batch or a transaction. It gives back an `Option<T>`.
pub struct One<T>(Group<T>);

/// Any number of gets, of a batch or a transaction. They give back a `Vec<Option<T>>`, in the order in which they were given.
pub struct All<T>(Group<T>);

/// Gets that give back the same type.
struct Group<T> {
    wishes: Vec<Wish>,
    shelf: Arc<Shelf<T>>,
}

impl<T: Send + 'static> One<T> {
    pub(crate) fn new(get: Sought<T>) -> Self {
        Self(Group::new([get]))
    }
}

impl<T: Send + 'static> All<T> {
    pub(crate) fn new(gets: impl IntoIterator<Item = Sought<T>>) -> Self {
        Self(Group::new(gets))
    }
}

impl<T: Send + 'static> Group<T> {
    fn new(gets: impl IntoIterator<Item = Sought<T>>) -> Self {
        let gets = gets.into_iter();
        let (wishes, sights) = gets.map(|get| (get.wish, get.sight)).unzip();
        Self {
            wishes,
            shelf: Arc::new(Shelf::new(sights)),
        }
    }

    fn ask(&mut self, gets: &mut Gets, names: Names<'_>) -> Result<()> {
        let shelf = gets.shelves.add(self.shelf.clone());
        gets.asked.reserve(self.wishes.len());
        for (index, wish) in self.wishes.drain(..).enumerate() {
            let table = match names {
                Names::Declared => wish.table.declared_in(wish.schema),
                Names::Of(client) => wish.table.known_to(client, wish.schema),
            };
            gets.asked.push(Asked {
                key: wish.key?,
                how: How::new(table, wish.schema, wish.consistent, wish.asking),
                place: Place { shelf, index },
            });
        }
        Ok(())
    }
}

impl<T: Send + 'static> Groups for One<T> {
    type Output = Option<T>;
    type Partial = Lookup<T>;

    fn ask(&mut self, gets: &mut Gets, names: Names<'_>) -> Result<()> {
        self.0.ask(gets, names)
    }

    async fn take(self, client: &Client) -> (Lookup<T>, Option<Error>) {
        let (mut items, failed) = self.0.shelf.take(client).await;
        (items.pop().unwrap_or(Lookup::Unread), failed)
    }

    fn whole(partial: Lookup<T>) -> Option<T> {
        partial.found()
    }
}

impl<T: Send + 'static> Groups for All<T> {
    type Output = Vec<Option<T>>;
    type Partial = Vec<Lookup<T>>;

    fn ask(&mut self, gets: &mut Gets, names: Names<'_>) -> Result<()> {
        self.0.ask(gets, names)
    }

    async fn take(self, client: &Client) -> (Vec<Lookup<T>>, Option<Error>) {
        self.0.shelf.take(client).await
    }

    fn whole(partial: Vec<Lookup<T>>) -> Vec<Option<T>> {
        partial.into_iter().map(Lookup::found).collect()
    }
}

impl Groups for () {
    type Output = ();
    type Partial = ();

    fn ask(&mut self, _: &mut Gets, _: Names<'_>) -> Result<()> {
        Ok(())
    }

    async fn take(self, _: &Client) -> ((), Option<Error>) {
        ((), None)
    }

    fn whole((): ()) {}
}

#[diagnostic::do_not_recommend]
impl<A> Append<A> for () {
    type Longer = A;

    fn append(self, group: A) -> A {
        group
    }
}

#[diagnostic::do_not_recommend]
impl<T, A> Append<A> for One<T> {
    type Longer = (Self, A);

    fn append(self, group: A) -> (Self, A) {
        (self, group)
    }
}

#[diagnostic::do_not_recommend]
impl<T, A> Append<A> for All<T> {
    type Longer = (Self, A);

    fn append(self, group: A) -> (Self, A) {
        (self, group)
    }
}

/// Tuples of at least two groups.
macro_rules! tuple {
    ($($G:ident $group:ident),*) => {
        #[diagnostic::do_not_recommend]
        impl<$($G: Groups),*> Groups for ($($G,)*) {
            type Output = ($($G::Output,)*);
            type Partial = ($($G::Partial,)*);

            fn ask(&mut self, gets: &mut Gets, names: Names<'_>) -> Result<()> {
                let ($($group,)*) = self;
                $($group.ask(gets, names)?;)*
                Ok(())
            }

            async fn take(self, client: &Client) -> (Self::Partial, Option<Error>) {
                let ($($group,)*) = self;
                let mut failed = None;
                $(
                    let ($group, error) = $group.take(client).await;
                    failed = failed.or(error);
                )*
                (($($group,)*), failed)
            }

            fn whole(($($group,)*): Self::Partial) -> Self::Output {
                ($($G::whole($group),)*)
            }
        }
    };
}

/// Tuples that take one more.
macro_rules! longer {
    ($($G:ident $group:ident),*) => {
        tuple!($($G $group),*);

        #[diagnostic::do_not_recommend]
        impl<$($G,)* Z> Append<Z> for ($($G,)*) {
            type Longer = ($($G,)* Z);

            fn append(self, group: Z) -> Self::Longer {
                let ($($group,)*) = self;
                ($($group,)* group)
            }
        }
    };
}

longer!(A a, B b);
longer!(A a, B b, C c);
longer!(A a, B b, C c, D d);
longer!(A a, B b, C c, D d, E e);
longer!(A a, B b, C c, D d, E e, F f);
longer!(A a, B b, C c, D d, E e, F f, G g);
longer!(A a, B b, C c, D d, E e, F f, G g, H h);
longer!(A a, B b, C c, D d, E e, F f, G g, H h, I i);
longer!(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j);
longer!(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k);
tuple!(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k, L l);

impl<T> fmt::Debug for One<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("One")
    }
}

impl<T> fmt::Debug for All<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "All({})", self.0.wishes.len())
    }
}
