//! What happens around a write and a read: one file for each stage, and here their order.

mod combine;
mod constant;
mod defaults;
pub(super) mod hooks;
mod moving;
mod required;
mod stamps;
pub(super) mod transforms;
mod unique;
mod upkeep;
mod validate;
mod variants;
mod version;

pub(super) use self::moving::moving;
pub(super) use self::unique::{batchable, schema as unique_schema};
pub(super) use self::version::{
    field as version_field, implement as implement_version, schema as version_schema,
};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Member;
use syn::ext::IdentExt;

pub(super) use self::combine::constants as combined;
pub(super) use self::constant::constant_ident;
pub(super) use self::transforms::get_ident;
pub(super) use self::variants::of_enum;
use super::fields::outside;
use super::slots::Slots;
use super::{Expand, names};
use crate::ast::{Field, Storage};

/// The rules of a field, as what is added to its constant, and the functions that they are.
///
/// ```text
/// .with_rules(Rules { changes: true, prepare: Self::__prepare_email, inspect: Self::__inspect_email })
///
/// fn __prepare_email(__value: &mut String, __at: &At<'_>, __writing: &mut Writing) { .. }
/// fn __inspect_email(__value: &String, __at: &At<'_>, __writing: &mut Writing) { .. }
/// ```
pub(super) fn rules(expand: &Expand<'_>, field: &Field<'_>) -> (TokenStream, TokenStream) {
    let private = &expand.private;
    let prepare = transforms::prepare(expand, field);
    let inspect = [
        required::inspect(expand, field),
        constant::inspect(expand, field),
        validate::inspect(expand, field),
    ];
    let inspect: Vec<_> = inspect.into_iter().flatten().collect();
    let get = transforms::function(expand, field);
    let (constant, is_constant) = constant::read(expand, field).unzip();
    if prepare.is_none() && inspect.is_empty() {
        return (TokenStream::new(), quote!(#get));
    }
    let changes = prepare.is_some();
    let (of_prepare, of_inspect) = (named("prepare", field), named("inspect", field));
    let ty = outside(expand.container, field.ty());
    let rules = quote! {
        .with_rules(#private::Rules {
            changes: #changes,
            prepare: Self::#of_prepare,
            inspect: Self::#of_inspect,
        })
        #constant
    };
    let functions = quote! {
        #[allow(clippy::ptr_arg, clippy::ref_option)]
        fn #of_prepare(
            __value: &mut #ty,
            __at: &#private::At<'_>,
            __writing: &mut #private::Writing,
        ) {
            #prepare
        }
        #[allow(clippy::ptr_arg, clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
        fn #of_inspect(
            __value: &#ty,
            __at: &#private::At<'_>,
            __writing: &mut #private::Writing,
        ) {
            #(#inspect)*
        }
        #is_constant
        #get
    };
    (rules, functions)
}

