//! `#[dynamo(..)]` as data. What one attribute may say is judged here; how they go together, in `check`.

pub(crate) mod lifecycle;
pub(crate) mod rules;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, LitInt, LitStr, Path, Token, Type};

use self::lifecycle::{ContainerLifecycle, Defaults, FieldLifecycle};
use crate::case::Case;
use crate::ctxt::{Ctxt, did_you_mean};

/// A value together with the word that gave it, as the user wrote it.
pub(crate) struct Named<T> {
    pub(crate) word: Ident,
    pub(crate) value: T,
}

/// What may stand once: the first is kept, a second is an error.
pub(crate) type Once<T> = Option<Named<T>>;

/// `#[dynamo(..)]` on a struct or an enum.
#[derive(Default)]
pub(crate) struct ContainerAttrs {
    pub(crate) table: Once<LitStr>,
    pub(crate) rename_all: Once<Case>,
    pub(crate) rename_all_fields: Once<Case>,
    pub(crate) krate: Once<Path>,
    pub(crate) tag: Once<LitStr>,
    pub(crate) content: Once<LitStr>,
    pub(crate) untagged: Once<()>,
    pub(crate) partition_key: Once<KeyDecl>,
    pub(crate) sort_key: Once<KeyDecl>,
    pub(crate) indexes: Vec<IndexDecl>,
    pub(crate) item_type: Once<Vec<LitStr>>,
    pub(crate) type_attribute: Once<LitStr>,
    pub(crate) untyped: Once<()>,
    pub(crate) lifecycle: ContainerLifecycle,
    /// Whether it speaks of a partition key, be it one that could be read or not.
    pub(crate) names_partition_key: bool,
    /// Whether all of it could be read.
    pub(crate) sound: bool,
}

/// A key attribute, said on the struct: `partition_key = "USER#{id}"`, or `partition_key(name = "PK", template = "USER#{id}")`.
pub(crate) struct KeyDecl {
    pub(crate) name: Option<LitStr>,
    pub(crate) template: Option<LitStr>,
    /// Whether all of it could be read.
    pub(crate) sound: bool,
}

/// `index(ByStatus, ..)` on the struct.
pub(crate) struct IndexDecl {
    pub(crate) ty: Path,
    pub(crate) name: Once<LitStr>,
    pub(crate) local: Once<()>,
    pub(crate) keys_only: Once<()>,
    pub(crate) include: Once<Vec<Included>>,
    pub(crate) partition_key: Once<KeyDecl>,
    pub(crate) sort_key: Once<KeyDecl>,
    /// The model that a collection takes it from.
    pub(crate) of: Once<Type>,
    /// Whether all of it could be read.
    pub(crate) sound: bool,
}

/// What an index includes: a field, or an attribute by its stored name.
pub(crate) enum Included {
    Field(Ident),
    Name(LitStr),
}

/// `index(ByStatus, sort_key = 2)` on a field.
pub(crate) struct IndexRole {
    pub(crate) ty: Path,
    /// `partition_key` or `sort_key`.
    pub(crate) word: Ident,
    pub(crate) is_sort_key: bool,
    /// Which of several attributes it is, from 1.
    pub(crate) position: Option<LitInt>,
}

impl IndexRole {
    /// Whether both are roles in the same index.
    pub(crate) fn is_of(&self, other: &Self) -> bool {
        same(&self.ty, &other.ty)
    }
}

/// Whether both are written alike.
pub(crate) fn same(one: &Path, other: &Path) -> bool {
    one.to_token_stream().to_string() == other.to_token_stream().to_string()
}

