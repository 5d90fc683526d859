//! Which attributes the library changes with every write: an item is not changed because they are.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;

use crate::ast::Field;
use crate::expand::Expand;

/// What is added to the constant of such a field.
pub(in crate::expand) fn moving(expand: &Expand<'_>, field: &Field<'_>) -> Option<TokenStream> {
    let lifecycle = &field.attrs.lifecycle;
    let stamped = expand.container.attrs.lifecycle.timestamps.is_some()
        && field.ident().unraw() == "updated_at";
    let refreshed = lifecycle
        .ttl
        .as_ref()
        .is_some_and(|ttl| ttl.value.refresh.is_some());
    let moves = lifecycle.force.is_some() || lifecycle.updated_at.is_some() || stamped || refreshed;
    moves.then(|| quote!(.moving()))
}
