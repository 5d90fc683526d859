//! What an item shows: which fields are in which view, and what `view` and `own_debug` cannot say.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;

use crate::ast::{Container, Data, Field, Storage};
use crate::attr::lifecycle::View;
use crate::attr::{Named, same};
use crate::ctxt::{Ctxt, did_you_mean};

/// Whether a view shows a field.
pub(crate) fn shows(view: &View, field: &Field<'_>) -> bool {
    if field.storage() == Storage::Skipped {
        return false;
    }
    match &view.include {
        Some(include) => names(Some(include), field),
        None => !field.is_secret() && !names(view.exclude.as_ref(), field),
    }
}

/// Whether a field is among those that are named.
pub(crate) fn names(list: Option<&Named<Vec<Ident>>>, field: &Field<'_>) -> bool {
    let own = field.ident();
    list.is_some_and(|list| list.value.iter().any(|name| name.unraw() == own.unraw()))
}

/// Reports everything about what an item shows that cannot be.
pub(crate) fn check(cx: &Ctxt, container: &Container<'_>) {
    check_own_debug(cx, container);
    check_view_types(cx, container);
    for view in &container.attrs.lifecycle.views {
        match &container.data {
            Data::Struct(fields) => check_view(cx, view, fields),
            Data::Enum(_) | Data::Newtype(_) => cx.error(
                &view.word,
                "a view is one of a struct with named fields; in a view, this type is shown as `serialize` shows it; remove `view`",
            ),
            Data::Tuple(_) | Data::Union => {}
        }
    }
}

/// Where there is no secret, `Debug` is the user's anyway.
fn check_own_debug(cx: &Ctxt, container: &Container<'_>) {
    let Some(own_debug) = &container.attrs.lifecycle.own_debug else {
        return;
    };
    let fields = container.all_fields();
    // A field whose attributes could not be read may be the secret.
    if fields
        .iter()
        .all(|field| field.sound.get() && !field.is_secret())
    {
        cx.error(
            &own_debug.word,
            "no field is a `secret`, and so `Debug` is yours already; remove `own_debug`",
        );
    }
}

fn check_view_types(cx: &Ctxt, container: &Container<'_>) {
    let views = &container.attrs.lifecycle.views;
    for (i, view) in views.iter().enumerate() {
        if views.iter().take(i).any(|other| same(&other.ty, &view.ty)) {
            cx.error(
                &view.ty,
                format!(
                    "the view `{}` is described already; remove one of them, or name it otherwise: a view is a type of yours",
                    view.ty.to_token_stream()
                ),
            );
        }
    }
}

fn check_view(cx: &Ctxt, view: &View, fields: &[Field<'_>]) {
    if let (Some(_), Some(exclude)) = (&view.include, &view.exclude) {
        cx.error(
            &exclude.word,
            "`include` says all that this view shows; remove `exclude`, or `include` and show everything else",
        );
    }
    for list in [&view.include, &view.exclude, &view.nested] {
        for name in list.iter().flat_map(|list| &list.value) {
            check_name(cx, name, fields);
        }
    }
    for name in view.nested.iter().flat_map(|list| &list.value) {
        if let Some(field) = find(name, fields)
            && field.storage() != Storage::Skipped
            && !shows(view, field)
        {
            let why = hidden_by(view, field);
            cx.error(
                name,
                format!("this view does not show `{}`: {why}", name.unraw()),
            );
        }
    }
}

fn hidden_by(view: &View, field: &Field<'_>) -> &'static str {
    match (&view.include, field.is_secret()) {
        (Some(_), _) => "name it in `include` as well, or remove it here",
        (None, true) => "it is a `secret`, which only `include` shows",
        (None, false) => "remove it from `exclude`, or here",
    }
}

/// A view names fields that are stored, by their names in Rust.
fn check_name(cx: &Ctxt, name: &Ident, fields: &[Field<'_>]) {
    let Some(field) = find(name, fields) else {
        let names: Vec<String> = fields
            .iter()
            .map(|field| field.ident().unraw().to_string())
            .collect();
        let text = name.unraw().to_string();
        let message = match did_you_mean(&text, names.iter().map(String::as_str)) {
            Some(near) => format!("there is no field `{text}`; did you mean `{near}`?"),
            None => {
                format!("there is no field `{text}`; fields are called here by their names in Rust")
            }
        };
        return cx.error(name, message);
    };
    if field.storage() == Storage::Skipped {
        cx.error(
            name,
            format!(
                "`{}` is not stored, and no view shows it; remove it, or show it with `modify = f`",
                name.unraw()
            ),
        );
    }
}

fn find<'a, 'b>(name: &Ident, fields: &'b [Field<'a>]) -> Option<&'b Field<'a>> {
    let mut fields = fields.iter();
    fields.find(|field| field.ident().unraw() == name.unraw())
}
