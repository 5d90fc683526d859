//! What the types of fields must be, where nothing else asks for it at the field.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use super::{Expand, Place};
use crate::ast::Field;
use crate::keys::Index;

/// The type of a model's key names both of its attributes, and the compiler marks it at the second; so the first is
/// asked separately. What is a key of an index may be absent, and is asked for what it is when it is there; what is part of the
/// table's key by a template may not.
///
/// ```text
/// impl __Slots {
///     fn __keys() { key_attribute::<String>(); key_part::<u32>() }
/// }
/// ```
pub(super) fn expand(expand: &Expand<'_>) -> TokenStream {
    let container = expand.container;
    if !container.is_model() {
        return TokenStream::new();
    }
    let keys = &container.keys;
    let fields = container.struct_fields().iter().enumerate();
    let asks: Vec<_> = fields
        .flat_map(|(position, field)| {
            let partition = keys.partition.as_ref().filter(|_| keys.sort.is_some());
            let is_partition = partition.is_some_and(|key| key.is(position));
            let in_template = keys
                .table()
                .any(|key| !key.is(position) && key.uses(position));
            let in_index = keys
                .indexes
                .iter()
                .flat_map(Index::keys)
                .any(|key| key.is(position));
            let in_table = keys.table().any(|key| key.is(position));
            [
                is_partition.then(|| ask(expand, field, "key_attribute", false)),
                in_template.then(|| ask(expand, field, "key_part", false)),
                (in_index && !in_table).then(|| ask(expand, field, "key_attribute", true)),
            ]
        })
        .flatten()
        .collect();
    if asks.is_empty() {
        return TokenStream::new();
    }
    let (impl_generics, ty_generics, where_clause) = expand.generics.split_for_impl();
    quote! {
        #[allow(dead_code)]
        impl #impl_generics __Slots #ty_generics #where_clause {
            fn __keys() {
                #(#asks)*
            }
        }
    }
}

fn ask(expand: &Expand<'_>, field: &Field<'_>, what: &str, of_operand: bool) -> TokenStream {
    let private = &expand.private;
    let what = Ident::new(what, Span::call_site());
    let ty = match (what == "key_part", of_operand) {
        (true, _) => field.ty().to_token_stream(),
        (false, false) => expand.attribute(field),
        (false, true) => {
            let attribute = expand.attribute(field);
            quote!(<#attribute as #private::Attribute>::Operand)
        }
    };
    let ask = Place::of(field.ty()).wrap(quote!(#private::#what::<), ty, quote!(>));
    quote!(#ask();)
}