/// `#[dynamo(..)]` on a field.
#[derive(Default)]
pub(crate) struct FieldAttrs {
    pub(crate) partition_key: Once<()>,
    pub(crate) sort_key: Once<()>,
    pub(crate) indexes: Vec<IndexRole>,
    pub(crate) in_key: Once<()>,
    pub(crate) rename: Once<LitStr>,
    pub(crate) skip: Once<()>,
    /// The patterns of the names that it takes; none for every name.
    pub(crate) flatten: Once<Vec<LitStr>>,
    pub(crate) default: Once<Defaults>,
    pub(crate) with: Once<Type>,
    pub(crate) binary: Once<()>,
    pub(crate) serde: Once<()>,
    pub(crate) null: Once<()>,
    pub(crate) lifecycle: FieldLifecycle,
}

/// `#[dynamo(..)]` on a variant.
#[derive(Default)]
pub(crate) struct VariantAttrs {
    pub(crate) rename: Once<LitStr>,
    pub(crate) other: Once<()>,
}

/// Where an attribute can stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    Container,
    Field,
    Variant,
}

impl Position {
    const ALL: [Self; 3] = [Self::Container, Self::Field, Self::Variant];

    /// The words that can stand there.
    fn words(self) -> Vec<&'static str> {
        let (own, more) = self.own_words();
        own.iter().chain(more).copied().collect()
    }

    fn own_words(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Container => (
                &[
                    "table",
                    "rename_all",
                    "rename_all_fields",
                    "crate",
                    "tag",
                    "content",
                    "untagged",
                    "partition_key",
                    "hash_key",
                    "sort_key",
                    "range_key",
                    "index",
                    "item_type",
                    "type_attribute",
                    "untyped",
                ],
                &lifecycle::CONTAINER_WORDS,
            ),
            Self::Field => (
                &[
                    "partition_key",
                    "hash_key",
                    "sort_key",
                    "range_key",
                    "index",
                    "in_key",
                    "rename",
                    "skip",
                    "flatten",
                    "default",
                    "with",
                    "binary",
                    "serde",
                    "null",
                ],
                &lifecycle::FIELD_WORDS,
            ),
            Self::Variant => (&["rename", "other"], &[]),
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Container => "a struct or an enum",
            Self::Field => "a field",
            Self::Variant => "a variant",
        }
    }
}

impl ContainerAttrs {
    pub(crate) fn from_ast(cx: &Ctxt, attrs: &[Attribute]) -> Self {
        let mut this = Self::default();
        let before = cx.count();
        each(cx, attrs, Position::Container, |word, input| {
            match word.to_string().as_str() {
                "table" => once(cx, &mut this.table, word, table(cx, word, input)?),
                "rename_all" => {
                    if let Some(case) = case(cx, word, input)? {
                        once(cx, &mut this.rename_all, word, case);
                    }
                }
                "rename_all_fields" => {
                    if let Some(case) = case(cx, word, input)? {
                        once(cx, &mut this.rename_all_fields, word, case);
                    }
                }
                "crate" => {
                    let path = value(word, "the path of the library", "my::dynamo_model", input)?;
                    once(cx, &mut this.krate, word, path);
                }
                "tag" => once(cx, &mut this.tag, word, name(cx, word, input)?),
                "content" => once(cx, &mut this.content, word, name(cx, word, input)?),
                "untagged" => once(cx, &mut this.untagged, word, no_value(input)?),
                "partition_key" | "hash_key" => {
                    this.names_partition_key = true;
                    once(cx, &mut this.partition_key, word, key(cx, word, input)?);
                }
                "sort_key" | "range_key" => {
                    once(cx, &mut this.sort_key, word, key(cx, word, input)?);
                }
                "index" => this.indexes.push(index(cx, word, input)?),
                "item_type" => once(cx, &mut this.item_type, word, names(cx, word, input)?),
                "type_attribute" => {
                    once(cx, &mut this.type_attribute, word, name(cx, word, input)?);
                }
                "untyped" => once(cx, &mut this.untyped, word, no_value(input)?),
                _ => return this.lifecycle.read(cx, word, input),
            }
            Ok(true)
        });
        this.sound = cx.count() == before;
        this
    }
}

