//! `validate`: what the values of a field, and a struct as a whole, have to be.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ast::Field;
use crate::expand::Expand;

/// The rules of a field.
pub(super) fn inspect(expand: &Expand<'_>, field: &Field<'_>) -> Option<TokenStream> {
    let _ = (expand, field.attrs.lifecycle.validate.as_ref()?);
    None
}

/// That of a struct.
pub(super) fn of_struct(expand: &Expand<'_>) -> Option<TokenStream> {
    let private = &expand.private;
    let validate = expand.container.attrs.lifecycle.validate.as_ref()?;
    let function = &validate.value;
    Some(quote!(#private::check_whole(self, #function, __at, __writing);))
}
