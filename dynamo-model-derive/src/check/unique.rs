//! Rules about `unique`.

use proc_macro2::Ident;
use syn::ext::IdentExt;

use crate::ast::{Container, Data, Field, Storage, Style};
use crate::ctxt::Ctxt;

/// What is unique is an attribute of a model that its key does not make so, and of which a guard can be found and shown.
pub(crate) fn check(cx: &Ctxt, container: &Container<'_>) {
    if !container.is_model() {
        return check_no_model(cx, container);
    }
    for (position, field) in container.struct_fields().iter().enumerate() {
        let Some(unique) = &field.attrs.lifecycle.unique else {
            continue;
        };
        // Of others, their own words say what they take.
        if field.storage() != Storage::Attribute {
            continue;
        }
        if is_whole_key(container, position) {
            cx.error(
                &unique.word,
                format!(
                    "`{}` is unique already: it is the key, and two items with one key are one item; remove `unique`",
                    field.ident().unraw()
                ),
            );
        }
        check_words(cx, field);
    }
}

/// A document is a part of an item, and has no guard of its own.
fn check_no_model(cx: &Ctxt, container: &Container<'_>) {
    let named: Vec<_> = match &container.data {
        Data::Struct(fields) => fields.iter().collect(),
        Data::Enum(variants) => variants
            .iter()
            .filter(|variant| variant.style == Style::Struct)
            .flat_map(|variant| &variant.fields)
            .collect(),
        // A field without a name says what it takes.
        Data::Newtype(_) | Data::Tuple(_) | Data::Union => Vec::new(),
    };
    for field in named {
        if let (Some(unique), Storage::Attribute) = (&field.attrs.lifecycle.unique, field.storage())
        {
            cx.error(
                &unique.word,
                "only attributes of a model itself are unique, and not those of a document in it; put the field into a model, or remove \
                 `unique`",
            );
        }
    }
}

/// Whether the key of the table is this field and nothing else that differs from item to item.
fn is_whole_key(container: &Container<'_>, position: usize) -> bool {
    let keys = &container.keys;
    let fields = container.struct_fields();
    keys.is_in_table_key(position)
        && (0..fields.len()).all(|other| other == position || !keys.is_in_table_key(other))
}

/// What does not go with `unique`, and why.
fn check_words(cx: &Ctxt, field: &Field<'_>) {
    let attrs = &field.attrs;
    let words = &attrs.lifecycle;
    let moved = "is about values that stay, and this one changes by itself with every write";
    let conflicts: [(Option<&Ident>, &str); 7] = [
        (
            words.alias.as_ref().map(|named| &named.word),
            "is kept by a guard that is found by the one name of the attribute",
        ),
        (
            words.secret.as_ref().map(|named| &named.word),
            "is kept by a guard whose key shows the value",
        ),
        (
            words.constant.as_ref().map(|named| &named.word),
            "lets a single item have a value, and a constant is that of all items",
        ),
        (
            attrs.null.as_ref().map(|named| &named.word),
            "is kept of strings, numbers and binary, and `None` would be stored as NULL",
        ),
        (words.force.as_ref().map(|named| &named.word), moved),
        (words.updated_at.as_ref().map(|named| &named.word), moved),
        (
            words
                .ttl
                .as_ref()
                .filter(|ttl| ttl.value.refresh.is_some())
                .map(|named| &named.word),
            moved,
        ),
    ];
    for (word, why) in conflicts {
        if let Some(word) = word {
            cx.error(
                word,
                format!("`unique` {why}; remove `{word}`, or `unique`"),
            );
        }
    }
}
