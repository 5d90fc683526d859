//! Collections: one enum for the items of several models.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Type;
use syn::ext::IdentExt;

use super::convert::Conversion;
use super::{Expand, Place, fields, hidden};
use crate::attr::IndexDecl;
use crate::collection::{Member, indexes, members, other};

pub(super) fn expand(expand: &Expand<'_>) -> TokenStream {
    let collection = Collection::new(expand);
    let paths = collection.paths();
    let hidden = hidden(&[
        collection.conversions(),
        collection.paths_at(),
        collection.schema(),
        collection.load(),
        collection.members(),
        collection.indexes(),
        collection.checks(),
    ]);
    quote!(#paths #hidden)
}

/// What stands in for a collection with mistakes: what it is to others, as far as that is known.
pub(super) fn fallback(expand: &Expand<'_>) -> TokenStream {
    let collection = Collection::new(expand);
    let private = &expand.private;
    if collection.members.is_empty() || !expand.generics.params.is_empty() {
        return hidden(&[
            collection.no_conversions(&quote!(#private::NoFields)),
            collection.no_schema(),
            collection.no_load(),
        ]);
    }
    let paths = collection.paths();
    let hidden = hidden(&[
        collection.no_conversions(&fields::ty(expand)),
        collection.paths_at(),
        collection.schema(),
        collection.no_load(),
        collection.members(),
        collection.indexes(),
    ]);
    quote!(#paths #hidden)
}

struct Collection<'a> {
    expand: &'a Expand<'a>,
    members: Vec<Member<'a>>,
    named: Vec<&'a IndexDecl>,
    /// The variant for items of other types.
    other: Option<(&'a Ident, &'a Type)>,
}

impl<'a> Collection<'a> {
    fn new(expand: &'a Expand<'a>) -> Self {
        Self {
            expand,
            members: members(expand.container),
            named: indexes(expand.container),
            other: other(expand.container),
        }
    }

    /// ```text
    /// pub struct ShopFields<R> { pub customer: <Customer as Listed>::Paths<R>, pub order: <Order as Listed>::Paths<R> }
    /// ```
    fn paths(&self) -> TokenStream {
        let container = self.expand.container;
        let root = fields::root(container);
        let (ident, vis) = (container.fields_ident(), &container.original.vis);
        let members = self.members.iter().map(|member| {
            let name = &member.paths;
            let ty = self.listed(member.ty, &quote!(Paths<#root>));
            let doc = format!(
                " Those of [`{0}::{1}`].",
                self.expand.ident(),
                member.variant
            );
            quote!(#[doc = #doc] #vis #name: #ty)
        });
        let doc = format!(" The typed paths of [`{}`].", self.expand.ident().unraw());
        quote! {
            #[doc = #doc]
            #[allow(
                dead_code,
                non_camel_case_types,
                private_bounds,
                private_interfaces,
                unused_qualifications,
                clippy::absolute_paths
            )]
            #vis struct #ident<#root> {
                #(#members,)*
                // The compiler asks more of the last one: that its type is of a known size.
                __marker: ::core::marker::PhantomData<fn() -> #root>,
            }
        }
    }

    fn paths_at(&self) -> TokenStream {
        let private = &self.expand.private;
        let root = fields::root(self.expand.container);
        let ident = self.expand.container.fields_ident();
        let values = self.members.iter().map(|member| {
            let name = &member.paths;
            Place::of(member.ty).put(quote!(#name: #private::FieldsOf::at(__parent)))
        });
        let shown = ident.unraw().to_string();
        quote! {
            #[automatically_derived]
            impl<#root> #private::FieldsOf for #ident<#root> {
                fn at(
                    __parent: ::core::option::Option<&#private::Arc<#private::AttributePath>>,
                ) -> Self {
                    Self { #(#values,)* __marker: ::core::marker::PhantomData }
                }
            }
            #[automatically_derived]
            impl<#root> ::core::fmt::Debug for #ident<#root> {
                fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    __f.write_str(#shown)
                }
            }
        }
    }

    /// An item is read as the model that its type names, and written as the one that it is.
    fn conversions(&self) -> TokenStream {
        let private = &self.expand.private;
        let read = self.members.iter().map(|Member { variant, ty, .. }| {
            let read = self.listed(ty, &quote!(read(__reader)));
            quote!(|__reader| #read.map(Self::#variant))
        });
        let read_other = match self.other {
            Some((variant, ty)) => {
                let read = self.expand.through(ty, "Decode", &quote!(decode(__reader)));
                quote!(::core::option::Option::Some(|__reader| #read.map(Self::#variant)))
            }
            None => quote!(::core::option::Option::None),
        };
        let write = self.members.iter().map(|Member { variant, ty, .. }| {
            let write = self.listed(ty, &quote!(write(__0, __writer)));
            quote!(Self::#variant(__0) => #write,)
        });
        let write_other = self.other.map(|(variant, ty)| {
            let write = self
                .expand
                .through(ty, "Encode", &quote!(encode(__0, __writer)));
            quote!(Self::#variant(__0) => #write,)
        });
        Conversion {
            decode: quote! {
                #private::decode_member(
                    <Self as #private::Schema>::SCHEMA,
                    &[#(#read),*],
                    #read_other,
                    __reader,
                )
            },
            encode: quote!(match self { #(#write)* #write_other }),
            absent: TokenStream::new(),
            is_absent: TokenStream::new(),
            kind: quote!(#private::kind::M),
            fields: fields::ty(self.expand),
            lifecycle: self.conform(),
        }
        .expand(self.expand)
    }

    /// The values of keys and conditions go by the first model that has an attribute of this name.
    fn conform(&self) -> TokenStream {
        let private = &self.expand.private;
        let each = self.members.iter().map(|member| {
            self.listed(
                member.ty,
                &quote!(conform(__name, __value, __below, __at, __writing)),
            )
        });
        quote! {
            fn conform(
                __value: &mut ::core::option::Option<#private::AttributeValue>,
                __below: &[&#private::Segment],
                __at: &#private::At<'_>,
                __writing: &mut #private::Writing,
            ) {
                if let [#private::Segment::Name(__name), __below @ ..] = __below {
                    let _ = #(#each)||*;
                }
            }
        }
    }

    fn no_conversions(&self, fields: &TokenStream) -> TokenStream {
        let private = &self.expand.private;
        Conversion {
            decode: quote! {
                let _ = __reader;
                ::core::result::Result::Err(#private::Error::missing())
            },
            encode: quote!(__writer.null()),
            absent: TokenStream::new(),
            is_absent: TokenStream::new(),
            kind: quote!(#private::kind::M),
            fields: fields.clone(),
            lifecycle: TokenStream::new(),
        }
        .expand(self.expand)
    }

    /// ```text
    /// impl Schema for Shop {
    ///     type Key = <Customer as Listed>::KeyOfCollection;
    ///     const SCHEMA: &'static TableSchema =
    ///         &<Customer as Listed>::TABLE.with_models(&[<Customer as Listed>::MODEL, <Order as Listed>::MODEL], false);
    /// }
    /// impl Entities for Shop {}
    /// ```
    fn schema(&self) -> TokenStream {
        let private = &self.expand.private;
        let Some(first) = self.members.first() else {
            return self.no_schema();
        };
        let key = self.listed(first.ty, &quote!(KeyOfCollection));
        let table = self.listed(first.ty, &quote!(TABLE));
        let models = self.members.iter();
        let models = models.map(|member| self.listed(member.ty, &quote!(MODEL)));
        let open = self.other.is_some();
        let schema = quote! {
            type Key = #key;

            const SCHEMA: &'static #private::TableSchema =
                &#table.with_models(&[#(#models),*], #open);
        };
        self.implement_schema(&schema)
    }

    fn no_schema(&self) -> TokenStream {
        let private = &self.expand.private;
        self.implement_schema(&quote! {
            type Key = #private::Pair<::std::string::String, ::std::string::String>;

            const SCHEMA: &'static #private::TableSchema = #private::NO_TABLE;
        })
    }

    fn implement_schema(&self, schema: &TokenStream) -> TokenStream {
        let schema = self.expand.implement("Schema", schema);
        let entities = self.expand.implement("Entities", &TokenStream::new());
        quote!(#schema #entities)
    }

    /// What the compiler finds out of the models.
    ///
    /// ```text
    /// const _: () = check_member(<Shop as Schema>::SCHEMA.models(), 1);
    /// const _: () = check_index(<Shop as Schema>::SCHEMA.models(), <ByStatus as ListedIndex<Order>>::SCHEMA);
    /// fn __asks() { catch_all::<Item>(); member_of::<Order, Shop>(); }
    /// ```
    fn checks(&self) -> TokenStream {
        let private = &self.expand.private;
        let schema = self.own_schema();
        let members = self.members.iter().enumerate().map(|(position, member)| {
            let check = quote!(#private::check_member(#schema.models(), #position));
            let check = Place::of(member.ty).put(check);
            quote!(const _: () = #check;)
        });
        let indexes = self.named.iter().map(|decl| {
            let index = self.index_schema(decl);
            let check = quote!(#private::check_index(#schema.models(), #index));
            let check = Place::of(&decl.ty).put(check);
            quote!(const _: () = #check;)
        });
        let other = self.other.map(|(_, ty)| {
            let ask = Place::of(ty).wrap(quote!(#private::catch_all::<), ty, quote!(>));
            quote!(#ask();)
        });
        let of = self.named.iter().filter_map(|decl| {
            let (this, of) = (self.expand.ident(), &decl.of.as_ref()?.value);
            let ask = Place::of(of).wrap(quote!(#private::member_of::<), of, quote!(, #this>));
            Some(quote!(#ask();))
        });
        quote! {
            #(#members)*
            #(#indexes)*
            #[allow(dead_code)]
            fn __asks() {
                #other
                #(#of)*
            }
        }
    }

    /// ```text
    /// impl Load for Shop {
    ///     const LOAD: Option<LoadFn<Self>> = if <LoadOf<Order>>::LOAD.is_some() || .. { Some(|__item, __client| ..) } else { None };
    /// }
    /// ```
    fn load(&self) -> TokenStream {
        let private = &self.expand.private;
        let any = self.members.iter().map(|member| {
            let ty = member.ty;
            quote!(<#private::LoadOf<#ty>>::LOAD.is_some())
        });
        let each = self.members.iter().map(|Member { variant, ty, .. }| {
            let load = quote!(<#private::LoadOf<#ty>>::LOAD);
            quote!(Self::#variant(__0) => #private::load_member(#load, __0, __client, Self::#variant),)
        });
        let other = self.other.map(|_| {
            quote!(__other => ::std::boxed::Box::pin(::core::future::ready(
                ::core::result::Result::Ok(__other),
            )),)
        });
        let load = self.expand.implement(
            "Load",
            &quote! {
                const LOAD: ::core::option::Option<#private::LoadFn<Self>> = if #(#any)||* {
                    ::core::option::Option::Some(|__item, __client| match __item {
                        #(#each)*
                        #other
                    })
                } else {
                    ::core::option::Option::None
                };
            },
        );
        quote! {
            #[allow(unused_imports)]
            use #private::NoLoad as _;
            #load
        }
    }

    /// Those of a collection with mistakes: none.
    fn no_load(&self) -> TokenStream {
        let private = &self.expand.private;
        self.expand.implement(
            "Load",
            &quote! {
                const LOAD: ::core::option::Option<#private::LoadFn<Self>> =
                    ::core::option::Option::None;
            },
        )
    }

    fn members(&self) -> TokenStream {
        let members = self.members.iter();
        members.map(|member| self.member(member)).collect()
    }

    /// ```text
    /// impl MemberOf<Shop> for Order {}
    /// impl From<Order> for Shop { .. }
    /// impl TryFrom<Shop> for Order { type Error = Shop; .. }
    /// impl Gather<Shop> for Order { .. }
    /// ```
    fn member(&self, member: &Member<'_>) -> TokenStream {
        let private = &self.expand.private;
        let (this, variant, ty) = (self.expand.ident(), member.variant, member.ty);
        let member_of = Place::of(ty).wrap(
            quote!(#[automatically_derived] impl #private::MemberOf<#this> for),
            ty,
            quote!({}),
        );
        quote! {
            #member_of
            #[automatically_derived]
            impl ::core::convert::From<#ty> for #this {
                fn from(__item: #ty) -> Self {
                    Self::#variant(__item)
                }
            }
            #[automatically_derived]
            impl ::core::convert::TryFrom<#this> for #ty {
                type Error = #this;

                fn try_from(__item: #this) -> ::core::result::Result<Self, #this> {
                    match __item {
                        #this::#variant(__item) => ::core::result::Result::Ok(__item),
                        #[allow(unreachable_patterns)]
                        __other => ::core::result::Result::Err(__other),
                    }
                }
            }
            #[automatically_derived]
            impl #private::Gather<#this> for #ty {
                type Parts = ::core::option::Option<Self>;

                fn take(
                    __parts: &mut Self::Parts,
                    __item: #this,
                ) -> #private::Result<::core::option::Option<#this>> {
                    #private::gather_one(__parts, __item)
                }

                fn finish(__parts: Self::Parts) -> #private::Result<Self> {
                    #private::gathered_one(__parts)
                }
            }
        }
    }

    fn indexes(&self) -> TokenStream {
        self.named.iter().map(|decl| self.index(decl)).collect()
    }

    /// ```text
    /// impl Index<Shop> for ByStatus {
    ///     type Key = <ByStatus as ListedIndex<Order>>::Key;
    ///     type Item = <Completeness<{ is_complete(..) }> as ItemOf<Shop, ByStatus>>::Item;
    ///     type ScanRoot = Scanned<Shop, ByStatus>;
    ///     const SCHEMA: &'static IndexSchema = <ByStatus as ListedIndex<Order>>::SCHEMA;
    /// }
    /// impl ReadsConsistently<Shop> for ByStatus where ByStatus: ReadsConsistently<Order> {}
    /// ```
    ///
    /// The bound of the latter is written as in `capabilities`: where it does not hold, the implementation is not there.
    fn index(&self, decl: &IndexDecl) -> TokenStream {
        let private = &self.expand.private;
        let (this, ty, of) = (self.expand.ident(), &decl.ty, self.model_of(decl));
        let (index, schema) = (self.index_schema(decl), self.own_schema());
        let key = self.listed_index(decl, &quote!(Key));
        quote! {
            #[automatically_derived]
            impl #private::Index<#this> for #ty {
                type Key = #key;
                type Item = <
                    #private::Completeness<{ #private::is_complete(#schema, #index) }>
                        as #private::ItemOf<#this, #ty>
                >::Item;
                type ScanRoot = #private::Scanned<#this, #ty>;

                const SCHEMA: &'static #private::IndexSchema = #index;
            }
            #[automatically_derived]
            impl #private::ReadsConsistently<#this> for #ty
            where
                for<'__a> <#ty as #private::Same<'__a>>::Type: #private::ReadsConsistently<#of>,
            {
            }
        }
    }

    /// The model that an index is taken from: the given one, or the first.
    fn model_of<'b>(&'b self, decl: &'b IndexDecl) -> Option<&'b Type> {
        match &decl.of {
            Some(of) => Some(&of.value),
            None => self.members.first().map(|member| member.ty),
        }
    }

    fn index_schema(&self, decl: &IndexDecl) -> TokenStream {
        self.listed_index(decl, &quote!(SCHEMA))
    }

    fn listed_index(&self, decl: &IndexDecl, what: &TokenStream) -> TokenStream {
        let (private, ty, of) = (&self.expand.private, &decl.ty, self.model_of(decl));
        Place::of(ty).wrap(quote!(<), ty, quote!(as #private::ListedIndex<#of>>::#what))
    }

    fn own_schema(&self) -> TokenStream {
        let (this, private) = (self.expand.ident(), &self.expand.private);
        quote!(<#this as #private::Schema>::SCHEMA)
    }

    fn listed(&self, ty: &Type, what: &TokenStream) -> TokenStream {
        self.expand.through(ty, "Listed", what)
    }
}
