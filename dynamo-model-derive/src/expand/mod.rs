//! From the checked item to code: one file for each thing that is generated.

mod assert;
mod capabilities;
mod collection;
mod convert;
mod enums;
mod fallback;
mod fields;
mod generics;
mod keys;
mod lifecycle;
mod names;
mod newtype;
mod output;
mod projection;
mod roles;
mod schema;
mod shape;
mod slots;

pub(crate) use self::projection::derive as derive_projection;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{DeriveInput, Generics};

use crate::ast::{Codec, Container, Data, Derive, Field, Storage};
use crate::check;
use crate::ctxt::Ctxt;

/// The whole of a derive.
pub(crate) fn derive(derive: Derive, input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let (container, errors) = Ctxt::collect(|cx| {
        let container = Container::from_ast(cx, derive, &input);
        check::check(cx, &container);
        container
    });
    let expand = Expand::new(&container);
    match errors {
        None => expand.everything(),
        Some(errors) => {
            let errors = errors.into_compile_error();
            let fallback = if container.is_collection() {
                collection::fallback(&expand)
            } else {
                fallback::expand(&expand)
            };
            quote!(#errors #fallback)
        }
    }
}

/// What everything generated for one item needs to know.
struct Expand<'a> {
    container: &'a Container<'a>,
    /// The path of `__private`.
    private: TokenStream,
    /// The generics of the item, with what the implementations need of them.
    generics: Generics,
}

