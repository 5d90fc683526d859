//! What a newtype can do because of what is in it: be removed, have elements, be added to, be the key of a map.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use super::Expand;
use crate::ast::{Field, Variant};

/// ```text
/// impl Container for Tags
/// where
///     for<'__a> <BTreeSet<String> as Same<'__a>>::Type: Container,
/// {
///     type Element = <BTreeSet<String> as Container>::Element;
/// }
/// ```
///
/// The bound is that `BTreeSet<String>` is a `Container`. Written plainly, the compiler would refuse the implementation
/// where that is not so; written like this, the implementation is not there.
pub(super) fn of_newtype(expand: &Expand<'_>, field: &Field<'_>) -> TokenStream {
    let private = &expand.private;
    let inner = expand.attribute(field);
    let nothing = TokenStream::new();
    let element = |of: &TokenStream| quote!(type Element = <#inner as #of>::Element;);
    let entry = |of: &TokenStream| quote!(type Entry = <#inner as #of>::Entry;);
    let implement = |of: TokenStream, bound: Option<TokenStream>, body: &TokenStream| {
        let bound = bound.unwrap_or_else(|| of.clone());
        implement(
            expand,
            &of,
            &quote!(<#inner as #private::Same<'__a>>::Type: #bound),
            body,
        )
    };
    let [container, list, map, set] = ["Container", "List", "Map", "Set"].map(|name| {
        let name = Ident::new(name, Span::call_site());
        quote!(#private::#name)
    });
    let mut all = vec![
        implement(quote!(#private::MayBeAbsent), None, &nothing),
        implement(container.clone(), None, &element(&container)),
        implement(list.clone(), None, &element(&list)),
        implement(map.clone(), None, &entry(&map)),
        implement(set.clone(), None, &element(&set)),
        implement(
            quote!(#private::Delta<Self>),
            Some(quote!(#private::Delta<#inner>)),
            &nothing,
        ),
    ];
    all.push(identifier(expand, field));
    // The codecs of map keys are `MapKey`s, not codecs of attributes.
    if field.form().is_plain() {
        let body = map_key(
            expand,
            &quote!(#private::MapKey::to_key(&self.0)),
            &quote!(<#inner as #private::MapKey>::from_key(__key).map(Self)),
        );
        let lifecycle = map_key_lifecycle(expand);
        let body = quote!(#body #lifecycle);
        all.push(implement(quote!(#private::MapKey), None, &body));
        let body = key_part(
            expand,
            &quote!(<#inner as #private::KeyPart>::MARKS),
            &quote!(#private::KeyPart::write_part(&self.0, __writer)),
            &quote!(<#inner as #private::KeyPart>::read_part(__text).map(Self)),
        );
        all.push(implement(quote!(#private::KeyPart), None, &body));
    }
    all.into_iter().collect()
}

/// An enum that is stored as a name can be the key of a map.
pub(super) fn of_names(expand: &Expand<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let private = &expand.private;
    let idents: Vec<_> = variants.iter().map(Variant::ident).collect();
    let names: Vec<_> = variants.iter().map(|variant| &variant.name).collect();
    let body = map_key(
        expand,
        &quote!(#private::Cow::Borrowed(match self { #(Self::#idents => #names,)* })),
        &quote! {
            match &*__key {
                #(#names => ::core::result::Result::Ok(Self::#idents),)*
                __other => ::core::result::Result::Err(
                    #private::unknown_variant(__other, &[#(#names),*]),
                ),
            }
        },
    );
    let map_key = expand.implement("MapKey", &body);
    let body = key_part(
        expand,
        &quote!(""),
        &quote! {
            __writer.text(match self { #(Self::#idents => #names,)* })
        },
        &quote! {
            match &*__text.text()? {
                #(#names => ::core::result::Result::Ok(Self::#idents),)*
                __other => ::core::result::Result::Err(
                    #private::unknown_variant(__other, &[#(#names),*]),
                ),
            }
        },
    );
    let key_part = expand.implement("KeyPart", &body);
    quote!(#map_key #key_part)
}

/// It can hold the ids that its field can hold, of whatever kind.
fn identifier(expand: &Expand<'_>, field: &Field<'_>) -> TokenStream {
    let (private, ty) = (&expand.private, field.ty());
    let kind = Ident::new("__Kind", Span::call_site());
    let of = quote!(#private::Identifier<#kind>);
    let mut generics = expand.generics.clone();
    generics.params.push(syn::parse_quote!(#kind));
    let body = quote! {
        fn is_empty_id(&self) -> ::core::primitive::bool {
            <#ty as #of>::is_empty_id(&self.0)
        }

        fn new_id() -> Self
        where
            #kind: #private::IdKind,
        {
            Self(<#ty as #of>::new_id())
        }
    };
    let (impl_generics, _, _) = generics.split_for_impl();
    implement_with(
        expand,
        &impl_generics.to_token_stream(),
        &of,
        &quote!(<#ty as #private::Same<'__a>>::Type: #of),
        &body,
    )
}

fn key_part(
    expand: &Expand<'_>,
    marks: &TokenStream,
    write: &TokenStream,
    read: &TokenStream,
) -> TokenStream {
    let private = &expand.private;
    quote! {
        const MARKS: &'static ::core::primitive::str = #marks;

        fn write_part(&self, __writer: &mut #private::PartWriter<'_>) -> #private::Result<()> {
            #write
        }

        fn read_part(__text: #private::PartText<'_>) -> #private::Result<Self> {
            #read
        }
    }
}

fn map_key(expand: &Expand<'_>, to: &TokenStream, from: &TokenStream) -> TokenStream {
    let private = &expand.private;
    quote! {
        fn to_key(&self) -> #private::Cow<'_, ::core::primitive::str> {
            #to
        }

        fn from_key(
            __key: #private::Cow<'_, ::core::primitive::str>,
        ) -> #private::Result<Self> {
            #from
        }
    }
}

/// As the key of a map it is brought into form and checked as anywhere else.
fn map_key_lifecycle(expand: &Expand<'_>) -> TokenStream {
    let private = &expand.private;
    quote! {
        fn changes_key(&self) -> ::core::primitive::bool {
            #private::Attribute::changes(self)
        }

        fn prepare_key(&mut self, __at: &#private::At<'_>, __writing: &mut #private::Writing) {
            #private::Attribute::prepare(self, __at, __writing);
        }

        fn inspect_key(&self, __at: &#private::At<'_>, __writing: &mut #private::Writing) {
            #private::Attribute::inspect(self, __at, __writing);
        }
    }
}

fn implement(
    expand: &Expand<'_>,
    of: &TokenStream,
    bound: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let (impl_generics, _, _) = expand.generics.split_for_impl();
    implement_with(expand, &impl_generics.to_token_stream(), of, bound, body)
}

/// The same with these parameters.
fn implement_with(
    expand: &Expand<'_>,
    impl_generics: &TokenStream,
    of: &TokenStream,
    bound: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let ident = expand.ident();
    let (_, ty_generics, where_clause) = expand.generics.split_for_impl();
    let predicates = where_clause.map(|clause| {
        let predicates = clause.predicates.iter();
        quote!(#(#predicates,)*)
    });
    quote! {
        #[automatically_derived]
        impl #impl_generics #of for #ident #ty_generics
        where
            #predicates
            for<'__a> #bound,
        {
            #body
        }
    }
}
