//! `view`: what one reader or another is shown.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use super::{entry, name, needs, with_serde};
use crate::ast::{Data, Field, Storage};
use crate::attr::lifecycle::View;
use crate::attr::same;
use crate::check::view::{names, shows};
use crate::expand::fields::mentions;
use crate::expand::{Expand, Place, generics};

/// ```text
/// impl Beside<Public> for Order {
///     fn entries<E: Entries>(&self, __entries: &mut E) -> Result<(), E::Error> {
///         Entries::field::<String>(__entries, "id", &self.id)?;
///         Entries::nested::<Address, Public>(__entries, "address", &self.address)?;
///         Ok(())
///     }
/// }
/// impl View<Public> for Order { .. }
/// ```
pub(super) fn expand(expand: &Expand<'_>) -> TokenStream {
    let Data::Struct(fields) = &expand.container.data else {
        return TokenStream::new();
    };
    let views = &expand.container.attrs.lifecycle.views;
    let each = views.iter().enumerate().filter(|(i, view)| {
        // Of two of the same name, which `check` has reported, the first.
        let mut before = views.iter().take(*i);
        !before.any(|other| same(&other.ty, &view.ty))
    });
    each.map(|(_, view)| implement(expand, fields, view))
        .collect()
}

fn implement(expand: &Expand<'_>, fields: &[Field<'_>], view: &View) -> TokenStream {
    let private = &expand.private;
    let ty = &view.ty;
    let is_nested = |field: &&Field<'_>| names(view.nested.as_ref(), field);
    let shown: Vec<_> = fields.iter().filter(|field| shows(view, field)).collect();
    let entries = shown.iter().map(|field| {
        let member = &field.member;
        let value = quote!(&self.#member);
        match is_nested(field) {
            true => nested(expand, view, field, &value),
            false => entry(expand, field, &value),
        }
    });
    let entries = modified(expand, view, &quote!(#(#entries)*));
    let plain = shown.iter().copied().filter(|field| !is_nested(field));
    let mut bounds = needs(expand, plain, &quote!(#private::Serialize));
    for field in shown.iter().filter(|field| is_nested(field)) {
        bounds.extend(needs_of_nested(expand, view, field));
    }
    let beside = expand.implement_for(
        &quote!(#private::Beside<#ty>),
        &bounds,
        &quote! {
            fn entries<__E: #private::Entries>(
                &self,
                __entries: &mut __E,
            ) -> ::core::result::Result<(), __E::Error> {
                #entries
            }
        },
    );
    let viewed = expand.implement_for(
        &quote!(#private::View<#ty>),
        &bounds,
        &quote! {
            fn serialize_view<__S: #private::Serializer>(
                &self,
                __serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #private::fields::<Self, #ty, __S>(self, __serializer)
            }
        },
    );
    with_serde(expand, &view.word, &quote!(#beside #viewed))
}

/// What a document in its own view asks of the parameters of the item: that there is this view of it. An item that contains itself
/// would have to prove that by itself, and asks it of its parameters alone.
fn needs_of_nested(expand: &Expand<'_>, view: &View, field: &Field<'_>) -> Vec<TokenStream> {
    let (private, of, ty) = (&expand.private, &view.ty, field.ty());
    let used = generics::used_by(expand, ty);
    if used.is_empty() {
        return Vec::new();
    }
    let own = expand.ident().to_string();
    if mentions(ty.to_token_stream(), &own) || mentions(ty.to_token_stream(), "Self") {
        return used
            .iter()
            .map(|used| quote!(#used: #private::View<#of>))
            .collect();
    }
    match field.storage() {
        Storage::Flattened => vec![quote!(#ty: #private::Beside<#of>)],
        _ => vec![quote!(#ty: #private::View<#of>)],
    }
}

/// A document in its own view of the same type.
fn nested(expand: &Expand<'_>, view: &View, field: &Field<'_>, value: &TokenStream) -> TokenStream {
    let (private, of) = (&expand.private, &view.ty);
    let place = Place::of(field.ty());
    if field.storage() == Storage::Flattened {
        return place.wrap(
            quote!(<),
            field.ty(),
            quote!(as #private::Beside<#of>>::entries(#value, __entries)?;),
        );
    }
    let name = name(expand, field);
    place.wrap(
        quote!(#private::Entries::nested::<),
        field.ty(),
        quote!(, #of>(__entries, #name, #value)?;),
    )
}

/// The fields, and what a function of the user gives in their place.
fn modified(expand: &Expand<'_>, view: &View, entries: &TokenStream) -> TokenStream {
    let private = &expand.private;
    let Some(modify) = &view.modify else {
        return quote! {
            #entries
            ::core::result::Result::Ok(())
        };
    };
    let function = &modify.value;
    quote_spanned! {function.span()=>
        #private::modified(self, #function, __entries, |__entries| {
            #entries
            ::core::result::Result::Ok(())
        })
    }
}
