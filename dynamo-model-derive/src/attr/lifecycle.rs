//! The words about what happens to a value before it is written and after it was read.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprPath, LitStr, Path, Token};

use super::rules::{self, Rule};
use super::{Named, Once, names, no_value, once, value};
use crate::ctxt::{Ctxt, did_you_mean};

/// Those of a field.
#[derive(Default)]
pub(crate) struct FieldLifecycle {
    pub(crate) set: Once<Vec<ExprPath>>,
    pub(crate) get: Once<Vec<ExprPath>>,
    pub(crate) validate: Once<Vec<Rule>>,
    pub(crate) required: Once<()>,
    pub(crate) force: Once<Expr>,
    pub(crate) constant: Once<Expr>,
    pub(crate) combine: Once<Vec<Ident>>,
    pub(crate) separator: Once<LitStr>,
    pub(crate) created_at: Once<()>,
    pub(crate) updated_at: Once<()>,
    pub(crate) ttl: Once<Ttl>,
    pub(crate) id: Once<Ident>,
    pub(crate) version: Once<()>,
    pub(crate) unique: Once<()>,
    pub(crate) alias: Once<Vec<LitStr>>,
    pub(crate) secret: Once<()>,
}

/// Those of a struct.
#[derive(Default)]
pub(crate) struct ContainerLifecycle {
    pub(crate) set: Once<Path>,
    pub(crate) get: Once<Path>,
    pub(crate) validate: Once<Path>,
    pub(crate) unknown: Once<Ident>,
    pub(crate) timestamps: Once<()>,
    pub(crate) hooks: Once<()>,
    pub(crate) serialize: Once<Option<Ident>>,
    pub(crate) views: Vec<View>,
    pub(crate) own_debug: Once<()>,
}

/// `ttl(after = DAY, refresh, hide_expired)`.
#[derive(Default)]
pub(crate) struct Ttl {
    pub(crate) after: Once<Expr>,
    pub(crate) refresh: Once<()>,
    pub(crate) hide_expired: Once<()>,
}

/// `view(Public, exclude(notes))`.
pub(crate) struct View {
    pub(crate) word: Ident,
    pub(crate) ty: Path,
    pub(crate) include: Once<Vec<Ident>>,
    pub(crate) exclude: Once<Vec<Ident>>,
    /// Documents that are shown by their own view of this type.
    pub(crate) nested: Once<Vec<Ident>>,
    pub(crate) modify: Once<Path>,
}

/// When a default is taken.
#[derive(Default)]
pub(crate) struct Defaults {
    /// Where the attribute is missing in what is read. The inner `None` is `Default::default()`.
    pub(crate) read: Option<Option<Expr>>,
    /// Where the value is absent in what is written.
    pub(crate) write: Option<Option<Expr>>,
    /// The same, from a function of the item.
    pub(crate) with: Option<Path>,
}

impl Defaults {
    /// Whether the type's own default is meant.
    pub(crate) fn is_of_type(&self) -> bool {
        matches!(self.read, Some(None)) || matches!(self.write, Some(None))
    }
}

pub(super) const FIELD_WORDS: [&str; 16] = [
    "set",
    "get",
    "validate",
    "required",
    "force",
    "constant",
    "combine",
    "separator",
    "created_at",
    "updated_at",
    "ttl",
    "id",
    "version",
    "unique",
    "alias",
    "secret",
];

pub(super) const CONTAINER_WORDS: [&str; 9] = [
    "set",
    "get",
    "validate",
    "unknown",
    "timestamps",
    "hooks",
    "serialize",
    "view",
    "own_debug",
];

