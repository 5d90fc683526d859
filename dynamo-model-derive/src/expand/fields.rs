//! The struct of typed paths, `OrderFields<R>` for an `Order`.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::GenericParam;
use syn::ext::IdentExt;

use super::{Expand, Place, lifecycle, roles, slots};
use crate::ast::{Container, Field, Storage};

/// ```text
/// pub struct OrderFields<R> { pub customer_id: Path<R, String>, pub address: <Address as Attribute>::Fields<R> }
/// ```
pub(super) fn definition(expand: &Expand<'_>, fields: &[Field<'_>]) -> TokenStream {
    let root = root(expand.container);
    let (ident, vis) = (
        expand.container.fields_ident(),
        &expand.container.original.vis,
    );
    let params = params(expand, &root);
    let where_clause = where_clause(expand);
    let members = stored(fields).map(|field| {
        let (name, ty, doc) = (field.ident(), path_type(expand, field, &root), doc(field));
        quote!(#[doc = #doc] #vis #name: #ty)
    });
    let marker = root_marker(expand, fields).map(|ty| quote!(__marker: #ty));
    let doc = format!(" The typed paths of [`{}`].", expand.ident().unraw());
    quote! {
        #[doc = #doc]
        #[allow(
            dead_code,
            non_camel_case_types,
            non_snake_case,
            private_bounds,
            private_interfaces,
            unused_qualifications,
            clippy::absolute_paths,
            clippy::type_complexity
        )]
        #vis struct #ident<#params> #where_clause {
            #(#members,)*
            #marker
        }
    }
}

/// ```text
/// impl<R> FieldsOf for OrderFields<R> { .. }
/// impl<R> Debug for OrderFields<R> { .. }
/// ```
pub(super) fn at(expand: &Expand<'_>, fields: &[Field<'_>]) -> TokenStream {
    implement(expand, fields, path)
}

/// The same for an item with mistakes, of which there are no defaults.
pub(super) fn at_without_defaults(expand: &Expand<'_>, fields: &[Field<'_>]) -> TokenStream {
    implement(expand, fields, plain_path)
}

fn implement(
    expand: &Expand<'_>,
    fields: &[Field<'_>],
    path: fn(&Expand<'_>, &Field<'_>) -> TokenStream,
) -> TokenStream {
    let private = &expand.private;
    let root = root(expand.container);
    let ident = expand.container.fields_ident();
    let (params, arguments) = (params(expand, &root), arguments(expand, &root));
    let where_clause = where_clause(expand);
    let values = stored(fields).map(|field| path(expand, field));
    let marker = root_marker(expand, fields).map(|_| quote!(__marker: ::core::marker::PhantomData));
    let shown = ident.unraw().to_string();
    quote! {
        #[automatically_derived]
        impl<#params> #private::FieldsOf for #ident<#arguments> #where_clause {
            fn at(
                __parent: ::core::option::Option<&#private::Arc<#private::AttributePath>>,
            ) -> Self {
                Self { #(#values,)* #marker }
            }
        }
        #[automatically_derived]
        impl<#params> ::core::fmt::Debug for #ident<#arguments> #where_clause {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __f.write_str(#shown)
            }
        }
    }
}

