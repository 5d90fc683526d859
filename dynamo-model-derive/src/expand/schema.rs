//! `Schema`: the table of a model and its key.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{Expand, slots};
use crate::ast::Data;

pub(super) fn expand(expand: &Expand<'_>) -> TokenStream {
    let container = expand.container;
    let (true, Data::Struct(fields), Some(partition)) = (
        container.is_model(),
        &container.data,
        container.partition_key(),
    ) else {
        return TokenStream::new();
    };
    let private = &expand.private;
    let slots = slots::of_struct(expand, fields);
    let table = container.table();
    let key = |field| {
        let (codec, member) = (slots.field(expand, field), &field.member);
        quote!((&#codec, &self.#member))
    };
    let schema = |field: &crate::ast::Field<'_>| {
        let (ty, name) = (expand.attribute(field), &field.name);
        quote_spanned!(field.ty().span()=> #private::KeySchema::of::<#ty>(#name))
    };
    let (partition_type, partition_key) = (expand.attribute(partition), key(partition));
    let partition_schema = schema(partition);
    let (key_type, with_sort_key, item_key) = match container.sort_key() {
        None => (
            quote!(#private::Single<#partition_type>),
            None,
            quote!(#private::single_key(#partition_key)),
        ),
        Some(sort) => {
            let (sort_type, sort_key, sort_schema) =
                (expand.attribute(sort), key(sort), schema(sort));
            (
                quote!(#private::Pair<#partition_type, #sort_type>),
                Some(quote!(.with_sort_key(#sort_schema))),
                quote!(#private::pair_key(#partition_key, #sort_key)),
            )
        }
    };
    expand.implement(
        "Schema",
        &quote! {
            type Key = #key_type;

            const SCHEMA: &'static #private::TableSchema = &#private::TableSchema::new(
                #table,
                #partition_schema,
                <Self as #private::Shape>::MEMBERS,
            )
            #with_sort_key;

            fn item_key(&self) -> #private::Key<Self> {
                #item_key
            }
        },
    )
}
