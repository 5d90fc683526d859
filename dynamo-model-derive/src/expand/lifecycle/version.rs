//! `version`: the attribute that counts the writes of an item.

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::Expand;

/// The version in the schema of a model.
///
/// ```text
/// .with_version(VersionSchema::of::<Self>("version"))
/// ```
pub(in crate::expand) fn schema(expand: &Expand<'_>) -> Option<TokenStream> {
    let private = &expand.private;
    let (_, field) = expand.container.version()?;
    let name = &field.name;
    Some(quote!(.with_version(#private::VersionSchema::of::<Self>(#name))))
}

/// The part of `Entity` that is about the version.
///
/// ```text
/// fn version_mut(&mut self) -> Option<&mut dyn Counter> { Some(counter::<Self>(&mut self.version)) }
/// ```
pub(in crate::expand) fn field(expand: &Expand<'_>) -> Option<TokenStream> {
    let private = &expand.private;
    let (_, field) = expand.container.version()?;
    let member = &field.member;
    Some(quote! {
        fn version_mut(&mut self) -> ::core::option::Option<&mut dyn #private::Counter> {
            ::core::option::Option::Some(#private::counter::<Self>(&mut self.#member))
        }
    })
}

/// ```text
/// impl Versioned for Order { type Version = u64; }
/// ```
pub(in crate::expand) fn implement(expand: &Expand<'_>) -> Option<TokenStream> {
    let (_, field) = expand.container.version()?;
    let ty = field.ty();
    Some(expand.implement("Versioned", &quote!(type Version = #ty;)))
}
