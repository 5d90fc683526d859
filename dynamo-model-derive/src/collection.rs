//! Collections: which variants hold which models, and what cannot be.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Type, parse_str};

use crate::ast::{Container, Data, Field, Style, Variant};
use crate::attr::{ContainerAttrs, IndexDecl};
use crate::case::snake;
use crate::check::duplicates;
use crate::ctxt::Ctxt;

/// A variant that holds a model.
pub(crate) struct Member<'a> {
    pub(crate) variant: &'a Ident,
    pub(crate) ty: &'a Type,
    /// What the paths of the model are called.
    pub(crate) paths: Ident,
}

/// The variants that hold models; of those that hold the same one, the first.
pub(crate) fn members<'a>(container: &Container<'a>) -> Vec<Member<'a>> {
    let mut members: Vec<Member<'a>> = Vec::new();
    for (variant, field) in newtypes(container).filter(|(v, _)| v.attrs.other.is_none()) {
        let member = Member {
            variant: variant.ident(),
            ty: field.ty(),
            paths: paths(variant.ident()),
        };
        let is_new =
            |known: &Member<'_>| text(known.ty) != text(member.ty) && known.paths != member.paths;
        if members.iter().all(is_new) {
            members.push(member);
        }
    }
    members
}

/// The variant for items of other types, and what it holds.
pub(crate) fn other<'a>(container: &Container<'a>) -> Option<(&'a Ident, &'a Type)> {
    newtypes(container)
        .find(|(variant, _)| variant.attrs.other.is_some())
        .map(|(variant, field)| (variant.ident(), field.ty()))
}

/// The indexes that the collection names, each once.
pub(crate) fn indexes<'b>(container: &'b Container<'_>) -> Vec<&'b IndexDecl> {
    let mut indexes: Vec<&IndexDecl> = Vec::new();
    for decl in container.attrs.indexes.iter().filter(|decl| decl.sound) {
        if !indexes
            .iter()
            .any(|known| text(&known.ty) == text(&decl.ty))
        {
            indexes.push(decl);
        }
    }
    indexes
}

fn newtypes<'a, 'b>(
    container: &'b Container<'a>,
) -> impl Iterator<Item = (&'b Variant<'a>, &'b Field<'a>)> {
    variants(container).iter().filter_map(|variant| {
        let field = variant.fields.first()?;
        (variant.style == Style::Newtype).then_some((variant, field))
    })
}

fn variants<'a, 'b>(container: &'b Container<'a>) -> &'b [Variant<'a>] {
    match &container.data {
        Data::Enum(variants) => variants,
        _ => &[],
    }
}

/// The name of the paths of a variant: its own in `snake_case`, raw if that is a keyword.
fn paths(variant: &Ident) -> Ident {
    let name = snake(&variant.unraw().to_string());
    let raw = || parse_str::<Ident>(&format!("r#{name}")).ok();
    let mut ident = parse_str::<Ident>(&name)
        .ok()
        .or_else(raw)
        // `self`, `super` and `crate` cannot be raw.
        .unwrap_or_else(|| Ident::new(&format!("{name}_"), Span::call_site()));
    ident.set_span(variant.span());
    ident
}

fn text(tokens: impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}

/// Reports everything about a collection that cannot be. What its models are is judged by the compiler.
pub(crate) fn check(cx: &Ctxt, container: &Container<'_>) {
    check_words(cx, container);
    check_indexes(cx, container);
    let ident = container.ident();
    let Data::Enum(variants) = &container.data else {
        cx.error(
            ident,
            "a collection is an enum with a variant for each model: `enum Shop { Customer(Customer), Order(Order) }`",
        );
        return;
    };
    if !container.original.generics.params.is_empty() {
        cx.error(
            &container.original.generics,
            "a collection has no parameters; write the models with their types: `Order(Order<Uuid>)`",
        );
    }
    let before = cx.count();
    for variant in variants {
        check_variant(cx, variant);
    }
    if cx.count() == before && members(container).is_empty() {
        cx.error(
            ident,
            "a collection has at least one model; add a variant that holds it: `Order(Order)`",
        );
    }
    check_other(cx, variants);
    check_same(cx, container);
}

