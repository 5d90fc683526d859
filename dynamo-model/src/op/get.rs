//! Reading one item.

use std::fmt;
use std::sync::{Arc, OnceLock};

use aws_sdk_dynamodb::operation::get_item::builders::GetItemFluentBuilder;
use aws_sdk_dynamodb::operation::get_item::{GetItem, GetItemInput};
use aws_smithy_types::config_bag::FrozenLayer;

use super::batch::read::sought::Sought;
use super::hooks::Load;
use super::reading::expired::Expired;
use super::reading::view::{View, misfit};
use super::{Model, Tracked, key_attributes};
use crate::client::{Client, DecodeBody, Direct, Table, call, lacking, original};
use crate::error::Result;
use crate::expr::{Projection, Renderer, Selection};
use crate::schema::{Key, Schema, told_by_type};
use crate::wire;

/// Reads one item by its key. Made by [`Model::get`](crate::Model::get).
///
/// One request, which costs half a read unit for every 4 KB of the item, and a whole one if it is consistent. Several of them go together
/// in a [`BatchGet`](super::BatchGet) or a [`TransactGet`](super::TransactGet).
#[must_use = "an operation does nothing until it is sent"]
pub struct Get<M, T = M> {
    key: Key<M>,
    pub(super) consistent: bool,
    pub(super) include_expired: bool,
    view: View<T>,
    pub(super) table: Table,
}

impl<M: Schema + Load> Get<M> {
    pub(crate) fn new(key: Key<M>) -> Self {
        Self {
            key,
            consistent: false,
            include_expired: false,
            view: View::whole(),
            table: Table::default(),
        }
    }
}

impl<M: Model> Get<M> {
    /// Remembers what the item was when it was read: see [`Tracked`].
    pub fn tracked(self) -> Get<M, Tracked<M>> {
        Get {
            key: self.key,
            consistent: self.consistent,
            view: View::tracked(),
            include_expired: self.include_expired,
            table: self.table,
        }
    }
}

