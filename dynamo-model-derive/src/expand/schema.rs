//! `Schema`: the table of a model and its key.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Expand, Place, slots};
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
    // Where a key of the wrong type is marked. `assert` marks a partition key beside a sort key.
    let place = Place::of(container.sort_key().unwrap_or(partition).ty());
    let key = |field| {
        let (codec, member) = (slots.field(expand, field), &field.member);
        quote!((&#codec, &self.#member))
    };
    let schema = |field| {
        let codec = slots.field(expand, field);
        quote!(#codec.key())
    };
    let (partition_type, partition_schema, partition_key) = (
        expand.attribute(partition),
        schema(partition),
        key(partition),
    );
    let (key_type, with_sort_key, item_key) = match container.sort_key() {
        None => (
            place.wrap(quote!(#private::Single<), partition_type, quote!(>)),
            None,
            quote!(#private::single_key(#partition_key)),
        ),
        Some(sort) => {
            let (sort_type, sort_schema, sort_key) =
                (expand.attribute(sort), schema(sort), key(sort));
            (
                place.wrap(
                    quote!(#private::Pair<),
                    quote!(#partition_type, #sort_type),
                    quote!(>),
                ),
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
