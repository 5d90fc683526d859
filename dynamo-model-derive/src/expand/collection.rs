//! Collections: one enum for the items of several models.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;
use syn::ext::IdentExt;

use super::convert::Conversion;
use super::{Expand, Place, fields, hidden};
use crate::attr::IndexDecl;
use crate::collection::{Member, members, other};

pub(super) fn expand(expand: &Expand<'_>) -> TokenStream {
    let collection = Collection::new(expand);
    let paths = collection.paths();
    let hidden = hidden(&[
        collection.conversions(),
        collection.paths_at(),
        collection.schema(),
        collection.members(),
        collection.indexes(),
        collection.checks(),
    ]);
    quote!(#paths #hidden)
}

/// What stands in for a collection with mistakes: all of it that does not depend on them.
pub(super) fn fallback(expand: &Expand<'_>) -> TokenStream {
    let collection = Collection::new(expand);
    if collection.members.is_empty() || !expand.generics.params.is_empty() {
        return hidden(&[collection.nothing()]);
    }
    let paths = collection.paths();
    let hidden = hidden(&[
        collection.conversions(),
        collection.paths_at(),
        collection.schema(),
        collection.members(),
        collection.indexes(),
    ]);
    quote!(#paths #hidden)
}

struct Collection<'a> {
    expand: &'a Expand<'a>,
    members: Vec<Member<'a>>,
}

impl<'a> Collection<'a> {
    fn new(expand: &'a Expand<'a>) -> Self {
        Self {
            expand,
            members: members(expand.container),
        }
    }

    /// ```text
    /// pub struct ShopFields<R> { pub customer: <Customer as Attribute>::Fields<R>, pub order: <Order as Attribute>::Fields<R> }
    /// ```
    fn paths(&self) -> TokenStream {
        let root = fields::root(self.expand.container);
        let (ident, vis) = (
            self.expand.container.fields_ident(),
            &self.expand.container.original.vis,
        );
        let members = self.members.iter().map(|member| {
            let name = &member.paths;
            let ty = self.through(member.ty, "Attribute", &quote!(Fields<#root>));
            let doc = format!(" The paths of the variant `{}`.", member.variant.unraw());
            quote!(#[doc = #doc] #vis #name: #ty)
        });
        let doc = format!(
            " The typed paths of [`{}`], by its variants.",
            self.expand.ident().unraw()
        );
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
                    Self { #(#values,)* }
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

    /// `Decode` by the type of the item, `Encode` by the variant, and `Attribute`.
    fn conversions(&self) -> TokenStream {
        let private = &self.expand.private;
        let other = other(self.expand.container);
        let read = self
            .members
            .iter()
            .map(|member| (member.variant, member.ty));
        let read = read.map(|(variant, ty)| self.read(variant, ty));
        let read_other = match other {
            Some((variant, ty)) => {
                let read = self.read(variant, ty);
                quote!(::core::option::Option::Some(#read))
            }
            None => quote!(::core::option::Option::None),
        };
        let write = self
            .members
            .iter()
            .map(|member| (member.variant, member.ty))
            .chain(other)
            .map(|(variant, ty)| {
                let encode = self.through(ty, "Encode", &quote!(encode(__0, __writer)));
                quote!(Self::#variant(__0) => #encode,)
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
            encode: quote!(match self { #(#write)* }),
            absent: TokenStream::new(),
            is_absent: TokenStream::new(),
            kind: quote!(#private::kind::M),
            fields: fields::ty(self.expand),
        }
        .expand(self.expand)
    }

    fn read(&self, variant: &syn::Ident, ty: &Type) -> TokenStream {
        let decode = self.through(ty, "Decode", &quote!(decode(__reader)));
        quote!(|__reader| #decode.map(Self::#variant))
    }

    /// ```text
    /// impl Schema for Shop {
    ///     type Key = <<Customer as Schema>::Key as KeyShape>::OfCollection;
    ///     const SCHEMA: &'static TableSchema =
    ///         &TableSchema::new(<Customer as Schema>::SCHEMA.table(), *OfCollection::<Customer, Primary>::SCHEMA)
    ///             .with_models(&[<Customer as Schema>::SCHEMA, <Order as Schema>::SCHEMA], false);
    /// }
    /// impl Entities for Shop {}
    /// ```
    fn schema(&self) -> TokenStream {
        let private = &self.expand.private;
        let Some(first) = self.members.first().map(|member| member.ty) else {
            return TokenStream::new();
        };
        let key = self.through(first, "Schema", &quote!(Key));
        let table = self.through(first, "Schema", &quote!(SCHEMA));
        let primary = self.of_collection(first, &quote!(#private::Primary));
        let models = self
            .members
            .iter()
            .map(|member| self.through(member.ty, "Schema", &quote!(SCHEMA)));
        let open = other(self.expand.container).is_some();
        let schema = self.expand.implement(
            "Schema",
            &quote! {
                type Key = <#key as #private::KeyShape>::OfCollection;

                const SCHEMA: &'static #private::TableSchema =
                    &#private::TableSchema::new(#table.table(), *#primary)
                        .with_models(&[#(#models),*], #open);
            },
        );
        let entities = self.expand.implement("Entities", &TokenStream::new());
        quote!(#schema #entities)
    }

    /// What the compiler finds out of the models: each is told from those before it, and is in the same table.
    ///
    /// ```text
    /// const _: () = check_member(<Shop as Schema>::SCHEMA.models(), 1);
    /// fn __other() { catch_all::<Item>(); }
    /// ```
    fn checks(&self) -> TokenStream {
        let private = &self.expand.private;
        let models = self.models();
        let members = self.members.iter().enumerate().map(|(position, member)| {
            let check = quote!(#private::check_member(#models, #position));
            let check = Place::of(member.ty).put(check);
            quote!(const _: () = #check;)
        });
        let indexes = self.expand.container.attrs.indexes.iter().map(|index| {
            let check = self.index_schema(index).map(|schema| {
                let check = quote!(#private::check_index(#models, #schema));
                Place::of(&index.ty).put(check)
            });
            quote!(const _: () = #check;)
        });
        let other = other(self.expand.container).map(|(_, ty)| {
            let ask = Place::of(ty).wrap(quote!(#private::catch_all::<), ty, quote!(>));
            quote!(#[allow(dead_code)] fn __other() { #ask(); })
        });
        quote!(#(#members)* #(#indexes)* #other)
    }

    /// ```text
    /// impl MemberOf<Shop> for Order {}
    /// impl From<Order> for Shop { .. }
    /// impl TryFrom<Shop> for Order { .. }
    /// impl Gather<Shop> for Order { .. }
    /// ```
    fn members(&self) -> TokenStream {
        self.members
            .iter()
            .map(|member| self.member(member))
            .collect()
    }

    fn member(&self, member: &Member<'_>) -> TokenStream {
        let private = &self.expand.private;
        let (this, variant, ty) = (self.expand.ident(), member.variant, member.ty);
        let is_alone = self.members.len() == 1 && other(self.expand.container).is_none();
        let rest = (!is_alone).then(|| quote!(__other => ::core::result::Result::Err(__other),));
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
                        #rest
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
        let indexes = self.expand.container.attrs.indexes.iter();
        indexes.filter_map(|index| self.index(index)).collect()
    }

    /// ```text
    /// impl Index<Shop> for ByStatus {
    ///     type Key = <<ByStatus as Index<Order>>::Key as KeyShape>::OfCollection;
    ///     type Item = <Completeness<{ is_complete(..) }> as ItemOf<Shop, ByStatus>>::Item;
    ///     type ScanRoot = Scanned<Shop, ByStatus>;
    ///     const SCHEMA: &'static IndexSchema = OfCollection::<Order, ByStatus>::SCHEMA;
    /// }
    /// impl ReadsConsistently<Shop> for ByStatus where ByStatus: ReadsConsistently<Order> {}
    /// ```
    fn index(&self, index: &IndexDecl) -> Option<TokenStream> {
        let private = &self.expand.private;
        let (this, ty) = (self.expand.ident(), &index.ty);
        let (of, schema) = (self.model_of(index)?, self.index_schema(index)?);
        let key = Place::of(ty).wrap(quote!(<), ty, quote!(as #private::Index<#of>>::Key));
        let models = self.models();
        let open = other(self.expand.container).is_some();
        Some(quote! {
            #[automatically_derived]
            impl #private::Index<#this> for #ty {
                type Key = <#key as #private::KeyShape>::OfCollection;
                type Item = <#private::Completeness<{ #private::is_complete(#models, #open, #schema) }>
                    as #private::ItemOf<#this, #ty>>::Item;
                type ScanRoot = #private::Scanned<#this, #ty>;
                const SCHEMA: &'static #private::IndexSchema = #schema;
            }
            #[automatically_derived]
            impl #private::ReadsConsistently<#this> for #ty
            where
                for<'__a> <#ty as #private::Same<'__a>>::Type: #private::ReadsConsistently<#of>,
            {}
        })
    }

    /// The model that an index is taken from: the given one, or the first.
    fn model_of<'b>(&'b self, index: &'b IndexDecl) -> Option<&'b Type> {
        match &index.of {
            Some(of) => Some(&of.value),
            None => self.members.first().map(|member| member.ty),
        }
    }

    fn index_schema(&self, index: &IndexDecl) -> Option<TokenStream> {
        Some(self.of_collection(self.model_of(index)?, &index.ty))
    }

    fn of_collection(&self, model: &Type, index: &impl quote::ToTokens) -> TokenStream {
        let private = &self.expand.private;
        quote!(#private::OfCollection::<#model, #index>::SCHEMA)
    }

    fn models(&self) -> TokenStream {
        let (this, private) = (self.expand.ident(), &self.expand.private);
        quote!(<#this as #private::Schema>::SCHEMA.models())
    }

    fn through(&self, ty: &Type, of: &str, what: &TokenStream) -> TokenStream {
        self.expand.through(ty, of, what)
    }

    /// What stands in for a collection of which nothing is known.
    fn nothing(&self) -> TokenStream {
        let private = &self.expand.private;
        let conversions = Conversion {
            decode: quote! {
                let _ = __reader;
                ::core::result::Result::Err(#private::Error::missing())
            },
            encode: quote!(__writer.null()),
            absent: TokenStream::new(),
            is_absent: TokenStream::new(),
            kind: quote!(#private::kind::M),
            fields: quote!(#private::NoFields),
        }
        .expand(self.expand);
        let schema = self.expand.implement(
            "Schema",
            &quote! {
                type Key = #private::Pair<::std::string::String, ::std::string::String>;

                const SCHEMA: &'static #private::TableSchema = #private::NO_TABLE;
            },
        );
        let entities = self.expand.implement("Entities", &TokenStream::new());
        quote!(#conversions #schema #entities)
    }
}
