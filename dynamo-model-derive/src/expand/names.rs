//! The names of attributes: which are declared, which go into maps, and which nobody takes.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Member;

use super::fields::outside;
use super::{Expand, Place};
use crate::ast::{Field, Storage};

/// ```text
/// fn taker(__name: &str) -> Taker { .. }
/// fn visit_undeclared(&self, __visit: &mut dyn FnMut(&str)) { .. }
/// fn read_unknown(__name: &str, __reader: &mut dyn Reader<'_>) -> Result<()> { .. }
/// ```
pub(super) fn of_struct(expand: &Expand<'_>, fields: &[Field<'_>]) -> TokenStream {
    let private = &expand.private;
    let taker = taker(expand, fields);
    let visits = flattened(fields).map(|field| {
        let member = &field.member;
        let visit = quote!(visit_undeclared(&self.#member, __visit));
        expand.through(field.ty(), "Shape", &visit)
    });
    let denies = expand.denies_unknown().then(|| {
        quote! {
            fn read_unknown(
                __name: &::core::primitive::str,
                _: &mut dyn #private::Reader<'_>,
            ) -> #private::Result<()> {
                #private::deny(__name)
            }
        }
    });
    quote! {
        fn declares(__name: &::core::primitive::str) -> ::core::primitive::bool {
            #taker
        }

        fn visit_undeclared(&self, __visit: &mut dyn ::core::ops::FnMut(&::core::primitive::str)) {
            #(#visits;)*
        }

        #denies
    }
}

/// ```text
/// matches!(__name, "id" | "total" | "amount") || <Audit as Shape>::declares(__name)
/// ```
fn taker(expand: &Expand<'_>, fields: &[Field<'_>]) -> TokenStream {
    let own = own(&declared(expand, fields));
    let others = flattened(fields)
        .map(|field| expand.through(field.ty(), "Shape", &quote!(declares(__name))));
    any(own.into_iter().chain(others))
}

/// Looks at the names in flattened maps: they are not those of attributes beside them, and fit the patterns of their map.
/// `place` gives a reference to a field, and `names` are the attributes beside it.
///
/// ```text
/// <Extra as Shape>::visit_undeclared(&self.extra, &mut |__name| check_name(__name, .., &["x-*"], __at, __writing));
/// ```
pub(super) fn inspect(
    expand: &Expand<'_>,
    fields: &[Field<'_>],
    names: &[String],
    place: impl Fn(&Member) -> TokenStream,
) -> TokenStream {
    let private = &expand.private;
    flattened(fields)
        .map(|field| {
            let patterns = field.patterns();
            let others = flattened(fields)
                .filter(|other| !std::ptr::eq(*other, field))
                .map(|other| expand.through(other.ty(), "Shape", &quote!(declares(__name))));
            let declared = any(own(names).into_iter().chain(others));
            let place = place(&field.member);
            let visit = quote! {
                visit_undeclared(#place, &mut |__name| {
                    #private::check_name(
                        __name,
                        #declared,
                        &[#(#patterns),*],
                        __at,
                        __writing,
                    );
                })
            };
            let visit = expand.through(field.ty(), "Shape", &visit);
            quote!(#visit;)
        })
        .collect()
}

/// The names of everything that is an attribute of its own, older ones and those of the library included.
pub(super) fn declared(expand: &Expand<'_>, fields: &[Field<'_>]) -> Vec<String> {
    let container = expand.container;
    let stored = fields
        .iter()
        .filter(|field| field.storage() == Storage::Attribute);
    let templates = container.keys.templates();
    let templates = templates.iter().map(|template| template.name.clone());
    let item_type = container.item_type().map(|(attribute, _)| attribute);
    stored
        .flat_map(Field::names)
        .chain(templates)
        .chain(item_type)
        .collect()
}

/// What a map with patterns has to be is asked where its type stands.
///
/// ```text
/// fn __maps() { catches_all::<BTreeMap<String, u32>>(); }
/// ```
pub(super) fn asks(expand: &Expand<'_>, fields: &[Field<'_>]) -> TokenStream {
    let private = &expand.private;
    let asks: Vec<_> = flattened(fields)
        .filter(|field| !field.patterns().is_empty())
        .map(|field| {
            let ty = outside(expand.container, field.ty());
            let before = quote!(#private::catches_all::<);
            Place::of(field.ty()).wrap(before, ty, quote!(>()))
        })
        .collect();
    if asks.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #[allow(dead_code)]
        fn __maps() {
            #(#asks;)*
        }
    }
}

fn own(names: &[String]) -> Option<TokenStream> {
    (!names.is_empty()).then(|| quote!(::core::matches!(__name, #(#names)|*)))
}

fn any(conditions: impl Iterator<Item = TokenStream>) -> TokenStream {
    let conditions: Vec<_> = conditions.collect();
    match conditions.as_slice() {
        [] => quote!(false),
        conditions => quote!(#(#conditions)||*),
    }
}

fn flattened<'a, 'b>(fields: &'b [Field<'a>]) -> impl Iterator<Item = &'b Field<'a>> {
    fields
        .iter()
        .filter(|field| field.storage() == Storage::Flattened)
}
