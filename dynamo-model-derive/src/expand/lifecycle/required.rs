//! `required`: an attribute that may be absent in what is read, and not in what is written.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ast::Field;
use crate::expand::fields::outside;
use crate::expand::{Expand, Place};

pub(super) fn inspect(expand: &Expand<'_>, field: &Field<'_>) -> Option<TokenStream> {
    field.attrs.lifecycle.required.as_ref()?;
    let private = &expand.private;
    let ty = outside(expand.container, field.ty());
    let ask = Place::of(field.ty()).wrap(
        quote!(#private::required::<),
        ty,
        quote!(>(__value, __at, __writing)),
    );
    Some(quote!(#ask;))
}
