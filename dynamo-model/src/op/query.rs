//! Reading a partition.

use std::fmt;
use std::marker::PhantomData;
use std::sync::OnceLock;

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::query::{Query as QueryOperation, QueryInput};
use aws_sdk_dynamodb::types::{AttributeValue, Select};
use aws_smithy_types::config_bag::FrozenLayer;

use super::get::fields;
use super::hooks::Load;
use super::paging::fingerprint::Fingerprint;
use super::paging::order::Order;
use super::paging::origin::Origin;
use super::paging::stream;
use super::paging::walk::{Counted, Fetched, Source, Step, Walk};
use super::reading::answer::{Answer, decode_body, read_count, start_names};
use super::reading::expired::Expired;
use super::reading::hydrate::hydrate;
use super::reading::options::Options;
use super::reading::view::{View, misfit};
use super::{Attributes, Count, Cursor, Model, Page, ReadStream, Tracked};
use crate::client::{Client, Direct, Table, call, lacking, original};
use crate::error::Result;
use crate::expr::{
    Comparison, Condition, Gives, IntoSortKeyCondition, Projection, Renderer, Selection, SortKey,
    SortTest,
};
use crate::lifecycle::conformed;
use crate::schema::{
    Given, HasSortKey, Index, KeySchema, Primary, Queried, Readable, ReadsConsistently, Schema,
    conform_key, conform_keys, key_attributes, told_by_type,
};

/// Reads the items of one partition, in the order of the sort key: of the table, or of an index. Made by
/// [`Model::query`](crate::Model::query) and [`Model::query_index`](crate::Model::query_index), and those of a
/// [`Collection`](crate::Collection).
///
/// One request reads up to 1 MB, before the filter, and costs half a read unit for every 4 KB of it, or a whole one if it is
/// consistent.
#[must_use = "an operation does nothing until it is sent"]
pub struct Query<M, T = M, I = Primary> {
    partition: Given,
    /// What is made of these values: for a collection, the key of the model that the query came from.
    partition_key: &'static [KeySchema],
    sort_tests: Vec<SortTest>,
    descending: bool,
    pub(crate) options: Options,
    view: View<T>,
    /// How whole items are read from the table, if they are not read from the index.
    hydrate: Option<View<Option<T>>>,
    of: PhantomData<fn() -> (M, I)>,
}

