//! What is measured.

mod batch;
pub mod check;
mod codec;
mod read;
mod write;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::Client;
use tokio::runtime::Runtime;

use crate::canned;
use crate::customer::{self, Customer};
use crate::measure::Case;
use crate::peers::request::Serializer;
use crate::peers::with_modyne::{Customers, Stored};

pub const RAW: &str = "raw SDK, no structs";
pub const HAND: &str = "SDK + hand-written conversion";
pub const SERDE_DYNAMO: &str = "SDK + serde_dynamo";
pub const MODYNE: &str = "modyne";
pub const OURS: &str = "dynamo-model";
pub const OURS_INDIRECT: &str = "dynamo-model, `direct_path(false)`";

/// How many items a page of 1 MB has, as DynamoDB counts: 1.3 MB of JSON.
pub const FULL_PAGE: u32 = 1_800;

/// The pages that are read.
pub const PAGES: [u32; 5] = [1, 10, 25, 100, FULL_PAGE];

/// What the cases need, made before any of them is timed.
pub struct Bench {
    runtime: Runtime,
    pages: Vec<Page>,
    get: Clients,
    put: Clients,
    batch_get: Clients,
    batch_write: Clients,
    /// 100 of them: as many as one `BatchGetItem` takes.
    asked: Vec<Customer>,
    /// 25 of them: as many as one `BatchWriteItem` takes.
    customers: Vec<Customer>,
    /// The same, as modyne has them.
    stored: Vec<Stored>,
    serializer: Serializer,
}

/// A query page.
struct Page {
    items: u32,
    body: String,
    clients: Clients,
}

/// The same SDK client in the hands of each.
struct Clients {
    sdk: aws_sdk_dynamodb::Client,
    modyne: Customers,
    direct: Client,
    indirect: Client,
}

impl Clients {
    fn of(answer: String) -> Self {
        let sdk = canned::client(answer);
        Self {
            modyne: Customers(sdk.clone()),
            direct: Client::new(sdk.clone()),
            indirect: Client::new(sdk.clone()).direct_path(false),
            sdk,
        }
    }
}

impl Default for Bench {
    fn default() -> Self {
        Self::new()
    }
}

impl Bench {
    pub fn new() -> Self {
        let customers = customer::customers(25);
        Self {
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime on one thread needs nothing"),
            pages: PAGES.into_iter().map(page).collect(),
            get: Clients::of(customer::get_answer(&customers[0])),
            put: Clients::of(customer::put_answer()),
            batch_get: Clients::of(customer::batch_get_answer(&customer::customers(100))),
            batch_write: Clients::of(customer::batch_write_answer()),
            asked: customer::customers(100),
            stored: customers.iter().map(Stored::from).collect(),
            serializer: Serializer::default(),
            customers,
        }
    }

    /// All that is measured, in the order of the report.
    pub fn cases(&self) -> Vec<Case<'_>> {
        let mut cases: Vec<Case<'_>> = self.pages.iter().map(|page| self.query(page)).collect();
        cases.push(self.get_item());
        cases.push(self.put_item());
        cases.push(self.put_item_without_result());
        cases.push(self.batch_get());
        cases.push(self.batch_write());
        cases.push(self.encode(25));
        cases.push(self.encode(1));
        cases.extend(self.pages.last().map(|page| self.decode(page)));
        cases
    }
}

fn page(items: u32) -> Page {
    let body = customer::query_page(&customer::customers(items));
    Page {
        items,
        clients: Clients::of(body.clone()),
        body,
    }
}

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}
