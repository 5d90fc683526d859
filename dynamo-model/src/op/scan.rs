//! Reading a whole table.

use std::fmt;
use std::marker::PhantomData;
use std::sync::OnceLock;

use aws_sdk_dynamodb::operation::scan::builders::ScanFluentBuilder;
use aws_sdk_dynamodb::operation::scan::{Scan as ScanOperation, ScanInput};
use aws_sdk_dynamodb::types::Select;
use aws_smithy_types::config_bag::FrozenLayer;

use super::get::fields;
use super::hooks::Load;
use super::paging::fingerprint::Fingerprint;
use super::paging::order::Order;
use super::paging::origin::Origin;
use super::paging::stream;
use super::paging::walk::{Counted, Fetched, Source, Step, Walk};
use super::parallel::segment::Segment;
use super::reading::answer::{Answer, decode_body, read_count, start_names};
use super::reading::expired::Expired;
use super::reading::hydrate::hydrate;
use super::reading::options::Options;
use super::reading::view::{View, misfit};
use super::{Attributes, Count, Cursor, Model, Page, ReadStream, Tracked};
use crate::client::{Client, Direct, Table, call, lacking, original};
use crate::error::Result;
use crate::expr::{Condition, Gives, Projection, Renderer, Selection};
use crate::lifecycle::conformed;
use crate::schema::{Index, Primary, Readable, ReadsConsistently, Schema, told_by_type};

/// Reads a whole table or index, in no order. Made by [`Model::scan`](crate::Model::scan) and
/// [`Model::scan_index`](crate::Model::scan_index).
///
/// One request reads up to 1 MB, before the filter, and costs half a read unit for every 4 KB of it, or a whole one if it is
/// consistent. All of them together cost what the whole table costs to read.
#[must_use = "an operation does nothing until it is sent"]
pub struct Scan<M, T = M, I = Primary> {
    pub(crate) options: Options,
    view: View<T>,
    /// How whole items are read from the table, if they are not read from the index.
    hydrate: Option<View<Option<T>>>,
    of: PhantomData<fn() -> (M, I)>,
}

impl<M: Schema, T: Load, I: Index<M>> Scan<M, T, I> {
    pub(crate) fn new() -> Self {
        Self {
            options: Options::default(),
            view: View::whole(),
            hydrate: None,
            of: PhantomData,
        }
    }
}

impl<M: Schema + 'static, T: Send + 'static, I: Index<M> + 'static> Scan<M, T, I> {
    fn fluent(&self, client: &Client, input: ScanInput) -> ScanFluentBuilder {
        client
            .sdk()
            .scan()
            .set_table_name(input.table_name)
            .set_index_name(input.index_name)
            .set_filter_expression(input.filter_expression)
            .set_projection_expression(input.projection_expression)
            .set_expression_attribute_names(input.expression_attribute_names)
            .set_expression_attribute_values(input.expression_attribute_values)
            .set_select(input.select)
            .set_consistent_read(input.consistent_read)
            .set_limit(input.limit)
            .set_exclusive_start_key(input.exclusive_start_key)
            .set_segment(input.segment)
            .set_total_segments(input.total_segments)
    }

    /// Without a view, it counts.
    fn input<U>(&self, table: String, step: Step, view: Option<&View<U>>) -> Result<ScanInput> {
        self.options.check()?;
        let mut renderer = Renderer::new();
        let selected = view.map_or(&[][..], View::paths);
        self.options.check_held(selected, M::SCHEMA, I::SCHEMA)?;
        let filter = self
            .options
            .render_filter(&mut renderer, M::SCHEMA, I::SCHEMA, false)?;
        let projection =
            view.and_then(|view| view.render(&mut renderer, start_names(M::SCHEMA, I::SCHEMA)));
        let placeholders = renderer.finish();
        let segment = self.options.segment;
        ScanInput::builder()
            .table_name(table)
            .set_index_name(I::SCHEMA.name().map(str::to_owned))
            .set_filter_expression(filter)
            .set_projection_expression(projection)
            .set_expression_attribute_names(placeholders.names)
            .set_expression_attribute_values(placeholders.values)
            .set_select(view.is_none().then_some(Select::Count))
            .set_consistent_read(self.options.consistent.then_some(true))
            .set_limit(self.options.request_limit(step.wanted))
            .set_exclusive_start_key(step.from)
            .set_segment(segment.map(|segment| segment.number.cast_signed()))
            .set_total_segments(segment.map(|segment| segment.of.cast_signed()))
            .build()
            .map_err(lacking)
    }
}

fn layer() -> Option<FrozenLayer> {
    static LAYER: OnceLock<Option<FrozenLayer>> = OnceLock::new();
    LAYER
        .get_or_init(|| original(&ScanOperation::new()))
        .clone()
}

impl<M: Schema + 'static, T: Send + 'static, I: Index<M> + 'static> Scan<M, T, I> {
    fn order(&self) -> Result<Option<Order>> {
        Ok(None)
    }

    /// What its cursors belong to.
    pub(crate) fn fingerprint(&self, table: &str) -> Result<Fingerprint> {
        let mut parts = vec![b"scan".as_slice(), table.as_bytes()];
        parts.extend(I::SCHEMA.name().map(str::as_bytes));
        let segment = self.options.segment.map(Segment::to_bytes);
        if let Some(segment) = &segment {
            parts.extend([b"segment".as_slice(), segment]);
        }
        Ok(Fingerprint::new(&parts))
    }
}

super::reading::operation::read_operation!(Scan, I::ScanRoot, ScanInput, "Scan", false);

impl<M, T, I> Scan<M, T, I> {
    fn with_view<U>(self, view: View<U>) -> Scan<M, U, I> {
        Scan {
            options: self.options,
            view,
            hydrate: None,
            of: PhantomData,
        }
    }
}

impl<M, T, I> Clone for Scan<M, T, I> {
    fn clone(&self) -> Self {
        Self {
            options: self.options.clone(),
            view: self.view.clone(),
            hydrate: self.hydrate.clone(),
            of: PhantomData,
        }
    }
}

impl<M, T, I> fmt::Debug for Scan<M, T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scan")
            .field("select", &self.view)
            .finish_non_exhaustive()
    }
}