/// What a field gets by itself: what is added to its constant, and what stands beside it. Updates know the fields of structs alone.
pub(super) fn made(
    expand: &Expand<'_>,
    field: &Field<'_>,
    of_struct: bool,
) -> (TokenStream, TokenStream) {
    let constants = stamps::constants(expand, field);
    let (upkeep, function) = if of_struct {
        upkeep::of_field(expand, field)
    } else {
        Default::default()
    };
    (upkeep, quote!(#constants #function))
}

/// What is done first to what is written as a whole: `place` is where a field is.
fn before(
    expand: &Expand<'_>,
    fields: &[Field<'_>],
    slots: &Slots<'_>,
    place: &dyn Fn(&Member) -> TokenStream,
) -> Vec<TokenStream> {
    [
        stamps::prepare(expand, fields, slots, place),
        defaults::prepare(expand, fields, slots, place),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn named(what: &str, field: &Field<'_>) -> Ident {
    format_ident!("__{what}_{}", field.ident().unraw())
}

/// The part of `Shape` that is about writes, and what is done after reading.
pub(super) fn of_struct(
    expand: &Expand<'_>,
    fields: &[Field<'_>],
    slots: &Slots<'_>,
) -> TokenStream {
    let private = &expand.private;
    let walk = Walk {
        expand,
        slots,
        fields,
    };
    let before = before(expand, fields, slots, &|member| quote!(self.#member));
    let amend = transforms::amend(expand);
    let combine = combine::prepare(expand, fields, slots);
    let after: Vec<_> = [amend, combine].into_iter().flatten().collect();
    let touch = combine::touch(expand, fields, slots);
    let names = names::inspect(
        expand,
        fields,
        &names::declared(expand, fields),
        |member| quote!(&self.#member),
    );
    let check = validate::of_container(expand);
    let changes = if before.is_empty() && after.is_empty() {
        walk.changes()
    } else {
        quote!(true)
    };
    let whole = !before.is_empty()
        || !after.is_empty()
        || check.is_some()
        || fields
            .iter()
            .any(|field| field.attrs.lifecycle.required.is_some() || !field.patterns().is_empty());
    let parts = fields
        .iter()
        .filter(|field| field.storage() == Storage::Flattened)
        .map(|field| expand.through(field.ty(), "Shape", &quote!(IS_RULED)));
    let ruled = match whole {
        true => quote!(true),
        false => {
            let parts: Vec<_> = parts.collect();
            match parts.as_slice() {
                [] => quote!(false),
                parts => quote!(#(#parts)||*),
            }
        }
    };
    let (prepare, inspect, conform) = (walk.prepare(), walk.inspect(), walk.conform());
    let after_reading = transforms::after_reading(expand, fields, slots);
    // What is said of a whole value is not said of the parts of one.
    let when_whole = |code: &[TokenStream]| {
        (!code.is_empty()).then(|| quote!(if __writing.is_whole() { #(#code)* }))
    };
    let (before, check) = (when_whole(&before), when_whole(check.as_slice()));
    quote! {
        const IS_RULED: ::core::primitive::bool = #ruled;

        fn changes_attributes(&self) -> ::core::primitive::bool {
            #changes
        }

        fn prepare_attributes(
            &mut self,
            __at: &#private::At<'_>,
            __writing: &mut #private::Writing,
        ) {
            #before
            #prepare
            #(#after)*
        }

        fn inspect_attributes(&self, __at: &#private::At<'_>, __writing: &mut #private::Writing) {
            #inspect
            #names
            #check
        }

        fn conform_attribute(
            __name: &::core::primitive::str,
            __value: &mut ::core::option::Option<#private::AttributeValue>,
            __below: &[&#private::Segment],
            __at: &#private::At<'_>,
            __writing: &mut #private::Writing,
        ) -> ::core::primitive::bool {
            #touch
            #conform
        }

        #after_reading
    }
}

/// The part of `Attribute` that is about writes, of a struct.
pub(super) fn of_shape(expand: &Expand<'_>) -> TokenStream {
    let private = &expand.private;
    attribute(
        expand,
        &quote!(#private::Shape::changes_attributes(self)),
        &quote!(#private::Shape::prepare_attributes(self, __at, __writing);),
        &quote!(#private::Shape::inspect_attributes(self, __at, __writing);),
        &quote!(#private::conform_shape::<Self>(__value, __below, __at, __writing);),
        Some(&quote!(#private::entries_of_shape::<Self>())),
    )
}

/// The part of `Attribute` that is about writes, of a newtype: what its field does.
pub(super) fn of_newtype(expand: &Expand<'_>, codec: &TokenStream) -> TokenStream {
    let private = &expand.private;
    let attribute = attribute(
        expand,
        &quote!(#codec.changes(&self.0)),
        &quote!(#codec.prepare_nameless(&mut self.0, __at, __writing);),
        &quote!(#codec.inspect_nameless(&self.0, __at, __writing);),
        &quote!(#codec.conform_nameless(__value, __below, __at, __writing);),
        Some(&quote!(#codec.entries())),
    );
    quote! {
        #attribute

        fn enclose(
            __value: #private::AttributeValue,
            __below: &[&#private::Segment],
        ) -> ::core::result::Result<#private::AttributeValue, #private::AttributeValue> {
            #codec.enclose(__value, __below)
        }
    }
}

fn attribute(
    expand: &Expand<'_>,
    changes: &TokenStream,
    prepare: &TokenStream,
    inspect: &TokenStream,
    conform: &TokenStream,
    entries: Option<&TokenStream>,
) -> TokenStream {
    let private = &expand.private;
    let entries = entries.map(|entries| {
        quote! {
            fn entries() -> #private::EntriesOf {
                #entries
            }
        }
    });
    quote! {
        fn changes(&self) -> ::core::primitive::bool {
            #changes
        }

        fn prepare(&mut self, __at: &#private::At<'_>, __writing: &mut #private::Writing) {
            #prepare
        }

        fn inspect(&self, __at: &#private::At<'_>, __writing: &mut #private::Writing) {
            #inspect
        }

        fn conform(
            __value: &mut ::core::option::Option<#private::AttributeValue>,
            __below: &[&#private::Segment],
            __at: &#private::At<'_>,
            __writing: &mut #private::Writing,
        ) {
            #conform
        }

        #entries
    }
}

/// The fields of a struct, one after the other.
struct Walk<'a, 'b> {
    expand: &'a Expand<'b>,
    slots: &'a Slots<'a>,
    fields: &'a [Field<'a>],
}

impl Walk<'_, '_> {
    /// `<__Slots>::total.changes(&self.total) || ..`
    fn changes(&self) -> TokenStream {
        let each = self.each(
            |codec, member| quote!(#codec.changes(&self.#member)),
            "changes_attributes",
            |member| quote!((&self.#member)),
        );
        match each.as_slice() {
            [] => quote!(false),
            each => quote!(#(#each)||*),
        }
    }

    fn prepare(&self) -> TokenStream {
        let each = self.each(
            |codec, member| quote!(#codec.prepare(&mut self.#member, __at, __writing)),
            "prepare_attributes",
            |member| quote!((&mut self.#member, __at, __writing)),
        );
        quote!(#(#each;)*)
    }

    fn inspect(&self) -> TokenStream {
        let each = self.each(
            |codec, member| quote!(#codec.inspect(&self.#member, __at, __writing)),
            "inspect_attributes",
            |member| quote!((&self.#member, __at, __writing)),
        );
        quote!(#(#each;)*)
    }

    fn each(
        &self,
        own: impl Fn(&TokenStream, &syn::Member) -> TokenStream,
        method: &str,
        arguments: impl Fn(&syn::Member) -> TokenStream,
    ) -> Vec<TokenStream> {
        let method = format_ident!("{method}");
        self.fields
            .iter()
            .filter_map(|field| match field.storage() {
                Storage::Skipped => None,
                Storage::Flattened => {
                    let arguments = arguments(&field.member);
                    Some(
                        self.expand
                            .through(field.ty(), "Shape", &quote!(#method #arguments)),
                    )
                }
                Storage::Attribute | Storage::InKey => {
                    let codec = self.slots.field(self.expand, field);
                    Some(own(&codec, &field.member))
                }
            })
            .collect()
    }

    fn conform(&self) -> TokenStream {
        let stored = self
            .fields
            .iter()
            .filter(|field| matches!(field.storage(), Storage::Attribute | Storage::InKey));
        let arms = stored.map(|field| {
            let (name, codec) = (&field.name, self.slots.field(self.expand, field));
            quote! {
                #name => {
                    #codec.conform(__value, __below, __at, __writing);
                    true
                }
            }
        });
        let flattened: Vec<_> = self
            .fields
            .iter()
            .filter(|field| field.storage() == Storage::Flattened)
            .map(|field| {
                let call = quote!(conform_attribute(__name, __value, __below, __at, __writing));
                self.expand.through(field.ty(), "Shape", &call)
            })
            .collect();
        let otherwise = match flattened.as_slice() {
            [] => quote!(false),
            flattened => quote!(#(#flattened)||*),
        };
        quote! {
            match __name {
                #(#arms)*
                _ => #otherwise,
            }
        }
    }
}
