//! `Schema` and `Entity`: the table of a model and its key; `Index`: those of its indexes.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Expand, Place, keys, lifecycle};
use crate::ast::{Data, Field};
use crate::keys::{Index, KeySource};

pub(super) fn expand(expand: &Expand<'_>) -> TokenStream {
    let container = expand.container;
    let (true, Data::Struct(_), Some(key)) =
        (container.is_model(), &container.data, table_key(expand))
    else {
        return TokenStream::new();
    };
    let private = &expand.private;
    let (_, ty_generics, _) = expand.generics.split_for_impl();
    let slots = quote!(<__Slots #ty_generics>);
    let table = container.table();
    let key = marked(expand, container.keys.table(), key);
    let indexes = (0..container.keys.indexes.len()).map(keys::index_ident);
    let item_type = container.item_type().map(|(attribute, names)| {
        quote!(.with_item_type(#private::ItemType::new(#attribute, &[#(#names),*])))
    });
    let version = lifecycle::version_schema(expand);
    let unique = lifecycle::unique_schema(expand);
    let ttl = container.struct_fields().iter().find_map(|field| {
        let ttl = &field.attrs.lifecycle.ttl.as_ref()?.value;
        let (name, hides) = (&field.name, ttl.hide_expired.is_some());
        Some(quote!(.with_ttl(#private::TtlSchema::new(#name, #hides))))
    });
    let schema = expand.implement(
        "Schema",
        &quote! {
            type Key = #key;

            const SCHEMA: &'static #private::TableSchema = &#private::TableSchema::new(
                #table,
                #private::IndexSchema::primary(#slots::__PARTITION_KEY, #slots::__SORT_KEY),
            )
            .with_members(<Self as #private::Shape>::MEMBERS)
            .with_indexes(&[#(#slots::#indexes),*])
            #item_type
            #version
            #unique
            #ttl;
        },
    );
    let inputs = keys::inputs(expand);
    let version = lifecycle::version_field(expand);
    let entity = expand.implement(
        "Entity",
        &quote! {
            fn key_input(
                &self,
                __name: &::core::primitive::str,
            ) -> #private::Result<::core::option::Option<#private::AttributeValue>> {
                match __name {
                    #inputs
                    _ => ::core::result::Result::Err(#private::no_key_input(__name)),
                }
            }

            #version
        },
    );
    let indexes = container
        .keys
        .indexes
        .iter()
        .enumerate()
        .map(|(i, index)| implement_index(expand, i, index));
    let versioned = lifecycle::implement_version(expand);
    let batchable = lifecycle::batchable(expand);
    quote!(#schema #entity #versioned #batchable #(#indexes)*)
}

/// The type of the table's own key.
pub(super) fn table_key(expand: &Expand<'_>) -> Option<TokenStream> {
    let keys = &expand.container.keys;
    let partition = component(expand, keys.partition.as_ref()?);
    let sort = keys.sort.as_ref();
    let sort = sort.map(|sort| (sort, component(expand, sort)));
    Some(shape(expand, partition, sort))
}

/// ```text
/// impl Index<Order> for ByStatus { type Key = Pair<Status, Timestamp>; type Item = Order; const SCHEMA: .. }
/// impl ReadsConsistently<Order> for ByDate {}
/// ```
fn implement_index(expand: &Expand<'_>, number: usize, index: &Index) -> TokenStream {
    let private = &expand.private;
    let container = expand.container;
    let (ty, this) = (&index.ty, expand.self_type());
    let key = index_key(expand, index);
    let key = marked(expand, index.keys(), key);
    let item = if container.is_whole_in(index) {
        quote!(#this)
    } else {
        quote!(#private::Incomplete<#this, #ty>)
    };
    let constant = keys::index_ident(number);
    let (impl_generics, ty_generics, where_clause) = expand.generics.split_for_impl();
    let consistent = index.local.then(|| {
        quote! {
            #[automatically_derived]
            impl #impl_generics #private::ReadsConsistently<#this> for #ty #where_clause {}
        }
    });
    quote! {
        #[automatically_derived]
        impl #impl_generics #private::Index<#this> for #ty #where_clause {
            type Key = #key;
            type Item = #item;
            type ScanRoot = #private::Scanned<#this, #ty>;
            const SCHEMA: &'static #private::IndexSchema = <__Slots #ty_generics>::#constant;
        }
        #consistent
    }
}

/// The type of an index's key.
pub(super) fn index_key(expand: &Expand<'_>, index: &Index) -> TokenStream {
    let partition = if index.local {
        index
            .partition
            .first()
            .map(|source| component(expand, source))
    } else {
        several(expand, &index.partition)
    };
    let sort = index.sort.first().zip(several(expand, &index.sort));
    shape(expand, partition.unwrap_or_default(), sort)
}

/// The shape of a key, from its partition key and its sort key.
fn shape(
    expand: &Expand<'_>,
    partition: TokenStream,
    sort: Option<(&KeySource, TokenStream)>,
) -> TokenStream {
    let private = &expand.private;
    match sort {
        None => quote!(#private::Single<#partition>),
        Some((KeySource::Template(template), _)) if template.parts.is_empty() => {
            quote!(#private::Fixed<#partition>)
        }
        Some((_, sort)) => quote!(#private::Pair<#partition, #sort>),
    }
}

/// What one or several attributes of an index are together.
fn several(expand: &Expand<'_>, sources: &[KeySource]) -> Option<TokenStream> {
    let private = &expand.private;
    match sources {
        [] => None,
        [KeySource::Template(template)] => {
            Some(component(expand, &KeySource::Template(template.clone())))
        }
        [KeySource::Field(field)] => operand(expand, *field),
        several => {
            let operands = several.iter().filter_map(|source| match source {
                KeySource::Field(field) => operand(expand, *field),
                KeySource::Template(_) => None,
            });
            Some(quote!(#private::Several<(#(#operands,)*)>))
        }
    }
}

/// What a key attribute of the table is.
fn component(expand: &Expand<'_>, source: &KeySource) -> TokenStream {
    let private = &expand.private;
    match source {
        KeySource::Field(position) => expand
            .container
            .struct_fields()
            .get(*position)
            .map(|field| expand.attribute(field))
            .unwrap_or_default(),
        KeySource::Template(template) => {
            let operands = template
                .parts
                .iter()
                .filter_map(|part| operand(expand, part.field));
            quote!(#private::Joined<(#(#operands,)*)>)
        }
    }
}

/// What an attribute is compared with: that of an `Option<T>` with a `T`.
fn operand(expand: &Expand<'_>, position: usize) -> Option<TokenStream> {
    let private = &expand.private;
    let field = expand.container.struct_fields().get(position)?;
    let attribute = expand.attribute(field);
    let operand = quote!(<#attribute as #private::Attribute>::Operand);
    Some(Place::of(field.ty()).put(operand))
}

/// The type of a key, to be marked where its only attribute is, if it has one: at the field, or at the template. That of
/// several would be marked at one of them, whichever is wrong.
fn marked<'a>(
    expand: &Expand<'_>,
    mut sources: impl Iterator<Item = &'a KeySource>,
    key: TokenStream,
) -> TokenStream {
    let place = match (sources.next(), sources.next()) {
        (Some(KeySource::Template(template)), None) => Place::at(template.span),
        (Some(KeySource::Field(position)), None) => {
            let field = expand.container.struct_fields().get(*position);
            Place::of(&field.map(Field::ty))
        }
        _ => return key,
    };
    place.put(key)
}
