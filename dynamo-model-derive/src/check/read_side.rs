//! Rules about older names, unknown attributes, constants and combined attributes.

use proc_macro2::Ident;
use syn::ext::IdentExt;

use crate::ast::{Container, Data, Field, Representation, Storage, Style};
use crate::ctxt::{Ctxt, did_you_mean};
use crate::keys::KeySource;

pub(crate) fn check(cx: &Ctxt, container: &Container<'_>) {
    check_unknown(cx, container);
    match &container.data {
        Data::Struct(fields) => check_aliases(cx, fields, &taken(container)),
        Data::Enum(variants) => {
            for variant in variants.iter().filter(|v| v.style == Style::Struct) {
                check_aliases(cx, &variant.fields, &taken(container));
                check_variant(cx, &variant.fields);
            }
        }
        Data::Newtype(_) | Data::Tuple(_) | Data::Union => {}
    }
    for field in container.all_fields() {
        check_key(cx, field);
        check_constant(cx, field);
        check_combined(cx, field);
    }
    check_sources(cx, container);
}

/// `unknown` is about the attributes of a map.
fn check_unknown(cx: &Ctxt, container: &Container<'_>) {
    let Some(unknown) = &container.attrs.lifecycle.unknown else {
        return;
    };
    match (&container.data, container.representation()) {
        (Data::Newtype(_), _) => cx.error(
            &unknown.word,
            "this struct is stored as its only field, and has no attributes of its own; remove `unknown`",
        ),
        (Data::Enum(_), Representation::Name) => cx.error(
            &unknown.word,
            "this enum is stored as the name of its variant, and has no attributes; remove `unknown`",
        ),
        _ => {}
    }
}

/// What is no field and has a name all the same: what templates make, the type of an item, and the tag of an enum.
fn taken(container: &Container<'_>) -> Vec<(String, &'static str)> {
    let templates = container.keys.templates();
    let templates = templates
        .iter()
        .map(|template| (template.name.clone(), "is made by a template"));
    let item_type = container
        .item_type()
        .map(|(attribute, _)| (attribute, "tells the type of the item"));
    let tag = match container.representation() {
        Representation::Internal { tag } => Some((tag, "is the tag of this enum")),
        _ => None,
    };
    templates.chain(item_type).chain(tag).collect()
}

/// An attribute is found under a name by one field alone.
fn check_aliases(cx: &Ctxt, fields: &[Field<'_>], taken: &[(String, &'static str)]) {
    for (position, field) in fields.iter().enumerate() {
        for alias in field.aliases() {
            let name = alias.value();
            if name == field.name {
                cx.error(
                    alias,
                    format!(
                        "`{name}` is the name of this attribute already; remove it from `alias`"
                    ),
                );
            }
            let mut others = fields.iter().enumerate();
            let other = others.find(|(other, field)| {
                *other != position && is_known_as(field, &name, *other < position)
            });
            if let Some((_, other)) = other {
                cx.error(
                    alias,
                    format!(
                        "the field `{}` is read under the name `{name}` as well; an attribute goes to one field",
                        other.ident().unraw()
                    ),
                );
            }
            if let Some((_, why)) = taken.iter().find(|(other, _)| *other == name) {
                cx.error(
                    alias,
                    format!(
                        "the attribute `{name}` {why}, and is no field's; remove it from `alias`"
                    ),
                );
            }
        }
    }
}

/// Of two fields with the same alias, the second one is told.
fn is_known_as(field: &Field<'_>, name: &str, by_alias: bool) -> bool {
    match field.storage() {
        Storage::Attribute => {
            field.name == name || by_alias && field.aliases().iter().any(|a| a.value() == name)
        }
        Storage::InKey => field.name == name,
        Storage::Flattened | Storage::Skipped => false,
    }
}

