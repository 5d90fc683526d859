//! `constant`: an attribute that has one value only.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::named;
use crate::ast::Field;
use crate::expand::fields::outside;
use crate::expand::{Expand, Place, slots};

/// ```text
/// constant(Self::__constant_kind(__value), __at, __writing);
/// ```
pub(super) fn inspect(expand: &Expand<'_>, field: &Field<'_>) -> Option<TokenStream> {
    field.attrs.lifecycle.constant.as_ref()?;
    let private = &expand.private;
    let is_constant = constant_ident(field);
    Some(quote!(#private::constant(Self::#is_constant(__value), __at, __writing);))
}

/// What asks whether a value is the constant, and where the field gets it from.
///
/// ```text
/// .with_constant(Self::__constant_kind)
///
/// fn __constant_kind(__value: &String) -> bool { is_constant(__value, &Self::__default_kind()) }
/// ```
pub(super) fn read(expand: &Expand<'_>, field: &Field<'_>) -> Option<(TokenStream, TokenStream)> {
    field.attrs.lifecycle.constant.as_ref()?;
    let private = &expand.private;
    let (ident, constant) = (constant_ident(field), slots::default_ident(field));
    let ty = outside(expand.container, field.ty());
    let ask = Place::of(field.ty()).wrap(
        quote!(#private::is_constant::<),
        ty.clone(),
        quote!(>(__value, &Self::#constant())),
    );
    let function = quote! {
        #[allow(clippy::ptr_arg, clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
        fn #ident(__value: &#ty) -> ::core::primitive::bool {
            #ask
        }
    };
    Some((quote!(.with_constant(Self::#ident)), function))
}

/// The function that asks whether a value is the constant.
pub(in crate::expand) fn constant_ident(field: &Field<'_>) -> Ident {
    named("constant", field)
}
