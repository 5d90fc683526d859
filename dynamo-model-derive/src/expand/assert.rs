//! What the types of fields must be, where nothing else asks for it at the field.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Expand, Place};

/// The type of a model's key names both of its attributes, and the compiler marks it at the second; so the first is
/// asked separately.
///
/// ```text
/// impl __Slots { fn __partition_key() { let _: <String as KeyAttribute>::Itself; } }
/// ```
pub(super) fn expand(expand: &Expand<'_>) -> TokenStream {
    let container = expand.container;
    let (true, Some(partition), Some(_)) = (
        container.is_model(),
        container.partition_key(),
        container.sort_key(),
    ) else {
        return TokenStream::new();
    };
    let private = &expand.private;
    let ty = expand.attribute(partition);
    let ask = Place::of(partition.ty()).wrap(quote!(#private::key_attribute::<), ty, quote!(>));
    let (impl_generics, ty_generics, where_clause) = expand.generics.split_for_impl();
    quote! {
        #[allow(dead_code)]
        impl #impl_generics __Slots #ty_generics #where_clause {
            fn __partition_key() {
                #ask()
            }
        }
    }
}
