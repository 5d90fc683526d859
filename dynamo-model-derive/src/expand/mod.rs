//! From the checked item to code: one file for each thing that is generated.

mod assert;
mod convert;
mod enums;
mod fallback;
mod fields;
mod generics;
mod newtype;
mod schema;
mod shape;
mod slots;

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{DeriveInput, Generics};

use crate::ast::{Codec, Container, Data, Derive, Field};
use crate::check;
use crate::ctxt::Ctxt;

/// The whole of a derive.
pub(crate) fn derive(derive: Derive, input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let (container, errors) = Ctxt::collect(|cx| {
        let container = Container::from_ast(cx, derive, &input);
        check::check(cx, &container);
        container
    });
    let expand = Expand::new(&container);
    match errors {
        None => expand.everything(),
        Some(errors) => {
            let errors = errors.into_compile_error();
            let fallback = fallback::expand(&expand);
            quote!(#errors #fallback)
        }
    }
}

/// What everything generated for one item needs to know.
struct Expand<'a> {
    container: &'a Container<'a>,
    /// The path of `__private`.
    private: TokenStream,
    /// The generics of the item, with what the implementations need of them.
    generics: Generics,
}

impl<'a> Expand<'a> {
    fn new(container: &'a Container<'a>) -> Self {
        let private = match &container.attrs.krate {
            Some(path) => {
                let path = &path.value;
                quote!(#path::__private)
            }
            None => quote!(::dynamo_model::__private),
        };
        let mut this = Self {
            container,
            private,
            generics: container.original.generics.clone(),
        };
        generics::add_bounds(&mut this);
        this
    }

    fn everything(&self) -> TokenStream {
        match &self.container.data {
            Data::Struct(fields) => {
                let paths = fields::expand(self, fields);
                let pieces = [
                    assert::expand(self, fields),
                    slots::of_struct(self, fields).definition(self),
                    shape::expand(self, fields),
                    convert::of_struct(self),
                    schema::expand(self),
                ];
                let hidden = hidden(&pieces);
                quote!(#paths #hidden)
            }
            Data::Newtype(field) => hidden(&[newtype::expand(self, field)]),
            Data::Enum(variants) => hidden(&[enums::expand(self, variants)]),
            // `check` has reported these, and `fallback` stands in.
            Data::Tuple(_) | Data::Union => TokenStream::new(),
        }
    }

    fn ident(&self) -> &Ident {
        self.container.ident()
    }

    /// The item as a type.
    fn self_type(&self) -> TokenStream {
        let ident = self.ident();
        let (_, ty_generics, _) = self.generics.split_for_impl();
        quote!(#ident #ty_generics)
    }

    /// An implementation of a trait of the library for the item.
    fn implement(&self, of: &str, body: &TokenStream) -> TokenStream {
        let private = &self.private;
        let of = Ident::new(of, proc_macro2::Span::call_site());
        let ident = self.ident();
        let (impl_generics, ty_generics, where_clause) = self.generics.split_for_impl();
        quote! {
            #[automatically_derived]
            impl #impl_generics #private::#of for #ident #ty_generics #where_clause {
                #body
            }
        }
    }

    /// The codec of a field.
    fn codec(&self, field: &Field<'_>) -> TokenStream {
        let private = &self.private;
        let form = field.form();
        let codec = match form.codec {
            Codec::Plain if form.nullable => return quote!(#private::Nullable),
            Codec::Plain => quote!(#private::Plain),
            Codec::With(ty) => quote!(#ty),
            Codec::Binary => quote!(#private::Binary),
            Codec::Serde => quote!(#private::Serde),
        };
        if form.nullable {
            quote!(#private::Nullable<#codec>)
        } else {
            codec
        }
    }

    /// The type of the attribute behind a field: the field's own, or that as the codec stores it.
    fn attribute(&self, field: &Field<'_>) -> TokenStream {
        let ty = field.ty();
        if field.form().is_plain() {
            return quote!(#ty);
        }
        let private = &self.private;
        let codec = self.codec(field);
        quote_spanned!(ty.span()=> #private::As<#ty, #codec>)
    }
}

/// Puts implementations where their helpers disturb nobody.
fn hidden(pieces: &[TokenStream]) -> TokenStream {
    quote! {
        #[doc(hidden)]
        #[allow(deprecated, non_camel_case_types, non_snake_case, non_upper_case_globals)]
        const _: () = {
            #(#pieces)*
        };
    }
}
