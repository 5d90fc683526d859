//! `Shape`: the attributes of a struct, one by one.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Expand, lifecycle, names, slots};
use crate::ast::{Field, Storage};

pub(super) fn expand(expand: &Expand<'_>, fields: &[Field<'_>]) -> TokenStream {
    let private = &expand.private;
    let slots = slots::of_struct(expand, fields);
    let slots_ty = slots.ty(expand);
    let members = fields.iter().filter_map(|field| {
        let codec = slots.field(expand, field);
        match field.storage() {
            Storage::Attribute => Some(quote!(#private::Member::Attribute(#codec.schema()))),
            Storage::Flattened => {
                let members = expand.through(field.ty(), "Shape", &quote!(MEMBERS));
                Some(quote!(#private::Member::Flattened(#members)))
            }
            Storage::Skipped | Storage::InKey => None,
        }
    });
    let finish = slots.finish(expand);
    let write = slots.write(expand, |member| quote!(&self.#member));
    let names = names::of_struct(expand, fields);
    let lifecycle = lifecycle::of_struct(expand, fields, &slots);
    expand.implement(
        "Shape",
        &quote! {
            type Slots = #slots_ty;

            const MEMBERS: &'static [#private::Member] = &[#(#members,)*];

            fn read_attribute(
                __slots: &mut Self::Slots,
                __name: &::core::primitive::str,
                __reader: &mut dyn #private::Reader<'_>,
            ) -> #private::Result<::core::primitive::bool> {
                __slots.__read_attribute(__name, __reader)
            }

            fn finish(__slots: Self::Slots) -> #private::Result<Self> {
                ::core::result::Result::Ok(Self { #finish })
            }

            fn write_attributes(&self, __writer: &mut dyn #private::Writer) -> #private::Result<()> {
                #write
                ::core::result::Result::Ok(())
            }

            #names

            #lifecycle
        },
    )
}
