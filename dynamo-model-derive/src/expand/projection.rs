//! `Projection`: a part of a model or of a document.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DeriveInput, Type};

use super::{Place, hidden};
use crate::ctxt::Ctxt;
use crate::projection::{Field, Projection, Take};

/// The whole of the derive.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let (projection, errors) = Ctxt::collect(|cx| Projection::from_ast(cx, &input));
    let expand = Expand::new(&projection);
    match (errors, &projection.attrs.of) {
        (None, Some(of)) => expand.everything(&of.value),
        (errors, _) => {
            let errors = errors.map(syn::Error::into_compile_error);
            let fallback = expand.fallback();
            quote!(#errors #fallback)
        }
    }
}

struct Expand<'a> {
    projection: &'a Projection<'a>,
    /// The path of `__private`.
    private: TokenStream,
}

impl<'a> Expand<'a> {
    fn new(projection: &'a Projection<'a>) -> Self {
        let private = match &projection.attrs.krate {
            Some(path) => {
                let path = &path.value;
                quote!(#path::__private)
            }
            None => quote!(::dynamo_model::__private),
        };
        Self {
            projection,
            private,
        }
    }

    fn everything(&self, of: &Type) -> TokenStream {
        let private = &self.private;
        let ident = &self.projection.original.ident;
        let indexes = &self.projection.attrs.indexes;
        let helpers = self.helpers();
        let picks = self.picks(of);
        hidden(&[quote! {
            #helpers
            #picks
            #[automatically_derived]
            impl #private::Projection<#of> for #ident {
                fn plan(
                    __at: ::core::option::Option<&#private::Arc<#private::AttributePath>>,
                    __planner: &mut #private::Planner,
                ) -> #private::Plan<Self> {
                    #private::plan_picks(__at, __planner)
                }
            }
            impl #private::Readable for #ident {}
            #(impl #private::FitsIn<#indexes> for #ident {})*
        }])
    }

    /// ```text
    /// struct __Plan { total: Pick<u64>, audit: <AuditBy as Picks>::Plan }
    /// struct __Slots { total: Option<u64>, audit: <AuditBy as Picks>::Slots }
    /// impl Default for __Slots { .. }
    /// ```
    fn helpers(&self) -> TokenStream {
        let private = &self.private;
        let vis = &self.projection.original.vis;
        let plans = self.each(|field| {
            let (ident, ty) = (field.ident, field.ty);
            let plan = match field.take() {
                Take::Flattened => self.through(field, quote!(Plan)),
                Take::Whole | Take::Nested => quote!(#private::Pick<#ty>),
            };
            quote!(#ident: #plan)
        });
        let slots = self.each(|field| {
            let (ident, ty) = (field.ident, field.ty);
            let slot = match field.take() {
                Take::Flattened => self.through(field, quote!(Slots)),
                Take::Whole | Take::Nested => quote!(::core::option::Option<#ty>),
            };
            quote!(#ident: #slot)
        });
        let empty = self.each(|field| {
            let ident = field.ident;
            match field.take() {
                Take::Flattened => {
                    Place::of(field.ty).put(quote!(#ident: ::core::default::Default::default()))
                }
                Take::Whole | Take::Nested => quote!(#ident: ::core::option::Option::None),
            }
        });
        quote! {
            #vis struct __Plan { #(#plans,)* }
            #vis struct __Slots { #(#slots,)* }
            #[automatically_derived]
            impl ::core::default::Default for __Slots {
                fn default() -> Self {
                    Self { #(#empty,)* }
                }
            }
        }
    }

    fn picks(&self, of: &Type) -> TokenStream {
        let private = &self.private;
        let ident = &self.projection.original.ident;
        let plan = self.plan(of);
        let reads = self.each(|field| {
            let ident = field.ident;
            match field.take() {
                Take::Flattened => self.through(
                    field,
                    quote!(read_attribute(&__plan.#ident, &mut __slots.#ident, __name, __reader)?),
                ),
                Take::Whole | Take::Nested => {
                    quote!(__plan.#ident.read(&mut __slots.#ident, __name, __reader)?)
                }
            }
        });
        let values = self.each(|field| {
            let ident = field.ident;
            let value = match field.take() {
                Take::Flattened => {
                    self.through(field, quote!(finish(&__plan.#ident, __slots.#ident)?))
                }
                Take::Whole | Take::Nested => quote!(__plan.#ident.take(__slots.#ident)?),
            };
            quote!(#ident: #value)
        });
        quote! {
            #[automatically_derived]
            impl #private::Picks for #ident {
                type Of = #of;
                type Plan = __Plan;
                type Slots = __Slots;

                #plan

                fn read_attribute(
                    __plan: &__Plan,
                    __slots: &mut __Slots,
                    __name: &::core::primitive::str,
                    __reader: &mut dyn #private::Reader<'_>,
                ) -> #private::Result<::core::primitive::bool> {
                    ::core::result::Result::Ok(#(#reads)||*)
                }

                fn finish(__plan: &__Plan, __slots: __Slots) -> #private::Result<Self> {
                    ::core::result::Result::Ok(Self { #(#values,)* })
                }
            }
        }
    }

    /// ```text
    /// fn plan(..) -> __Plan {
    ///     let __fields = OrderFields::<Order>::at(__at);
    ///     let __index_0 = indexed::<Order, ByStatus>();
    ///     __Plan {
    ///         total: { let __path = &__fields.total_cents; held(__path, __index_0); __planner.attribute(__path) },
    ///         address: { let __path = &__fields.address; held(__path, __index_0); __planner.nested(__path) },
    ///         audit: { flattens(&__fields.audit, ..); <AuditBy as Picks>::plan(__at, __planner) },
    ///     }
    /// }
    /// ```
    fn plan(&self, of: &Type) -> TokenStream {
        let private = &self.private;
        let indexes = self.projection.attrs.indexes.iter().enumerate();
        let indexes = indexes.map(|(i, index)| {
            let name = format_ident!("__index_{i}");
            let asked = Place::of(index).wrap(quote!(#private::indexed::<#of,), index, quote!(>));
            quote!(let #name = #asked();)
        });
        let plans = self.each(|field| {
            let ident = field.ident;
            let plan = match field.take() {
                Take::Flattened => self.plan_flattened(field, of),
                Take::Whole => self.plan_attribute(field, quote!(__planner.attribute(__path))),
                Take::Nested => self.plan_attribute(field, quote!(__planner.nested(__path))),
            };
            quote!(#ident: #plan)
        });
        quote! {
            fn plan(
                __at: ::core::option::Option<&#private::Arc<#private::AttributePath>>,
                __planner: &mut #private::Planner,
            ) -> __Plan {
                let __fields: <#of as #private::Attribute>::Fields<#of> =
                    #private::FieldsOf::at(__at);
                #(#indexes)*
                __Plan { #(#plans,)* }
            }
        }
    }

    fn plan_attribute(&self, field: &Field<'_>, take: TokenStream) -> TokenStream {
        let private = &self.private;
        let from = field.from();
        let held = (0..self.projection.attrs.indexes.len()).map(|i| {
            let index = format_ident!("__index_{i}");
            Place::of(field.ident).put(quote!(#private::held(__path, #index)))
        });
        let take = Place::of(field.ty).put(take);
        quote!({
            let __path = &__fields.#from;
            #(#held;)*
            #take
        })
    }

    /// Which attributes an index holds of it is not known to the compiler: it is checked when it is read.
    fn plan_flattened(&self, field: &Field<'_>, of: &Type) -> TokenStream {
        let private = &self.private;
        let from = field.from();
        let its_model = self.through(field, quote!(Of));
        let fields = quote!(<#its_model as #private::Attribute>::Fields<#of>);
        let check = Place::of(field.ty).put(quote! {
            #private::flattens(__path, ::core::marker::PhantomData::<#fields>)
        });
        let plan = self.through(field, quote!(plan(__at, __planner)));
        quote!({
            let __path = &__fields.#from;
            #check;
            #plan
        })
    }

    /// Something that a flattened projection has: `<AuditBy as Picks>::Plan`.
    fn through(&self, field: &Field<'_>, what: TokenStream) -> TokenStream {
        let private = &self.private;
        Place::of(field.ty).wrap(quote!(<), field.ty, quote!(as #private::Picks>::#what))
    }

    fn each<T>(&self, generate: impl Fn(&Field<'_>) -> T) -> Vec<T> {
        self.projection.fields.iter().map(generate).collect()
    }

    /// What stands in for a projection with mistakes, so that each of them is one message: it is taken to fit everywhere.
    fn fallback(&self) -> TokenStream {
        if !self.projection.original.generics.params.is_empty() {
            return TokenStream::new();
        }
        let private = &self.private;
        let ident = &self.projection.original.ident;
        hidden(&[quote! {
            #[automatically_derived]
            impl<M: #private::Attribute + 'static> #private::Projection<M> for #ident {
                fn plan(
                    _: ::core::option::Option<&#private::Arc<#private::AttributePath>>,
                    _: &mut #private::Planner,
                ) -> #private::Plan<Self> {
                    #private::Plan::none()
                }
            }
            impl #private::Readable for #ident {}
            impl<I> #private::FitsIn<I> for #ident {}
        }])
    }
}