/// The type of the paths of this item, as seen from a root.
pub(super) fn ty(expand: &Expand<'_>) -> TokenStream {
    let ident = expand.container.fields_ident();
    let root = root(expand.container);
    let arguments = arguments(expand, &root);
    quote!(#ident<#arguments>)
}

/// The name of the parameter for the root: one that the item does not use, and that is no module of roles.
pub(super) fn root(container: &Container<'_>) -> Ident {
    let taken = mentions(container.original.to_token_stream(), "R");
    format_ident!("{}", if taken { "__R_" } else { "R" })
}

/// What makes a struct use all generics of the item, where there are any.
pub(super) fn marker(expand: &Expand<'_>) -> Option<TokenStream> {
    if expand.generics.params.is_empty() {
        return None;
    }
    let of = expand.self_type();
    Some(quote!(::core::marker::PhantomData<fn() -> #of>))
}

/// What makes the struct of paths use its root and all generics of the item, where its paths do not.
fn root_marker(expand: &Expand<'_>, fields: &[Field<'_>]) -> Option<TokenStream> {
    let has_path = fields
        .iter()
        .any(|field| field.storage() == Storage::Attribute);
    if has_path && expand.generics.params.is_empty() {
        return None;
    }
    let (root, of) = (root(expand.container), expand.self_type());
    Some(quote!(::core::marker::PhantomData<fn() -> (#root, #of)>))
}

fn stored<'a, 'b>(fields: &'b [Field<'a>]) -> impl Iterator<Item = &'b Field<'a>> {
    fields
        .iter()
        .filter(|field| matches!(field.storage(), Storage::Attribute | Storage::Flattened))
}

fn where_clause(expand: &Expand<'_>) -> Option<TokenStream> {
    let clause = expand.generics.where_clause.as_ref()?;
    Some(outside(expand.container, clause))
}

/// Tokens of the item for use outside of it, where `Self` is something else.
pub(super) fn outside(container: &Container<'_>, tokens: impl ToTokens) -> TokenStream {
    let ident = container.ident();
    let (_, ty_generics, _) = container.original.generics.split_for_impl();
    replace_self(tokens.to_token_stream(), &quote!(#ident #ty_generics))
}

fn replace_self(tokens: TokenStream, with: &TokenStream) -> TokenStream {
    let mut replaced = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "Self" => {
                let projects =
                    matches!(tokens.peek(), Some(TokenTree::Punct(p)) if p.as_char() == ':');
                replaced.extend(if projects {
                    quote_spanned!(ident.span()=> <#with>)
                } else {
                    quote_spanned!(ident.span()=> #with)
                });
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), replace_self(group.stream(), with));
                inner.set_span(group.span());
                replaced.extend([TokenTree::Group(inner)]);
            }
            other => replaced.extend([other]),
        }
    }
    replaced
}

/// Whether this name stands anywhere in these tokens.
pub(super) fn mentions(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn path_type(expand: &Expand<'_>, field: &Field<'_>, root: &Ident) -> TokenStream {
    let private = &expand.private;
    match field.storage() {
        Storage::Flattened => {
            let ty = outside(expand.container, field.ty());
            expand.through(&ty, "Attribute", &quote!(Fields<#root>))
        }
        _ => {
            let ty = outside(expand.container, expand.attribute(field));
            let role = roles::of(expand, field).map(|role| quote!(, #role));
            Place::of(field.ty()).wrap(quote!(#private::Path<#root, ), ty, quote!(#role>))
        }
    }
}

/// The path, with the default of the field: what is read in parts of the item reads as in the whole of it.
fn path(expand: &Expand<'_>, field: &Field<'_>) -> TokenStream {
    let is_read_as_it_is = field.default_on_read().is_none() && field.attrs.lifecycle.get.is_none();
    if field.storage() != Storage::Attribute || is_read_as_it_is {
        return plain_path(expand, field);
    }
    let private = &expand.private;
    let (ident, mut path) = (field.ident(), new_path(expand, field));
    let (_, ty_generics, _) = expand.generics.split_for_impl();
    let helper = quote!(<__Slots #ty_generics>);
    let is_plain = field.form().is_plain();
    if field.default_on_read().is_some() {
        let default = slots::default_ident(field);
        let mut default = quote!(#helper::#default());
        if !is_plain {
            default = quote!(#private::As::new(#default));
        }
        path = quote!(#private::Path::__or(#path, || ::core::result::Result::Ok(#default)));
    }
    if let Some(finish) = finish(expand, field, &helper) {
        path = quote!(#private::Path::__then(#path, #finish));
    }
    quote!(#ident: #path)
}

/// What is done to a value of the field that was read by itself: that a constant has no other value, and `get`.
///
/// ```text
/// |mut __value| {
///     __Slots::__get_name(&mut __value, &At::ITEM)?;
///     Ok(__value)
/// }
/// ```
fn finish(expand: &Expand<'_>, field: &Field<'_>, helper: &TokenStream) -> Option<TokenStream> {
    let private = &expand.private;
    let words = &field.attrs.lifecycle;
    let value = match field.form().is_plain() {
        true => quote!(__value),
        false => quote!(__value.value),
    };
    let constant = words.constant.as_ref().map(|_| {
        let is_constant = lifecycle::constant_ident(field);
        quote!(#private::expect_constant(#helper::#is_constant(&#value))?;)
    });
    let get = words.get.as_ref().map(|_| {
        let get = lifecycle::get_ident(field);
        quote!(#helper::#get(&mut #value, &#private::At::ITEM)?;)
    });
    let mutable = words.get.as_ref().map(|_| quote!(mut));
    (constant.is_some() || get.is_some()).then(|| {
        quote! {
            |#mutable __value| {
                #constant
                #get
                ::core::result::Result::Ok(__value)
            }
        }
    })
}

fn plain_path(expand: &Expand<'_>, field: &Field<'_>) -> TokenStream {
    let private = &expand.private;
    let ident = field.ident();
    match field.storage() {
        Storage::Flattened => {
            Place::of(field.ty()).put(quote!(#ident: #private::FieldsOf::at(__parent)))
        }
        _ => {
            let new = new_path(expand, field);
            quote!(#ident: #new)
        }
    }
}

fn new_path(expand: &Expand<'_>, field: &Field<'_>) -> TokenStream {
    let (private, name) = (&expand.private, &field.name);
    let mut below = quote!(#private::AttributePath::below(__parent, #name));
    if let aliases @ [_, ..] = field.aliases() {
        below = quote!(#below.__or_named(&[#(#aliases),*]));
    }
    Place::of(field.ty()).put(quote!(#private::Path::new(#below)))
}

fn doc(field: &Field<'_>) -> String {
    match field.storage() {
        Storage::Flattened => " The attributes of a flattened field.".to_owned(),
        _ => format!(" The attribute `{}`.", field.name),
    }
}

fn params(expand: &Expand<'_>, root: &Ident) -> TokenStream {
    let mut lifetimes = TokenStream::new();
    let mut others = quote!(#root,);
    for param in &expand.generics.params {
        match param {
            GenericParam::Lifetime(param) => lifetimes.extend(quote!(#param,)),
            GenericParam::Type(param) => {
                let (ident, bounds) = (&param.ident, &param.bounds);
                let bounds = outside(expand.container, bounds);
                others.extend(quote!(#ident: #bounds,));
            }
            GenericParam::Const(param) => {
                let (ident, ty) = (&param.ident, &param.ty);
                others.extend(quote!(const #ident: #ty,));
            }
        }
    }
    quote!(#lifetimes #others)
}

fn arguments(expand: &Expand<'_>, root: &Ident) -> TokenStream {
    let mut lifetimes = TokenStream::new();
    let mut others = quote!(#root,);
    for param in &expand.generics.params {
        match param {
            GenericParam::Lifetime(param) => {
                let lifetime = &param.lifetime;
                lifetimes.extend(quote!(#lifetime,));
            }
            GenericParam::Type(param) => {
                let ident = &param.ident;
                others.extend(quote!(#ident,));
            }
            GenericParam::Const(param) => {
                let ident = &param.ident;
                others.extend(quote!(#ident,));
            }
        }
    }
    quote!(#lifetimes #others)
}
