//! What the implementations need of the type parameters of an item.
//!
//! A parameter that is stored is an `Attribute`. The fields' own types are not asked to be one: a type that
//! contains itself would have to prove it by itself.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::visit::{self, Visit};
use syn::{QSelf, Type, TypePath, parse_quote};

use super::Expand;
use crate::ast::{Field, Storage};

pub(super) fn add_bounds(expand: &mut Expand<'_>) {
    let params: Vec<Ident> = expand
        .generics
        .type_params()
        .map(|param| param.ident.clone())
        .collect();
    if params.is_empty() {
        return;
    }
    let mut bounds = Bounds {
        params,
        predicates: Vec::new(),
    };
    for field in expand.container.all_fields() {
        bounds.add(expand, field);
    }
    // A model is `Clone`.
    if expand.container.is_model() {
        for param in bounds.params.clone() {
            bounds.push(quote!(#param: ::core::clone::Clone));
        }
    }
    let clause = expand.generics.make_where_clause();
    for predicate in bounds.predicates {
        clause.predicates.push(parse_quote!(#predicate));
    }
}

/// The parameters of the item in a type, and their associated types.
pub(super) fn used_by(expand: &Expand<'_>, ty: &Type) -> Vec<TokenStream> {
    let params: Vec<Ident> = expand
        .generics
        .type_params()
        .map(|param| param.ident.clone())
        .collect();
    let mut used = Used {
        params: &params,
        types: Vec::new(),
    };
    used.visit_type(ty);
    used.types
}

struct Bounds {
    params: Vec<Ident>,
    predicates: Vec<TokenStream>,
}

impl Bounds {
    fn add(&mut self, expand: &Expand<'_>, field: &Field<'_>) {
        let ty = field.ty();
        let private = &expand.private;
        let used = self.used_by(ty);
        let default = field.attrs.default.as_ref();
        if !used.is_empty()
            && (field.storage() == Storage::Skipped && default.is_none()
                || default.is_some_and(|default| default.value.is_of_type()))
        {
            self.push(quote!(#ty: ::core::default::Default));
        }
        match field.storage() {
            Storage::Skipped => {}
            Storage::Flattened => {
                for ty in used {
                    self.push(quote!(#ty: #private::Attribute));
                }
                if self.is_param(ty) {
                    self.push(quote!(#ty: #private::Shape));
                }
            }
            Storage::Attribute | Storage::InKey if field.form().is_plain() => {
                for ty in used {
                    self.push(quote!(#ty: #private::Attribute));
                }
            }
            Storage::Attribute | Storage::InKey => {
                let codec = expand.codec(field);
                let by_codec = field.attrs.with.as_ref().map(|c| self.used_by(&c.value));
                if !used.is_empty() || by_codec.is_some_and(|used| !used.is_empty()) {
                    self.push(quote!(#codec: #private::Codec<#ty>));
                }
            }
        }
    }

    fn push(&mut self, predicate: TokenStream) {
        let text = predicate.to_string();
        if self
            .predicates
            .iter()
            .all(|known| known.to_string() != text)
        {
            self.predicates.push(predicate);
        }
    }

    fn is_param(&self, ty: &Type) -> bool {
        matches!(ty, Type::Path(TypePath { qself: None, path, .. })
            if path.get_ident().is_some_and(|ident| self.params.contains(ident)))
    }

    /// The parameters in a type, and their associated types.
    fn used_by(&self, ty: &Type) -> Vec<TokenStream> {
        let mut used = Used {
            params: &self.params,
            types: Vec::new(),
        };
        used.visit_type(ty);
        used.types
    }
}

struct Used<'a> {
    params: &'a [Ident],
    types: Vec<TokenStream>,
}

impl<'ast> Visit<'ast> for Used<'_> {
    fn visit_type_path(&mut self, ty: &'ast TypePath) {
        let starts_with_param = ty
            .path
            .segments
            .first()
            .is_some_and(|first| self.params.contains(&first.ident));
        match &ty.qself {
            None if starts_with_param && ty.path.leading_colon.is_none() => {
                self.types.push(ty.to_token_stream());
            }
            Some(QSelf { ty: of, .. }) if !self.in_type(of).is_empty() => {
                self.types.push(ty.to_token_stream());
            }
            _ => visit::visit_type_path(self, ty),
        }
    }
}

impl Used<'_> {
    fn in_type(&self, ty: &Type) -> Vec<TokenStream> {
        let mut used = Used {
            params: self.params,
            types: Vec::new(),
        };
        used.visit_type(ty);
        used.types
    }
}
