//! What stands in for an item with mistakes, so that each of them is one message: everything that uses the item
//! still finds its traits, its paths and its key.

use proc_macro2::TokenStream;
use quote::quote;

use super::convert::Conversion;
use super::{Expand, fields, hidden, roles};
use crate::ast::{Data, Field, Representation, Storage, Style};
use crate::keys::KeySource;

pub(super) fn expand(expand: &Expand<'_>) -> TokenStream {
    let private = &expand.private;
    let (kind, ty) = match &expand.container.data {
        Data::Struct(_) => (quote!(M), fields::ty(expand)),
        _ if expand.container.is_model() => (quote!(M), quote!(#private::NoFields)),
        Data::Enum(variants)
            if variants.iter().all(|v| v.style == Style::Unit)
                && matches!(expand.container.representation(), Representation::Name) =>
        {
            (quote!(S), quote!(#private::NoFields))
        }
        _ => (quote!(Any), quote!(#private::NoFields)),
    };
    let conversions = Conversion {
        decode: quote! {
            let _ = __reader;
            ::core::result::Result::Err(#private::Error::missing())
        },
        encode: quote!(__writer.null()),
        absent: TokenStream::new(),
        is_absent: TokenStream::new(),
        kind: quote!(#private::kind::#kind),
        fields: ty,
    }
    .expand(expand);
    let roles = roles::definition(expand);
    let (paths, at) = match &expand.container.data {
        Data::Struct(all) => (
            Some(fields::definition(expand, all)),
            Some(fields::at_without_defaults(expand, all)),
        ),
        _ => (None, None),
    };
    let shape = shape(expand);
    let schema = schema(expand);
    let roles_of_fields = roles::implement(expand);
    let hidden = hidden(&[
        conversions,
        at.unwrap_or_default(),
        shape,
        schema,
        roles_of_fields,
    ]);
    quote!(#roles #paths #hidden)
}

fn shape(expand: &Expand<'_>) -> TokenStream {
    if !matches!(expand.container.data, Data::Struct(_)) && !expand.container.is_model() {
        return TokenStream::new();
    }
    let private = &expand.private;
    expand.implement(
        "Shape",
        &quote! {
            type Slots = ();

            const MEMBERS: &'static [#private::Member] = &[];

            fn read_attribute(
                _: &mut (),
                _: &::core::primitive::str,
                _: &mut dyn #private::Reader<'_>,
            ) -> #private::Result<::core::primitive::bool> {
                ::core::result::Result::Ok(false)
            }

            fn finish(_: ()) -> #private::Result<Self> {
                ::core::result::Result::Err(#private::Error::missing())
            }

            fn write_attributes(&self, _: &mut dyn #private::Writer) -> #private::Result<()> {
                ::core::result::Result::Ok(())
            }
        },
    )
}

/// A model whose key is not known has that of most models.
fn schema(expand: &Expand<'_>) -> TokenStream {
    let container = expand.container;
    if !container.is_model() {
        return TokenStream::new();
    }
    let private = &expand.private;
    let sound = |source: &Option<KeySource>| match source.as_ref()? {
        KeySource::Field(position) => container
            .struct_fields()
            .get(*position)
            .filter(|field| field.sound.get() && can_be_key(field))
            .map(|field| expand.attribute(field)),
        KeySource::Template(_) => None,
    };
    let partition =
        sound(&container.keys.partition).unwrap_or_else(|| quote!(::std::string::String));
    let key = match sound(&container.keys.sort) {
        Some(sort) => quote!(#private::Pair<#partition, #sort>),
        None => quote!(#private::Single<#partition>),
    };
    let schema = expand.implement(
        "Schema",
        &quote! {
            type Key = #key;

            const SCHEMA: &'static #private::TableSchema = #private::NO_TABLE;
        },
    );
    let entity = expand.implement(
        "Entity",
        &quote! {
            fn key_input(
                &self,
                __name: &::core::primitive::str,
            ) -> #private::Result<::core::option::Option<#private::AttributeValue>> {
                ::core::result::Result::Err(#private::no_key_input(__name))
            }
        },
    );
    quote!(#schema #entity)
}

/// Whether nothing but its type can keep a field from being a key.
fn can_be_key(field: &Field<'_>) -> bool {
    field.storage() == Storage::Attribute && field.attrs.null.is_none()
}
