//! From attribute values to the bytes of a request, by the SDK's own serializer and without the rest of its pipeline.

use std::collections::HashMap;

use aws_sdk_dynamodb::operation::batch_write_item::{BatchWriteItem, BatchWriteItemInput};
use aws_sdk_dynamodb::types::{AttributeValue, PutRequest, WriteRequest};
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{SerializeRequest, SharedRequestSerializer};
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer};

use crate::customer::TABLE;

/// The SDK's serializer of `BatchWriteItem`.
pub struct Serializer(FrozenLayer);

impl Default for Serializer {
    fn default() -> Self {
        let layer = BatchWriteItem::new().config();
        Self(layer.expect("the operation has a configuration"))
    }
}

impl Serializer {
    /// A request that writes these items.
    pub fn request(&self, items: Vec<HashMap<String, AttributeValue>>) -> HttpRequest {
        let puts = items
            .into_iter()
            .map(|item| {
                let put = PutRequest::builder().set_item(Some(item)).build();
                WriteRequest::builder()
                    .put_request(put.expect("it has an item"))
                    .build()
            })
            .collect();
        let input = BatchWriteItemInput::builder()
            .request_items(TABLE, puts)
            .build();
        let serializer = self.0.load::<SharedRequestSerializer>();
        serializer
            .expect("the operation has a serializer")
            .serialize_input(
                Input::erase(input.expect("it is complete")),
                &mut ConfigBag::base(),
            )
            .expect("the SDK has a form for everything")
    }
}
