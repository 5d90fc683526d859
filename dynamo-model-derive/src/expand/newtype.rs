//! A struct of one nameless field is stored as that field.

use proc_macro2::TokenStream;
use quote::quote;

use super::convert::Conversion;
use super::{Expand, capabilities, lifecycle, slots};
use crate::ast::Field;

pub(super) fn expand(expand: &Expand<'_>, field: &Field<'_>) -> TokenStream {
    let private = &expand.private;
    let slots = slots::of_struct(expand, std::slice::from_ref(field));
    let codec = slots.field(expand, field);
    let attribute = expand.attribute(field);
    let root = super::fields::root(expand.container);
    let conversions = Conversion {
        decode: match lifecycle::transforms::of_newtype(expand, field) {
            None => quote!(#codec.decode(__reader).map(Self)),
            Some(get) => quote! {
                let mut __value = #codec.decode(__reader)?;
                #get
                ::core::result::Result::Ok(Self(__value))
            },
        },
        encode: quote!(#codec.encode(&self.0, __writer)),
        absent: quote! {
            fn absent() -> #private::Result<Self> {
                #codec.absent().map(Self)
            }
        },
        is_absent: quote! {
            fn is_absent(&self) -> ::core::primitive::bool {
                #codec.is_absent(&self.0)
            }
        },
        kind: expand.through(&attribute, "Attribute", &quote!(Kind)),
        fields: expand.through(&attribute, "Attribute", &quote!(Fields<#root>)),
        lifecycle: lifecycle::of_newtype(expand, &codec),
    }
    .expand(expand);
    let codecs = slots.codecs(expand, None);
    let capabilities = capabilities::of_newtype(expand, field);
    quote!(#codecs #conversions #capabilities)
}