/// The values of a partition key, and the tests of a sort key, by name.
type KeyCondition = (
    Vec<(&'static str, AttributeValue)>,
    Vec<(&'static str, SortTest)>,
);

impl<M: Schema, T: Load, I: Index<M>> Query<M, T, I> {
    pub(crate) fn new(partition: Given) -> Self {
        let partition_key = I::SCHEMA.partition_key();
        Self {
            partition: conform_keys::<M>(partition_key, partition),
            partition_key,
            sort_tests: Vec::new(),
            descending: false,
            options: Options::default(),
            view: View::whole(),
            hydrate: None,
            of: PhantomData,
        }
    }
}

impl<M, T, I> Query<M, T, I> {
    /// The same query of a source with the same partitions.
    pub(super) fn of_source<N: Schema, U: Load>(self) -> Query<N, U, I> {
        Query {
            partition: self.partition,
            partition_key: self.partition_key,
            sort_tests: self.sort_tests,
            descending: self.descending,
            options: self.options,
            view: View::whole(),
            hydrate: None,
            of: PhantomData,
        }
    }
}

impl<M: Schema + 'static, T: Send + 'static, I: Index<M> + 'static> Query<M, T, I> {
    /// Reads only items whose sort key is as this condition says: `.sort_key(|id| id.begins_with("2024-"))`.
    ///
    /// There is one such condition: a second call replaces the first. What it excludes is not read, and costs nothing.
    /// [`SortKey`] says what can be asked of a sort key of several parts or attributes.
    pub fn sort_key<C: IntoSortKeyCondition>(
        mut self,
        condition: impl FnOnce(SortKey<<I::Key as HasSortKey>::SortKey>) -> C,
    ) -> Self
    where
        I::Key: HasSortKey,
    {
        self.sort_tests = condition(SortKey::new(I::SCHEMA.sort_key(), conform_key::<M>))
            .into_condition()
            .tests;
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
            .set_index_name(input.index_name)
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

    /// Without a view, it counts.
    fn input<U>(&self, table: String, step: Step, view: Option<&View<U>>) -> Result<QueryInput> {
        self.options.check()?;
        self.options.check_filter_of_query(I::SCHEMA)?;
        let selected = view.map_or(&[][..], View::paths);
        self.options.check_held(selected, M::SCHEMA, I::SCHEMA)?;
        let mut renderer = Renderer::new();
        let (partition, sort) = self.key_condition()?;
        let key_condition = renderer.key_condition(&partition, &sort)?;
        let filter = self
            .options
            .render_filter(&mut renderer, M::SCHEMA, I::SCHEMA, true)?;
        let projection =
            view.and_then(|view| view.render(&mut renderer, start_names(M::SCHEMA, I::SCHEMA)));
        let placeholders = renderer.finish();
        QueryInput::builder()
            .table_name(table)
            .set_index_name(I::SCHEMA.name().map(str::to_owned))
            .key_condition_expression(key_condition)
            .set_filter_expression(filter)
            .set_projection_expression(projection)
            .set_expression_attribute_names(placeholders.names)
            .set_expression_attribute_values(placeholders.values)
            .set_select(view.is_none().then_some(Select::Count))
            .set_scan_index_forward((self.descending != step.backward).then_some(false))
            .set_consistent_read(self.options.consistent.then_some(true))
            .set_limit(self.options.request_limit(step.wanted))
            .set_exclusive_start_key(step.from)
            .build()
            .map_err(lacking)
    }
}

fn layer() -> Option<FrozenLayer> {
    static LAYER: OnceLock<Option<FrozenLayer>> = OnceLock::new();
    LAYER
        .get_or_init(|| original(&QueryOperation::new()))
        .clone()
}

impl<M: Schema + 'static, T: Send + 'static, I: Index<M> + 'static> Query<M, T, I> {
    /// Without a condition on the sort key, the query is for the keys that this model has.
    fn key_condition(&self) -> Result<KeyCondition> {
        let schema = I::SCHEMA;
        let partition = key_attributes(self.partition_key, self.partition.clone())?;
        let sort = if self.sort_tests.is_empty() {
            own_keys(schema.sort_key())
        } else {
            let names = schema.sort_key().iter().map(KeySchema::name);
            names.zip(self.sort_tests.iter().cloned()).collect()
        };
        Ok((partition, sort))
    }

    fn order(&self) -> Result<Option<Order>> {
        Ok(Some(Order::new(
            I::SCHEMA,
            self.key_condition()?.1,
            self.descending,
        )))
    }

    /// What its cursors belong to.
    fn fingerprint(&self, table: &str) -> Result<Fingerprint> {
        let (partition, sort) = self.key_condition()?;
        let mut renderer = Renderer::new();
        let condition = renderer.key_condition(&partition, &sort)?;
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
        let mut parts = vec![
            b"query".as_slice(),
            table.as_bytes(),
            condition.as_bytes(),
            &values,
            direction,
        ];
        parts.extend(I::SCHEMA.name().map(str::as_bytes));
        Ok(Fingerprint::new(&parts))
    }
}

/// The sort keys that a template can make: all of them begin as it does.
fn own_keys(keys: &'static [KeySchema]) -> Vec<(&'static str, SortTest)> {
    let [key] = keys else {
        return Vec::new();
    };
    let Some((head, is_constant)) = key.beginning() else {
        return Vec::new();
    };
    let head = Ok(Some(AttributeValue::S(head.to_owned())));
    let test = if is_constant {
        SortTest::Compare(Comparison::Eq, head)
    } else {
        SortTest::BeginsWith(head)
    };
    vec![(key.name(), test)]
}

super::reading::operation::read_operation!(Query, Queried<M, I>, QueryInput, "Query", true);

impl<M, T, I> Query<M, T, I> {
    fn with_view<U>(self, view: View<U>) -> Query<M, U, I> {
        Query {
            partition: self.partition,
            partition_key: self.partition_key,
            sort_tests: self.sort_tests,
            descending: self.descending,
            options: self.options,
            view,
            hydrate: None,
            of: PhantomData,
        }
    }
}

impl<M, T, I> Clone for Query<M, T, I> {
    fn clone(&self) -> Self {
        Self {
            partition: self.partition.clone(),
            partition_key: self.partition_key,
            sort_tests: self.sort_tests.clone(),
            descending: self.descending,
            options: self.options.clone(),
            view: self.view.clone(),
            hydrate: self.hydrate.clone(),
            of: PhantomData,
        }
    }
}

impl<M, T, I> fmt::Debug for Query<M, T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query")
            .field("select", &self.view)
            .finish_non_exhaustive()
    }
}
