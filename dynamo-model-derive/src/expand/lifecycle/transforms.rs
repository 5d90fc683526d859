//! `set` and `get`: functions that change a value before it is written, and after it was read.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ExprPath;
use syn::spanned::Spanned;

use crate::ast::{Field, Storage, Style, Variant};
use crate::expand::Expand;
use crate::expand::enums::binding;

/// The ready-made ones. Those that change each character by itself go for parts of a text too.
const READY: [(&str, bool); 5] = [
    ("trim", false),
    ("lowercase", true),
    ("uppercase", true),
    ("single_spaced", false),
    ("none_if_empty", false),
];

/// `set` of a field.
pub(super) fn prepare(expand: &Expand<'_>, field: &Field<'_>) -> Option<TokenStream> {
    let private = &expand.private;
    let functions = &field.attrs.lifecycle.set.as_ref()?.value;
    let each = functions.iter().map(|function| {
        let (called, of_characters) = named(expand, function);
        let call = quote_spanned! {function.span()=>
            #private::transform(__value, #called, __at, __writing);
        };
        if of_characters {
            call
        } else {
            quote!(if __writing.purpose() != #private::Purpose::Affix { #call })
        }
    });
    Some(quote!(#(#each)*))
}

/// `set` of a struct.
pub(super) fn amend(expand: &Expand<'_>) -> Option<TokenStream> {
    let private = &expand.private;
    let function = &expand.container.attrs.lifecycle.set.as_ref()?.value;
    Some(quote_spanned!(function.span()=> #private::amend(self, #function, __at, __writing);))
}

/// `get` of the fields, and then of the struct.
pub(super) fn after_reading(expand: &Expand<'_>, fields: &[Field<'_>]) -> TokenStream {
    let private = &expand.private;
    let mut steps: Vec<_> = fields
        .iter()
        .filter_map(|field| of_field(expand, field))
        .collect();
    if let Some(get) = &expand.container.attrs.lifecycle.get {
        let function = &get.value;
        steps.push(quote_spanned!(function.span()=> #private::amend_read(self, #function)?;));
    }
    if steps.is_empty() {
        return TokenStream::new();
    }
    quote! {
        fn after_reading(&mut self) -> #private::Result<()> {
            #(#steps)*
            ::core::result::Result::Ok(())
        }
    }
}

fn of_field(expand: &Expand<'_>, field: &Field<'_>) -> Option<TokenStream> {
    let (private, member, name) = (&expand.private, &field.member, &field.name);
    let at = quote!(#private::At::ITEM.name(#name));
    read(expand, field, &quote!(&mut self.#member), &at)
}

/// `get` of the fields of the variant `__read`, of which its fields are bound to their names.
pub(in crate::expand) fn of_variant(
    expand: &Expand<'_>,
    variant: &Variant<'_>,
) -> Option<TokenStream> {
    let private = &expand.private;
    let mut members = Vec::new();
    let mut steps = Vec::new();
    for (position, field) in variant.fields.iter().enumerate() {
        let (member, name) = (&field.member, &field.name);
        let binding = binding(member);
        let at = match variant.style {
            Style::Struct => quote!(#private::At::ITEM.name(#name)),
            Style::Tuple => quote!(#private::At::ITEM.index(#position)),
            Style::Newtype | Style::Unit => quote!(#private::At::ITEM),
        };
        if let Some(step) = read(expand, field, &binding, &at) {
            members.push(quote!(#member: #binding));
            steps.push(step);
        }
    }
    let ident = variant.ident();
    (!steps.is_empty()).then(|| {
        quote! {
            if !__reader.is_raw() {
                #[allow(irrefutable_let_patterns)]
                if let Self::#ident { #(#members,)* .. } = &mut __read {
                    #(#steps)*
                }
            }
        }
    })
}

/// `get` of the field of a newtype, which is `__value`.
pub(in crate::expand) fn of_newtype(expand: &Expand<'_>, field: &Field<'_>) -> Option<TokenStream> {
    let private = &expand.private;
    let at = quote!(#private::At::ITEM);
    let step = read(expand, field, &quote!(&mut __value), &at)?;
    Some(quote!(if !__reader.is_raw() { #step }))
}

/// `get` of a field, in place.
fn read(
    expand: &Expand<'_>,
    field: &Field<'_>,
    place: &TokenStream,
    at: &TokenStream,
) -> Option<TokenStream> {
    let private = &expand.private;
    if field.storage() == Storage::Flattened {
        let call = quote!(after_reading(#place)?;);
        return Some(expand.through(field.ty(), "Shape", &call));
    }
    let functions = &field.attrs.lifecycle.get.as_ref()?.value;
    let discreet = field
        .is_secret()
        .then(|| quote!(.map_err(|__error| #private::discreet_read(__error, &#at))));
    let each = functions.iter().map(|function| {
        let (called, _) = named(expand, function);
        quote_spanned! {function.span()=>
            #private::transform_read(#place, #called, &#at) #discreet ?;
        }
    });
    Some(quote!(#(#each)*))
}

/// A function of the user, or a ready-made one, and whether it changes each character by itself.
fn named(expand: &Expand<'_>, function: &ExprPath) -> (TokenStream, bool) {
    let private = &expand.private;
    let ready = READY
        .into_iter()
        .find(|(name, _)| function.path.is_ident(name));
    match ready {
        Some((_, of_characters)) => (quote!(#private::ready::#function), of_characters),
        None => (quote!(#function), false),
    }
}
