//! `created_at`, `updated_at`, `ttl(after = ..)` and `id`: what writes make by themselves.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Member;
use syn::ext::IdentExt;

use crate::ast::{Field, Storage};
use crate::attr::lifecycle::Ttl;
use crate::expand::fields::outside;
use crate::expand::slots::Slots;
use crate::expand::{Expand, Place};

/// How a field gets its values, as constants: what is needed of its type is asked there, once.
///
/// ```text
/// const __stamp_created_at: Moment<SystemTime> = moment();
/// const __ids_id: Ids<Uuid> = ids::<UuidV7, Uuid>();
/// ```
pub(super) fn constants(expand: &Expand<'_>, field: &Field<'_>) -> TokenStream {
    let private = &expand.private;
    let lifecycle = &field.attrs.lifecycle;
    let ty = outside(expand.container, field.ty());
    let stamp = lifecycle
        .created_at
        .as_ref()
        .or(lifecycle.updated_at.as_ref());
    let stamp = stamp.map(|named| {
        let ident = stamp_ident(field);
        let moment = Place::at(named.word.span()).put(quote!(#private::moment()));
        quote!(const #ident: #private::Moment<#ty> = #moment;)
    });
    let ids = lifecycle.id.as_ref().map(|named| {
        let (ident, kind) = (ids_ident(field), kind(&named.value));
        let ids = Place::at(named.value.span()).put(quote!(#private::ids::<#private::#kind, _>()));
        quote!(const #ident: #private::Ids<#ty> = #ids;)
    });
    quote!(#stamp #ids)
}

/// What is done to a whole struct, or to a variant: `place` is where a field is.
pub(super) fn prepare(
    expand: &Expand<'_>,
    fields: &[Field<'_>],
    slots: &Slots<'_>,
    place: &dyn Fn(&Member) -> TokenStream,
) -> Option<TokenStream> {
    let all: Vec<_> = fields
        .iter()
        .filter(|field| matches!(field.storage(), Storage::Attribute | Storage::InKey))
        .filter_map(|field| of_field(expand, field, slots, &place(&field.member)))
        .collect();
    (!all.is_empty()).then(|| quote!(#(#all)*))
}

fn of_field(
    expand: &Expand<'_>,
    field: &Field<'_>,
    slots: &Slots<'_>,
    place: &TokenStream,
) -> Option<TokenStream> {
    let (private, slots_ty) = (&expand.private, slots.ty(expand));
    let (lifecycle, name) = (&field.attrs.lifecycle, &field.name);
    if lifecycle.id.is_some() {
        let ids = ids_ident(field);
        return Some(quote!(<#slots_ty>::#ids.fill(&mut #place);));
    }
    if let Some((ttl, after)) = expiring(expand, field) {
        let codec = slots.field(expand, field);
        let what = Ident::new(
            if ttl.refresh.is_some() {
                "refreshed"
            } else {
                "expires"
            },
            Span::call_site(),
        );
        return Some(quote! {
            #private::#what(&#codec, &mut #place, #after, &__at.name(#name), __writing);
        });
    }
    let what = if lifecycle.updated_at.is_some() {
        quote!(updated)
    } else if lifecycle.created_at.is_some() {
        quote!(created)
    } else {
        return None;
    };
    let stamp = stamp_ident(field);
    Some(quote!(<#slots_ty>::#stamp.#what(&mut #place, &__at.name(#name), __writing);))
}

/// The time to live of a field that is written by itself, and how long that is.
pub(super) fn expiring<'f>(
    expand: &Expand<'_>,
    field: &'f Field<'_>,
) -> Option<(&'f Ttl, TokenStream)> {
    let private = &expand.private;
    let ttl = &field.attrs.lifecycle.ttl.as_ref()?.value;
    let after = &ttl.after.as_ref()?.value;
    Some((
        ttl,
        quote!({
            let __after: #private::Duration = #after;
            __after
        }),
    ))
}

/// The constant with which a field is stamped.
pub(super) fn stamp_ident(field: &Field<'_>) -> Ident {
    format_ident!("__stamp_{}", field.ident().unraw())
}

/// The constant from which a field has its ids.
pub(super) fn ids_ident(field: &Field<'_>) -> Ident {
    format_ident!("__ids_{}", field.ident().unraw())
}

fn kind(word: &Ident) -> Ident {
    let kind = match word.to_string().as_str() {
        "uuid_v4" => "UuidV4",
        "uuid_v7" => "UuidV7",
        _ => "UlidKind",
    };
    Ident::new(kind, Span::call_site())
}