impl FieldLifecycle {
    /// Reads what follows one of the words. `false` for another word.
    pub(super) fn read(
        &mut self,
        cx: &Ctxt,
        word: &Ident,
        input: ParseStream<'_>,
    ) -> syn::Result<bool> {
        match word.to_string().as_str() {
            "set" => once(cx, &mut self.set, word, functions(word, input)?),
            "get" => once(cx, &mut self.get, word, functions(word, input)?),
            "validate" => once(cx, &mut self.validate, word, rules::read(cx, word, input)?),
            "required" => once(cx, &mut self.required, word, no_value(input)?),
            "force" => once(cx, &mut self.force, word, expression(word, input)?),
            "constant" => once(cx, &mut self.constant, word, expression(word, input)?),
            "combine" => once(cx, &mut self.combine, word, fields(word, input)?),
            "separator" => {
                let separator = value(word, "a string", "\",\"", input)?;
                once(cx, &mut self.separator, word, separator);
            }
            "created_at" => once(cx, &mut self.created_at, word, no_value(input)?),
            "updated_at" => once(cx, &mut self.updated_at, word, no_value(input)?),
            "ttl" => once(cx, &mut self.ttl, word, ttl(cx, word, input)?),
            "id" => {
                let kind = choice(word, input, &["uuid_v4", "uuid_v7", "ulid"])?;
                once(cx, &mut self.id, word, kind);
            }
            "version" => once(cx, &mut self.version, word, no_value(input)?),
            "unique" => once(cx, &mut self.unique, word, no_value(input)?),
            "alias" => once(cx, &mut self.alias, word, names(cx, word, input)?),
            "secret" => once(cx, &mut self.secret, word, no_value(input)?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The words that stand here.
    pub(super) fn words(&self) -> Vec<&Ident> {
        [
            self.set.as_ref().map(|n| &n.word),
            self.get.as_ref().map(|n| &n.word),
            self.validate.as_ref().map(|n| &n.word),
            self.required.as_ref().map(|n| &n.word),
            self.force.as_ref().map(|n| &n.word),
            self.constant.as_ref().map(|n| &n.word),
            self.combine.as_ref().map(|n| &n.word),
            self.separator.as_ref().map(|n| &n.word),
            self.created_at.as_ref().map(|n| &n.word),
            self.updated_at.as_ref().map(|n| &n.word),
            self.ttl.as_ref().map(|n| &n.word),
            self.id.as_ref().map(|n| &n.word),
            self.version.as_ref().map(|n| &n.word),
            self.unique.as_ref().map(|n| &n.word),
            self.alias.as_ref().map(|n| &n.word),
            self.secret.as_ref().map(|n| &n.word),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The words about what an item has from its beginning, which its key may have too.
    pub(crate) fn words_of_new_items(&self) -> impl Iterator<Item = &Ident> {
        let created_at = self.created_at.as_ref().map(|n| &n.word);
        created_at
            .into_iter()
            .chain(self.id.as_ref().map(|n| &n.word))
    }

    /// The words about the value alone, which go wherever there is one.
    pub(crate) fn value_words(&self) -> Vec<&Ident> {
        [
            self.set.as_ref().map(|n| &n.word),
            self.get.as_ref().map(|n| &n.word),
            self.validate.as_ref().map(|n| &n.word),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

impl ContainerLifecycle {
    /// Reads what follows one of the words. `false` for another word.
    pub(super) fn read(
        &mut self,
        cx: &Ctxt,
        word: &Ident,
        input: ParseStream<'_>,
    ) -> syn::Result<bool> {
        match word.to_string().as_str() {
            "set" => once(cx, &mut self.set, word, function(word, input)?),
            "get" => once(cx, &mut self.get, word, function(word, input)?),
            "validate" => once(cx, &mut self.validate, word, function(word, input)?),
            "unknown" => {
                let policy = choice(word, input, &["ignore", "deny"])?;
                once(cx, &mut self.unknown, word, policy);
            }
            "timestamps" => once(cx, &mut self.timestamps, word, no_value(input)?),
            "hooks" => once(cx, &mut self.hooks, word, no_value(input)?),
            "serialize" => {
                let names = input
                    .peek(Token![=])
                    .then(|| choice(word, input, &["attributes", "fields"]))
                    .transpose()?;
                once(cx, &mut self.serialize, word, names);
            }
            "view" => self.views.push(view(cx, word, input)?),
            "own_debug" => once(cx, &mut self.own_debug, word, no_value(input)?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The words that stand here.
    pub(crate) fn words(&self) -> Vec<&Ident> {
        [
            self.set.as_ref().map(|n| &n.word),
            self.get.as_ref().map(|n| &n.word),
            self.validate.as_ref().map(|n| &n.word),
            self.unknown.as_ref().map(|n| &n.word),
            self.timestamps.as_ref().map(|n| &n.word),
            self.hooks.as_ref().map(|n| &n.word),
            self.serialize.as_ref().map(|n| &n.word),
            self.own_debug.as_ref().map(|n| &n.word),
        ]
        .into_iter()
        .flatten()
        .chain(self.views.iter().map(|view| &view.word))
        .collect()
    }
}

/// `default`, `default = EXPR`, or `default(read = EXPR, write = EXPR, with = path)`.
pub(super) fn default(cx: &Ctxt, word: &Ident, input: ParseStream<'_>) -> syn::Result<Defaults> {
    if !input.peek(syn::token::Paren) {
        let expr = input
            .peek(Token![=])
            .then(|| value(word, "an expression", "1", input))
            .transpose()?;
        return Ok(Defaults {
            read: Some(expr.clone()),
            write: Some(expr),
            with: None,
        });
    }
    let inside;
    syn::parenthesized!(inside in input);
    let (mut read, mut write, mut with) = (None, None, None);
    super::words(
        cx,
        &inside,
        &|word| super::unknown_inside(word, "default", &["read", "write", "with"]),
        &mut |word, input| {
            match word.to_string().as_str() {
                "read" => once(cx, &mut read, word, expression(word, input)?),
                "write" => once(cx, &mut write, word, expression(word, input)?),
                "with" => once(cx, &mut with, word, function(word, input)?),
                _ => return Ok(false),
            }
            Ok(true)
        },
    )?;
    if let (Some(write), Some(with)) = (&write, &with) {
        cx.error(
            &with.word,
            format!(
                "`{}` says already what is written where the value is absent; remove one of them",
                write.word
            ),
        );
    }
    let value = |named: Named<Expr>| Some(named.value);
    Ok(Defaults {
        read: read.map(value),
        write: write.map(value),
        with: with.map(|named| named.value),
    })
}

/// `flatten`, or `flatten("x-*")`.
pub(super) fn patterns(
    cx: &Ctxt,
    word: &Ident,
    input: ParseStream<'_>,
) -> syn::Result<Vec<LitStr>> {
    if input.peek(syn::token::Paren) {
        return names(cx, word, input);
    }
    no_value(input)?;
    Ok(Vec::new())
}

fn ttl(cx: &Ctxt, word: &Ident, input: ParseStream<'_>) -> syn::Result<Ttl> {
    let mut ttl = Ttl::default();
    if !input.peek(syn::token::Paren) {
        no_value(input)?;
        return Ok(ttl);
    }
    let inside;
    syn::parenthesized!(inside in input);
    let of = word.to_string();
    super::words(
        cx,
        &inside,
        &|word| super::unknown_inside(word, &of, &["after", "refresh", "hide_expired"]),
        &mut |word, input| {
            match word.to_string().as_str() {
                "after" => {
                    let after = value(word, "a duration", "Duration::from_secs(60)", input)?;
                    once(cx, &mut ttl.after, word, after);
                }
                "refresh" => once(cx, &mut ttl.refresh, word, no_value(input)?),
                "hide_expired" => once(cx, &mut ttl.hide_expired, word, no_value(input)?),
                _ => return Ok(false),
            }
            Ok(true)
        },
    )?;
    Ok(ttl)
}

fn view(cx: &Ctxt, word: &Ident, input: ParseStream<'_>) -> syn::Result<View> {
    let takes = || "`view` takes a type of yours first: `view(Public, exclude(notes))`, for a `struct Public;`";
    if !input.peek(syn::token::Paren) {
        return Err(syn::Error::new(word.span(), takes()));
    }
    let inside;
    syn::parenthesized!(inside in input);
    let mut view = View {
        word: word.clone(),
        ty: inside
            .parse()
            .map_err(|error| syn::Error::new(error.span(), takes()))?,
        include: None,
        exclude: None,
        nested: None,
        modify: None,
    };
    if !inside.is_empty() {
        inside.parse::<Token![,]>()?;
    }
    super::words(
        cx,
        &inside,
        &|word| super::unknown_inside(word, "view", &["include", "exclude", "nested", "modify"]),
        &mut |word, input| {
            match word.to_string().as_str() {
                "include" => once(cx, &mut view.include, word, fields(word, input)?),
                "exclude" => once(cx, &mut view.exclude, word, fields(word, input)?),
                "nested" => once(cx, &mut view.nested, word, fields(word, input)?),
                "modify" => once(cx, &mut view.modify, word, function(word, input)?),
                _ => return Ok(false),
            }
            Ok(true)
        },
    )?;
    Ok(view)
}

/// `= f`, or `(f, g)`.
fn functions(word: &Ident, input: ParseStream<'_>) -> syn::Result<Vec<ExprPath>> {
    if !input.peek(syn::token::Paren) {
        return value(word, "a function", "trim", input).map(|function| vec![function]);
    }
    let inside;
    syn::parenthesized!(inside in input);
    let functions = Punctuated::<ExprPath, Token![,]>::parse_terminated(&inside)?;
    if functions.is_empty() {
        return Err(syn::Error::new(
            word.span(),
            format!("`{word}` takes at least one function: `{word} = trim`"),
        ));
    }
    Ok(functions.into_iter().collect())
}

fn function(word: &Ident, input: ParseStream<'_>) -> syn::Result<Path> {
    value(word, "a function", "my_function", input)
}

fn expression(word: &Ident, input: ParseStream<'_>) -> syn::Result<Expr> {
    value(word, "an expression", "1", input)
}

/// `(a, b)`: fields.
fn fields(word: &Ident, input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    let takes = || {
        syn::Error::new(
            word.span(),
            format!("`{word}` takes fields: `{word}(first, last)`"),
        )
    };
    if !input.peek(syn::token::Paren) {
        return Err(takes());
    }
    let inside;
    syn::parenthesized!(inside in input);
    let fields = Punctuated::<AnyIdent, Token![,]>::parse_terminated(&inside)?;
    if fields.is_empty() {
        return Err(takes());
    }
    Ok(fields.into_iter().map(|ident| ident.0).collect())
}

struct AnyIdent(Ident);

impl Parse for AnyIdent {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Ident::parse_any).map(Self)
    }
}

/// `= one_of_these`.
fn choice(word: &Ident, input: ParseStream<'_>, of: &[&str]) -> syn::Result<Ident> {
    let example = of.first().copied().unwrap_or_default();
    let AnyIdent(ident) = value(
        word,
        &format!("one of `{}`", of.join("`, `")),
        example,
        input,
    )?;
    if of.iter().any(|known| ident == known) {
        return Ok(ident);
    }
    let message = match did_you_mean(&ident.to_string(), of.iter().copied()) {
        Some(near) => format!("`{word}` takes no `{ident}`; did you mean `{near}`?"),
        None => format!("`{word}` takes one of `{}`", of.join("`, `")),
    };
    Err(syn::Error::new(ident.span(), message))
}
