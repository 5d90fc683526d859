//! Reading a whole table.

use std::fmt;
use std::marker::PhantomData;
use std::sync::OnceLock;

use aws_sdk_dynamodb::operation::scan::builders::ScanFluentBuilder;
use aws_sdk_dynamodb::operation::scan::{Scan as ScanOperation, ScanInput};
use aws_sdk_dynamodb::types::Select;
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
use crate::expr::{Condition, Renderer, Selection};

/// Reads a whole table, in no order. Made by [`Model::scan`].
///
/// One request reads up to 1 MB, before the filter, and costs half a read unit for every 4 KB of it, or a whole one if it is
/// consistent. All of them together cost what the whole table costs to read.
#[must_use = "an operation does nothing until it is sent"]
pub struct Scan<M, T = M> {
    options: Options,
    view: View<T>,
    model: PhantomData<fn() -> M>,
}

impl<M: Model> Scan<M> {
    pub(crate) fn new() -> Self {
        Self {
            options: Options::default(),
            view: View::whole(),
            model: PhantomData,
        }
    }
}

impl<M: Model + 'static, T: Send + 'static> Scan<M, T> {
    fn fluent(&self, client: &Client, input: ScanInput) -> ScanFluentBuilder {
        client
            .sdk()
            .scan()
            .set_table_name(input.table_name)
            .set_filter_expression(input.filter_expression)
            .set_projection_expression(input.projection_expression)
            .set_expression_attribute_names(input.expression_attribute_names)
            .set_expression_attribute_values(input.expression_attribute_values)
            .set_select(input.select)
            .set_consistent_read(input.consistent_read)
            .set_limit(input.limit)
            .set_exclusive_start_key(input.exclusive_start_key)
    }

    fn input(&self, table: String, step: Step, count: bool) -> Result<ScanInput> {
        self.options.check()?;
        let mut renderer = Renderer::new();
        let filter = self.options.render_filter::<M>(&mut renderer, true)?;
        let projection = if count {
            None
        } else {
            self.view.render::<M>(&mut renderer)
        };
        let placeholders = renderer.finish();
        ScanInput::builder()
            .table_name(table)
            .set_filter_expression(filter)
            .set_projection_expression(projection)
            .set_expression_attribute_names(placeholders.names)
            .set_expression_attribute_values(placeholders.values)
            .set_select(count.then_some(Select::Count))
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
        .get_or_init(|| original(&ScanOperation::new()))
        .clone()
}

impl<M: Model + 'static, T: Send + 'static> Scan<M, T> {
    /// What its cursors belong to.
    fn fingerprint(&self, table: &str) -> Result<Fingerprint> {
        Ok(Fingerprint::new(&[b"scan", table.as_bytes()]))
    }
}

super::reading::read_operation!(Scan, ScanInput, "Scan");

impl<M, T> Scan<M, T> {
    fn with_view<U>(self, view: View<U>) -> Scan<M, U> {
        Scan {
            options: self.options,
            view,
            model: PhantomData,
        }
    }
}

impl<M, T> Clone for Scan<M, T> {
    fn clone(&self) -> Self {
        Self {
            options: self.options.clone(),
            view: self.view.clone(),
            model: PhantomData,
        }
    }
}

impl<M, T> fmt::Debug for Scan<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scan")
            .field("select", &self.view)
            .finish_non_exhaustive()
    }
}
