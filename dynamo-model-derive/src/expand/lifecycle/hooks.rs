//! `Hooks`: of a model that has none, they are derived.

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::{Expand, Place};

/// Without the word, there are none. With it, they are asked for where it stands.
///
/// ```text
/// impl Hooks for Order { const HOOKED: bool = false; }
/// ```
pub(in crate::expand) fn expand(expand: &Expand<'_>) -> TokenStream {
    let container = expand.container;
    if !container.is_model() {
        return TokenStream::new();
    }
    let private = &expand.private;
    let this = expand.self_type();
    if let Some(hooks) = &container.attrs.lifecycle.hooks {
        if !expand.generics.params.is_empty() {
            return TokenStream::new();
        }
        let ask = Place::at(hooks.word.span()).put(quote!(#private::hooked::<#this>));
        return quote!(const _: fn() = #ask;);
    }
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
