//! `Hooks` of a model that has none.

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::Expand;

/// ```text
/// impl Hooks for Order { const HOOKED: bool = false; }
/// ```
pub(in crate::expand) fn expand(expand: &Expand<'_>) -> TokenStream {
    let container = expand.container;
    if !container.is_model() || container.attrs.lifecycle.hooks.is_some() {
        return TokenStream::new();
    }
    let private = &expand.private;
    let this = expand.self_type();
    let mut generics = expand.generics.clone();
    if !generics.params.is_empty() {
        let clause = generics.make_where_clause();
        clause
            .predicates
            .push(syn::parse_quote!(#this: ::core::marker::Send + 'static));
    }
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #private::Hooks for #this #where_clause {
            const HOOKED: ::core::primitive::bool = false;
        }
    }
}
