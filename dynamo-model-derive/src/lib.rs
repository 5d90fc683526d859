//! The derive macros of `dynamo-model`.

mod ast;
mod attr;
mod case;
mod check;
mod ctxt;
mod expand;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use self::ast::Derive;

/// Derives a model.
#[proc_macro_derive(Model, attributes(dynamo))]
pub fn derive_model(input: TokenStream) -> TokenStream {
    expand::derive(Derive::Model, input.into()).into()
}

/// Derives a document.
#[proc_macro_derive(Document, attributes(dynamo))]
pub fn derive_document(input: TokenStream) -> TokenStream {
    expand::derive(Derive::Document, input.into()).into()
}