/// What needs the whole struct is not for the fields of a variant.
fn check_variant(cx: &Ctxt, fields: &[Field<'_>]) {
    for field in fields {
        let words = &field.attrs.lifecycle;
        let combine = words.combine.as_ref().map(|named| &named.word);
        if let Some(word) = combine {
            cx.error(
                word,
                "an update can't tell which variant is stored, and what to combine; put the fields into a struct that derives `Document`, \
                 and that struct into the variant",
            );
        }
        let with = field
            .attrs
            .default
            .as_ref()
            .filter(|default| default.value.with.is_some());
        if let Some(default) = with {
            cx.error(
                &default.word,
                "a function for a default is given the struct, and a variant is none; put the fields into a struct that derives \
                 `Document`, and that struct into the variant",
            );
        }
    }
}

/// A key attribute is looked for under one name.
fn check_key(cx: &Ctxt, field: &Field<'_>) {
    let is_key = field.is_key() || !field.attrs.indexes.is_empty();
    if let (Some(alias), true) = (&field.attrs.lifecycle.alias, is_key) {
        cx.error(
            &alias.word,
            "a key has one name, under which DynamoDB looks for it; remove `alias`, or store the field under the old name with `rename`",
        );
    }
    if let (Some(combine), true) = (&field.attrs.lifecycle.combine, field.is_key()) {
        cx.error(
            &combine.word,
            "the key of the table never changes, and a combined attribute follows others; make the key by a template: \
             `#[dynamo(partition_key = \"{a}#{b}\")]` on the struct",
        );
    }
}

/// A constant is given, and by nothing else.
fn check_constant(cx: &Ctxt, field: &Field<'_>) {
    let Some(constant) = &field.attrs.lifecycle.constant else {
        return;
    };
    let words = &field.attrs.lifecycle;
    let others = [
        words.set.as_ref().map(|named| &named.word),
        words.get.as_ref().map(|named| &named.word),
        words.force.as_ref().map(|named| &named.word),
        words.combine.as_ref().map(|named| &named.word),
        field.attrs.default.as_ref().map(|named| &named.word),
    ];
    for word in others.into_iter().flatten() {
        cx.error(
            word,
            format!(
                "`{}` says already what the value is; remove it, or `{word}`",
                constant.word
            ),
        );
    }
}

/// A combined attribute is what it is combined of, as text.
fn check_combined(cx: &Ctxt, field: &Field<'_>) {
    let words = &field.attrs.lifecycle;
    let Some(combine) = &words.combine else {
        if let Some(separator) = &words.separator {
            cx.error(
                &separator.word,
                "`separator` stands between what is combined; add `combine(..)`, or remove it",
            );
        }
        return;
    };
    let others = [
        words.set.as_ref().map(|named| &named.word),
        words.force.as_ref().map(|named| &named.word),
        words.alias.as_ref().map(|named| &named.word),
        words.id.as_ref().map(|named| &named.word),
        field.attrs.default.as_ref().map(|named| &named.word),
    ];
    let codecs = field.attrs.codec_words();
    for word in others.into_iter().flatten().chain(codecs) {
        cx.error(
            word,
            format!("a combined attribute is the text of others, and takes no `{word}`; remove it"),
        );
    }
    for (i, source) in combine.value.iter().enumerate() {
        if combine.value.iter().take(i).any(|other| other == source) {
            cx.error(
                source,
                format!("`{source}` is given twice; remove one of them"),
            );
        }
    }
}

/// What is combined is stored beside the result.
fn check_sources(cx: &Ctxt, container: &Container<'_>) {
    let fields = container.struct_fields();
    for (position, field) in fields.iter().enumerate() {
        let Some(combine) = &field.attrs.lifecycle.combine else {
            continue;
        };
        let in_key = |key: &KeySource| matches!(key, KeySource::Template(_)) && key.uses(position);
        if container.keys.table().any(in_key) {
            cx.error(
                &combine.word,
                "the key of the table never changes, and a combined attribute follows others; put the fields themselves into the \
                 template",
            );
        }
        for source in &combine.value {
            check_source(cx, fields, source);
        }
    }
}

fn check_source(cx: &Ctxt, fields: &[Field<'_>], source: &Ident) {
    let found = fields
        .iter()
        .find(|field| field.ident().unraw() == source.unraw());
    match found {
        None => {
            let names: Vec<_> = fields
                .iter()
                .map(|field| field.ident().unraw().to_string())
                .collect();
            let near = did_you_mean(&source.to_string(), names.iter().map(String::as_str));
            let message = match near {
                Some(near) => format!("there is no field `{source}`; did you mean `{near}`?"),
                None => format!(
                    "there is no field `{source}`; the fields are `{}`",
                    names.join("`, `")
                ),
            };
            cx.error(source, message);
        }
        Some(field) if field.attrs.lifecycle.combine.is_some() => cx.error(
            source,
            "this field is combined itself; name what it is combined of",
        ),
        Some(field) => match field.storage() {
            Storage::Attribute | Storage::InKey => {}
            Storage::Flattened | Storage::Skipped => cx.error(
                source,
                "this field is not stored as an attribute of its own, and cannot be combined",
            ),
        },
    }
}
