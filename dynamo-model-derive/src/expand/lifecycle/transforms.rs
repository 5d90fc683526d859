//! `set` and `get`: functions that change a value before it is written, and after it was read.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::ExprPath;
use syn::spanned::Spanned;

use crate::ast::{Field, Storage, Style, Variant};
use crate::expand::Expand;
use crate::expand::enums::binding;
use crate::expand::fields::outside;
use crate::expand::slots::{self, Slots};

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
pub(super) fn after_reading(
    expand: &Expand<'_>,
    fields: &[Field<'_>],
    slots: &Slots<'_>,
) -> TokenStream {
    let private = &expand.private;
    let mut steps: Vec<_> = fields
        .iter()
        .filter_map(|field| of_field(expand, field, slots))
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

/// `get` of a field, as a function: for whole structs, and for the paths of it. What is secret is not told by its error.
///
/// ```text
/// fn __get_name(__value: &mut String, __at: &At<'_>) -> Result<()> { .. }
/// ```
pub(super) fn function(expand: &Expand<'_>, field: &Field<'_>) -> Option<TokenStream> {
    let private = &expand.private;
    let functions = &field.attrs.lifecycle.get.as_ref()?.value;
    let (ident, ty) = (get_ident(field), outside(expand.container, field.ty()));
    let discreet = field
        .is_secret()
        .then(|| quote!(.map_err(|__error| #private::discreet_read(__error, __at))));
    let each = functions.iter().map(|function| {
        let (called, _) = named(expand, function);
        quote_spanned! {function.span()=>
            #private::transform_read(__value, #called, __at) #discreet ?;
        }
    });
    Some(quote! {
        #[allow(dead_code)]
        fn #ident(__value: &mut #ty, __at: &#private::At<'_>) -> #private::Result<()> {
            #(#each)*
            ::core::result::Result::Ok(())
        }
    })
}

/// The function that is the `get` of a field.
pub(in crate::expand) fn get_ident(field: &Field<'_>) -> Ident {
    super::named("get", field)
}

fn of_field(expand: &Expand<'_>, field: &Field<'_>, slots: &Slots<'_>) -> Option<TokenStream> {
    let (private, member, name) = (&expand.private, &field.member, &field.name);
    let at = quote!(#private::At::ITEM.name(#name));
    read(expand, slots, field, &quote!(&mut self.#member), &at)
}

/// `get` of the fields of the variant `__read`, of which its fields are bound to their names.
pub(in crate::expand) fn of_variant(
    expand: &Expand<'_>,
    variant: &Variant<'_>,
) -> Option<TokenStream> {
    let private = &expand.private;
    let slots = slots::of_variant(variant);
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
        if let Some(step) = read(expand, &slots, field, &binding, &at) {
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
    let slots = slots::of_struct(expand, std::slice::from_ref(field));
    let at = quote!(#private::At::ITEM);
    let step = read(expand, &slots, field, &quote!(&mut __value), &at)?;
    Some(quote!(if !__reader.is_raw() { #step }))
}

/// `get` of a field, in place.
fn read(
    expand: &Expand<'_>,
    slots: &Slots<'_>,
    field: &Field<'_>,
    place: &TokenStream,
    at: &TokenStream,
) -> Option<TokenStream> {
    if field.storage() == Storage::Flattened {
        let call = quote!(after_reading(#place)?;);
        return Some(expand.through(field.ty(), "Shape", &call));
    }
    field.attrs.lifecycle.get.as_ref()?;
    let (helper, get) = (slots.ty(expand), get_ident(field));
    Some(quote!(<#helper>::#get(#place, &#at)?;))
}

/// A function of the user, or a ready-made one, and whether it changes each character by itself.
fn named(expand: &Expand<'_>, function: &ExprPath) -> (TokenStream, bool) {
    let private = &expand.private;
    let ready = READY
        .into_iter()
        .find(|(name, _)| function.path.is_ident(name));
    match ready {
        Some((_, of_characters)) => (quote!(#private::ready::#function), of_characters),
        None => (outside(expand.container, function), false),
    }
}
