//! How the same is done without dynamo-model.

pub mod hand;
pub mod mirror;
pub mod request;
pub mod with_modyne;
