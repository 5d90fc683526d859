//! `Decode`, `Encode` and `Attribute`.

use proc_macro2::TokenStream;
use quote::quote;

use super::Expand;

/// How an item is read and written, and what the typed paths know about it.
pub(super) struct Conversion {
    /// A `Result<Self>` from `__reader`.
    pub(super) decode: TokenStream,
    /// A `Result<()>` from `self` and `__writer`.
    pub(super) encode: TokenStream,
    /// More methods of `Decode`.
    pub(super) absent: TokenStream,
    /// More methods of `Encode`.
    pub(super) is_absent: TokenStream,
    pub(super) kind: TokenStream,
    pub(super) fields: TokenStream,
    /// More methods of `Attribute`.
    pub(super) lifecycle: TokenStream,
}

impl Conversion {
    pub(super) fn expand(&self, expand: &Expand<'_>) -> TokenStream {
        let private = &expand.private;
        let Self {
            decode,
            encode,
            absent,
            is_absent,
            kind,
            fields,
            lifecycle,
        } = self;
        let decode = expand.implement(
            "Decode",
            &quote! {
                fn decode(__reader: &mut dyn #private::Reader<'_>) -> #private::Result<Self> {
                    #decode
                }
                #absent
            },
        );
        let encode = expand.implement(
            "Encode",
            &quote! {
                fn encode(&self, __writer: &mut dyn #private::Writer) -> #private::Result<()> {
                    #encode
                }
                #is_absent
            },
        );
        let root = super::fields::root(expand.container);
        let attribute = expand.implement(
            "Attribute",
            &quote! {
                type Kind = #kind;
                type Operand = Self;
                type Fields<#root> = #fields;

                #lifecycle
            },
        );
        quote!(#decode #encode #attribute)
    }
}

/// A struct is a map.
pub(super) fn of_struct(expand: &Expand<'_>) -> TokenStream {
    let private = &expand.private;
    let (decode, encode) = if expand.container.is_model() {
        (quote!(decode_entity), quote!(encode_entity))
    } else {
        (quote!(decode_shape), quote!(encode_shape))
    };
    Conversion {
        decode: quote!(#private::#decode(__reader)),
        encode: quote!(#private::#encode(self, __writer)),
        absent: TokenStream::new(),
        is_absent: TokenStream::new(),
        kind: quote!(#private::kind::M),
        fields: super::fields::ty(expand),
        lifecycle: super::lifecycle::of_shape(expand),
    }
    .expand(expand)
}
