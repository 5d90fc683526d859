//! Schemas that AWS has published, with all of their access patterns.
//!
//! They are those of `schema_design/SchemaExamples` in <https://github.com/aws-samples/aws-dynamodb-examples>, and most are explained
//! in the DynamoDB developer guide under "Data modeling schemas". The names of tables, attributes and indexes, the form of the
//! keys and the patterns are AWS's; the models and the values are ours. A test is called as its pattern is; what a pattern is
//! meant to save is asserted too: how many items were read, and in how many requests.
//!
//! What is published is corrected where it could not work:
//!
//! | Schema | Published | Here | Why |
//! |---|---|---|---|
//! | payments | `REC#12023-05-28T14:15:39.24#SKU#999` | `REC#2023-05-28T14:15:39.247Z#SKU#999` | a slip in the sample: it would not sort by date |
//! | payments | the indexes include `PK` and `SK` | they do not | keys of the table are in every index |
//! | session | `begins_with(SK, "child#")` on the index | `SK = "child#suuid#.."` | `SK` is the partition key of that index |
//! | session | the last login is the first of the customer's sessions | all of them are read | they are in the order of random ids |
//! | social | `"info"`, with quotation marks in the string | `info` | a slip in the sample: its README has none |
//! | social | the like count is text, read without a sort key | it is a number, and read with one | text cannot be added to, and a get wants the whole key |

use aws_sdk_dynamodb::operation::create_table::CreateTableInput;
use dynamo_model::op::Page;
use dynamo_model::{Model, Result, value};

use crate::harness::{Db, unordered};

mod complaints;

/// How an item is stored, in a form that can be compared.
fn stored<M: Model>(item: &M) -> value::Item {
    unordered(item.to_attributes().expect("it has a stored form"))
}

/// What a page has cost: how many items were read, and in how many requests.
fn cost<T>(page: &Page<T>) -> (u64, u32) {
    (page.scanned_count, page.requests)
}

/// Creates the table that the model `M` shares with others, with the indexes of all of them. A model alone creates its own.
async fn shared_table<M: Model>(
    db: &Db,
    inputs: impl IntoIterator<Item = Result<CreateTableInput>>,
) {
    let (mut attributes, mut indexes) = (Vec::new(), Vec::new());
    for input in inputs {
        let input = input.expect("the table can be created");
        attributes.extend(input.attribute_definitions.unwrap_or_default());
        indexes.extend(input.global_secondary_indexes.unwrap_or_default());
    }
    attributes.sort_by(|a, b| a.attribute_name.cmp(&b.attribute_name));
    attributes.dedup();
    indexes.sort_by(|a, b| a.index_name.cmp(&b.index_name));
    indexes.dedup();
    let table = M::create_table().into_input().expect("it can be created");
    let request = db.client.sdk().create_table();
    request
        .table_name(db.client.table::<M>())
        .set_key_schema(table.key_schema)
        .set_billing_mode(table.billing_mode)
        .set_attribute_definitions(Some(attributes))
        .set_global_secondary_indexes(Some(indexes).filter(|indexes| !indexes.is_empty()))
        .send()
        .await
        .expect("the table is created");
}
