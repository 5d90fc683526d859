//! The helper struct behind a struct or a variant: its fields' codecs as constants, and a slot for each value that
//! is read.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{Member, Type, Visibility};

use super::fields::{marker, outside};
use super::{Expand, Place, keys, lifecycle, names};
use crate::ast::{Field, Storage, Variant};

/// The helper of one struct or variant.
pub(super) struct Slots<'a> {
    ident: Ident,
    /// It is part of the public face of a struct: the type behind `Shape::Slots`.
    vis: Option<&'a Visibility>,
    fields: &'a [Field<'a>],
}

/// The helper of a struct.
pub(super) fn of_struct<'a>(expand: &Expand<'a>, fields: &'a [Field<'a>]) -> Slots<'a> {
    Slots {
        ident: format_ident!("__Slots"),
        vis: Some(&expand.container.original.vis),
        fields,
    }
}

/// The helper of a variant.
pub(super) fn of_variant<'a>(variant: &'a Variant<'a>) -> Slots<'a> {
    Slots {
        ident: format_ident!("__{}", variant.ident().unraw()),
        vis: None,
        fields: &variant.fields,
    }
}

impl Slots<'_> {
    /// The helper as the start of a path.
    pub(super) fn ty(&self, expand: &Expand<'_>) -> TokenStream {
        let ident = &self.ident;
        let (_, ty_generics, _) = expand.generics.split_for_impl();
        quote!(#ident #ty_generics)
    }

    /// The constant with the codec of a field.
    pub(super) fn field(&self, expand: &Expand<'_>, field: &Field<'_>) -> TokenStream {
        let ty = self.ty(expand);
        let ident = field.ident();
        quote!(<#ty>::#ident)
    }

    /// ```text
    /// struct __Slots { customer_id: Option<String>, address: <Address as Shape>::Slots }
    /// impl Default for __Slots { .. }
    /// impl __Slots {
    ///     const customer_id: Field<String> = Field::new::<Plain>("customerId");
    ///     fn __default_quantity() -> u32 { 1 }
    ///     fn __read_attribute(&mut self, __name: &str, __reader: &mut dyn Reader<'_>) -> Result<bool> { .. }
    /// }
    /// ```
    pub(super) fn definition(&self, expand: &Expand<'_>) -> TokenStream {
        let (ident, vis) = (&self.ident, &self.vis);
        let (impl_generics, ty_generics, where_clause) = expand.generics.split_for_impl();
        let slots = self.members().map(|(name, field)| {
            let ty = self.slot_type(expand, field);
            quote!(#name: #ty)
        });
        let empty = self.members().map(|(name, field)| match field.storage() {
            Storage::Flattened => {
                Place::of(field.ty()).put(quote!(#name: ::core::default::Default::default()))
            }
            _ if is_aliased(field) => quote!(#name: ::core::default::Default::default()),
            _ => quote!(#name: ::core::option::Option::None),
        });
        // A marker at the end also keeps the compiler from looking for the size of the struct in a flattened field
        // before it, and from reporting again that its type has no slots.
        let marker = marker(expand).or_else(|| {
            let flattens = self.of(Storage::Flattened).next().is_some();
            flattens.then(|| quote!(::core::marker::PhantomData<()>))
        });
        let marker_type = marker.as_ref().map(|ty| quote!(__marker: #ty));
        let marker_value = marker
            .is_some()
            .then(|| quote!(__marker: ::core::marker::PhantomData));
        let constants = self.constants(expand, |field| &field.name);
        let combined = lifecycle::combined(expand, self.fields);
        let maps = names::asks(expand, self.fields);
        let defaults = self.defaults(expand);
        let read = self.read_attribute(expand);
        quote! {
            #vis struct #ident #impl_generics #where_clause {
                #(#slots,)*
                #marker_type
            }
            #[automatically_derived]
            impl #impl_generics ::core::default::Default for #ident #ty_generics #where_clause {
                fn default() -> Self {
                    Self { #(#empty,)* #marker_value }
                }
            }
            impl #impl_generics #ident #ty_generics #where_clause {
                #constants
                #combined
                #maps
                #defaults
                #read
            }
        }
    }

    /// A helper with the codecs alone, for fields without names. Where `name` is given, they are stored under it.
    pub(super) fn codecs(&self, expand: &Expand<'_>, name: Option<&str>) -> TokenStream {
        let ident = &self.ident;
        let (impl_generics, ty_generics, where_clause) = expand.generics.split_for_impl();
        let marker = marker(expand).map(|ty| quote!((#ty)));
        let constants = self.constants(expand, |_| name.unwrap_or_default());
        quote! {
            #[allow(dead_code)]
            struct #ident #impl_generics #marker #where_clause;
            impl #impl_generics #ident #ty_generics #where_clause {
                #constants
            }
        }
    }

    fn constants<'n>(
        &'n self,
        expand: &Expand<'_>,
        name: impl Fn(&'n Field<'_>) -> &'n str,
    ) -> TokenStream {
        let private = &expand.private;
        self.fields
            .iter()
            .filter(|field| matches!(field.storage(), Storage::Attribute | Storage::InKey))
            .map(|field| {
                let (ident, name) = (field.ident(), name(field));
                let ty = outside(expand.container, field.ty());
                let new = expand.field(field, name);
                let default = field.default_on_read().map(|_| quote!(.with_default()));
                let lifecycle = &field.attrs.lifecycle;
                let presence = lifecycle
                    .required
                    .as_ref()
                    .map(|_| quote!(.with_presence()));
                let aliases = lifecycle.alias.as_ref().map(|alias| {
                    let names = &alias.value;
                    quote!(.with_aliases(&[#(#names),*]))
                });
                let (rules, functions) = lifecycle::rules(expand, field);
                let moving = lifecycle::moving(expand, field);
                let secret = field.is_secret().then(|| quote!(.secret()));
                let (upkeep, made) = lifecycle::made(expand, field, self.vis.is_some());
                quote! {
                    const #ident: #private::Field<#ty> =
                        #new #default #presence #aliases #moving #rules #upkeep #secret;
                    #functions
                    #made
                }
            })
            .collect()
    }

    /// What is read where an attribute is absent, by the struct and by its paths.
    fn defaults(&self, expand: &Expand<'_>) -> TokenStream {
        self.of(Storage::Attribute)
            .filter_map(|field| {
                let default = outside(expand.container, default(field)?);
                let (name, ty) = (default_ident(field), outside(expand.container, field.ty()));
                Some(quote!(fn #name() -> #ty { #default }))
            })
            .collect()
    }

    fn read_attribute(&self, expand: &Expand<'_>) -> TokenStream {
        let private = &expand.private;
        let stored = self.of(Storage::Attribute).map(|field| {
            let (name, ident) = (&field.name, field.ident());
            let read = quote!(Self::#ident.read(__reader)?);
            if !is_aliased(field) {
                return quote! {
                    #name => {
                        self.#ident = ::core::option::Option::Some(#read);
                        true
                    }
                };
            }
            let aliases = field.aliases();
            quote! {
                #name => {
                    self.#ident.own(#read);
                    true
                }
                #(#aliases)|* => Self::#ident.read_older(&mut self.#ident, __name, __reader)?,
            }
        });
        let otherwise = self.read_flattened(expand);
        let keys = match self.vis {
            Some(_) => keys::read(expand, expand.takes_unknown(self.fields)),
            None => TokenStream::new(),
        };
        quote! {
            fn __read_attribute(
                &mut self,
                __name: &::core::primitive::str,
                __reader: &mut dyn #private::Reader<'_>,
            ) -> #private::Result<::core::primitive::bool> {
                ::core::result::Result::Ok(match __name {
                    #(#stored)*
                    #keys
                    _ => #otherwise,
                })
            }
        }
    }

    /// What is flattened takes what no field takes. Of a value that is about to be written, a name that fits none of the patterns
    /// goes to a map all the same: it was in one, and the report tells what is wrong with it.
    fn read_flattened(&self, expand: &Expand<'_>) -> TokenStream {
        let private = &expand.private;
        let flattened: Vec<_> = self
            .of(Storage::Flattened)
            .map(|field| {
                let ident = field.ident();
                let ty = outside(expand.container, field.ty());
                let read = quote!(read_attribute(&mut self.#ident, __name, __reader)?);
                (field.patterns(), expand.through(&ty, "Shape", &read))
            })
            .collect();
        let each = flattened.iter().map(|(patterns, read)| match patterns {
            [] => read.clone(),
            patterns => quote!((#private::matches_any(&[#(#patterns),*], __name) && #read)),
        });
        let patterned = flattened
            .iter()
            .filter(|(patterns, _)| !patterns.is_empty());
        let patterned: Vec<_> = patterned.map(|(_, read)| read).collect();
        let raw =
            (!patterned.is_empty()).then(|| quote!((__reader.is_raw() && (#(#patterned)||*))));
        let all: Vec<_> = each.chain(raw).collect();
        match all.as_slice() {
            [] => quote!(false),
            all => quote!(#(#all)||*),
        }
    }

    /// The fields of the finished struct or variant, out of `__slots`.
    pub(super) fn finish(&self, expand: &Expand<'_>) -> TokenStream {
        let values = self.fields.iter().map(|field| {
            let (member, ident, ty) = (&field.member, field.ident(), field.ty());
            let codec = self.field(expand, field);
            let slot = if is_aliased(field) {
                quote!(#codec.chosen(__slots.#ident)?)
            } else {
                quote!(__slots.#ident)
            };
            let value = match (field.storage(), default(field)) {
                (Storage::Skipped, default) => default.unwrap_or_else(|| own_default(ty)),
                (Storage::Flattened, _) => {
                    expand.through(ty, "Shape", &quote!(finish(__slots.#ident)?))
                }
                (Storage::Attribute | Storage::InKey, None) => {
                    quote!(#codec.take(#slot)?)
                }
                (Storage::Attribute, Some(_)) if self.vis.is_some() => {
                    let (ty, default) = (self.ty(expand), default_ident(field));
                    quote! {
                        match #slot {
                            ::core::option::Option::Some(__value) => __value,
                            ::core::option::Option::None => <#ty>::#default(),
                        }
                    }
                }
                (Storage::Attribute | Storage::InKey, Some(default)) => quote! {
                    match #slot {
                        ::core::option::Option::Some(__value) => __value,
                        ::core::option::Option::None => #default,
                    }
                },
            };
            quote!(#member: #value)
        });
        quote!(#(#values,)*)
    }

    /// Writes the fields that `place` gives references to.
    pub(super) fn write(
        &self,
        expand: &Expand<'_>,
        place: impl Fn(&Member) -> TokenStream,
    ) -> TokenStream {
        self.fields
            .iter()
            .map(|field| {
                let place = place(&field.member);
                let codec = self.field(expand, field);
                match field.storage() {
                    Storage::Skipped | Storage::InKey => TokenStream::new(),
                    Storage::Attribute => quote!(#codec.write(#place, __writer)?;),
                    Storage::Flattened => expand.through(
                        field.ty(),
                        "Shape",
                        &quote!(write_attributes(#place, __writer)?;),
                    ),
                }
            })
            .collect()
    }

    /// How many attributes it has: a hint for the writer.
    pub(super) fn len(&self) -> usize {
        self.of(Storage::Attribute).count()
    }

    fn of(&self, storage: Storage) -> impl Iterator<Item = &Field<'_>> {
        self.fields
            .iter()
            .filter(move |field| field.storage() == storage)
    }

    fn members(&self) -> impl Iterator<Item = (std::borrow::Cow<'_, Ident>, &Field<'_>)> {
        self.fields
            .iter()
            .filter(|field| field.storage() != Storage::Skipped)
            .map(|field| (field.ident(), field))
    }

    fn slot_type(&self, expand: &Expand<'_>, field: &Field<'_>) -> TokenStream {
        let ty = outside(expand.container, field.ty());
        match field.storage() {
            Storage::Flattened => expand.through(&ty, "Shape", &quote!(Slots)),
            _ if is_aliased(field) => {
                let private = &expand.private;
                quote!(#private::Aliased<#ty>)
            }
            _ => quote!(::core::option::Option<#ty>),
        }
    }
}

fn is_aliased(field: &Field<'_>) -> bool {
    field.storage() == Storage::Attribute && !field.aliases().is_empty()
}

/// The function that gives the default of a field of a struct.
pub(super) fn default_ident(field: &Field<'_>) -> Ident {
    format_ident!("__default_{}", field.ident().unraw())
}

/// What stands for a field that is not stored, or not there, if the user says so.
fn default(field: &Field<'_>) -> Option<TokenStream> {
    let ty = field.ty();
    Some(default_value(ty, field.default_on_read()?))
}

/// The value of a default: of an expression, or the type's own.
pub(super) fn default_value(ty: &Type, expr: Option<&syn::Expr>) -> TokenStream {
    match expr {
        Some(expr) => quote!({
            let __default: #ty = #expr;
            __default
        }),
        None => own_default(ty),
    }
}

fn own_default(ty: &Type) -> TokenStream {
    let default = Place::of(ty).wrap(quote!(<), ty, quote!(as ::core::default::Default>::default));
    quote!(#default())
}