impl FieldAttrs {
    pub(crate) fn from_ast(cx: &Ctxt, attrs: &[Attribute]) -> Self {
        let mut this = Self::default();
        each(cx, attrs, Position::Field, |word, input| {
            match word.to_string().as_str() {
                "partition_key" | "hash_key" => {
                    once(cx, &mut this.partition_key, word, no_template(word, input)?);
                }
                "sort_key" | "range_key" => {
                    once(cx, &mut this.sort_key, word, no_template(word, input)?);
                }
                "index" => this.indexes.extend(index_role(cx, word, input)?),
                "in_key" => once(cx, &mut this.in_key, word, no_value(input)?),
                "rename" => once(cx, &mut this.rename, word, name(cx, word, input)?),
                "skip" => once(cx, &mut this.skip, word, no_value(input)?),
                "flatten" => {
                    let patterns = lifecycle::patterns(cx, word, input)?;
                    once(cx, &mut this.flatten, word, patterns);
                }
                "default" => {
                    let default = lifecycle::default(cx, word, input)?;
                    once(cx, &mut this.default, word, default);
                }
                "with" => {
                    let codec = value(word, "the type of a codec", "Cents", input)?;
                    once(cx, &mut this.with, word, codec);
                }
                "binary" => once(cx, &mut this.binary, word, no_value(input)?),
                "serde" => once(cx, &mut this.serde, word, no_value(input)?),
                "null" => once(cx, &mut this.null, word, no_value(input)?),
                _ => return this.lifecycle.read(cx, word, input),
            }
            Ok(true)
        });
        this
    }

    /// Every word that stands here, in the user's spelling.
    pub(crate) fn words(&self) -> Vec<&Ident> {
        let mut words: Vec<&Ident> = self.codec_words();
        words.extend(self.partition_key.as_ref().map(|n| &n.word));
        words.extend(self.sort_key.as_ref().map(|n| &n.word));
        words.extend(self.indexes.iter().map(|n| &n.word));
        words.extend(self.in_key.as_ref().map(|n| &n.word));
        words.extend(self.rename.as_ref().map(|n| &n.word));
        words.extend(self.skip.as_ref().map(|n| &n.word));
        words.extend(self.flatten.as_ref().map(|n| &n.word));
        words.extend(self.default.as_ref().map(|n| &n.word));
        words.extend(self.lifecycle.words());
        words
    }

    /// The words that choose a stored form.
    pub(crate) fn codec_words(&self) -> Vec<&Ident> {
        let mut words = Vec::new();
        words.extend(self.with.as_ref().map(|n| &n.word));
        words.extend(self.binary.as_ref().map(|n| &n.word));
        words.extend(self.serde.as_ref().map(|n| &n.word));
        words.extend(self.null.as_ref().map(|n| &n.word));
        words
    }
}

impl VariantAttrs {
    pub(crate) fn from_ast(cx: &Ctxt, attrs: &[Attribute]) -> Self {
        let mut this = Self::default();
        each(cx, attrs, Position::Variant, |word, input| {
            match word.to_string().as_str() {
                "rename" => once(cx, &mut this.rename, word, name(cx, word, input)?),
                "other" => once(cx, &mut this.other, word, no_value(input)?),
                _ => return Ok(false),
            }
            Ok(true)
        });
        this
    }
}

