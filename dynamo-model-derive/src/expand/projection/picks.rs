//! `Picks`: the attributes that a projection takes, one by one.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use super::{Expand, Place, plan};
use crate::projection::{Field, Take};

/// ```text
/// struct __Plan { total: Pick<u64>, audit: Flattened<AuditBy> }
/// struct __Slots { total: Aliased<u64>, audit: <AuditBy as Picks>::Slots }
/// impl Default for __Slots { .. }
/// ```
pub(super) fn helpers(expand: &Expand<'_>) -> TokenStream {
    let private = &expand.private;
    let vis = &expand.projection.original.vis;
    let plans = expand.each(|field| {
        let (ident, ty) = (field.ident, field.ty);
        match field.take() {
            Take::Flattened => quote!(#ident: #private::Flattened<#ty>),
            Take::Whole | Take::Nested => quote!(#ident: #private::Pick<#ty>),
        }
    });
    let slots = expand.each(|field| {
        let (ident, ty) = (field.ident, field.ty);
        let slot = match field.take() {
            Take::Flattened => expand.through(field, &quote!(Slots)),
            Take::Whole | Take::Nested => quote!(#private::Aliased<#ty>),
        };
        quote!(#ident: #slot)
    });
    let empty = expand.each(|field| {
        let ident = field.ident;
        match field.take() {
            Take::Flattened => {
                Place::of(field.ty).put(quote!(#ident: ::core::default::Default::default()))
            }
            Take::Whole | Take::Nested => quote!(#ident: ::core::default::Default::default()),
        }
    });
    // The marker keeps the compiler from looking for the size of the slots in a flattened field, and from reporting again that its type
    // is no projection.
    quote! {
        #vis struct __Plan { #(#plans,)* }
        #vis struct __Slots { #(#slots,)* __marker: ::core::marker::PhantomData<()> }
        #[automatically_derived]
        impl ::core::default::Default for __Slots {
            fn default() -> Self {
                Self { #(#empty,)* __marker: ::core::marker::PhantomData }
            }
        }
    }
}

pub(super) fn expand(expand: &Expand<'_>, of: &Type) -> TokenStream {
    let private = &expand.private;
    let ident = &expand.projection.original.ident;
    let plan = plan::expand(expand, of);
    let reads = expand.each(|field| read(expand, field));
    let values = expand.each(|field| {
        let (ident, value) = (field.ident, finish(expand, field));
        quote!(#ident: #value)
    });
    quote! {
        #[automatically_derived]
        impl #private::Picks for #ident {
            type Of = #of;
            type Plan = __Plan;
            type Slots = __Slots;

            #plan

            fn read_attribute(
                __plan: &__Plan,
                __slots: &mut __Slots,
                __name: &::core::primitive::str,
                __reader: &mut dyn #private::Reader<'_>,
            ) -> #private::Result<::core::primitive::bool> {
                let __is_read = #(#reads)||*;
                ::core::result::Result::Ok(__is_read)
            }

            fn finish(__plan: &__Plan, __slots: __Slots) -> #private::Result<Self> {
                ::core::result::Result::Ok(Self { #(#values,)* })
            }
        }
    }
}

/// ```text
/// __plan.total.read(&mut __slots.total, __name, __reader)?
/// ```
fn read(expand: &Expand<'_>, field: &Field<'_>) -> TokenStream {
    let ident = field.ident;
    match field.take() {
        Take::Flattened => {
            let slot = slot(field, &quote!(&mut *__slots));
            let read = quote!(read_flattened(&__plan.#ident, slot, __name, __reader)?);
            let read = expand.through(field, &read);
            quote!({ #slot #read })
        }
        Take::Whole | Take::Nested => {
            quote!(__plan.#ident.read(&mut __slots.#ident, __name, __reader)?)
        }
    }
}

/// ```text
/// __plan.total.take(__slots.total)?
/// ```
fn finish(expand: &Expand<'_>, field: &Field<'_>) -> TokenStream {
    let ident = field.ident;
    match field.take() {
        Take::Flattened => {
            let slot = slot(field, &quote!(__slots));
            let finish = quote!(finish_flattened(&__plan.#ident, slot)?);
            let finish = expand.through(field, &finish);
            quote!({ #slot #finish })
        }
        Take::Whole | Take::Nested => quote!(__plan.#ident.take(__slots.#ident)?),
    }
}

/// Binds the slot of a flattened field by a pattern: if its type is no projection, that is marked where the type stands, as everywhere
/// else.
fn slot(field: &Field<'_>, slots: &TokenStream) -> TokenStream {
    let ident = field.ident;
    let slot = Place::of(field.ty).put(quote!(#ident: slot));
    quote!(let __Slots { #slot, .. } = #slots;)
}
