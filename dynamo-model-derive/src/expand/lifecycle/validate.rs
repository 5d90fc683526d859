//! `validate`: what the values of a field, and a struct as a whole, have to be.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::Expr;
use syn::spanned::Spanned;

use crate::ast::Field;
use crate::attr::rules::{Kind, Length, Rule, Said};
use crate::expand::fields::outside;
use crate::expand::{Expand, Place};

/// The rules of a field.
///
/// ```text
/// if __writing.is_stored() {
///     length(__value, Bounds { min: None, max: Some(9), equal: None }, Said::NOTHING, __at, __writing);
///     each(__value, __at, __writing, |__value, __at, __writing| {
///         range(__value, Some(1), None, Said::NOTHING, __at, __writing);
///     });
/// }
/// ```
pub(super) fn inspect(expand: &Expand<'_>, field: &Field<'_>) -> Option<TokenStream> {
    let rules = &field.attrs.lifecycle.validate.as_ref()?.value;
    let rules = rules.iter().map(|rule| Call::of(expand, rule).tokens(rule));
    Some(quote!(if __writing.is_stored() { #(#rules)* }))
}

/// That of a struct or an enum.
pub(super) fn of_container(expand: &Expand<'_>) -> Option<TokenStream> {
    let private = &expand.private;
    let validate = expand.container.attrs.lifecycle.validate.as_ref()?;
    let function = &validate.value;
    let place = Place::at(function.span());
    let call = place.put(quote!(#private::check_whole));
    Some(quote!(#call(self, #function, __at, __writing);))
}

/// The call of a rule: to the compiler it stands where the name of the rule does, and what the user has given stays where it is.
struct Call<'a, 'b> {
    expand: &'a Expand<'b>,
    span: Span,
}

impl<'a, 'b> Call<'a, 'b> {
    fn of(expand: &'a Expand<'b>, rule: &Rule) -> Self {
        Self {
            expand,
            span: rule.word.span(),
        }
    }

    fn tokens(&self, rule: &Rule) -> TokenStream {
        let said = self.said(&rule.said);
        match &rule.kind {
            Kind::Range { min, max } => {
                let (min, max) = (self.option(min.as_ref()), self.option(max.as_ref()));
                self.call("range", &quote!(#min, #max, #said))
            }
            Kind::Length(length) => {
                let name = if length.bytes {
                    "byte_length"
                } else {
                    "length"
                };
                let bounds = self.bounds(length);
                self.call(name, &quote!(#bounds, #said))
            }
            Kind::Pattern(source) => {
                let pattern = self.private("Pattern");
                let call = self.call("pattern", &quote!(&__PATTERN, #said));
                quote!({
                    static __PATTERN: #pattern = #pattern::new(#source);
                    #call
                })
            }
            Kind::OneOf(values) => {
                let values = values.iter().map(|value| self.user(value));
                self.call("one_of", &quote!(&[#(#values),*], #said))
            }
            Kind::Email => self.call("email", &said),
            Kind::Url => self.call("url", &said),
            Kind::Custom(function) => {
                let function = self.user(function);
                self.call("custom", &quote!(#function, #said))
            }
            Kind::Each(rules) => self.inside("each", rules),
            Kind::Keys(rules) => self.inside("keys", rules),
            Kind::Values(rules) => self.inside("values", rules),
        }
    }

    /// `range(__value, .., __at, __writing);`
    fn call(&self, name: &str, arguments: &TokenStream) -> TokenStream {
        let function = self.private(name);
        let value = self.put(quote!(__value));
        quote!(#function(#value, #arguments, __at, __writing);)
    }

    /// `each(__value, __at, __writing, |__value, __at, __writing| { .. });`
    fn inside(&self, name: &str, rules: &[Rule]) -> TokenStream {
        let function = self.private(name);
        let rules = rules
            .iter()
            .map(|rule| Self::of(self.expand, rule).tokens(rule));
        let before = self.put(quote!(__value, __at, __writing, |__value, __at, __writing|));
        let rules = group(Delimiter::Brace, rules.collect(), self.span);
        let arguments = group(Delimiter::Parenthesis, quote!(#before #rules), self.span);
        quote!(#function #arguments;)
    }

    fn bounds(&self, length: &Length) -> TokenStream {
        let bounds = self.private("Bounds");
        let [min, max, equal] =
            [&length.min, &length.max, &length.equal].map(|bound| self.option(bound.as_ref()));
        quote!(#bounds { min: #min, max: #max, equal: #equal })
    }

    fn said(&self, said: &Said) -> TokenStream {
        let name = self.private("Said");
        if said.message.is_none() && said.code.is_none() {
            return quote!(#name::NOTHING);
        }
        let [message, code] = [&said.message, &said.code].map(|text| match text {
            Some(text) => quote!(::core::option::Option::Some(#text)),
            None => quote!(::core::option::Option::None),
        });
        quote!(#name { message: #message, code: #code })
    }

    fn option(&self, value: Option<&Expr>) -> TokenStream {
        match value {
            Some(value) => {
                let place = Place::of(value);
                let some = place.put(quote!(::core::option::Option::Some));
                let value = group(Delimiter::Parenthesis, self.user(value), place.first);
                quote!(#some #value)
            }
            None => quote!(::core::option::Option::None),
        }
    }

    /// What the user has given: `Self` is the item there.
    fn user(&self, tokens: impl ToTokens) -> TokenStream {
        outside(self.expand.container, tokens)
    }

    fn private(&self, name: &str) -> TokenStream {
        let (private, name) = (&self.expand.private, format_ident!("{name}"));
        self.put(quote!(#private::#name))
    }

    fn put(&self, tokens: TokenStream) -> TokenStream {
        Place::at(self.span).put(tokens)
    }
}

/// Tokens in brackets that stand there.
fn group(delimiter: Delimiter, tokens: TokenStream, at: Span) -> TokenTree {
    let mut group = Group::new(delimiter, tokens);
    group.set_span(at);
    group.into()
}
