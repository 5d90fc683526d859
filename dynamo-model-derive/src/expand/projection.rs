//! `Projection`: a part of a model or of a document.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{DeriveInput, Type};

use super::{Place, hidden, put};
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
            #(impl #private::FitsIn<#of, #indexes> for #ident {})*
        }])
    }

    /// ```text
    /// struct __Plan { total: Pick<u64>, audit: Flattened<AuditBy> }
    /// struct __Slots { total: Option<u64>, audit: <AuditBy as Picks>::Slots }
    /// impl Default for __Slots { .. }
    /// ```
    fn helpers(&self) -> TokenStream {
        let private = &self.private;
        let vis = &self.projection.original.vis;
        let plans = self.each(|field| {
            let (ident, ty) = (field.ident, field.ty);
            let plan = match field.take() {
                Take::Flattened => quote!(#private::Flattened<#ty>),
                Take::Whole | Take::Nested => quote!(#private::Pick<#ty>),
            };
            quote!(#ident: #plan)
        });
        let slots = self.each(|field| {
            let (ident, ty) = (field.ident, field.ty);
            let slot = match field.take() {
                Take::Flattened => self.through(field, &quote!(Slots)),
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
        // The markers keep the compiler from looking for the size of the structs in a flattened field, and from reporting again that its
        // type is no projection.
        quote! {
            #vis struct __Plan { #(#plans,)* __marker: ::core::marker::PhantomData<()> }
            #vis struct __Slots { #(#slots,)* __marker: ::core::marker::PhantomData<()> }
            #[automatically_derived]
            impl ::core::default::Default for __Slots {
                fn default() -> Self {
                    Self { #(#empty,)* __marker: ::core::marker::PhantomData }
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
                Take::Flattened => {
                    let slot = self.slot(field, &quote!(&mut *__slots));
                    let read = quote!(read_flattened(&__plan.#ident, slot, __name, __reader)?);
                    let read = self.through(field, &read);
                    quote!({ #slot #read })
                }
                Take::Whole | Take::Nested => {
                    quote!(__plan.#ident.read(&mut __slots.#ident, __name, __reader)?)
                }
            }
        });
        let values = self.each(|field| {
            let ident = field.ident;
            let value = match field.take() {
                Take::Flattened => {
                    let slot = self.slot(field, &quote!(__slots));
                    let finish = quote!(finish_flattened(&__plan.#ident, slot)?);
                    let finish = self.through(field, &finish);
                    quote!({ #slot #finish })
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
    ///     let __index_0 = index_of::<Order, ByStatus>();
    ///     __Plan {
    ///         total: { let path = OneAttribute::path(&__fields.total_cents); held(path, __index_0); path.__take::<u64>(__planner) },
    ///         address: { let path = ..; held(path, __index_0); path.__take_part::<City>(__planner) },
    ///         audit: { let path = ..; <AuditBy as Picks>::plan_flattened::<Order, _>(path, __at, __planner) },
    ///         __marker: PhantomData,
    ///     }
    /// }
    /// ```
    fn plan(&self, of: &Type) -> TokenStream {
        let private = &self.private;
        let indexes = self.projection.attrs.indexes.iter().enumerate();
        let indexes = indexes.map(|(i, index)| {
            let name = index_ident(i);
            let asked =
                Place::of(index).wrap(quote!(#private::index_of::<#of,), index, quote!(>()));
            quote!(let #name = #asked;)
        });
        let plans = self.each(|field| {
            let ident = field.ident;
            let plan = match field.take() {
                Take::Flattened => self.plan_flattened(field, of),
                Take::Whole => self.plan_attribute(field, "__take"),
                Take::Nested => self.plan_attribute(field, "__take_part"),
            };
            quote!(#ident: #plan)
        });
        let fields =
            Place::of(of).wrap(quote!(<), of, quote!(as #private::Attribute>::Fields<#of>));
        quote! {
            fn plan(
                __at: ::core::option::Option<&#private::Arc<#private::AttributePath>>,
                __planner: &mut #private::Planner,
            ) -> __Plan {
                let __fields: #fields = #private::FieldsOf::at(__at);
                #(#indexes)*
                __Plan { #(#plans,)* __marker: ::core::marker::PhantomData }
            }
        }
    }

    /// To the compiler, the calls stand where the field does, so that it marks the field's name or its type.
    fn plan_attribute(&self, field: &Field<'_>, take: &str) -> TokenStream {
        let private = &self.private;
        let (from, ty, at) = (field.from(), field.ty, field.ident.span());
        let (path, take) = (Ident::new("path", at), Ident::new(take, at));
        let one = put(quote!(#private::OneAttribute::path), at);
        let held = put(quote!(#private::held), at);
        let held = (0..self.projection.attrs.indexes.len()).map(|i| {
            let (index, known) = (Ident::new("index", at), index_ident(i));
            let arguments = quote_spanned!(at=> (#path, #index));
            quote! {
                let #index = #known;
                #held #arguments;
            }
        });
        let argument = quote_spanned!(at=> (#path));
        quote!({
            let #path = &__fields.#from;
            let #path = #one #argument;
            #(#held)*
            #path.#take::<#ty>(__planner)
        })
    }

    /// Which of its attributes an index holds is not known to the compiler: it is checked when it is read.
    fn plan_flattened(&self, field: &Field<'_>, of: &Type) -> TokenStream {
        let from = field.from();
        let plan = self.through(
            field,
            &quote!(plan_flattened::<#of, _>(__fields, __at, __planner)),
        );
        quote!({
            let __fields = &__fields.#from;
            #plan
        })
    }

    /// Binds the slot of a flattened field. A pattern, unlike the field itself, is marked where the type is.
    fn slot(&self, field: &Field<'_>, slots: &TokenStream) -> TokenStream {
        let ident = field.ident;
        let slot = Place::of(field.ty).put(quote!(#ident: slot));
        quote!(let __Slots { #slot, .. } = #slots;)
    }

    /// Something that a flattened projection has: `<AuditBy as Picks>::Slots`.
    fn through(&self, field: &Field<'_>, what: &TokenStream) -> TokenStream {
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
            impl<M: #private::Attribute + 'static, I> #private::FitsIn<M, I> for #ident {}
        }])
    }
}

fn index_ident(number: usize) -> Ident {
    format_ident!("__index_{number}")
}
