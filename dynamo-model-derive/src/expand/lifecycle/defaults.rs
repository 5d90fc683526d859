//! `default` and `force`: what is written in the place of an absent value, or of any.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Member;
use syn::spanned::Spanned;

use crate::ast::{Field, Storage};
use crate::expand::slots::{self, Slots};
use crate::expand::{Expand, Place};

/// What is done to a whole struct, or to a variant: `place` is where a field is. A function of the item sees the other defaults.
pub(super) fn prepare(
    expand: &Expand<'_>,
    fields: &[Field<'_>],
    slots: &Slots<'_>,
    place: &dyn Fn(&Member) -> TokenStream,
) -> Option<TokenStream> {
    let stored = fields
        .iter()
        .filter(|field| matches!(field.storage(), Storage::Attribute | Storage::InKey));
    let plain = stored.clone().filter_map(|field| {
        let (place, ty) = (place(&field.member), field.ty());
        if let Some(force) = &field.attrs.lifecycle.force {
            let value = slots::default_value(ty, Some(&force.value));
            return Some(quote!(#place = #value;));
        }
        let default = field.attrs.default.as_ref()?.value.write.as_ref()?;
        let codec = slots.field(expand, field);
        let value = slots::default_value(ty, default.as_ref());
        Some(quote!(if #codec.is_absent(&#place) { #place = #value; }))
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
