//! What the types of fields must be, where nothing else asks for it at the field.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{Expand, Place};
use crate::ast::Field;
use crate::keys::Index;

/// Whether a field's type can be a key attribute is asked where the field is: the type of the key itself takes any attribute.
/// What is a key of an index may be absent, and is asked for what it is when it is there. They are asked through the type of
/// the path, as the codecs are, so that a type which cannot be stored is not reported as a key as well. What is unique becomes the
/// key of a guard, which has the partition key of the table.
///
/// ```text
/// impl __Slots {
///     fn __keys() { table_key::<Path<(), String>>(); index_key::<Path<(), Status>>() }
/// }
/// ```
pub(super) fn expand(expand: &Expand<'_>) -> TokenStream {
    let container = expand.container;
    let keys = &container.keys;
    let fields = container.struct_fields().iter().enumerate();
    let has_guards = container.unique_fields().next().is_some();
    let asks: Vec<_> = fields
        .filter_map(|(position, field)| {
            let mut of_indexes = keys.indexes.iter().flat_map(Index::keys);
            let is_partition = keys.partition.iter().any(|key| key.is(position));
            let key = if keys.table().any(|key| key.is(position)) {
                Some("table_key")
            } else if of_indexes.any(|key| key.is(position)) {
                Some("index_key")
            } else if field.is_unique() {
                Some("unique")
            } else {
                None
            };
            let guard = (has_guards && is_partition).then_some("guard_key");
            let asks: Vec<_> = [key?].into_iter().chain(guard).collect();
            Some(ask(expand, field, &asks))
        })
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

fn ask(expand: &Expand<'_>, field: &Field<'_>, asks: &[&str]) -> TokenStream {
    let private = &expand.private;
    let place = Place::of(field.ty());
    let of_path = |before: TokenStream, after: TokenStream| {
        let before = quote!(#before::<#private::Path<(),);
        place.wrap(before, expand.attribute(field), quote!(>>#after))
    };
    // First that there is such a path: where there is none, nothing is said of the key.
    let path = of_path(quote!(::core::marker::PhantomData), TokenStream::new());
    let asks = asks.iter().map(|what| {
        let what = Ident::new(what, Span::call_site());
        of_path(quote!(#private::#what), quote!(()))
    });
    quote! {
        let _ = #path;
        #(#asks;)*
    }
}
