//! Rules about more than one attribute, one function each.

mod read_side;
pub(crate) mod stamps;
mod unique;
mod version;
pub(crate) mod view;

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::ext::IdentExt;

use crate::ast::{Container, Data, Field, Representation, Storage, Style, Variant};
use crate::attr::{FieldAttrs, table_name};
use crate::collection;
use crate::ctxt::Ctxt;
use crate::keys::KeySource;

/// Reports everything about `container` that cannot be.
pub(crate) fn check(cx: &Ctxt, container: &Container<'_>) {
    if container.is_collection() {
        return collection::check(cx, container);
    }
    check_item(cx, container);
    check_table(cx, container);
    check_rename_all(cx, container);
    check_representation(cx, container);
    check_variants(cx, container);
    check_keys(cx, container);
    check_indexes(cx, container);
    check_attributes_of_the_item(cx, container);
    check_item_type(cx, container);
    check_in_key(cx, container);
    version::check(cx, container);
    unique::check(cx, container);
    view::check(cx, container);
    for field in container.all_fields() {
        check_codecs(cx, field);
        check_skip(cx, field);
        check_flatten(cx, field);
        check_key_field(cx, field);
    }
    check_nameless_fields(cx, container);
    check_names(cx, container);
    check_validate(cx, container);
    check_amended(cx, container);
    check_hooks(cx, container);
    stamps::check(cx, container);
    read_side::check(cx, container);
}

/// A function that changes a struct is given one with named fields.
fn check_amended(cx: &Ctxt, container: &Container<'_>) {
    let lifecycle = &container.attrs.lifecycle;
    let instead = match &container.data {
        Data::Struct(_) => return,
        Data::Newtype(_) => "put it on the only field of this struct, which is stored in its place",
        _ => "put it on the fields of the variants",
    };
    for named in [&lifecycle.set, &lifecycle.get].into_iter().flatten() {
        let word = &named.word;
        cx.error(
            word,
            format!("`{word}` of a whole is for structs with named fields; {instead}"),
        );
    }
}

/// What is saved and loaded is an item.
fn check_hooks(cx: &Ctxt, container: &Container<'_>) {
    if let (Some(hooks), false) = (&container.attrs.lifecycle.hooks, container.is_model()) {
        cx.error(
            &hooks.word,
            "only a model has hooks: a document is saved and loaded with its item; use `set`, `get` and `validate`, or remove `hooks`",
        );
    }
}

/// A newtype has no fields to check one against the other.
fn check_validate(cx: &Ctxt, container: &Container<'_>) {
    if let (Some(validate), Data::Newtype(_)) =
        (&container.attrs.lifecycle.validate, &container.data)
    {
        cx.error(
            &validate.word,
            "this struct is stored as its only field; check that: `struct Email(#[dynamo(validate(custom(my_function)))] String)`",
        );
    }
}

/// A model is a struct with named fields. A document is that, a newtype or an enum.
fn check_item(cx: &Ctxt, container: &Container<'_>) {
    let ident = container.ident();
    match (&container.data, container.is_model()) {
        (Data::Union, _) => cx.error(
            ident,
            "a union cannot be stored; make it an enum and derive `Document`",
        ),
        (Data::Enum(_), true) => cx.error(
            ident,
            "a model is a struct with named fields; derive `Document` for an enum, and use it as a field",
        ),
        (Data::Newtype(_), true) => cx.error(
            ident,
            "a model is a struct with named fields; give its field a name, or derive `Document` to use it as a field",
        ),
        (Data::Tuple(_), true) => cx.error(
            ident,
            "a model is a struct with named fields; give its fields names",
        ),
        (Data::Tuple(fields), false) if fields.is_empty() => cx.error(
            ident,
            format!("this struct has nothing to store; write `struct {ident} {{}}` for an empty map"),
        ),
        (Data::Tuple(_), false) => cx.error(
            ident,
            "the fields of a document have names; only a struct of one field, such as `struct OrderId(String)`, can do without",
        ),
        (Data::Enum(variants), false) if variants.is_empty() => cx.error(
            ident,
            "an enum without variants has no values to store; add a variant",
        ),
        _ => {}
    }
}

