//! What happens around a write, to the fields of the variants of an enum.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{attribute, before, validate};
use crate::ast::{Field, Representation, Storage, Style, Variant};
use crate::expand::enums::binding;
use crate::expand::slots::{self, Slots};
use crate::expand::{Expand, names};

/// The part of `Attribute` that is about writes, of an enum with data: that of the fields of its variants.
pub(in crate::expand) fn of_enum(
    expand: &Expand<'_>,
    variants: &[Variant<'_>],
    beside_tag: bool,
) -> TokenStream {
    let check = validate::of_container(expand);
    if check.is_none() && variants.iter().all(|variant| variant.style == Style::Unit) {
        return TokenStream::new();
    }
    let private = &expand.private;
    let arms = |code: &dyn Fn(Call<'_, '_>) -> TokenStream, body: &Body<'_>| {
        arms(expand, variants, beside_tag, code, body)
    };
    let changes = arms(
        &|call| call.changes(expand),
        &|_, before, calls| match before {
            Some(_) => quote!(true),
            None => quote!(#(#calls)* false),
        },
    );
    let prepare = arms(&|call| call.walk(expand, "prepare"), &|_, before, calls| {
        let before = before.map(|before| quote!(if __writing.is_whole() { #before }));
        quote!(#before #(#calls)*)
    });
    let tag = match expand.container.representation() {
        Representation::Internal { tag } => Some(tag),
        _ => None,
    };
    let inspect = arms(
        &|call| call.walk(expand, "inspect"),
        &|variant, _, calls| {
            let mut names = names::declared(expand, &variant.fields);
            names.extend(tag.clone().filter(|_| variant.style == Style::Struct));
            let names = names::inspect(expand, &variant.fields, &names, binding);
            quote!(#names #(#calls)*)
        },
    );
    attribute(
        expand,
        &changes,
        &prepare,
        &match check {
            Some(check) => quote! {
                #inspect
                if __writing.is_whole() { #check }
            },
            None => inspect,
        },
        &quote! {
            if __below.is_empty() {
                #private::conform_whole::<Self>(__value, __at, __writing);
            }
        },
        // A variant and its fields belong together.
        None,
    )
}

/// One arm for each variant.
fn arms(
    expand: &Expand<'_>,
    variants: &[Variant<'_>],
    beside_tag: bool,
    code: &dyn Fn(Call<'_, '_>) -> TokenStream,
    body: &Body<'_>,
) -> TokenStream {
    let arms = variants.iter().map(|variant| {
        let ident = variant.ident();
        let slots = slots::of_variant(variant);
        let stored: Vec<_> = variant
            .fields
            .iter()
            .filter(|field| field.storage() != Storage::Skipped)
            .collect();
        let members = stored.iter().map(|field| {
            let (member, binding) = (&field.member, binding(&field.member));
            quote!(#member: #binding)
        });
        let calls: Vec<_> = stored
            .iter()
            .enumerate()
            .map(|(position, field)| {
                code(Call {
                    field,
                    slots: &slots,
                    style: variant.style,
                    position,
                    beside_tag,
                })
            })
            .collect();
        let before = before(expand, &variant.fields, &slots, &|member| {
            let binding = binding(member);
            quote!((*#binding))
        });
        let before = (!before.is_empty()).then(|| quote!(#(#before)*));
        let body = body(variant, before, &calls);
        quote!(Self::#ident { #(#members,)* .. } => { #body })
    });
    quote!(match self { #(#arms)* })
}

/// What is done with a variant: from what is done first, if anything is, and what is done with its fields.
type Body<'a> = dyn Fn(&Variant<'_>, Option<TokenStream>, &[TokenStream]) -> TokenStream + 'a;

/// One field of a variant.
struct Call<'a, 'b> {
    field: &'a Field<'b>,
    slots: &'a Slots<'a>,
    style: Style,
    position: usize,
    beside_tag: bool,
}

impl Call<'_, '_> {
    fn changes(&self, expand: &Expand<'_>) -> TokenStream {
        let binding = binding(&self.field.member);
        let changes = match self.is_shape() {
            true => expand.through(self.field.ty(), "Attribute", &quote!(changes(#binding))),
            false => {
                let codec = self.slots.field(expand, self.field);
                quote!(#codec.changes(#binding))
            }
        };
        quote!(#changes ||)
    }

    /// Of a document beside the tag its attributes are those of the enum; a field without a name stands in a list, or in the
    /// place of the enum.
    fn walk(&self, expand: &Expand<'_>, what: &str) -> TokenStream {
        let binding = binding(&self.field.member);
        if self.is_shape() {
            let what = format_ident!("{what}");
            return expand.through(
                self.field.ty(),
                "Attribute",
                &quote!(#what(#binding, __at, __writing);),
            );
        }
        let codec = self.slots.field(expand, self.field);
        match self.style {
            Style::Struct => {
                let what = format_ident!("{what}");
                quote!(#codec.#what(#binding, __at, __writing);)
            }
            Style::Tuple => {
                let (what, position) = (format_ident!("{what}_nameless"), self.position);
                quote!(#codec.#what(#binding, &__at.index(#position), __writing);)
            }
            Style::Newtype | Style::Unit => {
                let what = format_ident!("{what}_nameless");
                quote!(#codec.#what(#binding, __at, __writing);)
            }
        }
    }

    fn is_shape(&self) -> bool {
        self.field.storage() == Storage::Flattened
            || self.beside_tag && self.style == Style::Newtype
    }
}
