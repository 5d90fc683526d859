//! `default` and `force`: what is written in the place of an absent value, or of any.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ast::{Field, Storage};
use crate::expand::Expand;
use crate::expand::slots;

/// What is done to a whole item. A function of the item sees the other defaults.
pub(super) fn prepare(expand: &Expand<'_>, fields: &[Field<'_>]) -> Option<TokenStream> {
    let stored = fields
        .iter()
        .filter(|field| matches!(field.storage(), Storage::Attribute | Storage::InKey));
    let slots = slots::of_struct(expand, fields);
    let plain = stored.clone().filter_map(|field| {
        let (member, ty) = (&field.member, field.ty());
        if let Some(force) = &field.attrs.lifecycle.force {
            let expr = &force.value;
            return Some(quote! {
                self.#member = {
                    let __default: #ty = #expr;
                    __default
                };
            });
        }
        let default = field.attrs.default.as_ref()?.value.write.as_ref()?;
        let codec = slots.field(expand, field);
        let value = slots::default_value(ty, default.as_ref());
        Some(quote!(if #codec.is_absent(&self.#member) { self.#member = #value; }))
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
