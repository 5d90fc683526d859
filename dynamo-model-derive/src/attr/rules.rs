//! `validate(..)` on a field.

use proc_macro2::{Ident, TokenStream};
use syn::parse::ParseStream;

use crate::ctxt::Ctxt;

/// One rule.
pub(crate) struct Rule {
    pub(crate) word: Ident,
}

/// What follows `validate`.
pub(super) fn read(cx: &Ctxt, word: &Ident, input: ParseStream<'_>) -> syn::Result<Vec<Rule>> {
    let _ = cx;
    input.parse::<TokenStream>()?;
    Ok(vec![Rule { word: word.clone() }])
}
