//! The words for what writes make by themselves: `timestamps` on a struct, and what goes with what.

use proc_macro2::Ident;
use syn::ext::IdentExt;

use crate::ast::{Container, Data, Field};
use crate::attr::lifecycle::{Defaults, FieldLifecycle};
use crate::attr::{ContainerAttrs, Named};
use crate::ctxt::Ctxt;
use crate::keys::KeySource;

/// Puts `timestamps` where it is meant: `created_at` and `updated_at` on the fields of these names.
pub(crate) fn resolve(cx: &Ctxt, attrs: &ContainerAttrs, data: &mut Data<'_>) {
    let Some(timestamps) = &attrs.lifecycle.timestamps else {
        return;
    };
    let word = &timestamps.word;
    let Data::Struct(fields) = data else {
        return cx.error(
            word,
            "`timestamps` is about the fields `created_at` and `updated_at` of a struct; remove it",
        );
    };
    let mut missing = Vec::new();
    for name in ["created_at", "updated_at"] {
        match fields
            .iter_mut()
            .find(|field| field.ident().unraw() == name)
        {
            Some(field) => stamp(cx, word, name, &mut field.attrs.lifecycle),
            None => missing.push(format!("`{name}: SystemTime`")),
        }
    }
    if !missing.is_empty() {
        cx.error(
            word,
            format!(
                "`timestamps` is about the fields `created_at` and `updated_at`; add {}, or put `created_at` or `updated_at` on the \
                 field that you have",
                missing.join(" and ")
            ),
        );
    }
}

fn stamp(cx: &Ctxt, word: &Ident, name: &str, lifecycle: &mut FieldLifecycle) {
    if let Some(named) = lifecycle
        .created_at
        .as_ref()
        .or(lifecycle.updated_at.as_ref())
    {
        return cx.error(
            &named.word,
            format!("`timestamps` says already that this field is `{name}`; remove one of them"),
        );
    }
    let slot = if name == "created_at" {
        &mut lifecycle.created_at
    } else {
        &mut lifecycle.updated_at
    };
    *slot = Some(Named {
        word: word.clone(),
        value: (),
    });
}

/// Reports what cannot be.
pub(crate) fn check(cx: &Ctxt, container: &Container<'_>) {
    for field in container.all_fields() {
        check_one_source(cx, field);
        check_ttl_of_field(cx, field);
    }
    check_ttl(cx, container);
    check_key(cx, container);
}

/// A value is made in one way.
fn check_one_source(cx: &Ctxt, field: &Field<'_>) {
    let lifecycle = &field.attrs.lifecycle;
    let ttl = lifecycle.ttl.as_ref();
    let is_default = |named: &&Named<Defaults>| is_for_writes(&named.value);
    let mut sources = [
        lifecycle.created_at.as_ref().map(|n| &n.word),
        lifecycle.updated_at.as_ref().map(|n| &n.word),
        ttl.filter(|n| n.value.after.is_some()).map(|n| &n.word),
        lifecycle.id.as_ref().map(|n| &n.word),
        lifecycle.force.as_ref().map(|n| &n.word),
        field
            .attrs
            .default
            .as_ref()
            .filter(is_default)
            .map(|n| &n.word),
    ]
    .into_iter()
    .flatten();
    if let Some(first) = sources.next() {
        for word in sources {
            cx.error(
                word,
                format!("`{first}` and `{word}` both say what is written to this field; keep one of them"),
            );
        }
    }
    let stamp = lifecycle
        .created_at
        .as_ref()
        .or(lifecycle.updated_at.as_ref());
    if let (Some(ttl), Some(stamp)) = (ttl.filter(|n| n.value.after.is_none()), stamp) {
        cx.error(
            &ttl.word,
            format!(
                "what is `{}` has its time past as soon as it is written; write `ttl(after = ..)` alone, on a field of its own",
                stamp.word
            ),
        );
    }
}

/// `default` and `default = ..` are about what is read as well, and stay for that.
fn is_for_writes(default: &Defaults) -> bool {
    default.with.is_some() || default.write.is_some() && default.read.is_none()
}

/// The stored form of a time to live is that which DynamoDB understands.
fn check_ttl_of_field(cx: &Ctxt, field: &Field<'_>) {
    let Some(ttl) = &field.attrs.lifecycle.ttl else {
        return;
    };
    for word in field.attrs.codec_words() {
        field.sound.set(false);
        cx.error(
            word,
            format!("`{}` stores whole seconds, as DynamoDB wants them, and takes no `{word}`; remove it", ttl.word),
        );
    }
    if let (Some(refresh), None) = (&ttl.value.refresh, &ttl.value.after) {
        cx.error(
            &refresh.word,
            "`refresh` moves the time by `after`; write `ttl(after = Duration::from_secs(3600), refresh)`",
        );
    }
}

/// A table has one attribute for the time to live, and it is one of the item itself.
fn check_ttl(cx: &Ctxt, container: &Container<'_>) {
    let fields = container.all_fields();
    let words = fields
        .iter()
        .filter_map(|field| field.attrs.lifecycle.ttl.as_ref())
        .map(|ttl| &ttl.word);
    for (position, word) in words.enumerate() {
        if !container.is_model() {
            cx.error(
                word,
                "DynamoDB looks for the time to live among the attributes of the item; put it on a field of the model, or remove it",
            );
        } else if position > 0 {
            cx.error(
                word,
                "a table has one attribute for the time to live; remove this `ttl`, or that of the other field",
            );
        }
    }
}

/// The key of the table never changes, and so nothing in it moves by itself.
fn check_key(cx: &Ctxt, container: &Container<'_>) {
    for (position, field) in container.struct_fields().iter().enumerate() {
        let lifecycle = &field.attrs.lifecycle;
        let refresh = lifecycle
            .ttl
            .as_ref()
            .and_then(|ttl| ttl.value.refresh.as_ref());
        let moving = [
            lifecycle.updated_at.as_ref().map(|n| &n.word),
            lifecycle.force.as_ref().map(|n| &n.word),
            refresh.map(|n| &n.word),
        ];
        if !container
            .keys
            .table()
            .any(|key| KeySource::uses(key, position))
        {
            continue;
        }
        for word in moving.into_iter().flatten() {
            cx.error(
                word,
                format!("this field is in the key of the table, which no update can change; remove `{word}`"),
            );
        }
    }
}
