//! The derive macros of `dynamo-model`.

use proc_macro::TokenStream;

/// Derives a model.
#[proc_macro_derive(Model, attributes(dynamo))]
pub fn derive_model(_: TokenStream) -> TokenStream {
    TokenStream::new()
}

/// Derives a document.
#[proc_macro_derive(Document, attributes(dynamo))]
pub fn derive_document(_: TokenStream) -> TokenStream {
    TokenStream::new()
}