/// `table` belongs to a model; without it, the name of the struct is the name of the table.
fn check_table(cx: &Ctxt, container: &Container<'_>) {
    if let (Some(table), false) = (&container.attrs.table, container.is_model()) {
        cx.error(
            &table.word,
            "a document is nested in items and has no table; derive `Model`, or remove `table`",
        );
    }
    if let (None, true, Err(message)) = (
        &container.attrs.table,
        container.is_model(),
        table_name(&container.table()),
    ) {
        cx.error(container.ident(), message);
    }
}

/// `rename_all` needs names to change.
fn check_rename_all(cx: &Ctxt, container: &Container<'_>) {
    if let (Some(case), Data::Newtype(_)) = (&container.attrs.rename_all, &container.data) {
        cx.error(
            &case.word,
            "this struct is stored as its only field, which has no name; remove `rename_all`",
        );
    }
    let Some(case) = &container.attrs.rename_all_fields else {
        return;
    };
    match &container.data {
        Data::Enum(variants) if variants.iter().any(|v| v.style == Style::Struct) => {}
        Data::Enum(_) => cx.error(
            &case.word,
            "no variant has named fields; remove `rename_all_fields`, or write `rename_all` for the names of the variants",
        ),
        _ => cx.error(
            &case.word,
            "`rename_all_fields` is for the variants of an enum; write `rename_all`",
        ),
    }
}

/// `tag`, `content` and `untagged` are for enums, and exclude each other where they contradict.
fn check_representation(cx: &Ctxt, container: &Container<'_>) {
    let attrs = &container.attrs;
    let words = [
        attrs.tag.as_ref().map(|n| &n.word),
        attrs.content.as_ref().map(|n| &n.word),
        attrs.untagged.as_ref().map(|n| &n.word),
    ];
    if !matches!(container.data, Data::Enum(_)) {
        for word in words.into_iter().flatten() {
            cx.error(
                word,
                format!("`{word}` tells the variants of an enum apart; remove it from this struct"),
            );
        }
        return;
    }
    if let (Some(untagged), Some(tag)) = (&attrs.untagged, &attrs.tag) {
        cx.error(
            &untagged.word,
            format!(
                "an enum with a `{}` is not `untagged`; remove one of them",
                tag.word
            ),
        );
    }
    if let (Some(content), None) = (&attrs.content, &attrs.tag) {
        cx.error(
            &content.word,
            "`content` goes with a tag; add `tag = \"..\"`",
        );
    }
    if let (Some(content), Some(tag)) = (&attrs.content, &attrs.tag)
        && content.value.value() == tag.value.value()
    {
        cx.error(
            &content.value,
            "the tag and the content are two attributes; give them two names",
        );
    }
}

/// What variants can be depends on how they are told apart.
fn check_variants(cx: &Ctxt, container: &Container<'_>) {
    let Data::Enum(variants) = &container.data else {
        return;
    };
    for other in variants.iter().filter_map(|v| v.attrs.other.as_ref()) {
        cx.error(
            &other.word,
            "`other` takes the items of unknown type of a collection; derive `Collection`, or remove it",
        );
    }
    match container.representation() {
        Representation::Name => check_names_only(cx, container, variants),
        Representation::Internal { tag } => check_internal(cx, variants, &tag),
        Representation::Adjacent { .. } => {}
        Representation::Untagged => check_untagged(cx, variants),
    }
}

fn check_names_only(cx: &Ctxt, container: &Container<'_>, variants: &[Variant<'_>]) {
    // A lone `content` was reported already, and asks for the same change.
    if variants.iter().all(|v| v.style == Style::Unit) || container.attrs.content.is_some() {
        return;
    }
    cx.error(
        container.ident(),
        "an enum with data needs to say how its variants are told apart: `#[dynamo(tag = \"type\")]` stores the name \
         of the variant beside its fields, `#[dynamo(tag = \"type\", content = \"value\")]` beside its content, and \
         `#[dynamo(untagged)]` stores the content alone",
    );
}

