//! What stands in for an item with mistakes, so that each of them is one message: everything that uses the item
//! still finds its traits, its paths and its key.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;

use super::convert::Conversion;
use super::{Expand, fields, hidden, lifecycle, output, roles, schema};
use crate::ast::{Data, Representation, Storage, Style};
use crate::attr::same;
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
        lifecycle: TokenStream::new(),
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
    let model = model(expand);
    let output = output::expand(expand);
    let hidden = hidden(&[conversions, at.unwrap_or_default(), shape, model, output]);
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

/// A model whose key is not known takes every key, and so do its indexes. It goes into every batch.
fn model(expand: &Expand<'_>) -> TokenStream {
    let container = expand.container;
    if !container.is_model() {
        return TokenStream::new();
    }
    let private = &expand.private;
    let keys = &container.keys;
    let is_whole = keys.partition.is_some() && keys.sort.is_some() == speaks_of_sort_key(expand);
    let is_known =
        is_whole && container.attrs.sound && keys.table().all(|key| is_known(expand, key));
    let key = schema::table_key(expand)
        .filter(|_| is_known)
        .unwrap_or_else(|| quote!(#private::AnyKey));
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
    let hooks = lifecycle::hooks::expand(expand);
    let indexes = index_types(expand);
    let roles = roles::allow_everything(expand, &indexes);
    let indexes = indexes.iter().map(|ty| implement_index(expand, ty));
    let versioned = lifecycle::implement_version(expand);
    let batchable = expand.implement("Unconditional", &TokenStream::new());
    quote!(#schema #entity #hooks #versioned #batchable #roles #(#indexes)*)
}

fn speaks_of_sort_key(expand: &Expand<'_>) -> bool {
    let mut fields = expand.container.struct_fields().iter();
    expand.container.attrs.sort_key.is_some() || fields.any(|field| field.attrs.sort_key.is_some())
}

/// Whether a key attribute is what it would be without the mistakes.
fn is_known(expand: &Expand<'_>, source: &KeySource) -> bool {
    let fields = expand.container.struct_fields();
    let is_sound = |position: usize| {
        fields.get(position).is_some_and(|field| {
            let storage = field.storage();
            field.sound.get()
                && field.attrs.null.is_none()
                && matches!(storage, Storage::Attribute | Storage::InKey)
        })
    };
    match source {
        KeySource::Field(position) => is_sound(*position),
        KeySource::Template(template) => {
            template.sound && template.parts.iter().all(|part| is_sound(part.field))
        }
    }
}

/// Every index that the struct or a field speaks of, each once.
fn index_types<'a>(expand: &Expand<'a>) -> Vec<&'a Path> {
    let container = expand.container;
    let of_struct = container.attrs.indexes.iter().map(|index| &index.ty);
    let fields = container.struct_fields().iter();
    let of_fields = fields.flat_map(|field| field.attrs.indexes.iter().map(|role| &role.ty));
    let mut types: Vec<&Path> = Vec::new();
    for ty in of_struct.chain(of_fields) {
        if !types.iter().any(|known| same(known, ty)) {
            types.push(ty);
        }
    }
    types
}

fn implement_index(expand: &Expand<'_>, ty: &Path) -> TokenStream {
    let private = &expand.private;
    let this = expand.self_type();
    let indexes = &expand.container.keys.indexes;
    let known = indexes
        .iter()
        .find(|index| same(&index.ty, ty))
        .filter(|index| index.sound && index.keys().all(|key| is_known(expand, key)));
    let key = match known {
        Some(index) => schema::index_key(expand, index),
        None => quote!(#private::AnyKey),
    };
    let (impl_generics, _, where_clause) = expand.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #private::Index<#this> for #ty #where_clause {
            type Key = #key;
            type Item = #this;
            type ScanRoot = #private::Scanned<#this, #ty>;
            const SCHEMA: &'static #private::IndexSchema = #private::NO_INDEX;
        }
        #[automatically_derived]
        impl #impl_generics #private::ReadsConsistently<#this> for #ty #where_clause {}
    }
}
