//! `default` and `force`: what is written in the place of an absent value, or of any.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ast::{Field, Storage, Variant};
use crate::expand::Expand;
use crate::expand::enums::binding;
use crate::expand::slots::{self, Slots};

/// What is done to a whole item. A function of the item sees the other defaults.
pub(super) fn prepare(expand: &Expand<'_>, fields: &[Field<'_>]) -> Option<TokenStream> {
    let stored = fields
        .iter()
        .filter(|field| matches!(field.storage(), Storage::Attribute | Storage::InKey));
    let slots = slots::of_struct(expand, fields);
    let plain = stored.clone().filter_map(|field| {
        let member = &field.member;
        fill(
            expand,
            &slots,
            field,
            &quote!(&self.#member),
            &quote!(self.#member),
        )
    });
    let of_item = stored.clone().filter_map(|field| {
        let member = &field.member;
        let function = field.attrs.default.as_ref()?.value.with.as_ref()?;
        let codec = slots.field(expand, field);
        Some(quote!(if #codec.is_absent(&self.#member) { self.#member = #function(self); }))
    });
    let all: Vec<_> = plain.chain(of_item).collect();
    (!all.is_empty()).then(|| quote!(#(#all)*))
}

/// What is done to a whole variant of an enum, of which its fields are bound to their names.
pub(super) fn of_variant(expand: &Expand<'_>, variant: &Variant<'_>) -> Option<TokenStream> {
    let slots = slots::of_variant(variant);
    let each: Vec<_> = variant
        .fields
        .iter()
        .filter(|field| fills(field))
        .filter_map(|field| {
            let binding = binding(&field.member);
            fill(expand, &slots, field, &binding, &quote!(*#binding))
        })
        .collect();
    (!each.is_empty()).then(|| quote!(if __writing.is_whole() { #(#each)* }))
}

/// Whether a value is written in the place of that of a field, without looking at other fields.
pub(super) fn fills(field: &Field<'_>) -> bool {
    let default = field.attrs.default.as_ref();
    field.storage() != Storage::Skipped
        && (field.attrs.lifecycle.force.is_some()
            || default.is_some_and(|default| default.value.write.is_some()))
}

/// Puts it there.
fn fill(
    expand: &Expand<'_>,
    slots: &Slots<'_>,
    field: &Field<'_>,
    reference: &TokenStream,
    place: &TokenStream,
) -> Option<TokenStream> {
    let ty = field.ty();
    if let Some(force) = &field.attrs.lifecycle.force {
        let expr = &force.value;
        return Some(quote! {
            #place = {
                let __default: #ty = #expr;
                __default
            };
        });
    }
    let default = field.attrs.default.as_ref()?.value.write.as_ref()?;
    let codec = slots.field(expand, field);
    let value = slots::default_value(ty, default.as_ref());
    Some(quote!(if #codec.is_absent(#reference) { #place = #value; }))
}
