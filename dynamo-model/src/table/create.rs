//! Creating the table of a model.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use aws_sdk_dynamodb::operation::create_table::CreateTableInput;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType,
    LocalSecondaryIndex, Projection, ProjectionType, ScalarAttributeType, TableDescription,
    TableStatus,
};
use tokio::time::{Instant, sleep};

use super::layout::Layout;
use crate::client::{Client, Table, call, lacking};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{Holds, IndexSchema, KeySchema, Schema, Scope};
use crate::value::AttributeType;

/// How long to wait between two looks at a new table, at first and at most.
const FIRST_LOOK: Duration = Duration::from_millis(20);
const LAST_LOOK: Duration = Duration::from_secs(2);

/// Creates the table of a model and its indexes, with on-demand billing, and waits until it can be used. Made by [`Model::create_table`](crate::Model::create_table).
///
/// It creates, and does nothing else: a table that is there is never changed and never deleted.
#[must_use = "an operation does nothing until it is sent"]
pub struct CreateTable<M> {
    if_not_exists: bool,
    wait: Duration,
    table: Table,
    model: PhantomData<fn() -> M>,
}

impl<M: Schema> CreateTable<M> {
    pub(crate) fn new() -> Self {
        Self {
            if_not_exists: false,
            wait: Duration::from_secs(180),
            table: Table::default(),
            model: PhantomData,
        }
    }

    /// Is content with a table that is there already, if it has the key and the indexes of this model.
    pub fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }

    /// How long to wait until the table can be used: three minutes if nothing is said.
    pub fn wait(mut self, at_most: Duration) -> Self {
        self.wait = at_most;
        self
    }

    /// Creates the table under this very name, whatever the client's prefix and suffix.
    pub fn table(mut self, name: impl Into<String>) -> Self {
        self.table = Table::named(name);
        self
    }

    /// The SDK's own input for this operation.
    ///
    /// # Errors
    /// [`Invalid`](ErrorKind::Invalid) if the SDK does not take it.
    pub fn into_input(self) -> Result<CreateTableInput> {
        input::<M>(&self.table.declared::<M>())
    }

    /// Creates the table, and waits until it can be used.
    ///
    /// # Errors
    /// [`TableInUse`](ErrorKind::TableInUse) if there is a table of this name already; with [`if_not_exists`](Self::if_not_exists),
    /// [`Invalid`](ErrorKind::Invalid) if it has another key, or lacks an index. [`Timeout`](ErrorKind::Timeout) if it can't be used in time. And those of every request:
    /// see [`ErrorKind`].
    pub async fn send(self, client: &Client) -> Result<()> {
        let table = self.table.of::<M>(client);
        let input = input::<M>(&table)?;
        let request = client
            .sdk()
            .create_table()
            .set_table_name(input.table_name)
            .set_key_schema(input.key_schema)
            .set_attribute_definitions(input.attribute_definitions)
            .set_global_secondary_indexes(input.global_secondary_indexes)
            .set_local_secondary_indexes(input.local_secondary_indexes)
            .set_billing_mode(input.billing_mode);
        match call("CreateTable", &table, request.send()).await {
            Err(error) if !(self.if_not_exists && error.kind() == ErrorKind::TableInUse) => {
                Err(error)
            }
            _ => wait_until_active::<M>(client, &table, self.wait).await,
        }
    }
}

fn input<M: Schema>(table: &str) -> Result<CreateTableInput> {
    let layout = Layout::of(M::SCHEMA)?;
    let mut input = CreateTableInput::builder()
        .table_name(table)
        .billing_mode(BillingMode::PayPerRequest)
        .set_key_schema(Some(elements(layout.primary)?));
    for key in &layout.attributes {
        let definition = AttributeDefinition::builder()
            .attribute_name(key.name())
            .attribute_type(scalar(key));
        input = input.attribute_definitions(definition.build().map_err(lacking)?);
    }
    for index in layout.indexes {
        input = match index.scope() {
            Scope::Local => input.local_secondary_indexes(local(index)?),
            Scope::Global | Scope::Table => input.global_secondary_indexes(global(index)?),
        };
    }
    input.build().map_err(lacking)
}

fn global(index: &IndexSchema) -> Result<GlobalSecondaryIndex> {
    GlobalSecondaryIndex::builder()
        .set_index_name(index.name().map(str::to_owned))
        .set_key_schema(Some(elements(index)?))
        .projection(projection(index))
        .build()
        .map_err(lacking)
}

fn local(index: &IndexSchema) -> Result<LocalSecondaryIndex> {
    LocalSecondaryIndex::builder()
        .set_index_name(index.name().map(str::to_owned))
        .set_key_schema(Some(elements(index)?))
        .projection(projection(index))
        .build()
        .map_err(lacking)
}

