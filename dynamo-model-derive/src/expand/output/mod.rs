//! What an item shows of itself: serde's `Serialize`, views, and `Debug` where there are secrets.

mod debug;
mod serialize;
mod view;

use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::{Expand, Place, generics};
use crate::ast::{Field, Storage};

pub(super) fn expand(expand: &Expand<'_>) -> TokenStream {
    let serialize = serialize::expand(expand);
    let views = view::expand(expand);
    let debug = debug::expand(expand);
    quote!(#serialize #views #debug)
}

/// Code that needs serde, because of this word of the user: where the library is without it, the word is what is wrong.
fn with_serde(expand: &Expand<'_>, word: &Ident, code: &TokenStream) -> TokenStream {
    let private = &expand.private;
    let invoke = Place::at(word.span()).put(quote!(#private::output!));
    let mut arguments = Group::new(Delimiter::Brace, quote!(#word: #code));
    arguments.set_span(word.span());
    quote!(#invoke #arguments)
}

/// Whether what is shown has the names of the fields, and not those of the attributes.
fn by_field_names(expand: &Expand<'_>) -> bool {
    let serialize = expand.container.attrs.lifecycle.serialize.as_ref();
    serialize.is_some_and(|named| named.value.as_ref().is_some_and(|names| names == "fields"))
}

/// What a field is called.
fn name(expand: &Expand<'_>, field: &Field<'_>) -> String {
    match by_field_names(expand) {
        true => field.ident().unraw().to_string(),
        false => field.name.clone(),
    }
}

/// `Entries::field::<String>(__entries, "name", &self.name)?;`
fn entry(expand: &Expand<'_>, field: &Field<'_>, value: &TokenStream) -> TokenStream {
    let private = &expand.private;
    let place = Place::of(field.ty());
    if field.storage() == Storage::Flattened {
        return place.wrap(
            quote!(<),
            field.ty(),
            quote!(as #private::Beside<#private::Own>>::entries(#value, __entries)?;),
        );
    }
    let name = name(expand, field);
    let method = match field.attrs.null.is_some() {
        true => quote!(nullable),
        false => quote!(field),
    };
    place.wrap(
        quote!(#private::Entries::#method::<),
        field.ty(),
        quote!(>(__entries, #name, #value)?;),
    )
}

/// What these fields ask of the parameters of the item: that what is stored as an attribute is an `of`.
fn needs<'a>(
    expand: &Expand<'_>,
    fields: impl Iterator<Item = &'a Field<'a>>,
    of: &TokenStream,
) -> Vec<TokenStream> {
    let private = &expand.private;
    let mut needs: Vec<TokenStream> = Vec::new();
    for field in fields {
        let ty = field.ty();
        let used = generics::used_by(expand, ty);
        let of_field = match field.storage() {
            Storage::Flattened if !used.is_empty() => {
                vec![quote!(#ty: #private::Beside<#private::Own>)]
            }
            _ => used.iter().map(|ty| quote!(#ty: #of)).collect(),
        };
        for need in of_field {
            let text = need.to_string();
            if needs.iter().all(|known| known.to_string() != text) {
                needs.push(need);
            }
        }
    }
    needs
}
