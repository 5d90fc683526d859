//! `unique`: attributes whose values no two items of a model share.

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::Expand;

/// The unique attributes in the schema of a model.
///
/// ```text
/// .with_unique(&[UniqueSchema::new("email")])
/// ```
pub(in crate::expand) fn schema(expand: &Expand<'_>) -> Option<TokenStream> {
    let private = &expand.private;
    let names: Vec<_> = expand
        .container
        .unique_fields()
        .map(|field| &field.name)
        .collect();
    if names.is_empty() {
        return None;
    }
    Some(quote!(.with_unique(&[#(#private::UniqueSchema::new(#names)),*])))
}

/// A model of which nothing has to be asked when it is written.
///
/// ```text
/// impl Unconditional for Order {}
/// ```
pub(in crate::expand) fn batchable(expand: &Expand<'_>) -> Option<TokenStream> {
    let container = expand.container;
    let is_plain = container.version().is_none() && container.unique_fields().next().is_none();
    is_plain.then(|| expand.implement("Unconditional", &TokenStream::new()))
}
