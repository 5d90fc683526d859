//! The roles of fields: what they are to the table and its indexes, as the compiler knows it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;

use super::{Expand, Place};
use crate::ast::Field;

/// ```text
/// pub mod __Order { pub enum customer_id {} }
/// ```
pub(super) fn definition(expand: &Expand<'_>) -> TokenStream {
    let container = expand.container;
    let (module, vis) = (container.roles_ident(), &container.original.vis);
    // They stand where the field does: that is where the compiler points for what it has to say of them.
    let roles: Vec<_> = roles(expand)
        .map(|(_, field)| {
            let ident = field.ident();
            Place::of(&ident).put(quote!(pub enum #ident {}))
        })
        .collect();
    if roles.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #[doc(hidden)]
        #[allow(
            dead_code,
            missing_copy_implementations,
            missing_debug_implementations,
            missing_docs,
            non_camel_case_types,
            non_snake_case,
            unnameable_types,
            unreachable_pub,
            clippy::all,
            clippy::nursery,
            clippy::pedantic,
            clippy::restriction
        )]
        #vis mod #module {
            #(#roles)*
        }
    }
}

/// The role of a field, if it has one.
pub(super) fn of(expand: &Expand<'_>, field: &Field<'_>) -> Option<TokenStream> {
    let container = expand.container;
    let own = roles(expand).find(|(_, known)| std::ptr::eq(*known, field));
    if own.is_none() && field.attrs.lifecycle.required.is_some() {
        let private = &expand.private;
        return Some(quote!(#private::Kept));
    }
    let (_, field) = own?;
    let (module, ident) = (container.roles_ident(), field.ident());
    Some(quote!(#module::#ident))
}

fn roles<'a>(expand: &Expand<'a>) -> impl Iterator<Item = (usize, &'a Field<'a>)> {
    let container = expand.container;
    container
        .struct_fields()
        .iter()
        .enumerate()
        .filter(|(position, _)| container.has_role(*position))
}

/// ```text
/// impl Role for __Order::status {}
/// impl Changing<__Order::status> for Primary {}
/// impl Removing<__Order::status> for Primary {}
/// impl Frees<__Order::status> for Primary {}
/// impl Holding<__Order::status> for ByStatus {}
/// ```
pub(super) fn implement(expand: &Expand<'_>) -> TokenStream {
    let private = &expand.private;
    let keys = &expand.container.keys;
    roles(expand)
        .map(|(position, field)| {
            let role = of(expand, field);
            let moves = field.attrs.lifecycle.version.is_some();
            let changing = (!keys.is_in_table_key(position) && !moves)
                .then(|| quote!(impl #private::Changing<#role> for #private::Primary {}));
            let free = (!keys.table().any(|key| key.is(position)))
                .then(|| quote!(impl #private::Frees<#role> for #private::Primary {}));
            let removing = field
                .attrs
                .lifecycle
                .required
                .is_none()
                .then(|| quote!(impl #private::Removing<#role> for #private::Primary {}));
            let of_indexes = keys.indexes.iter().map(|index| {
                let ty = &index.ty;
                let free = (!index.keys().any(|key| key.is(position)))
                    .then(|| quote!(impl #private::Frees<#role> for #ty {}));
                let held = index
                    .holds(keys, position, field)
                    .then(|| quote!(impl #private::Holding<#role> for #ty {}));
                quote!(#free #held)
            });
            quote! {
                impl #private::Role for #role {}
                #changing
                #removing
                #free
                #(#of_indexes)*
            }
        })
        .collect()
}

/// The roles of a model with mistakes: nothing is said of its attributes.
///
/// ```text
/// impl Role for __Order::status {}
/// impl Changing<__Order::status> for Primary {}
/// impl Removing<__Order::status> for Primary {}
/// impl Frees<__Order::status> for ByStatus {}
/// impl Holding<__Order::status> for ByStatus {}
/// ```
pub(super) fn allow_everything(expand: &Expand<'_>, indexes: &[&Path]) -> TokenStream {
    let private = &expand.private;
    roles(expand)
        .map(|(_, field)| {
            let role = of(expand, field);
            quote! {
                impl #private::Role for #role {}
                impl #private::Changing<#role> for #private::Primary {}
                impl #private::Removing<#role> for #private::Primary {}
                impl #private::Frees<#role> for #private::Primary {}
                #(
                    impl #private::Frees<#role> for #indexes {}
                    impl #private::Holding<#role> for #indexes {}
                )*
            }
        })
        .collect()
}
