//! `Picks::plan`: which attribute of the model goes to which field, and with it all that the compiler checks.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Type;

use super::super::put;
use super::{Expand, Place};
use crate::projection::{Field, Take};

/// ```text
/// fn plan(..) -> __Plan {
///     let __fields: OrderFields<Order> = FieldsOf::at(__at);
///     let __index_0 = index_of::<Order, ByStatus>();
///     __Plan { total: .., address: .., audit: .. }
/// }
/// ```
pub(super) fn expand(expand: &Expand<'_>, of: &Type) -> TokenStream {
    let private = &expand.private;
    let indexes = expand.projection.attrs.indexes.iter().enumerate();
    let indexes = indexes.map(|(i, index)| {
        let name = index_ident(i);
        let ask = Place::of(index).wrap(quote!(#private::index_of::<#of,), index, quote!(>()));
        quote!(let #name = #ask;)
    });
    let plans = expand.each(|field| {
        let ident = field.ident;
        let plan = match field.take() {
            Take::Flattened => flattened(expand, field, of),
            Take::Whole => attribute(expand, field, "__take"),
            Take::Nested => attribute(expand, field, "__take_part"),
        };
        quote!(#ident: #plan)
    });
    let fields = Place::of(of).wrap(quote!(<), of, quote!(as #private::Attribute>::Fields<#of>));
    quote! {
        fn plan(
            __at: ::core::option::Option<&#private::Arc<#private::AttributePath>>,
            __planner: &mut #private::Planner,
        ) -> __Plan {
            let __fields: #fields = #private::FieldsOf::at(__at);
            #(#indexes)*
            __Plan { #(#plans,)* }
        }
    }
}

/// To the compiler, the calls stand where the field does, so that it marks the field's name or its type.
///
/// ```text
/// {
///     let path = &__fields.total_cents;
///     let path = OneAttribute::path(path);
///     let index = __index_0;
///     held(path, index);
///     path.__take::<u64>(__planner)
/// }
/// ```
fn attribute(expand: &Expand<'_>, field: &Field<'_>, take: &str) -> TokenStream {
    let private = &expand.private;
    let (from, ty, at) = (field.from(), field.ty, field.ident.span());
    let (path, take) = (Ident::new("path", at), Ident::new(take, at));
    let one = put(quote!(#private::OneAttribute::path), at);
    let one = quote_spanned!(at=> #one(#path));
    let held = (0..expand.projection.attrs.indexes.len()).map(|i| {
        let (index, known) = (Ident::new("index", at), index_ident(i));
        let held = put(quote!(#private::held), at);
        let held = quote_spanned!(at=> #held(#path, #index));
        quote! {
            let #index = #known;
            #held;
        }
    });
    quote!({
        let #path = &__fields.#from;
        let #path = #one;
        #(#held)*
        #path.#take::<#ty>(__planner)
    })
}

/// Which of its attributes an index holds is not known to the compiler: it is checked when it is read.
///
/// ```text
/// {
///     let __fields = &__fields.audit;
///     <AuditBy as Picks>::plan_flattened::<Order, _>(__fields, __at, __planner)
/// }
/// ```
fn flattened(expand: &Expand<'_>, field: &Field<'_>, of: &Type) -> TokenStream {
    let from = field.from();
    let plan = quote!(plan_flattened::<#of, _>(__fields, __at, __planner));
    let plan = expand.through(field, &plan);
    quote!({
        let __fields = &__fields.#from;
        #plan
    })
}

fn index_ident(number: usize) -> Ident {
    format_ident!("__index_{number}")
}