fn check_internal(cx: &Ctxt, variants: &[Variant<'_>], tag: &str) {
    for variant in variants {
        if variant.style == Style::Tuple {
            cx.error(
                variant.ident(),
                "a variant beside a tag has named fields, one document, or nothing; name the fields, or add `content = \"..\"`",
            );
        }
        if variant.style == Style::Struct {
            for field in stored(&variant.fields).filter(|field| field.name == tag) {
                cx.error_at(
                    field.span(),
                    format!("`{tag}` is the tag of this enum; store the field under another name with `rename = \"..\"`"),
                );
            }
        }
    }
}

fn check_untagged(cx: &Ctxt, variants: &[Variant<'_>]) {
    for variant in variants {
        if let Some(rename) = &variant.attrs.rename {
            cx.error(
                &rename.word,
                "an untagged enum does not store the names of its variants; remove `rename`",
            );
        }
    }
    for variant in variants.iter().filter(|v| v.style == Style::Unit).skip(1) {
        cx.error(
            variant.ident(),
            "an untagged variant without fields is stored as NULL, and only one variant can be; give it a field, or the enum a `tag`",
        );
    }
}

/// A model has exactly one partition key and at most one sort key; nothing else has keys.
fn check_keys(cx: &Ctxt, container: &Container<'_>) {
    let fields = container.all_fields();
    if !container.is_model() {
        return check_no_keys(cx, container, &fields);
    }
    let words = |word: fn(&FieldAttrs) -> Option<&Ident>| {
        let words = fields.iter().filter_map(move |field| word(&field.attrs));
        words.collect::<Vec<_>>()
    };
    let partition = words(|attrs| attrs.partition_key.as_ref().map(|key| &key.word));
    let sort = words(|attrs| attrs.sort_key.as_ref().map(|key| &key.word));
    // A field whose attributes could not be read may be the key.
    let sound = fields.iter().all(|field| field.sound.get());
    let has_partition = !partition.is_empty() || container.attrs.names_partition_key;
    if !has_partition && sound && matches!(container.data, Data::Struct(_)) {
        cx.error(
            container.ident(),
            "a model needs a partition key; add `#[dynamo(partition_key)]` to a field, or `#[dynamo(partition_key = \"USER#{id}\")]` \
             to the struct",
        );
    }
    for word in partition.iter().skip(1) {
        cx.error(
            word,
            format!("a table has one partition key; remove this `{word}`, or make it a `sort_key`"),
        );
    }
    for word in sort.iter().skip(1) {
        cx.error(
            word,
            format!("a table has at most one sort key; remove this `{word}`"),
        );
    }
}

fn check_no_keys(cx: &Ctxt, container: &Container<'_>, fields: &[&Field<'_>]) {
    let attrs = &container.attrs;
    let of_container = [
        attrs.partition_key.as_ref().map(|key| &key.word),
        attrs.sort_key.as_ref().map(|key| &key.word),
    ];
    let of_type = [
        attrs.item_type.as_ref().map(|named| &named.word),
        attrs.type_attribute.as_ref().map(|named| &named.word),
        attrs.untyped.as_ref().map(|named| &named.word),
    ];
    let of_fields = fields.iter().flat_map(|field| {
        let attrs = &field.attrs;
        let roles = attrs.indexes.iter().map(|role| &role.word);
        [
            attrs.partition_key.as_ref().map(|key| &key.word),
            attrs.sort_key.as_ref().map(|key| &key.word),
            attrs.in_key.as_ref().map(|key| &key.word),
        ]
        .into_iter()
        .flatten()
        .chain(roles)
    });
    for word in of_container.into_iter().flatten().chain(of_fields) {
        cx.error(
            word,
            format!("only a model has keys; derive `Model`, or remove `{word}`"),
        );
    }
    for word in of_type.into_iter().flatten() {
        cx.error(
            word,
            format!("only the items of a model have a type; derive `Model`, or remove `{word}`"),
        );
    }
    for index in &attrs.indexes {
        cx.error(
            &index.ty,
            "only a model has indexes; derive `Model`, or remove `index(..)`",
        );
    }
}

/// A local index is one of five, and two indexes have two names.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html>
fn check_indexes(cx: &Ctxt, container: &Container<'_>) {
    let of_models = container
        .attrs
        .indexes
        .iter()
        .filter_map(|decl| decl.of.as_ref());
    for of in of_models.filter(|_| container.is_model()) {
        cx.error(
            &of.word,
            "`of` says which model a collection takes the index from; remove it from this model",
        );
    }
    let indexes = &container.keys.indexes;
    for index in indexes.iter().filter(|index| index.local).skip(5) {
        cx.error(
            &index.ty,
            "a table has at most five local indexes; make this one global, with a `partition_key` in the place of `local`",
        );
    }
    let named = indexes.iter().map(|index| (index.name.as_str(), &index.ty));
    for (name, ty) in duplicates(named) {
        cx.error(
            ty,
            format!("two indexes are called `{name}`; give one another name with `name = \"..\"`"),
        );
    }
}

/// What templates make, and the type, are attributes of the item too: no field is stored under their names, and a name has one
/// template.
fn check_attributes_of_the_item(cx: &Ctxt, container: &Container<'_>) {
    let fields = container.struct_fields();
    let templates = container.keys.templates();
    for (i, template) in templates.iter().enumerate() {
        if templates
            .iter()
            .take(i)
            .any(|other| other.name == template.name)
        {
            cx.error_at(
                template.span,
                format!(
                    "two templates make the attribute `{0}`; give one another name with `name = \"..\"`; a key of the table is \
                     also one of an index with `(name = \"{0}\")` alone",
                    template.name
                ),
            );
        }
        for field in stored(fields).filter(|field| field.name == template.name) {
            cx.error_at(
                field.span(),
                format!(
                    "the attribute `{0}` is made by a template; store the field under another name with `rename = \"..\"`, or \
                     give the key another one: `(name = \"..\", template = \"..\")`",
                    template.name
                ),
            );
        }
    }
    let Some((attribute, _)) = container.item_type() else {
        return;
    };
    if let Some(template) = templates.iter().find(|template| template.name == attribute) {
        let named = container.attrs.type_attribute.as_ref();
        cx.error_at(
            named.map_or(template.span, |named| named.value.span()),
            format!(
                "the attribute `{attribute}` is made by a template, and cannot tell the type of the item; name the type's attribute \
                 otherwise with `type_attribute = \"..\"`"
            ),
        );
    }
    for field in stored(fields).filter(|field| field.name == attribute) {
        cx.error_at(
            field.span(),
            format!(
                "the attribute `{attribute}` tells the type of the item; store the field under another name with `rename = \"..\"`, \
                 name the type's attribute with `type_attribute = \"..\"`, or leave it out with `untyped`"
            ),
        );
    }
}

/// A model either has a type, or not.
fn check_item_type(cx: &Ctxt, container: &Container<'_>) {
    let attrs = &container.attrs;
    let typed = attrs.item_type.as_ref().map(|named| &named.word);
    let typed = typed.or(attrs.type_attribute.as_ref().map(|named| &named.word));
    if let (Some(untyped), Some(typed)) = (&attrs.untyped, typed) {
        cx.error(
            &untyped.word,
            format!("an item with `{typed}` is not `untyped`; remove one of them"),
        );
    }
}

/// What is stored in the key alone is in the table's key.
fn check_in_key(cx: &Ctxt, container: &Container<'_>) {
    for (position, field) in container.struct_fields().iter().enumerate() {
        let Some(in_key) = &field.attrs.in_key else {
            continue;
        };
        let uses = |key: &KeySource| matches!(key, KeySource::Template(_)) && key.uses(position);
        if container.is_model() && !container.keys.table().any(uses) {
            cx.error(
                &in_key.word,
                format!(
                    "this field is in no template of the table's key, and would be lost; put `{{{}}}` into one, or remove `in_key`",
                    field.ident().unraw()
                ),
            );
        }
        for word in field.attrs.words() {
            let fits = [
                Some(&in_key.word),
                field.attrs.rename.as_ref().map(|named| &named.word),
            ]
            .into_iter()
            .flatten()
            .chain(field.attrs.codec_words())
            .chain(field.attrs.lifecycle.value_words())
            .chain(
                field
                    .attrs
                    .lifecycle
                    .secret
                    .as_ref()
                    .map(|named| &named.word),
            )
            .chain(field.attrs.lifecycle.words_of_new_items());
            if !fits.into_iter().any(|fit| fit == word) {
                cx.error(
                    word,
                    format!("a field with `in_key` is no attribute of its own, and takes no `{word}`; remove one of them"),
                );
            }
        }
    }
}

/// A field has one stored form.
fn check_codecs(cx: &Ctxt, field: &Field<'_>) {
    let attrs = &field.attrs;
    let forms = [
        attrs.with.as_ref().map(|n| &n.word),
        attrs.binary.as_ref().map(|n| &n.word),
        attrs.serde.as_ref().map(|n| &n.word),
    ];
    let mut forms = forms.into_iter().flatten();
    if let Some(first) = forms.next() {
        for word in forms {
            field.sound.set(false);
            cx.error(
                word,
                format!("`{first}` and `{word}` both choose the stored form of this field; keep one of them"),
            );
        }
    }
}

/// What is not stored has no name and no stored form.
fn check_skip(cx: &Ctxt, field: &Field<'_>) {
    let Some(skip) = &field.attrs.skip else {
        return;
    };
    for word in field.attrs.words() {
        let is_key = field.is_key() || !field.attrs.indexes.is_empty();
        // What is not stored can be a secret all the same.
        if word == &skip.word || word == "secret" || is_key && is_key_word(word) {
            continue;
        }
        match &field.attrs.default {
            Some(default)
                if default.word == *word && matches!(default.value.read, Some(Some(_))) => {}
            Some(default) if default.word == *word => cx.error(
                word,
                "a field with `skip` is its `Default` anyway; remove `default`, or say which with `default = ..`",
            ),
            _ => cx.error(
                word,
                format!("a field with `skip` is not stored, and takes no `{word}`; remove one of them"),
            ),
        }
    }
}

/// A flattened field has no name and no stored form of its own.
fn check_flatten(cx: &Ctxt, field: &Field<'_>) {
    let (Some(flatten), None) = (&field.attrs.flatten, &field.attrs.skip) else {
        return;
    };
    for word in field.attrs.words() {
        if word == &flatten.word || is_key_word(word) {
            continue;
        }
        cx.error(
            word,
            format!(
                "a field with `flatten` is stored as the attributes of its type, and takes no `{word}`; remove one of them"
            ),
        );
    }
}

/// A key is an attribute of its own. That of the table is always there.
fn check_key_field(cx: &Ctxt, field: &Field<'_>) {
    let attrs = &field.attrs;
    let partition = attrs.partition_key.as_ref().map(|named| &named.word);
    let sort = attrs.sort_key.as_ref().map(|named| &named.word);
    for (i, role) in attrs.indexes.iter().enumerate() {
        if attrs.indexes.iter().take(i).any(|other| other.is_of(role)) {
            cx.error(
                &role.word,
                "this field is in the key of this index already; remove one of them",
            );
        }
    }
    if let (Some(key), Some(other)) = (partition, sort) {
        cx.error(
            other,
            format!("one field is not both `{key}` and `{other}`; put `{other}` on another field, or remove it"),
        );
    }
    let of_table = partition.is_some() || sort.is_some();
    if !of_table && attrs.indexes.is_empty() {
        return;
    }
    let conflicts = [
        attrs.skip.as_ref().map(|n| (&n.word, "is always stored")),
        attrs
            .flatten
            .as_ref()
            .map(|n| (&n.word, "is an attribute of its own")),
        attrs
            .default
            .as_ref()
            .filter(|_| of_table)
            .map(|n| (&n.word, "is always there")),
        attrs.null.as_ref().map(|n| (&n.word, "is never NULL")),
    ];
    for (word, why) in conflicts.into_iter().flatten() {
        cx.error(word, format!("a key {why}; remove `{word}`"));
    }
}

/// A field without a name can choose its stored form, and nothing else.
fn check_nameless_fields(cx: &Ctxt, container: &Container<'_>) {
    match &container.data {
        Data::Newtype(field) => {
            check_nameless(
                cx,
                field,
                "the only field of a struct is stored in its place",
            );
        }
        Data::Enum(variants) => {
            let internal = matches!(container.representation(), Representation::Internal { .. });
            for variant in variants {
                let of_newtype = variant.style == Style::Newtype && internal;
                for field in &variant.fields {
                    match variant.style {
                        Style::Newtype if of_newtype => check_tagged_newtype(cx, field),
                        Style::Newtype | Style::Tuple => check_nameless(
                            cx,
                            field,
                            "a field without a name is stored by its position",
                        ),
                        Style::Unit | Style::Struct => {}
                    }
                }
            }
        }
        Data::Struct(_) | Data::Tuple(_) | Data::Union => {}
    }
}

fn check_nameless(cx: &Ctxt, field: &Field<'_>, why: &str) {
    let mut fits = field.attrs.codec_words();
    fits.extend(field.attrs.lifecycle.value_words());
    for word in field.attrs.words() {
        if word == "secret" {
            cx.error(
                word,
                "a secret has a name: remove `secret`, and put it on the named fields that hold this type",
            );
        } else if !fits.contains(&word) && !is_key_word(word) {
            cx.error(word, format!("{why}, and takes no `{word}`; remove it"));
        }
    }
}

fn check_tagged_newtype(cx: &Ctxt, field: &Field<'_>) {
    for word in field.attrs.words() {
        if !is_key_word(word) {
            cx.error(
                word,
                format!(
                    "the document in this variant is stored beside the tag, as with `flatten`, and takes no `{word}`; \
                     remove it, or give the enum a `content = \"..\"`"
                ),
            );
        }
    }
}

/// Two fields, or two variants, are not stored under one name.
fn check_names(cx: &Ctxt, container: &Container<'_>) {
    match &container.data {
        Data::Struct(fields) => check_field_names(cx, fields),
        Data::Enum(variants) => {
            for variant in variants.iter().filter(|v| v.style == Style::Struct) {
                check_field_names(cx, &variant.fields);
            }
            if !matches!(container.representation(), Representation::Untagged) {
                let names = variants.iter().map(|v| (v.name.as_str(), v.ident()));
                for (name, variant) in duplicates(names) {
                    cx.error(
                        variant,
                        format!("two variants are stored as `{name}`; give one another name with `rename = \"..\"`"),
                    );
                }
            }
        }
        Data::Newtype(_) | Data::Tuple(_) | Data::Union => {}
    }
}

fn check_field_names(cx: &Ctxt, fields: &[Field<'_>]) {
    // What is stored in the key alone is known by its name too.
    let named = fields
        .iter()
        .filter(|field| matches!(field.storage(), Storage::Attribute | Storage::InKey));
    for (name, field) in duplicates(named.map(|field| (field.name.as_str(), field))) {
        let message = format!(
            "two fields are stored as `{name}`; give one another name with `rename = \"..\"`"
        );
        match &field.attrs.rename {
            Some(rename) => cx.error(&rename.value, message),
            None => cx.error_at(field.span(), message),
        }
    }
}

fn stored<'a, 'b>(fields: &'b [Field<'a>]) -> impl Iterator<Item = &'b Field<'a>> + Clone {
    fields
        .iter()
        .filter(|field| field.storage() == Storage::Attribute)
}

/// Everything whose name is not its own.
pub(crate) fn duplicates<'a, T>(
    named: impl Iterator<Item = (&'a str, T)> + Clone,
) -> Vec<(&'a str, T)> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for (name, _) in named.clone() {
        *count.entry(name).or_default() += 1;
    }
    named
        .filter(|(name, _)| count.get(name).is_some_and(|n| *n > 1))
        .collect()
}

fn is_key_word(word: &Ident) -> bool {
    [
        "partition_key",
        "hash_key",
        "sort_key",
        "range_key",
        "in_key",
    ]
    .iter()
    .any(|key| word == key)
}
