//! A projection as its derive sees it: what is written, and what cannot be.

use std::collections::HashMap;

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Data, DeriveInput, Fields, Path, Token, Type};

use crate::attr::{Once, each_word, is_word, no_value, once, value};
use crate::ctxt::{Ctxt, did_you_mean};

/// A struct that takes a part of a model or of a document.
pub(crate) struct Projection<'a> {
    pub(crate) original: &'a DeriveInput,
    pub(crate) attrs: ContainerAttrs,
    pub(crate) fields: Vec<Field<'a>>,
}

/// `#[dynamo(..)]` on the struct.
#[derive(Default)]
pub(crate) struct ContainerAttrs {
    pub(crate) of: Once<Type>,
    pub(crate) indexes: Vec<Type>,
    pub(crate) krate: Once<Path>,
}

/// A field, and what it takes.
pub(crate) struct Field<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    from: Once<Ident>,
    nested: Once<()>,
    flatten: Once<()>,
}

/// How much a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Take {
    /// The attribute.
    Whole,
    /// A part of the document that is the attribute.
    Nested,
    /// A part of a flattened struct.
    Flattened,
}

/// The words on the struct.
const WORDS: [&str; 3] = ["of", "index", "crate"];

/// The words on a field.
const FIELD_WORDS: [&str; 3] = ["from", "nested", "flatten"];

impl<'a> Projection<'a> {
    /// Reads it, and reports everything about it that cannot be.
    pub(crate) fn from_ast(cx: &Ctxt, original: &'a DeriveInput) -> Self {
        let this = Self {
            original,
            attrs: ContainerAttrs::from_ast(cx, &original.attrs),
            fields: fields(cx, original),
        };
        check_of(cx, &this);
        check_generics(cx, original);
        check_indexes(cx, &this);
        check_fields(cx, &this.fields);
        this
    }
}

impl ContainerAttrs {
    fn from_ast(cx: &Ctxt, attrs: &[Attribute]) -> Self {
        let mut this = Self::default();
        let unknown = |word: &str| unknown(word, &WORDS, &FIELD_WORDS, "a field");
        each_word(cx, attrs, &unknown, |word, input| {
            match word.to_string().as_str() {
                "of" => {
                    let of = value(word, "a model or a document", "Order", input)?;
                    once(cx, &mut this.of, word, of);
                }
                "index" => {
                    let index = value(word, "the type of an index", "ByStatus", input)?;
                    this.indexes.push(index);
                }
                "crate" => {
                    let path = value(word, "the path of the library", "my::dynamo_model", input)?;
                    once(cx, &mut this.krate, word, path);
                }
                _ => return Ok(false),
            }
            Ok(true)
        });
        this
    }
}

impl<'a> Field<'a> {
    fn from_ast(cx: &Ctxt, ident: &'a Ident, original: &'a syn::Field) -> Self {
        let mut this = Self {
            ident,
            ty: &original.ty,
            from: None,
            nested: None,
            flatten: None,
        };
        let unknown = |word: &str| unknown(word, &FIELD_WORDS, &WORDS, "the struct");
        each_word(cx, &original.attrs, &unknown, |word, input| {
            match word.to_string().as_str() {
                "from" => once(cx, &mut this.from, word, from(word, input)?),
                "nested" => once(cx, &mut this.nested, word, no_value(input)?),
                "flatten" => once(cx, &mut this.flatten, word, no_value(input)?),
                _ => return Ok(false),
            }
            Ok(true)
        });
        this
    }

    /// The field of the model that it takes.
    pub(crate) fn from(&self) -> &Ident {
        self.from.as_ref().map_or(self.ident, |from| &from.value)
    }

    pub(crate) fn take(&self) -> Take {
        if self.flatten.is_some() {
            Take::Flattened
        } else if self.nested.is_some() {
            Take::Nested
        } else {
            Take::Whole
        }
    }
}

fn from(word: &Ident, input: ParseStream<'_>) -> syn::Result<Ident> {
    let from = value(word, "a field of the model", "total_cents", input)?;
    if input.peek(Token![.]) {
        return Err(input.error(
            "`from` names one field of the model; for what lies below it, give the field a type that derives `Projection`, and \
             add `nested`, or `flatten` if it is flattened in the model",
        ));
    }
    Ok(from)
}

/// What is wrong with a word that does not go here.
fn unknown(word: &str, here: &[&str], elsewhere: &[&str], there: &str) -> String {
    if elsewhere.contains(&word) {
        return format!("in a projection, `{word}` belongs on {there}");
    }
    if word.starts_with("rename") {
        return format!(
            "a projection takes the stored names from the model, and no `{word}`; a field that is called otherwise in the model is \
             named with `from = ..`"
        );
    }
    if is_word(word) {
        return format!("what `{word}` says is taken from the model; remove it here");
    }
    match did_you_mean(word, here.iter().copied()) {
        Some(near) => format!("unknown attribute `{word}`; did you mean `{near}`?"),
        None => format!(
            "unknown attribute `{word}`; this takes `{}`",
            here.join("`, `")
        ),
    }
}

/// A projection is a struct with named fields.
fn fields<'a>(cx: &Ctxt, original: &'a DeriveInput) -> Vec<Field<'a>> {
    let ident = &original.ident;
    match &original.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) if !fields.named.is_empty() => {
                let named = fields.named.iter();
                return named
                    .filter_map(|field| Some(Field::from_ast(cx, field.ident.as_ref()?, field)))
                    .collect();
            }
            Fields::Named(_) | Fields::Unit => cx.error(
                ident,
                "a projection takes at least one attribute; add a field of the model",
            ),
            Fields::Unnamed(_) => cx.error(
                ident,
                "a projection is a struct with named fields; give its fields the names that they have in the model",
            ),
        },
        Data::Enum(_) => cx.error(
            ident,
            "a projection is a struct with named fields; an attribute that is an enum is taken as a whole",
        ),
        Data::Union(_) => cx.error(ident, "a projection is a struct with named fields"),
    }
    Vec::new()
}

fn check_of(cx: &Ctxt, projection: &Projection<'_>) {
    // A word that could not be read was reported, and may have been this one.
    if projection.attrs.of.is_none() && cx.count() == 0 {
        cx.error(
            &projection.original.ident,
            "a projection is a part of something; name the model or document with `#[dynamo(of = Order)]`",
        );
    }
}

fn check_generics(cx: &Ctxt, original: &DeriveInput) {
    if !original.generics.params.is_empty() {
        cx.error(
            &original.generics,
            "a projection has no parameters; write a struct for each type that they stand for",
        );
    }
}

fn check_indexes(cx: &Ctxt, projection: &Projection<'_>) {
    let mut seen: Vec<String> = Vec::new();
    for index in &projection.attrs.indexes {
        let text = index.to_token_stream().to_string();
        if seen.contains(&text) {
            cx.error(index, "this index is named twice; remove one of them");
        }
        seen.push(text);
    }
}

/// An attribute goes to one field, in one way.
fn check_fields(cx: &Ctxt, fields: &[Field<'_>]) {
    let mut taken: HashMap<String, &Field<'_>> = HashMap::new();
    for field in fields {
        if let (Some(nested), Some(_)) = (&field.nested, &field.flatten) {
            cx.error(
                &nested.word,
                "in the model, a field is either flattened or a document of its own; remove `nested` or `flatten`",
            );
        }
        let from = field.from();
        if let Some(first) = taken.insert(from.unraw().to_string(), field) {
            cx.error(
                from,
                format!(
                    "`{}` takes this already, and an attribute goes to one field; remove one of them",
                    first.ident.unraw()
                ),
            );
        }
    }
}
