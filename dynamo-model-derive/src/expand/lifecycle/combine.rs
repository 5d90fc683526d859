//! `combine`: text that is made of other fields.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::named;
use crate::ast::Field;
use crate::expand::fields::outside;
use crate::expand::slots::Slots;
use crate::expand::{Expand, Place};

/// The constants that say how fields are combined, and what is asked of the types of their sources.
///
/// ```text
/// const __combined_name: &'static CombinedAs<Option<String>> = &combined::<Option<String>>("name", &["first", "last"], " ");
/// fn __sources_name() { combinable::<String>(); combinable::<u32>(); }
/// ```
pub(in crate::expand) fn constants(expand: &Expand<'_>, fields: &[Field<'_>]) -> TokenStream {
    let private = &expand.private;
    combined(fields)
        .map(|(field, sources)| {
            let (ident, asks) = (named("combined", field), named("sources", field));
            let (name, ty) = (&field.name, outside(expand.container, field.ty()));
            let found = of(fields, sources);
            let names = found.iter().map(|(_, source)| &source.name);
            let separator = match &field.attrs.lifecycle.separator {
                Some(separator) => separator.value.value(),
                None => ",".to_owned(),
            };
            let new = Place::of(field.ty()).wrap(
                quote!(#private::combined::<),
                ty.clone(),
                quote!(>(#name, &[#(#names),*], #separator)),
            );
            let asks_each = found.iter().map(|(named, source)| {
                let attribute = outside(expand.container, expand.attribute(source));
                let ask = quote!(#private::combinable::<#attribute>());
                Place::at(named.span()).put(ask)
            });
            quote! {
                const #ident: &'static #private::CombinedAs<#ty> = &#new;
                #[allow(dead_code)]
                fn #asks() {
                    #(#asks_each;)*
                }
            }
        })
        .collect()
}

/// ```text
/// self.name = __Slots::__combined_name.field(&[
///     __Slots::first.key_input(&self.first).unwrap_or_default(),
///     __Slots::last.key_input(&self.last).unwrap_or_default(),
/// ]);
/// ```
///
/// A source that has no stored form is told where it is written.
pub(super) fn prepare(
    expand: &Expand<'_>,
    fields: &[Field<'_>],
    slots: &Slots<'_>,
) -> Option<TokenStream> {
    let helper = slots.ty(expand);
    let each: Vec<_> = combined(fields)
        .map(|(field, sources)| {
            let (member, ident) = (&field.member, named("combined", field));
            let sources = of(fields, sources).into_iter().map(|(_, source)| {
                let (member, codec) = (&source.member, slots.field(expand, source));
                quote!(#codec.key_input(&self.#member).unwrap_or_default())
            });
            quote!(self.#member = <#helper>::#ident.field(&[#(#sources),*]);)
        })
        .collect();
    (!each.is_empty()).then(|| quote!(#(#each)*))
}

/// Notes what an update does to sources.
///
/// ```text
/// touch(__Slots::__combined_name.combined(), __name, __at, __writing);
/// ```
pub(super) fn touch(expand: &Expand<'_>, fields: &[Field<'_>], slots: &Slots<'_>) -> TokenStream {
    let (private, helper) = (&expand.private, slots.ty(expand));
    combined(fields)
        .map(|(field, _)| {
            let ident = named("combined", field);
            quote!(#private::touch(<#helper>::#ident.combined(), __name, __at, __writing);)
        })
        .collect()
}

fn combined<'a, 'b>(fields: &'b [Field<'a>]) -> impl Iterator<Item = (&'b Field<'a>, &'b [Ident])> {
    fields.iter().filter_map(|field| {
        let sources = &field.attrs.lifecycle.combine.as_ref()?.value;
        Some((field, sources.as_slice()))
    })
}

/// The fields of these names.
fn of<'a, 'b>(fields: &'b [Field<'a>], names: &'b [Ident]) -> Vec<(&'b Ident, &'b Field<'a>)> {
    names
        .iter()
        .filter_map(|name| {
            let source = fields
                .iter()
                .find(|field| field.ident().unraw() == name.unraw())?;
            Some((name, source))
        })
        .collect()
}
