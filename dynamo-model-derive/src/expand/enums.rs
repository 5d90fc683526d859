//! Enums, in each of their representations.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::convert::Conversion;
use super::slots::{self, Slots};
use super::{Expand, capabilities, lifecycle};
use crate::ast::{Representation, Style, Variant};

pub(super) fn expand(expand: &Expand<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let private = &expand.private;
    let representation = expand.container.representation();
    let of = Of { expand, variants };
    let (decode, encode, kind) = match &representation {
        Representation::Name => (
            quote!(#private::MapKey::from_key(__reader.str()?)),
            quote!(__writer.str(&#private::MapKey::to_key(self))),
            quote!(S),
        ),
        Representation::Internal { tag } => {
            (of.decode_internal(tag), of.encode_internal(tag), quote!(M))
        }
        Representation::Adjacent { tag, content } => (
            of.decode_adjacent(tag, content),
            of.encode_adjacent(tag, content),
            quote!(M),
        ),
        Representation::Untagged => (of.decode_untagged(), of.encode_untagged(), quote!(Any)),
    };
    let helpers = variants.iter().map(|variant| {
        let slots = slots::of_variant(variant);
        match (variant.style, &representation) {
            (Style::Unit, _) | (Style::Newtype, Representation::Internal { .. }) => None,
            (Style::Newtype, Representation::Adjacent { content, .. }) => {
                Some(slots.codecs(expand, Some(content)))
            }
            (Style::Newtype | Style::Tuple, _) => Some(slots.codecs(expand, None)),
            (Style::Struct, _) => Some(slots.definition(expand)),
        }
    });
    let conversions = Conversion {
        decode,
        encode,
        absent: TokenStream::new(),
        is_absent: TokenStream::new(),
        kind: quote!(#private::kind::#kind),
        fields: quote!(#private::NoFields),
        lifecycle: lifecycle::of_enum(
            expand,
            variants,
            matches!(representation, Representation::Internal { .. }),
        ),
    }
    .expand(expand);
    let names = match representation {
        Representation::Name => Some(capabilities::of_names(expand, variants)),
        _ => None,
    };
    quote!(#names #(#helpers)* #conversions)
}

/// An enum and its variants.
struct Of<'a> {
    expand: &'a Expand<'a>,
    variants: &'a [Variant<'a>],
}

impl Of<'_> {
    fn decode_internal(&self, tag: &str) -> TokenStream {
        self.by_tag(tag, |variant| {
            let ident = variant.ident();
            match variant.style {
                Style::Unit => self.unit(ident, tag),
                Style::Newtype | Style::Tuple => {
                    let decode = self.beside_tag(variant, |ty| {
                        self.expand
                            .through(ty, "Shape", &quote!(decode_tagged(__reader, #tag)))
                    });
                    quote!(#decode.map(Self::#ident))
                }
                Style::Struct => {
                    self.decode_struct(variant, &quote!(::core::option::Option::Some(#tag)))
                }
            }
        })
    }

    fn encode_internal(&self, tag: &str) -> TokenStream {
        let private = &self.expand.private;
        self.encode(|variant, slots| {
            let name = &variant.name;
            let len = match variant.style {
                Style::Newtype => 0,
                _ => slots.len(),
            };
            let write = match variant.style {
                Style::Newtype => {
                    let write = self.beside_tag(variant, |ty| {
                        self.expand
                            .through(ty, "Shape", &quote!(write_attributes(__0, __writer)?))
                    });
                    quote!(#write;)
                }
                _ => slots.write(self.expand, binding),
            };
            quote! {
                #private::begin_tagged(__writer, #tag, #name, #len)?;
                #write
                __writer.end_map()
            }
        })
    }

    fn decode_adjacent(&self, tag: &str, content: &str) -> TokenStream {
        let private = &self.expand.private;
        self.by_tag(tag, |variant| {
            let ident = variant.ident();
            if variant.style == Style::Unit {
                return self.unit(ident, tag);
            }
            let decode = self.decode_content(variant);
            let absent = match variant.style {
                Style::Newtype => {
                    let codec = self.codec(variant);
                    quote!(#codec.absent().map(Self::#ident))
                }
                _ => quote!(::core::result::Result::Err(#private::Error::missing())),
            };
            let content_of = match self.expand.denies_unknown() {
                true => {
                    quote!(decode_only_content(__reader, #tag, #content, |__reader| { #decode }))
                }
                false => quote!(decode_content(__reader, #content, |__reader| { #decode })),
            };
            quote! {
                match #private::#content_of? {
                    ::core::option::Option::Some(__value) => ::core::result::Result::Ok(__value),
                    ::core::option::Option::None => #absent.map_err(|__error| __error.at(#content)),
                }
            }
        })
    }

    fn encode_adjacent(&self, tag: &str, content: &str) -> TokenStream {
        let private = &self.expand.private;
        self.encode(|variant, _| {
            let name = &variant.name;
            let len = usize::from(variant.style != Style::Unit);
            let encode = self.encode_content(variant);
            let write = match variant.style {
                Style::Unit => TokenStream::new(),
                Style::Newtype => {
                    let codec = self.codec(variant);
                    quote!(#codec.write(__0, __writer)?;)
                }
                Style::Tuple | Style::Struct => quote! {
                    __writer.key(#content)?;
                    #encode?;
                },
            };
            quote! {
                #private::begin_tagged(__writer, #tag, #name, #len)?;
                #write
                __writer.end_map()
            }
        })
    }

    fn decode_untagged(&self) -> TokenStream {
        let private = &self.expand.private;
        let tries = self.variants.iter().map(|variant| {
            let name = variant.ident().to_string();
            let decode = self.decode_content(variant);
            quote! {
                if let ::core::option::Option::Some(__value) =
                    __tries.read(#name, |__reader| { #decode })
                {
                    return ::core::result::Result::Ok(__value);
                }
            }
        });
        quote! {
            let mut __tries = #private::Tries::new(__reader)?;
            #(#tries)*
            ::core::result::Result::Err(__tries.error())
        }
    }

    fn encode_untagged(&self) -> TokenStream {
        self.encode(|variant, _| self.encode_content(variant))
    }

    /// Chooses the variant by the tag of the map ahead.
    fn by_tag(&self, tag: &str, decode: impl Fn(&Variant<'_>) -> TokenStream) -> TokenStream {
        let private = &self.expand.private;
        let arms = self.variants.iter().map(|variant| {
            let (name, decode) = (&variant.name, decode(variant));
            quote!(#name => { #decode })
        });
        let unknown = self.unknown();
        quote! {
            let __tag = #private::read_tag(__reader, #tag)?;
            match &*__tag {
                #(#arms)*
                __other => ::core::result::Result::Err(#unknown.at(#tag)),
            }
        }
    }

    /// Writes the variant that `self` is, with its fields bound to their names.
    fn encode(&self, encode: impl Fn(&Variant<'_>, &Slots<'_>) -> TokenStream) -> TokenStream {
        let arms = self.variants.iter().map(|variant| {
            let ident = variant.ident();
            let members = variant.fields.iter().map(|field| {
                let member = &field.member;
                if field.attrs.skip.is_some() {
                    quote!(#member: _)
                } else {
                    let binding = binding(member);
                    quote!(#member: #binding)
                }
            });
            let encode = encode(variant, &slots::of_variant(variant));
            quote!(Self::#ident { #(#members,)* } => { #encode })
        });
        quote!(match self { #(#arms)* })
    }

    /// Reads what a variant holds, without a tag.
    fn decode_content(&self, variant: &Variant<'_>) -> TokenStream {
        let private = &self.expand.private;
        let ident = variant.ident();
        match variant.style {
            Style::Unit => quote! {
                __reader.null()?;
                ::core::result::Result::Ok(Self::#ident)
            },
            Style::Newtype => {
                let codec = self.codec(variant);
                match lifecycle::transforms::of_variant(self.expand, variant) {
                    None => quote!(#codec.decode(__reader).map(Self::#ident)),
                    Some(get) => quote! {
                        let mut __read = Self::#ident(#codec.decode(__reader)?);
                        #get
                        ::core::result::Result::Ok(__read)
                    },
                }
            }
            Style::Tuple => {
                let slots = slots::of_variant(variant);
                let get = lifecycle::transforms::of_variant(self.expand, variant);
                let is_mut = get.as_ref().map(|_| quote!(mut));
                let len = variant.fields.len();
                let elements = variant.fields.iter().enumerate().map(|(index, field)| {
                    let codec = slots.field(self.expand, field);
                    quote!(#codec.element(__reader, #index)?)
                });
                quote! {
                    __reader.enter_list()?;
                    let #is_mut __read = Self::#ident(#(#elements),*);
                    #private::end_list(__reader, #len)?;
                    #get
                    ::core::result::Result::Ok(__read)
                }
            }
            Style::Struct => self.decode_struct(variant, &quote!(::core::option::Option::None)),
        }
    }

    /// Writes what a variant holds, without a tag.
    fn encode_content(&self, variant: &Variant<'_>) -> TokenStream {
        let slots = slots::of_variant(variant);
        match variant.style {
            Style::Unit => quote!(__writer.null()),
            Style::Newtype => {
                let codec = self.codec(variant);
                quote!(#codec.encode(__0, __writer))
            }
            Style::Tuple => {
                let len = variant.fields.len();
                let elements = variant.fields.iter().enumerate().map(|(index, field)| {
                    let codec = slots.field(self.expand, field);
                    let binding = binding(&field.member);
                    quote!(#codec.encode(#binding, __writer).map_err(|__error| __error.at(#index))?;)
                });
                quote!({
                    __writer.begin_list(#len)?;
                    #(#elements)*
                    __writer.end_list()
                })
            }
            Style::Struct => {
                let (len, write) = (slots.len(), slots.write(self.expand, binding));
                quote!({
                    __writer.begin_map(#len)?;
                    #write
                    __writer.end_map()
                })
            }
        }
    }

    /// Code for the only field of a variant that stands beside the tag.
    fn beside_tag(
        &self,
        variant: &Variant<'_>,
        code: impl Fn(&syn::Type) -> TokenStream,
    ) -> TokenStream {
        variant
            .fields
            .iter()
            .map(|field| code(field.ty()))
            .collect()
    }

    fn decode_struct(&self, variant: &Variant<'_>, tag: &TokenStream) -> TokenStream {
        let private = &self.expand.private;
        let ident = variant.ident();
        let slots = slots::of_variant(variant);
        let (ty, finish) = (slots.ty(self.expand), slots.finish(self.expand));
        let get = lifecycle::transforms::of_variant(self.expand, variant);
        let is_mut = get.as_ref().map(|_| quote!(mut));
        let mut read = quote!(__slots.__read_attribute(__name, __reader));
        if self.expand.denies_unknown() {
            read = quote!(::core::result::Result::Ok(#read? || #private::deny(__name)?));
        }
        quote! {
            let mut __slots = <#ty as ::core::default::Default>::default();
            #private::read_map(__reader, #tag, &mut |__name, __reader| {
                #read
            })?;
            let #is_mut __read = Self::#ident { #finish };
            #get
            ::core::result::Result::Ok(__read)
        }
    }

    /// The codec of the only field of a variant.
    fn codec(&self, variant: &Variant<'_>) -> TokenStream {
        let slots = slots::of_variant(variant);
        variant
            .fields
            .iter()
            .map(|field| slots.field(self.expand, field))
            .collect()
    }

    /// Passes over the map of a variant that holds nothing.
    fn unit(&self, ident: &Ident, tag: &str) -> TokenStream {
        let private = &self.expand.private;
        let skip = match self.expand.denies_unknown() {
            true => quote! {
                #private::read_map(
                    __reader,
                    ::core::option::Option::Some(#tag),
                    &mut |__name, _| #private::deny(__name),
                )?;
            },
            false => quote!(__reader.skip()?;),
        };
        quote! {
            #skip
            ::core::result::Result::Ok(Self::#ident)
        }
    }

    fn unknown(&self) -> TokenStream {
        let private = &self.expand.private;
        let names = self.variants.iter().map(|variant| &variant.name);
        quote!(#private::unknown_variant(__other, &[#(#names),*]))
    }
}

/// The name that a field is bound to while its variant is written.
pub(super) fn binding(member: &syn::Member) -> TokenStream {
    match member {
        syn::Member::Named(ident) => {
            let ident = format_ident!("__field_{ident}");
            quote!(#ident)
        }
        syn::Member::Unnamed(index) => {
            let ident = format_ident!("__{}", index.index);
            quote!(#ident)
        }
    }
}
