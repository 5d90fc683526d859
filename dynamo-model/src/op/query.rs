//! Reading a partition.

use std::fmt;
use std::marker::PhantomData;
use std::sync::OnceLock;

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::query::{Query as QueryOperation, QueryInput};
use aws_sdk_dynamodb::types::{AttributeValue, Select};
use aws_smithy_types::config_bag::FrozenLayer;

use super::answer::{Answer, decode_body, read_count};
use super::cursor::Fingerprint;
use super::get::fields;
use super::options::Options;
use super::view::{View, misfit};
use super::walk::{Counted, Fetched, Source, Step, Walk};
use super::{Attributes, Count, Cursor, Model, Page, ReadStream, stream};
use crate::client::{Client, Direct, Table, call, original};
use crate::error::{Error, Result};
use crate::expr::{Condition, Renderer, Selection, SortKey, SortKeyCondition, SortTest};
use crate::schema::{HasSortKey, present};

/// Reads the items of one partition, in the order of the sort key. Made by [`Model::query`].
///
/// One request reads up to 1 MB, before the filter, and costs half a read unit for every 4 KB of it, or a whole one if it is
/// consistent.
#[must_use = "an operation does nothing until it is sent"]
pub struct Query<M, T = M> {
    partition: Result<AttributeValue>,
    sort: Option<SortTest>,
    descending: bool,
    options: Options,
    view: View<T>,
    model: PhantomData<fn() -> M>,
}

impl<M: Model> Query<M> {
    pub(crate) fn new(partition: Result<AttributeValue>) -> Self {
        Self {
            partition,
            sort: None,
            descending: false,
            options: Options::default(),
            view: View::whole(),
            model: PhantomData,
        }
    }
}

impl<M: Model + 'static, T: Send + 'static> Query<M, T> {
    /// Reads only items whose sort key is as this condition says: `.sort_key(|id| id.begins_with("2024-"))`.
    ///
    /// There is one such condition: a second call replaces the first. What it excludes is not read, and costs nothing.
    pub fn sort_key(
        mut self,
        condition: impl FnOnce(SortKey<<M::Key as HasSortKey>::SortKey>) -> SortKeyCondition,
    ) -> Self
    where
        M::Key: HasSortKey,
    {
        self.sort = Some(condition(SortKey::new()).0);
        self
    }

    /// Reads from the largest sort key to the smallest.
    pub fn descending(mut self) -> Self {
        self.descending = true;
        self
    }

    fn fluent(&self, client: &Client, input: QueryInput) -> QueryFluentBuilder {
        client
            .sdk()
            .query()
            .set_table_name(input.table_name)
            .set_key_condition_expression(input.key_condition_expression)
            .set_filter_expression(input.filter_expression)
            .set_projection_expression(input.projection_expression)
            .set_expression_attribute_names(input.expression_attribute_names)
            .set_expression_attribute_values(input.expression_attribute_values)
            .set_select(input.select)
            .set_scan_index_forward(input.scan_index_forward)
            .set_consistent_read(input.consistent_read)
            .set_limit(input.limit)
            .set_exclusive_start_key(input.exclusive_start_key)
    }

    fn input(&self, table: String, step: Step, count: bool) -> Result<QueryInput> {
        self.options.check()?;
        let mut renderer = Renderer::new();
        let schema = M::SCHEMA;
        let partition = present(schema.partition_key().name(), self.partition.clone())?;
        let sort = schema
            .sort_key()
            .and_then(|key| Some((key.name(), self.sort.as_ref()?)));
        let key_condition =
            renderer.key_condition((schema.partition_key().name(), &partition), sort)?;
        let filter = self.options.render_filter::<M>(&mut renderer, false)?;
        let projection = if count {
            None
        } else {
            self.view.render::<M>(&mut renderer)
        };
        let placeholders = renderer.finish();
        QueryInput::builder()
            .table_name(table)
            .key_condition_expression(key_condition)
            .set_filter_expression(filter)
            .set_projection_expression(projection)
            .set_expression_attribute_names(placeholders.names)
            .set_expression_attribute_values(placeholders.values)
            .set_select(count.then_some(Select::Count))
            .set_scan_index_forward(self.descending.then_some(false))
            .set_consistent_read(self.options.consistent.then_some(true))
            .set_limit(self.options.request_limit(step.wanted))
            .set_exclusive_start_key(step.from)
            .build()
            .map_err(|error| Error::invalid("the request lacks something").with_source(error))
    }
}

fn layer() -> Option<FrozenLayer> {
    static LAYER: OnceLock<Option<FrozenLayer>> = OnceLock::new();
    LAYER
        .get_or_init(|| original(&QueryOperation::new()))
        .clone()
}

impl<M: Model + 'static, T: Send + 'static> Query<M, T> {
    /// What its cursors belong to.
    fn fingerprint(&self, table: &str) -> Result<Fingerprint> {
        let partition = present(M::SCHEMA.partition_key().name(), self.partition.clone())?;
        let mut renderer = Renderer::new();
        let sort = M::SCHEMA
            .sort_key()
            .and_then(|key| Some((key.name(), self.sort.as_ref()?)));
        let condition =
            renderer.key_condition((M::SCHEMA.partition_key().name(), &partition), sort)?;
        let values: Vec<u8> = renderer
            .values()
            .iter()
            .flat_map(Fingerprint::of_value)
            .collect();
        let direction: &[u8] = if self.descending {
            b"descending"
        } else {
            b"ascending"
        };
        Ok(Fingerprint::new(&[
            b"query",
            table.as_bytes(),
            condition.as_bytes(),
            &values,
            direction,
        ]))
    }
}

super::reading::read_operation!(Query, QueryInput, "Query");

impl<M, T> Query<M, T> {
    fn with_view<U>(self, view: View<U>) -> Query<M, U> {
        Query {
            partition: self.partition,
            sort: self.sort,
            descending: self.descending,
            options: self.options,
            view,
            model: PhantomData,
        }
    }
}

impl<M, T> Clone for Query<M, T> {
    fn clone(&self) -> Self {
        Self {
            partition: self.partition.clone(),
            sort: self.sort.clone(),
            descending: self.descending,
            options: self.options.clone(),
            view: self.view.clone(),
            model: PhantomData,
        }
    }
}

impl<M, T> fmt::Debug for Query<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query")
            .field("select", &self.view)
            .finish_non_exhaustive()
    }
}
