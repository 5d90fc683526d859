//! `serialize`: serde's `Serialize`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;

use super::{by_field_names, entry, needs, with_serde};
use crate::ast::{Data, Field, Representation, Storage, Style, Variant};
use crate::expand::enums::binding;
use crate::expand::{Expand, Place};

/// ```text
/// impl Beside<Own> for Order {
///     fn entries<E: Entries>(&self, __entries: &mut E) -> Result<(), E::Error> {
///         Entries::field::<String>(__entries, "id", &self.id)?;
///         Ok(())
///     }
/// }
/// impl Serialize for Order { .. }
/// ```
pub(super) fn expand(expand: &Expand<'_>) -> TokenStream {
    let Some(serialize) = &expand.container.attrs.lifecycle.serialize else {
        return TokenStream::new();
    };
    let code = match &expand.container.data {
        Data::Struct(fields) => of_struct(expand, fields),
        Data::Newtype(field) => of_newtype(expand, field),
        Data::Enum(variants) => of_enum(expand, variants),
        Data::Tuple(_) | Data::Union => return TokenStream::new(),
    };
    with_serde(expand, &serialize.word, &code)
}

/// Whether a field is shown by the item itself.
fn is_shown(field: &Field<'_>) -> bool {
    field.storage() != Storage::Skipped && !field.is_secret()
}

