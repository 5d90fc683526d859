//! Rules about `version`.

use proc_macro2::Ident;

use crate::ast::{Container, Storage};
use crate::ctxt::Ctxt;

/// A model has at most one version, a field of its own that the library counts.
pub(crate) fn check(cx: &Ctxt, container: &Container<'_>) {
    let fields = container.all_fields();
    let versions = fields
        .iter()
        .filter_map(|field| Some((field, field.attrs.lifecycle.version.as_ref()?)));
    for (number, (field, version)) in versions.enumerate() {
        if !container.is_model() {
            cx.error(
                &version.word,
                "only the items of a model have a version; derive `Model`, or remove `version`",
            );
        } else if number > 0 {
            cx.error(
                &version.word,
                "a model has one version; remove this `version`",
            );
        }
        // Of others, their own words say what they take.
        if field.storage() != Storage::Attribute || !container.is_model() {
            continue;
        }
        let attrs = &field.attrs;
        let fits = [
            Some(&version.word),
            attrs.rename.as_ref().map(|named| &named.word),
            attrs.lifecycle.alias.as_ref().map(|named| &named.word),
            attrs.lifecycle.secret.as_ref().map(|named| &named.word),
        ];
        // What a key is told is said below.
        let is_role = |word: &Ident| {
            attrs
                .indexes
                .iter()
                .any(|role| std::ptr::eq(&role.word, word))
        };
        let fits = |word: &Ident| fits.into_iter().flatten().any(|fit| fit == word);
        for word in attrs.words() {
            if !fits(word) && !is_role(word) {
                cx.error(
                    word,
                    format!("a version is counted by the library, and takes no `{word}`; remove one of them"),
                );
            }
        }
    }
    check_keys(cx, container);
}

/// A version changes with every write.
fn check_keys(cx: &Ctxt, container: &Container<'_>) {
    let Some((position, field)) = container.version() else {
        return;
    };
    let attrs = &field.attrs;
    for role in &attrs.indexes {
        cx.error(
            &role.word,
            "a version changes with every write, and is no key of an index; remove one of them",
        );
    }
    for template in container.keys.templates() {
        if template.parts.iter().any(|part| part.field == position) {
            cx.error_at(
                template.span,
                format!(
                    "`{}` is the version, which changes with every write, and no part of a key; remove it from the template",
                    field.ident()
                ),
            );
        }
    }
}
