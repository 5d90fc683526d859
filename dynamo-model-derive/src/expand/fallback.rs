//! What stands in for an item with mistakes, so that each of them is one message: everything that uses the item
//! still finds its traits and its paths.

use proc_macro2::TokenStream;

use super::Expand;

pub(super) fn expand(_: &Expand<'_>) -> TokenStream {
    TokenStream::new()
}