impl<'a> Expand<'a> {
    fn new(container: &'a Container<'a>) -> Self {
        let private = match &container.attrs.krate {
            Some(path) => {
                let path = &path.value;
                quote!(#path::__private)
            }
            None => quote!(::dynamo_model::__private),
        };
        let mut this = Self {
            container,
            private,
            generics: container.original.generics.clone(),
        };
        generics::add_bounds(&mut this);
        this
    }

    fn everything(&self) -> TokenStream {
        if self.container.is_collection() {
            return collection::expand(self);
        }
        match &self.container.data {
            Data::Struct(fields) => {
                let paths = fields::definition(self, fields);
                let roles = roles::definition(self);
                let hidden = hidden(&[
                    slots::of_struct(self, fields).definition(self),
                    shape::expand(self, fields),
                    convert::of_struct(self),
                    fields::at(self, fields),
                    keys::constants(self),
                    schema::expand(self),
                    lifecycle::hooks::expand(self),
                    roles::implement(self),
                    assert::expand(self),
                    output::expand(self),
                ]);
                quote!(#roles #paths #hidden)
            }
            Data::Newtype(field) => hidden(&[newtype::expand(self, field), output::expand(self)]),
            Data::Enum(variants) => hidden(&[enums::expand(self, variants), output::expand(self)]),
            // `check` has reported these, and `fallback` stands in.
            Data::Tuple(_) | Data::Union => TokenStream::new(),
        }
    }

    fn ident(&self) -> &Ident {
        self.container.ident()
    }

    /// The item as a type.
    fn self_type(&self) -> TokenStream {
        let ident = self.ident();
        let (_, ty_generics, _) = self.generics.split_for_impl();
        quote!(#ident #ty_generics)
    }

    /// An implementation of a trait for the item that needs more of its parameters.
    fn implement_for(
        &self,
        of: &TokenStream,
        needs: &[TokenStream],
        body: &TokenStream,
    ) -> TokenStream {
        let ident = self.ident();
        let mut generics = self.generics.clone();
        if !needs.is_empty() {
            let clause = generics.make_where_clause();
            clause.predicates.extend(
                needs
                    .iter()
                    .map(|need| -> syn::WherePredicate { syn::parse_quote!(#need) }),
            );
        }
        let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
        quote! {
            #[automatically_derived]
            impl #impl_generics #of for #ident #ty_generics #where_clause {
                #body
            }
        }
    }

    /// An implementation of a trait of the library for the item.
    fn implement(&self, of: &str, body: &TokenStream) -> TokenStream {
        let private = &self.private;
        let of = Ident::new(of, Span::call_site());
        let ident = self.ident();
        let (impl_generics, ty_generics, where_clause) = self.generics.split_for_impl();
        quote! {
            #[automatically_derived]
            impl #impl_generics #private::#of for #ident #ty_generics #where_clause {
                #body
            }
        }
    }

    /// The codec of a field.
    fn codec(&self, field: &Field<'_>) -> TokenStream {
        let private = &self.private;
        let form = field.form();
        let codec = match form.codec {
            Codec::Plain if form.nullable => return quote!(#private::Nullable),
            Codec::Plain => quote!(#private::Plain),
            Codec::With(ty) => quote!(#ty),
            Codec::Binary => quote!(#private::Binary),
            Codec::Serde => quote!(#private::Serde),
            Codec::TimeToLive => quote!(#private::TimeToLive),
        };
        if form.nullable {
            quote!(#private::Nullable<#codec>)
        } else {
            codec
        }
    }

    /// A `Field` constant for a field, under the name it is stored as.
    fn field(&self, field: &Field<'_>, name: &str) -> TokenStream {
        let private = &self.private;
        let place = Place::of(field.ty());
        if field.form().is_plain() {
            return place.put(quote!(#private::Path::<(), _>::__field(#name).0));
        }
        let codec = fields::outside(self.container, self.codec(field));
        let ty = fields::outside(self.container, field.ty());
        place.wrap(
            quote!(#private::Path::<(), #private::As<),
            ty,
            quote!(, _>>::__field_as(#name, ::core::marker::PhantomData::<#codec>).0),
        )
    }

    /// Whether an attribute that no field of its own takes is more than passed over: it goes into a map, or is refused.
    fn takes_unknown(&self, fields: &[Field<'_>]) -> bool {
        let mut fields = fields.iter();
        self.denies_unknown() || fields.any(|field| field.storage() == Storage::Flattened)
    }

    /// Whether attributes that no field takes are refused.
    fn denies_unknown(&self) -> bool {
        let policy = &self.container.attrs.lifecycle.unknown;
        policy.as_ref().is_some_and(|policy| policy.value == "deny")
    }

    /// Something that a type has through a trait of the library: `<Address as Shape>::finish(..)`.
    fn through(&self, ty: &impl ToTokens, of: &str, what: &TokenStream) -> TokenStream {
        let private = &self.private;
        let of = Ident::new(of, Span::call_site());
        Place::of(ty).wrap(quote!(<), ty, quote!(as #private::#of>::#what))
    }

    /// The type of the attribute behind a field: the field's own, or that as the codec stores it.
    fn attribute(&self, field: &Field<'_>) -> TokenStream {
        let (ty, private) = (field.ty(), &self.private);
        if !field.sound.get() {
            return quote!(#private::As<#ty, #private::Unknown>);
        }
        if field.form().is_plain() {
            return quote!(#ty);
        }
        let codec = self.codec(field);
        quote!(#private::As<#ty, #codec>)
    }
}

/// Where a type stands in the user's code.
#[derive(Clone, Copy)]
struct Place {
    first: Span,
    last: Span,
}

impl Place {
    fn of(ty: &impl ToTokens) -> Self {
        let mut spans = ty.to_token_stream().into_iter().map(|token| token.span());
        let first = spans.next().unwrap_or_else(Span::call_site);
        let last = spans.last().unwrap_or(first);
        Self { first, last }
    }

    fn at(span: Span) -> Self {
        Self {
            first: span,
            last: span,
        }
    }

    /// Generated code that to the compiler begins and ends where the type does.
    fn put(self, tokens: TokenStream) -> TokenStream {
        let mut tokens = tokens.into_iter();
        let first = tokens.next().into_iter().collect();
        self.wrap(first, TokenStream::new(), tokens.collect())
    }

    /// Generated code around tokens of the user, placed so that to the compiler it begins and ends where the type
    /// does: whatever is wrong with it is marked there, and what is wrong with it twice is told once.
    fn wrap(self, before: TokenStream, user: impl ToTokens, after: TokenStream) -> TokenStream {
        let mut tokens = put(before, self.first);
        user.to_tokens(&mut tokens);
        tokens.extend(put(after, self.last));
        tokens
    }
}

/// The same tokens as if the user had written them there, apart from what would then be looked up elsewhere: locals,
/// and the path of the library.
fn put(tokens: TokenStream, to: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            let span = match &token {
                TokenTree::Group(group) => {
                    token = Group::new(group.delimiter(), put(group.stream(), to)).into();
                    to
                }
                TokenTree::Ident(ident) if keeps_meaning(ident) => ident.span().located_at(to),
                _ => to,
            };
            token.set_span(span);
            token
        })
        .collect()
}

fn keeps_meaning(ident: &Ident) -> bool {
    [
        "__0",
        "__at",
        "__below",
        "__debug",
        "__entries",
        "__fields",
        "__list",
        "__name",
        "__parent",
        "__plan",
        "__planner",
        "__read",
        "__reader",
        "__serializer",
        "__slots",
        "__value",
        "__visit",
        "__writer",
        "__writing",
        "self",
        "Self",
        "super",
        "crate",
        "$crate",
    ]
    .iter()
    .any(|name| ident == name)
}

/// Puts implementations where their helpers disturb nobody.
fn hidden(pieces: &[TokenStream]) -> TokenStream {
    quote! {
        #[doc(hidden)]
        #[allow(
            deprecated,
            non_camel_case_types,
            non_snake_case,
            non_upper_case_globals,
            single_use_lifetimes,
            unused_qualifications,
            clippy::absolute_paths,
            clippy::needless_question_mark,
            clippy::type_complexity
        )]
        const _: () = {
            #(#pieces)*
        };
    }
}