fn of_struct(expand: &Expand<'_>, fields: &[Field<'_>]) -> TokenStream {
    let private = &expand.private;
    let shown = || fields.iter().filter(|field| is_shown(field));
    let entries = shown().map(|field| {
        let member = &field.member;
        entry(expand, field, &quote!(&self.#member))
    });
    let needs = bounds(expand, shown());
    let beside = expand.implement_for(
        &quote!(#private::Beside<#private::Own>),
        &needs,
        &quote! {
            fn entries<__E: #private::Entries>(
                &self,
                __entries: &mut __E,
            ) -> ::core::result::Result<(), __E::Error> {
                #(#entries)*
                ::core::result::Result::Ok(())
            }
        },
    );
    let serialize = implement(
        expand,
        &needs,
        &quote!(#private::fields::<Self, #private::Own, __S>(self, __serializer)),
    );
    quote!(#beside #serialize)
}

fn of_newtype(expand: &Expand<'_>, field: &Field<'_>) -> TokenStream {
    let needs = bounds(expand, std::iter::once(field));
    implement(expand, &needs, &inner(expand, field, &quote!(&self.0)))
}

fn of_enum(expand: &Expand<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let private = &expand.private;
    let shown = variants.iter().flat_map(|variant| &variant.fields);
    let needs = bounds(expand, shown.filter(|field| is_shown(field)));
    let content = || {
        let content = each_with_fields(variants, |variant| content(expand, variant));
        expand.implement_for(
            &quote!(#private::SerializeContent),
            &needs,
            &quote! {
                fn serialize_content<__S: #private::Serializer>(
                    &self,
                    __serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    #content
                }
            },
        )
    };
    match expand.container.representation() {
        Representation::Name => {
            let name = each(variants, |variant| {
                let name = variant_name(expand, variant);
                quote!(#name)
            });
            let name = quote!(#private::Serializer::serialize_str(__serializer, #name));
            implement(expand, &needs, &name)
        }
        Representation::Internal { tag } => {
            let all = each_with_fields(variants, |variant| {
                let rest = beside_tag(expand, variant);
                tagged(expand, variant, &tag, &rest)
            });
            implement(expand, &needs, &all)
        }
        Representation::Adjacent { tag, content: name } => {
            let all = each(variants, |variant| {
                let rest = (variant.style != Style::Unit).then(|| {
                    quote!(#private::Entries::field(__entries, #name, &#private::Content(self))?;)
                });
                tagged(expand, variant, &tag, &rest.unwrap_or_default())
            });
            let (content, serialize) = (content(), implement(expand, &needs, &all));
            quote!(#content #serialize)
        }
        Representation::Untagged => {
            let all = quote!(#private::SerializeContent::serialize_content(self, __serializer));
            let (content, serialize) = (content(), implement(expand, &needs, &all));
            quote!(#content #serialize)
        }
    }
}

/// A map that begins with the name of the variant.
fn tagged(
    expand: &Expand<'_>,
    variant: &Variant<'_>,
    tag: &str,
    rest: &TokenStream,
) -> TokenStream {
    let private = &expand.private;
    let name = variant_name(expand, variant);
    quote! {
        #private::map(__serializer, |__entries| {
            #private::Entries::entry(__entries, #tag, #name)?;
            #rest
            ::core::result::Result::Ok(())
        })
    }
}

/// What stands beside the tag.
fn beside_tag(expand: &Expand<'_>, variant: &Variant<'_>) -> TokenStream {
    let private = &expand.private;
    match (variant.style, variant.fields.first()) {
        (Style::Newtype, Some(field)) => Place::of(field.ty()).wrap(
            quote!(<),
            field.ty(),
            quote!(as #private::Beside<#private::Own>>::entries(__0, __entries)?;),
        ),
        _ => entries(expand, variant),
    }
}

/// What a variant holds, without a tag.
fn content(expand: &Expand<'_>, variant: &Variant<'_>) -> TokenStream {
    let private = &expand.private;
    match (variant.style, variant.fields.first()) {
        (Style::Newtype, Some(field)) => inner(expand, field, &quote!(__0)),
        (Style::Tuple, _) => {
            let len = variant.fields.len();
            let elements = variant.fields.iter().map(|field| {
                let binding = binding(&field.member);
                Place::of(field.ty()).wrap(
                    quote!(#private::element::<),
                    field.ty(),
                    quote!(, _>(__list, #binding)?;),
                )
            });
            quote! {
                #private::list(__serializer, #len, |__list| {
                    #(#elements)*
                    ::core::result::Result::Ok(())
                })
            }
        }
        (Style::Struct, _) => {
            let entries = entries(expand, variant);
            quote! {
                #private::map(__serializer, |__entries| {
                    #entries
                    ::core::result::Result::Ok(())
                })
            }
        }
        (Style::Unit | Style::Newtype, _) => {
            quote!(#private::Serializer::serialize_unit(__serializer))
        }
    }
}

fn entries(expand: &Expand<'_>, variant: &Variant<'_>) -> TokenStream {
    let shown = variant.fields.iter().filter(|field| is_shown(field));
    shown
        .map(|field| entry(expand, field, &binding(&field.member)))
        .collect()
}

/// Code for each variant.
fn each(variants: &[Variant<'_>], code: impl Fn(&Variant<'_>) -> TokenStream) -> TokenStream {
    let arms = variants.iter().map(|variant| {
        let (ident, code) = (variant.ident(), code(variant));
        quote!(Self::#ident { .. } => #code,)
    });
    quote!(match self { #(#arms)* })
}

/// The same with the fields that are shown bound to their names.
fn each_with_fields(
    variants: &[Variant<'_>],
    code: impl Fn(&Variant<'_>) -> TokenStream,
) -> TokenStream {
    let arms = variants.iter().map(|variant| {
        let (ident, code) = (variant.ident(), code(variant));
        let shown = variant.fields.iter().filter(|field| is_shown(field));
        let members = shown.map(|field| {
            let (member, binding) = (&field.member, binding(&field.member));
            quote!(#member: #binding)
        });
        quote!(Self::#ident { #(#members,)* .. } => #code,)
    });
    quote!(match self { #(#arms)* })
}

fn inner(expand: &Expand<'_>, field: &Field<'_>, value: &TokenStream) -> TokenStream {
    let private = &expand.private;
    Place::of(field.ty()).wrap(
        quote!(#private::inner::<),
        field.ty(),
        quote!(, __S>(#value, __serializer)),
    )
}

fn variant_name(expand: &Expand<'_>, variant: &Variant<'_>) -> String {
    match by_field_names(expand) {
        true => variant.ident().unraw().to_string(),
        false => variant.name.clone(),
    }
}

fn bounds<'a>(expand: &Expand<'_>, shown: impl Iterator<Item = &'a Field<'a>>) -> Vec<TokenStream> {
    let private = &expand.private;
    needs(expand, shown, &quote!(#private::Serialize))
}

fn implement(expand: &Expand<'_>, needs: &[TokenStream], body: &TokenStream) -> TokenStream {
    let private = &expand.private;
    expand.implement_for(
        &quote!(#private::Serialize),
        needs,
        &quote! {
            fn serialize<__S: #private::Serializer>(
                &self,
                __serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #body
            }
        },
    )
}