/// What a collection knows, it has from its models.
fn check_words(cx: &Ctxt, container: &Container<'_>) {
    for word in words_of_models(&container.attrs) {
        cx.error(
            word,
            format!(
                "a collection has no `{word}` of its own: its models say such things; remove it"
            ),
        );
    }
}

fn words_of_models(attrs: &ContainerAttrs) -> impl Iterator<Item = &Ident> {
    [
        attrs.table.as_ref().map(|named| &named.word),
        attrs.rename_all.as_ref().map(|named| &named.word),
        attrs.rename_all_fields.as_ref().map(|named| &named.word),
        attrs.tag.as_ref().map(|named| &named.word),
        attrs.content.as_ref().map(|named| &named.word),
        attrs.untagged.as_ref().map(|named| &named.word),
        attrs.partition_key.as_ref().map(|named| &named.word),
        attrs.sort_key.as_ref().map(|named| &named.word),
        attrs.item_type.as_ref().map(|named| &named.word),
        attrs.type_attribute.as_ref().map(|named| &named.word),
        attrs.untyped.as_ref().map(|named| &named.word),
    ]
    .into_iter()
    .flatten()
    .chain(attrs.lifecycle.words())
}

/// A collection names an index; its models describe it.
fn check_indexes(cx: &Ctxt, container: &Container<'_>) {
    let indexes = &container.attrs.indexes;
    for index in indexes {
        for word in index.words() {
            cx.error(
                word,
                format!(
                    "the models of the collection describe the index; remove `{word}`: `index(ByStatus)`, or \
                     `index(ByStatus, of = Order)` if the first model does not have it"
                ),
            );
        }
    }
    let named: Vec<_> = indexes
        .iter()
        .map(|index| (text(&index.ty), &index.ty))
        .collect();
    let named = named.iter().map(|(name, ty)| (name.as_str(), *ty));
    for (name, ty) in duplicates(named) {
        cx.error(
            ty,
            format!("the index `{name}` is named twice; remove one of them"),
        );
    }
}

/// A variant holds one model, and says nothing of it.
fn check_variant(cx: &Ctxt, variant: &Variant<'_>) {
    if variant.style != Style::Newtype {
        cx.error(
            variant.ident(),
            "a variant of a collection holds one model: `Order(Order)`",
        );
    }
    if let Some(rename) = &variant.attrs.rename {
        cx.error(
            &rename.word,
            "the name of a type is said on its model, with `item_type = \"..\"`; remove `rename`",
        );
    }
    for field in &variant.fields {
        let roles = field
            .attrs
            .indexes
            .iter()
            .map(|role| role.ty.to_token_stream());
        let words = field
            .attrs
            .words()
            .into_iter()
            .map(|word| word.to_token_stream());
        for word in words.chain(roles).take(1) {
            cx.error(
                word,
                "a model in a collection is stored as it is, and takes no attributes; remove them",
            );
        }
    }
}

/// There is one variant for everything else.
fn check_other(cx: &Ctxt, variants: &[Variant<'_>]) {
    let others = variants
        .iter()
        .filter_map(|variant| variant.attrs.other.as_ref());
    for other in others.skip(1) {
        cx.error(
            &other.word,
            "one variant takes the items of all other types; remove this `other`",
        );
    }
}

/// Two variants do not hold one model, and their paths have two names.
fn check_same(cx: &Ctxt, container: &Container<'_>) {
    let members: Vec<_> = newtypes(container)
        .filter(|(variant, _)| variant.attrs.other.is_none())
        .map(|(variant, field)| {
            (
                text(field.ty()),
                paths(variant.ident()).to_string(),
                field.ty(),
                variant.ident(),
            )
        })
        .collect();
    let types = members.iter().map(|(ty, _, at, _)| (ty.as_str(), *at));
    for (ty, at) in duplicates(types) {
        cx.error(
            at,
            format!("two variants hold the model `{ty}`; remove one of them"),
        );
    }
    let names = members.iter().map(|(_, name, _, at)| (name.as_str(), *at));
    for (name, at) in duplicates(names) {
        cx.error(
            at,
            format!("the paths of two variants are called `{name}`; give one of them another name"),
        );
    }
}
