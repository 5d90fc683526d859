//! `default` and `force`: what is written in the place of an absent value, or of any.

use proc_macro2::TokenStream;
use quote::quote;
use syn::spanned::Spanned;

use crate::ast::{Field, Storage, Variant};
use crate::expand::enums::binding;
use crate::expand::slots::{self, Slots};
use crate::expand::{Expand, Place};

/// What is done to a variant. `default(with = ..)` is not for its fields: there is no struct to give to the function.
pub(super) fn of_variant(expand: &Expand<'_>, variant: &Variant<'_>) -> Option<TokenStream> {
    let slots = slots::of_variant(variant);
    let stored = variant
        .fields
        .iter()
        .filter(|field| field.storage() == Storage::Attribute);
    let each: Vec<_> = stored
        .filter_map(|field| {
            let place = binding(&field.member);
            plain(expand, field, &slots, &quote!(*#place), &quote!(#place))
        })
        .collect();
    (!each.is_empty()).then(|| quote!(#(#each)*))
}

/// What is done to a whole item. A function of the item sees the other defaults.
pub(super) fn prepare(expand: &Expand<'_>, fields: &[Field<'_>]) -> Option<TokenStream> {
    let stored = fields
        .iter()
        .filter(|field| matches!(field.storage(), Storage::Attribute | Storage::InKey));
    let slots = slots::of_struct(expand, fields);
    let plain = stored.clone().filter_map(|field| {
        let member = &field.member;
        let place = quote!(self.#member);
        plain(expand, field, &slots, &place, &quote!(&#place))
    });
    let of_item = stored.clone().filter_map(|field| {
        let member = &field.member;
        let function = field.attrs.default.as_ref()?.value.with.as_ref()?;
        let codec = slots.field(expand, field);
        let call = Place::at(function.span()).put(quote!(self.#member = #function(self)));
        Some(quote!(if #codec.is_absent(&self.#member) { #call; }))
    });
    let all: Vec<_> = plain.chain(of_item).collect();
    (!all.is_empty()).then(|| quote!(#(#all)*))
}

/// `force`, or a default that knows nothing of the item. The field is at `place`, and `seen` is a reference to it.
fn plain(
    expand: &Expand<'_>,
    field: &Field<'_>,
    slots: &Slots<'_>,
    place: &TokenStream,
    seen: &TokenStream,
) -> Option<TokenStream> {
    let ty = field.ty();
    if let Some(force) = &field.attrs.lifecycle.force {
        let value = slots::default_value(ty, Some(&force.value));
        return Some(quote!(#place = #value;));
    }
    let default = field.attrs.default.as_ref()?.value.write.as_ref()?;
    let codec = slots.field(expand, field);
    let value = slots::default_value(ty, default.as_ref());
    Some(quote!(if #codec.is_absent(#seen) { #place = #value; }))
}
