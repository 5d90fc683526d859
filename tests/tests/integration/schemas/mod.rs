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

use std::fmt::{self, Display};
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use dynamo_model::op::Page;
use dynamo_model::value::{
    Attribute, Codec, Decode, Encode, KeyPart, NoFields, PartText, PartWriter, Reader, Writer, kind,
};
use dynamo_model::{Collection, Error, Model, Result, value};

use crate::harness::{Db, unordered};

mod chat;
mod complaints;
mod payments;
mod sessions;
mod social;

/// How an item is stored, in a form that can be compared.
fn stored<M: Model>(item: &M) -> value::Item {
    unordered(item.to_attributes().expect("it has a stored form"))
}

/// What a page has cost: how many items were read, and in how many requests.
fn cost<T>(page: &Page<T>) -> (u64, u32) {
    (page.scanned_count, page.requests)
}

/// Creates the table that the models of a collection share, with the indexes of all of them.
async fn table<C: Collection>(db: &Db) {
    let create = C::create_table().send(&db.client).await;
    create.expect("the table is created");
}

/// A number as text, for attributes that are published so.
struct Text;

impl<T: Display + FromStr> Codec<T> for Text {
    type Kind = kind::S;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<T> {
        let text = reader.str()?;
        text.parse()
            .map_err(|_| Error::decode("expected a number as text"))
    }

    fn encode(value: &T, writer: &mut dyn Writer) -> Result<()> {
        writer.str(&value.to_string())
    }
}

/// An instant as it is published: in milliseconds, as JavaScript writes it. The library writes nanoseconds, which would be
/// another key.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Instant(DateTime<Utc>);

impl Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

impl FromStr for Instant {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let time = text.parse().map(Self);
        time.map_err(|_| Error::decode("expected an instant such as `2023-05-18T14:15:39.247Z`"))
    }
}

impl Decode for Instant {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        reader.str()?.parse()
    }
}

impl Encode for Instant {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.str(&self.to_string())
    }
}

impl Attribute for Instant {
    type Kind = kind::S;
    type Operand = Self;
    type Fields<R> = NoFields;
}

impl KeyPart for Instant {
    const MARKS: &'static str = "-:.";

    fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
        writer.fixed(&self.to_string())
    }

    fn read_part(text: PartText<'_>) -> Result<Self> {
        text.fixed().parse()
    }
}
