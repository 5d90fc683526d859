//! What updates write to a field by themselves.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use super::stamps;
use crate::ast::Field;
use crate::expand::Expand;
use crate::expand::fields::outside;
use crate::expand::slots::default_value;

/// What is added to the constant of a field, and the function that it names.
///
/// ```text
/// .with_upkeep(Upkeep::new(When::Always, Self::__upkeep_updated_at))
///
/// fn __upkeep_updated_at(__now: SystemTime) -> Result<Option<AttributeValue>> {
///     let __value: SystemTime = Self::__stamp_updated_at.at(__now)?;
///     Self::updated_at.key_input(&__value)
/// }
/// ```
pub(super) fn of_field(expand: &Expand<'_>, field: &Field<'_>) -> (TokenStream, TokenStream) {
    let private = &expand.private;
    let Some((when, value)) = value(expand, field) else {
        return (TokenStream::new(), TokenStream::new());
    };
    let ident = field.ident();
    let function = format_ident!("__upkeep_{}", ident.unraw());
    let ty = outside(expand.container, field.ty());
    (
        quote!(.with_upkeep(#private::Upkeep::new(#private::When::#when, Self::#function))),
        quote! {
            fn #function(
                __now: #private::SystemTime,
            ) -> #private::Result<::core::option::Option<#private::AttributeValue>> {
                let __value: #ty = #value;
                Self::#ident.key_input(&__value)
            }
        },
    )
}

/// Which updates write it, and what, at `__now`.
fn value(expand: &Expand<'_>, field: &Field<'_>) -> Option<(TokenStream, TokenStream)> {
    let private = &expand.private;
    let (lifecycle, ident) = (&field.attrs.lifecycle, field.ident());
    let own = |expr: Option<&syn::Expr>| outside(expand.container, default_value(field.ty(), expr));
    if let Some(force) = &lifecycle.force {
        return Some((quote!(Forced), own(Some(&force.value))));
    }
    if lifecycle.id.is_some() {
        let ids = stamps::ids_ident(field);
        return Some((quote!(IfAbsent), quote!(Self::#ids.make())));
    }
    if let Some((ttl, after)) = stamps::expiring(expand, field) {
        let after = outside(expand.container, after);
        let when = if ttl.refresh.is_some() {
            quote!(Always)
        } else {
            quote!(IfAbsent)
        };
        return Some((
            when,
            quote!(#private::expiry(&Self::#ident, __now, #after)?),
        ));
    }
    let stamp = stamps::stamp_ident(field);
    if lifecycle.updated_at.is_some() {
        return Some((quote!(Always), quote!(Self::#stamp.at(__now)?)));
    }
    if lifecycle.created_at.is_some() {
        return Some((quote!(IfAbsent), quote!(Self::#stamp.at(__now)?)));
    }
    let default = field.attrs.default.as_ref()?.value.write.as_ref()?;
    Some((quote!(IfAbsent), own(default.as_ref())))
}
