//! `Debug` of an item with a `secret`: as std derives it, without what is secret.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use crate::ast::{Data, Field, Style, Variant};
use crate::expand::enums::binding;
use crate::expand::{Expand, Place, generics};

/// ```text
/// impl Debug for Account {
///     fn fmt(&self, __f: &mut Formatter<'_>) -> fmt::Result {
///         let mut __debug = Formatter::debug_struct(__f, "Account");
///         __debug.field("id", &self.id);
///         __debug.field("password", &format_args!("***"));
///         __debug.finish()
///     }
/// }
/// ```
pub(super) fn expand(expand: &Expand<'_>) -> TokenStream {
    let container = expand.container;
    let fields = container.all_fields();
    if container.attrs.lifecycle.own_debug.is_some()
        || !fields.iter().any(|field| field.is_secret())
    {
        return TokenStream::new();
    }
    let body = match &container.data {
        Data::Struct(fields) => {
            let shown = fields.iter().map(|field| {
                let member = &field.member;
                named(field, &quote!(&self.#member))
            });
            of_struct(container.ident(), shown)
        }
        Data::Enum(variants) => {
            let arms = variants.iter().map(of_variant);
            quote!(match self { #(#arms)* })
        }
        Data::Newtype(_) | Data::Tuple(_) | Data::Union => return TokenStream::new(),
    };
    expand.implement_for(
        &quote!(::core::fmt::Debug),
        &bounds(expand, &fields),
        &quote! {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #body
            }
        },
    )
}

fn of_struct(ident: &Ident, fields: impl Iterator<Item = TokenStream>) -> TokenStream {
    let name = ident.unraw().to_string();
    quote! {
        let mut __debug = ::core::fmt::Formatter::debug_struct(__f, #name);
        #(#fields)*
        __debug.finish()
    }
}

fn of_variant(variant: &Variant<'_>) -> TokenStream {
    let ident = variant.ident();
    let name = ident.unraw().to_string();
    let shown = || variant.fields.iter().filter(|field| !field.is_secret());
    let members = shown().map(|field| {
        let (member, binding) = (&field.member, binding(&field.member));
        quote!(#member: #binding)
    });
    let body = match variant.style {
        Style::Unit => quote!(__f.write_str(#name)),
        Style::Struct => {
            let fields = variant.fields.iter();
            of_struct(
                ident,
                fields.map(|field| named(field, &binding(&field.member))),
            )
        }
        Style::Newtype | Style::Tuple => {
            let fields = variant.fields.iter().map(|field| {
                let binding = binding(&field.member);
                Place::of(field.ty()).put(quote!(__debug.field(#binding);))
            });
            quote! {
                let mut __debug = ::core::fmt::Formatter::debug_tuple(__f, #name);
                #(#fields)*
                __debug.finish()
            }
        }
    };
    quote!(Self::#ident { #(#members,)* .. } => { #body })
}

fn named(field: &Field<'_>, value: &TokenStream) -> TokenStream {
    let name = field.ident().unraw().to_string();
    match field.is_secret() {
        true => quote!(__debug.field(#name, &::core::format_args!("***"));),
        false => Place::of(field.ty()).put(quote!(__debug.field(#name, #value);)),
    }
}

/// What is shown is `Debug`.
fn bounds(expand: &Expand<'_>, fields: &[&Field<'_>]) -> Vec<TokenStream> {
    let shown = fields.iter().filter(|field| !field.is_secret());
    let used = shown.flat_map(|field| generics::used_by(expand, field.ty()));
    let mut bounds: Vec<TokenStream> = Vec::new();
    for used in used {
        let bound = quote!(#used: ::core::fmt::Debug);
        if bounds
            .iter()
            .all(|known| known.to_string() != bound.to_string())
        {
            bounds.push(bound);
        }
    }
    bounds
}
