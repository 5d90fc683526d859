//! `Projection`: a part of a model or of a document.

mod picks;
mod plan;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Type};

use super::{Place, hidden};
use crate::ctxt::Ctxt;
use crate::projection::{Field, Projection};

/// The whole of the derive.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let (projection, errors) = Ctxt::collect(|cx| Projection::from_ast(cx, &input));
    let expand = Expand::new(&projection);
    match (errors, &projection.attrs.of) {
        (None, Some(of)) => expand.everything(&of.value),
        (errors, _) => {
            let errors = errors.map(syn::Error::into_compile_error);
            let fallback = expand.fallback();
            quote!(#errors #fallback)
        }
    }
}

/// What everything generated for one projection needs to know.
struct Expand<'a> {
    projection: &'a Projection<'a>,
    /// The path of `__private`.
    private: TokenStream,
}

impl<'a> Expand<'a> {
    fn new(projection: &'a Projection<'a>) -> Self {
        let private = match &projection.attrs.krate {
            Some(path) => {
                let path = &path.value;
                quote!(#path::__private)
            }
            None => quote!(::dynamo_model::__private),
        };
        Self {
            projection,
            private,
        }
    }

    fn everything(&self, of: &Type) -> TokenStream {
        let private = &self.private;
        let ident = &self.projection.original.ident;
        let indexes = &self.projection.attrs.indexes;
        let projection = quote! {
            #[automatically_derived]
            impl #private::Projection<#of> for #ident {
                fn plan(
                    __at: ::core::option::Option<&#private::Arc<#private::AttributePath>>,
                    __planner: &mut #private::Planner,
                ) -> #private::Plan<Self> {
                    #private::plan_picks(__at, __planner)
                }
            }
            impl #private::Readable for #ident {}
            #(impl #private::FitsIn<#of, #indexes> for #ident {})*
        };
        hidden(&[picks::helpers(self), picks::expand(self, of), projection])
    }

    /// What stands in for a projection with mistakes, so that each of them is one message: it is one of everything, and fits
    /// everywhere.
    fn fallback(&self) -> TokenStream {
        if !self.projection.original.generics.params.is_empty() {
            return TokenStream::new();
        }
        let private = &self.private;
        let ident = &self.projection.original.ident;
        hidden(&[quote! {
            #[automatically_derived]
            impl<M> #private::Projection<M> for #ident {
                fn plan(
                    _: ::core::option::Option<&#private::Arc<#private::AttributePath>>,
                    _: &mut #private::Planner,
                ) -> #private::Plan<Self> {
                    #private::Plan::none()
                }
            }
            impl #private::Readable for #ident {}
            impl<M, I> #private::FitsIn<M, I> for #ident {}
        }])
    }

    /// Something that a flattened projection has: `<AuditBy as Picks>::Slots`.
    fn through(&self, field: &Field<'_>, what: &TokenStream) -> TokenStream {
        let private = &self.private;
        Place::of(field.ty).wrap(quote!(<), field.ty, quote!(as #private::Picks>::#what))
    }

    fn each<T>(&self, generate: impl Fn(&Field<'_>) -> T) -> Vec<T> {
        self.projection.fields.iter().map(generate).collect()
    }
}