/// Reads the words of all `#[dynamo(..)]` in `attrs`.
fn each(
    cx: &Ctxt,
    attrs: &[Attribute],
    position: Position,
    read: impl FnMut(&Ident, ParseStream<'_>) -> syn::Result<bool>,
) {
    each_word(cx, attrs, &|word| unknown(word, position), read);
}

/// Reads the words of all `#[dynamo(..)]` in `attrs`. After a mistake it goes on with the next word.
///
/// `read` reads what follows a word; it returns `false` for a word that it does not know, of which `unknown` says what is wrong.
pub(crate) fn each_word(
    cx: &Ctxt,
    attrs: &[Attribute],
    unknown: &dyn Fn(&str) -> String,
    mut read: impl FnMut(&Ident, ParseStream<'_>) -> syn::Result<bool>,
) {
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("dynamo")) {
        let parsed =
            attr.parse_args_with(|input: ParseStream<'_>| words(cx, input, unknown, &mut read));
        if let Err(error) = parsed {
            cx.push(error);
        }
    }
}

/// Whether a model or a document has this word anywhere.
pub(crate) fn is_word(word: &str) -> bool {
    Position::ALL
        .into_iter()
        .any(|position| position.words().contains(&word))
}

/// Reads words with commas between them. After a mistake it goes on with the next word.
fn words(
    cx: &Ctxt,
    input: ParseStream<'_>,
    unknown: &dyn Fn(&str) -> String,
    read: &mut dyn FnMut(&Ident, ParseStream<'_>) -> syn::Result<bool>,
) -> syn::Result<()> {
    while !input.is_empty() {
        let word = input.call(Ident::parse_any)?;
        match read(&word, input) {
            Ok(true) => {}
            Ok(false) => {
                cx.error(&word, unknown(&word.to_string()));
                skip_to_comma(input)?;
            }
            Err(error) => {
                cx.push(error);
                skip_to_comma(input)?;
            }
        }
        if input.is_empty() {
            break;
        }
        if !input.peek(Token![,]) {
            cx.push(input.error(format!("expected `,` after `{word}`")));
            skip_to_comma(input)?;
        }
        input.parse::<Option<Token![,]>>()?;
    }
    Ok(())
}

/// The message for a word that does not go into these parentheses.
fn unknown_inside(word: &str, of: &str, takes: &[&str]) -> String {
    match did_you_mean(word, takes.iter().copied()) {
        Some(near) => format!("`{of}` takes no `{word}`; did you mean `{near}`?"),
        None => format!(
            "`{of}` takes no `{word}`; it takes `{}`",
            takes.join("`, `")
        ),
    }
}

/// What follows `partition_key` or `sort_key` on a struct.
fn key(cx: &Ctxt, word: &Ident, input: ParseStream<'_>) -> syn::Result<KeyDecl> {
    if input.peek(Token![=]) {
        let template = value(word, "a template", "\"USER#{id}\"", input)?;
        return Ok(KeyDecl {
            name: None,
            template: Some(template),
            sound: true,
        });
    }
    if !input.peek(syn::token::Paren) {
        return Err(syn::Error::new(
            word.span(),
            format!(
                "on a struct, `{word}` takes a template: `{word} = \"USER#{{id}}\"`; a field that is the key has its own \
                 `#[dynamo({word})]`"
            ),
        ));
    }
    let inside;
    syn::parenthesized!(inside in input);
    let before = cx.count();
    let (mut own_name, mut template) = (None, None);
    let of = word.to_string();
    words(
        cx,
        &inside,
        &|word| unknown_inside(word, &of, &["name", "template"]),
        &mut |word, input| {
            match word.to_string().as_str() {
                "name" => once(cx, &mut own_name, word, name(cx, word, input)?),
                "template" => {
                    let text = value(word, "a template", "\"USER#{id}\"", input)?;
                    once(cx, &mut template, word, text);
                }
                _ => return Ok(false),
            }
            Ok(true)
        },
    )?;
    Ok(KeyDecl {
        name: own_name.map(|named| named.value),
        template: template.map(|named| named.value),
        sound: cx.count() == before,
    })
}

/// What stands in the parentheses behind `index`, and the type of the index, which comes first in them.
fn index_of(
    word: &Ident,
    input: ParseStream<'_>,
    read: impl FnOnce(Path, ParseStream<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let what = || {
        format!(
            "`{word}` takes the type of the index first: `{word}(ByStatus, ..)`, for a `struct ByStatus;` of yours"
        )
    };
    if !input.peek(syn::token::Paren) {
        return Err(syn::Error::new(word.span(), what()));
    }
    let inside;
    syn::parenthesized!(inside in input);
    let at = inside.span();
    match inside.parse::<Path>() {
        Ok(ty) if inside.is_empty() => read(ty, &inside),
        Ok(ty) if inside.peek(Token![,]) => {
            inside.parse::<Token![,]>()?;
            read(ty, &inside)
        }
        _ => {
            // What is left would be a mistake of its own.
            inside.parse::<TokenStream>()?;
            Err(syn::Error::new(at, what()))
        }
    }
}

/// The words of `index(..)` on a struct.
const INDEX_WORDS: [&str; 7] = [
    "name",
    "local",
    "keys_only",
    "include",
    "partition_key",
    "sort_key",
    "of",
];

/// What follows `index` on a struct.
fn index(cx: &Ctxt, index: &Ident, input: ParseStream<'_>) -> syn::Result<IndexDecl> {
    let before = cx.count();
    let mut decl = None;
    index_of(index, input, |ty, input| {
        let this = decl.insert(IndexDecl {
            ty,
            name: None,
            local: None,
            keys_only: None,
            include: None,
            partition_key: None,
            sort_key: None,
            of: None,
            sound: true,
        });
        words(
            cx,
            input,
            &|word| unknown_inside(word, "index", &INDEX_WORDS),
            &mut |word, input| {
                match word.to_string().as_str() {
                    "name" => once(cx, &mut this.name, word, index_name(cx, word, input)?),
                    "local" => once(cx, &mut this.local, word, no_value(input)?),
                    "keys_only" => once(cx, &mut this.keys_only, word, no_value(input)?),
                    "include" => once(cx, &mut this.include, word, included(word, input)?),
                    "partition_key" | "hash_key" => {
                        once(cx, &mut this.partition_key, word, key(cx, word, input)?);
                    }
                    "sort_key" | "range_key" => {
                        once(cx, &mut this.sort_key, word, key(cx, word, input)?);
                    }
                    "of" => {
                        let model = value(word, "a model of the collection", "Order", input)?;
                        once(cx, &mut this.of, word, model);
                    }
                    _ => return Ok(false),
                }
                Ok(true)
            },
        )
    })?;
    match decl {
        Some(decl) => Ok(IndexDecl {
            sound: cx.count() == before,
            ..decl
        }),
        None => Err(syn::Error::new(index.span(), "this index has no type")),
    }
}

impl IndexDecl {
    /// The words that describe the index itself.
    pub(crate) fn words(&self) -> Vec<&Ident> {
        [
            self.name.as_ref().map(|named| &named.word),
            self.local.as_ref().map(|named| &named.word),
            self.keys_only.as_ref().map(|named| &named.word),
            self.include.as_ref().map(|named| &named.word),
            self.partition_key.as_ref().map(|named| &named.word),
            self.sort_key.as_ref().map(|named| &named.word),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn included(word: &Ident, input: ParseStream<'_>) -> syn::Result<Vec<Included>> {
    let takes = || {
        format!(
            "`{word}` takes fields, or names of attributes: `{word}(total, \"note\")`; an index that holds nothing but keys is \
             `keys_only`"
        )
    };
    if !input.peek(syn::token::Paren) {
        return Err(syn::Error::new(word.span(), takes()));
    }
    let inside;
    syn::parenthesized!(inside in input);
    if inside.is_empty() {
        return Err(syn::Error::new(word.span(), takes()));
    }
    let included = Punctuated::<Included, Token![,]>::parse_terminated(&inside)?;
    Ok(included.into_iter().collect())
}

impl ToTokens for Included {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Field(ident) => ident.to_tokens(tokens),
            Self::Name(name) => name.to_tokens(tokens),
        }
    }
}

impl Parse for Included {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitStr) {
            return input.parse().map(Self::Name);
        }
        input.call(Ident::parse_any).map(Self::Field)
    }
}

/// What follows `index` on a field. `None` if it could not be read, and that is reported.
fn index_role(cx: &Ctxt, index: &Ident, input: ParseStream<'_>) -> syn::Result<Option<IndexRole>> {
    let before = cx.count();
    let (mut of, mut role) = (None, None);
    index_of(index, input, |ty, input| {
        of = Some(ty);
        words(
            cx,
            input,
            &|word| unknown_in_role(word, index),
            &mut |word, input| {
                let is_sort_key = match word.to_string().as_str() {
                    "partition_key" | "hash_key" => false,
                    "sort_key" | "range_key" => true,
                    _ => return Ok(false),
                };
                let position = input
                    .peek(Token![=])
                    .then(|| value(word, "its position among several attributes", "2", input))
                    .transpose()?;
                match &role {
                    Some(Named {
                        word: first,
                        value: (sort_key, _),
                    }) if *sort_key != is_sort_key => cx.error(
                        word,
                        format!(
                            "one field is not both `{first}` and `{word}` of an index; remove one of them"
                        ),
                    ),
                    _ => once(cx, &mut role, word, (is_sort_key, position)),
                }
                Ok(true)
            },
        )
    })?;
    let role = role.zip(of.clone()).map(|(named, ty)| IndexRole {
        ty,
        word: named.word,
        is_sort_key: named.value.0,
        position: named.value.1,
    });
    if role.is_none() && cx.count() == before {
        return Err(syn::Error::new_spanned(
            of,
            "on a field, say what it is to the index: `index(.., partition_key)` or `index(.., sort_key)`",
        ));
    }
    Ok(role)
}

/// The message for a word that does not go into `index(..)` on a field.
fn unknown_in_role(word: &str, index: &Ident) -> String {
    if INDEX_WORDS.contains(&word) {
        return format!(
            "on a field, `{index}` takes no `{word}`; write it into `{index}(..)` on the struct"
        );
    }
    unknown_inside(word, "index", &["partition_key", "sort_key"])
}

/// A field that is a key says so with the word alone.
fn no_template(word: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(Token![=]) || input.peek(syn::token::Paren) {
        return Err(syn::Error::new(
            word.span(),
            format!(
                "a field is a key as it is, and takes no template; a key that is made of fields is said on the struct: \
                 `#[dynamo({word} = \"USER#{{id}}\")]`"
            ),
        ));
    }
    no_value(input)
}

fn unknown(word: &str, position: Position) -> String {
    let others: Vec<_> = Position::ALL
        .into_iter()
        .filter(|other| other.words().contains(&word))
        .map(Position::noun)
        .collect();
    if !others.is_empty() {
        return format!(
            "`{word}` does not go on {}; it belongs on {}",
            position.noun(),
            others.join(", or on ")
        );
    }
    match did_you_mean(word, position.words().iter().copied()) {
        Some(near) => format!("unknown attribute `{word}`; did you mean `{near}`?"),
        None => format!(
            "unknown attribute `{word}`; {} takes `{}`",
            position.noun(),
            position.words().join("`, `")
        ),
    }
}

fn skip_to_comma(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}

pub(crate) fn once<T>(cx: &Ctxt, slot: &mut Once<T>, word: &Ident, value: T) {
    match slot {
        None => {
            *slot = Some(Named {
                word: word.clone(),
                value,
            });
        }
        Some(first) if first.word == *word => {
            cx.error(word, format!("`{word}` is given twice; remove one of them"));
        }
        Some(first) => cx.error(
            word,
            format!(
                "`{word}` is another word for `{}`, which is given already; remove one of them",
                first.word
            ),
        ),
    }
}

/// What follows the `=` after `word`.
pub(crate) fn value<T: Parse>(
    word: &Ident,
    what: &str,
    example: &str,
    input: ParseStream<'_>,
) -> syn::Result<T> {
    let takes = || format!("`{word}` takes {what}: `{word} = {example}`");
    if !input.peek(Token![=]) {
        return Err(syn::Error::new(word.span(), takes()));
    }
    input.parse::<Token![=]>()?;
    let at = input.span();
    input.parse().map_err(|_| syn::Error::new(at, takes()))
}

fn literal(word: &Ident, input: ParseStream<'_>) -> syn::Result<LitStr> {
    value(word, "a string", "\"..\"", input)
}

pub(crate) fn no_value(input: ParseStream<'_>) -> syn::Result<()> {
    if input.is_empty() || input.peek(Token![,]) {
        return Ok(());
    }
    Err(input.error("this attribute takes no value; remove what follows it"))
}

fn case(cx: &Ctxt, word: &Ident, input: ParseStream<'_>) -> syn::Result<Option<Case>> {
    let literal = literal(word, input)?;
    Ok(Case::parse(&literal.value())
        .map_err(|message| cx.error(&literal, message))
        .ok())
}

/// The name of an attribute: DynamoDB takes every character, but not the empty name.
fn name(cx: &Ctxt, word: &Ident, input: ParseStream<'_>) -> syn::Result<LitStr> {
    let literal = literal(word, input)?;
    if literal.value().is_empty() {
        cx.error(
            &literal,
            "a stored name must not be empty; give it at least one character",
        );
    }
    Ok(literal)
}

fn table(cx: &Ctxt, word: &Ident, input: ParseStream<'_>) -> syn::Result<LitStr> {
    let literal = literal(word, input)?;
    if let Err(message) = table_name(&literal.value()) {
        cx.error(&literal, message);
    }
    Ok(literal)
}

fn index_name(cx: &Ctxt, word: &Ident, input: ParseStream<'_>) -> syn::Result<LitStr> {
    let literal = literal(word, input)?;
    if let Err(message) = resource_name(&literal.value(), "an index", "`name = \"..\"`") {
        cx.error(&literal, message);
    }
    Ok(literal)
}

/// One name, `= "order"`, or several, `("order", "Order")`.
fn names(cx: &Ctxt, word: &Ident, input: ParseStream<'_>) -> syn::Result<Vec<LitStr>> {
    if !input.peek(syn::token::Paren) {
        return Ok(vec![name(cx, word, input)?]);
    }
    let inside;
    syn::parenthesized!(inside in input);
    let names = Punctuated::<LitStr, Token![,]>::parse_terminated(&inside)?;
    if names.is_empty() {
        return Err(syn::Error::new(
            word.span(),
            format!("`{word}` takes at least one name: `{word} = \"order\"`"),
        ));
    }
    let names: Vec<_> = names.into_iter().collect();
    for (i, name) in names.iter().enumerate() {
        if name.value().is_empty() {
            cx.error(
                name,
                "a name must not be empty; give it at least one character",
            );
        } else if names
            .iter()
            .take(i)
            .any(|other| other.value() == name.value())
        {
            cx.error(
                name,
                format!("`{}` is given twice; remove one of them", name.value()),
            );
        }
    }
    Ok(names)
}

/// Whether DynamoDB accepts this name for a table, and if not, why.
pub(crate) fn table_name(name: &str) -> Result<(), String> {
    resource_name(name, "a table", "`table = \"..\"`")
}

/// Whether DynamoDB accepts this name for a table or an index, and if not, why, and where another one is chosen.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html>
pub(crate) fn resource_name(name: &str, of: &str, choose: &str) -> Result<(), String> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if let Some(wrong) = name.chars().find(|c| !allowed(*c)) {
        return Err(format!(
            "`{wrong}` cannot stand in the name of {of}; choose one of letters, digits, `_`, `-` and `.` with {choose}"
        ));
    }
    if !(3..=255).contains(&name.len()) {
        return Err(format!(
            "the name of {of} has 3 to 255 characters, `{name}` has {}; choose one with {choose}",
            name.len()
        ));
    }
    Ok(())
}
