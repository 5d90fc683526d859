//! `required`: an attribute that may be absent in what is read, and not in what is written.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ast::Field;
use crate::expand::{Expand, Place};

pub(super) fn inspect(expand: &Expand<'_>, field: &Field<'_>) -> Option<TokenStream> {
    let required = field.attrs.lifecycle.required.as_ref()?;
    let private = &expand.private;
    let ask = quote!(#private::required(__value, __at, __writing));
    let ask = Place::at(required.word.span()).put(ask);
    Some(quote!(#ask;))
}
