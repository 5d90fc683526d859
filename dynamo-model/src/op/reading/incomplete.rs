//! Reads of an index that does not hold whole items: what the compiler says to those who ask for some.

use std::future::{Ready, ready};

use crate::client::Client;
use crate::error::{Error, Result};
use crate::op::{Load, Model, Page, Query, ReadStream, Scan, Tracked};
use crate::schema::{Entities, Gather, Incomplete, Index, Schema};

/// An index that holds whole items. No type is one: it is asked only of those that do not.
#[diagnostic::on_unimplemented(
    message = "the index `{Self}` does not hold whole items of `{M}`",
    label = "does not read whole items",
    note = "`.hydrate()` reads them from the table, by the keys that the index holds",
    note = "`.select(..)` and `.project::<P>()` read attributes that the index holds",
    note = "an index without `include(..)` and `keys_only` holds all attributes; one with them lacks the type as well, unless it is included: `\"_type\"`"
)]
pub trait HoldsWhole<M> {}

/// These methods can't be called. They have the names and the results of those that read whole items, so that what is done
/// with the results is no second mistake.
macro_rules! no_whole_items {
    ($($operation:ident)+) => {$(
        #[doc(hidden)]
        #[allow(missing_docs, clippy::missing_errors_doc)]
        impl<M: Load + Schema + Send + 'static, I: Index<M> + 'static> $operation<M, Incomplete<M, I>, I> {
            pub fn send(self, _: &Client) -> Ready<Result<Page<M>>>
            where
                I: HoldsWhole<M>,
            {
                ready(Err(not_whole()))
            }

            pub fn all(self, _: &Client) -> Ready<Result<Vec<M>>>
            where
                I: HoldsWhole<M>,
            {
                ready(Err(not_whole()))
            }

            pub fn tracked(self) -> $operation<M, Tracked<M>, I>
            where
                M: Model,
                I: HoldsWhole<M>,
            {
                self.hydrate().tracked()
            }

            pub fn stream(self, client: &Client) -> ReadStream<M>
            where
                I: HoldsWhole<M>,
            {
                self.hydrate().stream(client)
            }

            pub fn pages(self, client: &Client) -> ReadStream<Page<M>>
            where
                I: HoldsWhole<M>,
            {
                self.hydrate().pages(client)
            }
        }
    )+};
}

no_whole_items!(Query Scan);

#[doc(hidden)]
#[allow(missing_docs, clippy::missing_errors_doc)]
impl<C: Entities + Load + Send + 'static, I: Index<C> + 'static> Query<C, Incomplete<C, I>, I> {
    pub async fn gather<G: Gather<C>>(self, client: &Client) -> Result<G>
    where
        I: HoldsWhole<C>,
    {
        self.hydrate().gather(client).await
    }
}

fn not_whole() -> Error {
    Error::invalid("the index does not hold whole items")
}