impl<M: Schema, T: Send + 'static> Get<M, T> {
    /// Sees every write that was answered before this read began. It costs twice as much.
    pub fn consistent(mut self) -> Self {
        self.consistent = true;
        self
    }

    /// Gives back an item whose time is past as well, for as long as DynamoDB has not deleted it: of a model with
    /// `#[dynamo(ttl(hide_expired))]`, which is not given back otherwise.
    pub fn include_expired(mut self) -> Self {
        self.include_expired = true;
        self
    }

    /// Reads only these attributes: `.select(|o| (o.status, o.total))` gives a tuple of a status and a total.
    ///
    /// It saves transfer, not read units.
    pub fn select<S>(self, select: impl FnOnce(M::Fields<M>) -> S) -> Get<M, S::Output>
    where
        M: 'static,
        S: Selection<M> + 'static,
        S::Output: 'static,
    {
        let view = View::selection(&select(fields::<M, M>()));
        Get {
            key: self.key,
            consistent: self.consistent,
            include_expired: self.include_expired,
            view,
            table: self.table,
        }
    }

    /// Reads only what the projection `P` takes of the item, and gives back that: see [`Projection`].
    ///
    /// It saves transfer, not read units.
    pub fn project<P>(self) -> Get<M, P>
    where
        M: 'static,
        P: Projection<M>,
    {
        Get {
            key: self.key,
            consistent: self.consistent,
            include_expired: self.include_expired,
            view: View::projection::<M>(),
            table: self.table,
        }
    }

    /// Reads from the table of this very name, whatever the client's prefix and suffix.
    pub fn table(mut self, name: impl Into<String>) -> Self {
        self.table = Table::named(name);
        self
    }

    /// The SDK's own input for this operation.
    ///
    /// # Errors
    /// [`Encode`](crate::ErrorKind::Encode) if the key has no stored form.
    pub fn into_input(self) -> Result<GetItemInput> {
        let table = self.table.declared::<M>();
        self.input(table).map(|(input, _)| input)
    }

    /// It without the type of its model, for batches and transactions.
    pub(crate) fn into_sought(self) -> Sought<T> {
        let hidden = Expired::hidden(M::SCHEMA, self.include_expired);
        let view = self.view.without(hidden);
        Sought::new::<M>(key_attributes(self.key), self.consistent, view, self.table)
    }

    fn input(self, table: String) -> Result<(GetItemInput, View<T>)> {
        let mut renderer = Renderer::new();
        let hidden = Expired::hidden(M::SCHEMA, self.include_expired);
        let view = self.view.without(hidden);
        let projection = view.render(&mut renderer, M::SCHEMA.key_names());
        let input = GetItemInput::builder()
            .table_name(table)
            .set_key(Some(key_attributes(self.key)?))
            .set_consistent_read(self.consistent.then_some(true))
            .set_projection_expression(projection)
            .set_expression_attribute_names(renderer.finish().names)
            .build()
            .map_err(lacking)?;
        Ok((input, view))
    }

    /// Reads the item. `None` if there is none under this key.
    ///
    /// # Errors
    /// [`Encode`](crate::ErrorKind::Encode) if the key has no stored form, [`Decode`](crate::ErrorKind::Decode) if the stored item does not
    /// fit the model, and those of every request: see [`ErrorKind`](crate::ErrorKind).
    pub async fn send(self, client: &Client) -> Result<Option<T>> {
        let table = self.table.of::<M>(client);
        let (input, view) = self.input(table.clone())?;
        let hooks = view.clone();
        let read = |item| view.read(item);
        let request = fluent(client, input);
        let found = match layer().filter(|_| client.is_direct()) {
            Some(layer) => {
                let direct = Direct::new(layer, decode_body(&view));
                let sent = request.customize().interceptor(direct.clone()).send();
                let output = call("GetItem", &table, sent).await?;
                match direct.take() {
                    Some(decoded) => decoded,
                    None => output.item.map_or(Ok(None), read),
                }
            }
            None => call("GetItem", &table, request.send())
                .await?
                .item
                .map_or(Ok(None), read),
        };
        let found = found.map_err(|error| misfit("GetItem", &table, told_by_type::<M>(error)))?;
        hooks.load_one(found, client).await
    }
}

/// The paths of a whole model, as seen from the root `R`.
pub(crate) fn fields<M: Schema, R>() -> M::Fields<R> {
    <M::Fields<R> as crate::value::FieldsOf>::at(None)
}

fn decode_body<T: Send + 'static>(view: &View<T>) -> DecodeBody<Option<T>> {
    let view = view.clone();
    Arc::new(move |body| {
        let (item, rest) = wire::item(body, "Item", |reader| view.read_from(reader))?;
        Ok((item.flatten(), rest))
    })
}

fn layer() -> Option<FrozenLayer> {
    static LAYER: OnceLock<Option<FrozenLayer>> = OnceLock::new();
    LAYER.get_or_init(|| original(&GetItem::new())).clone()
}

fn fluent(client: &Client, input: GetItemInput) -> GetItemFluentBuilder {
    client
        .sdk()
        .get_item()
        .set_table_name(input.table_name)
        .set_key(input.key)
        .set_consistent_read(input.consistent_read)
        .set_projection_expression(input.projection_expression)
        .set_expression_attribute_names(input.expression_attribute_names)
}

impl<M, T> Clone for Get<M, T> {
    fn clone(&self) -> Self {
        Self {
            key: self.key.clone(),
            consistent: self.consistent,
            include_expired: self.include_expired,
            view: self.view.clone(),
            table: self.table.clone(),
        }
    }
}

impl<M, T> fmt::Debug for Get<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Get")
            .field("consistent", &self.consistent)
            .field("select", &self.view)
            .finish_non_exhaustive()
    }
}