fn projection(index: &IndexSchema) -> Projection {
    let projection = Projection::builder();
    match index.holds() {
        Holds::All => projection.projection_type(ProjectionType::All),
        Holds::Keys => projection.projection_type(ProjectionType::KeysOnly),
        Holds::Include(names) => projection
            .projection_type(ProjectionType::Include)
            .set_non_key_attributes(Some(names.iter().map(|name| (*name).to_owned()).collect())),
    }
    .build()
}

fn elements(index: &IndexSchema) -> Result<Vec<KeySchemaElement>> {
    keys(index)
        .map(|(key, role)| {
            KeySchemaElement::builder()
                .attribute_name(key.name())
                .key_type(role)
                .build()
                .map_err(lacking)
        })
        .collect()
}

fn keys(index: &IndexSchema) -> impl Iterator<Item = (&'static KeySchema, KeyType)> + use<> {
    let partition = index.partition_key().iter().map(|key| (key, KeyType::Hash));
    let sort = index.sort_key().iter().map(|key| (key, KeyType::Range));
    partition.chain(sort)
}

fn scalar(key: &KeySchema) -> ScalarAttributeType {
    match key.key_type() {
        AttributeType::N => ScalarAttributeType::N,
        AttributeType::B => ScalarAttributeType::B,
        _ => ScalarAttributeType::S,
    }
}

async fn wait_until_active<M: Schema>(
    client: &Client,
    table: &str,
    at_most: Duration,
) -> Result<()> {
    let deadline = Instant::now() + at_most;
    let mut pause = FIRST_LOOK;
    loop {
        let request = client.sdk().describe_table().table_name(table);
        match call("DescribeTable", table, request.send()).await {
            Ok(output) => {
                if let Some(description) = output.table
                    && description.table_status == Some(TableStatus::Active)
                {
                    return check_table::<M>(table, &description);
                }
            }
            // A new table may not be seen yet by the server that is asked.
            Err(error) if error.is_table_not_found() => {}
            Err(error) => return Err(error),
        }
        if Instant::now() + pause > deadline {
            return Err(Error::new(
                ErrorKind::Timeout,
                format!("table `{table}` is not active after {at_most:?}; it may become so later"),
            ));
        }
        sleep(pause).await;
        pause = (pause * 2).min(LAST_LOOK);
    }
}

/// Fails unless the table has the key and the indexes of the model.
fn check_table<M: Schema>(table: &str, description: &TableDescription) -> Result<()> {
    let layout = Layout::of(M::SCHEMA)?;
    let expected = described(&elements(layout.primary)?, |name| layout.type_of(name));
    let found = described(description.key_schema(), |name| type_in(description, name));
    if found != expected {
        return Err(Error::invalid(format!(
            "table `{table}` is there with another key: the model has {expected:?}, the table {found:?}; a key can't be \
             changed, only a new table can have another one"
        )));
    }
    for index in &layout.indexes {
        let name = index.name().unwrap_or_default();
        let expected = described(&elements(index)?, |name| layout.type_of(name));
        let Some(elements) = index_in(description, name) else {
            return Err(Error::invalid(format!(
                "table `{table}` is there without the index `{name}` of the model; add the index to it, or use another table"
            )));
        };
        let found = described(elements, |name| type_in(description, name));
        if found != expected {
            return Err(Error::invalid(format!(
                "the index `{name}` of table `{table}` has another key: the model has {expected:?}, the table {found:?}"
            )));
        }
    }
    Ok(())
}

/// A key, as an error shows it: names, roles and types.
fn described(
    elements: &[KeySchemaElement],
    type_of: impl Fn(&str) -> String,
) -> Vec<(String, String, String)> {
    elements
        .iter()
        .map(|element| {
            let name = element.attribute_name();
            (
                name.to_owned(),
                element.key_type().as_str().to_owned(),
                type_of(name),
            )
        })
        .collect()
}

fn type_in(description: &TableDescription, name: &str) -> String {
    let mut definitions = description.attribute_definitions().iter();
    definitions
        .find(|definition| definition.attribute_name() == name)
        .map_or("?", |definition| definition.attribute_type().as_str())
        .to_owned()
}

fn index_in<'a>(description: &'a TableDescription, name: &str) -> Option<&'a [KeySchemaElement]> {
    let global = description.global_secondary_indexes().iter();
    let global = global.map(|index| (index.index_name(), index.key_schema()));
    let local = description.local_secondary_indexes().iter();
    let local = local.map(|index| (index.index_name(), index.key_schema()));
    global
        .chain(local)
        .find_map(|(found, key)| (found == Some(name)).then_some(key))
}

impl<M> Clone for CreateTable<M> {
    fn clone(&self) -> Self {
        Self {
            if_not_exists: self.if_not_exists,
            wait: self.wait,
            table: self.table.clone(),
            model: PhantomData,
        }
    }
}

impl<M> fmt::Debug for CreateTable<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreateTable")
            .field("if_not_exists", &self.if_not_exists)
            .finish_non_exhaustive()
    }
}
