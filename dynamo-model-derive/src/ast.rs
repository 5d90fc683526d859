//! The item as the derives see it: borrowed from syn, with answers to what `check` and `expand` ask.

use std::borrow::Cow;
use std::cell::Cell;

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{DeriveInput, Fields, Index, Member, Type};

use crate::attr::{ContainerAttrs, FieldAttrs, VariantAttrs};
use crate::check::stamps;
use crate::ctxt::Ctxt;
use crate::keys::{self, Keys};

/// Which derive is at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Derive {
    Model,
    Document,
    Collection,
}

/// A struct or an enum.
pub(crate) struct Container<'a> {
    pub(crate) original: &'a DeriveInput,
    pub(crate) derive: Derive,
    pub(crate) attrs: ContainerAttrs,
    pub(crate) data: Data<'a>,
    /// Those of a model.
    pub(crate) keys: Keys,
}

/// What it is made of.
pub(crate) enum Data<'a> {
    /// Named fields: a map.
    Struct(Vec<Field<'a>>),
    /// One nameless field: stored as that.
    Newtype(Box<Field<'a>>),
    /// Nameless fields, or none at all.
    Tuple(Vec<Field<'a>>),
    Enum(Vec<Variant<'a>>),
    Union,
}

/// A variant of an enum.
pub(crate) struct Variant<'a> {
    pub(crate) original: &'a syn::Variant,
    pub(crate) attrs: VariantAttrs,
    pub(crate) style: Style,
    pub(crate) fields: Vec<Field<'a>>,
    /// Its stored name.
    pub(crate) name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Unit,
    Newtype,
    Tuple,
    Struct,
}

/// A field of a struct or of a variant.
pub(crate) struct Field<'a> {
    pub(crate) original: &'a syn::Field,
    pub(crate) attrs: FieldAttrs,
    pub(crate) member: Member,
    /// Its stored name; for a nameless field its position.
    pub(crate) name: String,
    /// Whether its attributes say how it is stored.
    pub(crate) sound: Cell<bool>,
}

/// What becomes of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Storage {
    /// It is an attribute.
    Attribute,
    /// Its own attributes stand beside those of the struct.
    Flattened,
    /// It is stored in the key alone.
    InKey,
    /// It is not stored.
    Skipped,
}

/// The stored form of a field.
#[derive(Clone, Copy)]
pub(crate) struct Form<'a> {
    /// Whether `None` is stored as NULL.
    pub(crate) nullable: bool,
    pub(crate) codec: Codec<'a>,
}

#[derive(Clone, Copy)]
pub(crate) enum Codec<'a> {
    /// The type's own.
    Plain,
    With(&'a Type),
    Binary,
    Serde,
    /// Whole seconds.
    TimeToLive,
}

/// How the variant of an enum is told.
pub(crate) enum Representation {
    /// The name of the variant is all there is.
    Name,
    /// Beside the fields of the variant.
    Internal { tag: String },
    /// Beside the content of the variant.
    Adjacent { tag: String, content: String },
    /// By what fits.
    Untagged,
}

impl<'a> Container<'a> {
    pub(crate) fn from_ast(cx: &Ctxt, derive: Derive, original: &'a DeriveInput) -> Self {
        let attrs = ContainerAttrs::from_ast(cx, &original.attrs);
        let fields_case = attrs.rename_all.as_ref().map(|case| case.value);
        let mut data = match &original.data {
            syn::Data::Struct(data) => {
                let mut fields = fields(cx, &data.fields, |name| {
                    fields_case.map(|case| case.of_field(name))
                });
                match (&data.fields, fields.len()) {
                    (Fields::Named(_), _) => Data::Struct(fields),
                    (Fields::Unnamed(_), 1) => match fields.pop() {
                        Some(field) => Data::Newtype(Box::new(field)),
                        None => Data::Tuple(fields),
                    },
                    _ => Data::Tuple(fields),
                }
            }
            syn::Data::Enum(data) => Data::Enum(
                data.variants
                    .iter()
                    .map(|variant| Variant::from_ast(cx, &attrs, variant))
                    .collect(),
            ),
            syn::Data::Union(_) => Data::Union,
        };
        stamps::resolve(cx, &attrs, &mut data);
        let keys = match &data {
            Data::Struct(fields) if derive == Derive::Model => Keys::resolve(cx, &attrs, fields),
            _ => Keys::default(),
        };
        Self {
            original,
            derive,
            attrs,
            data,
            keys,
        }
    }

    pub(crate) fn ident(&self) -> &'a Ident {
        &self.original.ident
    }

    /// The name of the generated struct of typed paths.
    pub(crate) fn fields_ident(&self) -> Ident {
        format_ident!("{}Fields", self.ident().unraw(), span = self.ident().span())
    }

    pub(crate) fn is_model(&self) -> bool {
        self.derive == Derive::Model
    }

    pub(crate) fn is_collection(&self) -> bool {
        self.derive == Derive::Collection
    }

    /// Every field, those of variants included.
    pub(crate) fn all_fields(&self) -> Vec<&Field<'a>> {
        match &self.data {
            Data::Struct(fields) | Data::Tuple(fields) => fields.iter().collect(),
            Data::Newtype(field) => vec![field],
            Data::Enum(variants) => variants.iter().flat_map(|v| &v.fields).collect(),
            Data::Union => Vec::new(),
        }
    }

    /// The name of the module with the roles of its fields.
    pub(crate) fn roles_ident(&self) -> Ident {
        format_ident!("__{}", self.ident().unraw())
    }

    /// The fields of a struct with names.
    pub(crate) fn struct_fields(&self) -> &[Field<'a>] {
        match &self.data {
            Data::Struct(fields) => fields,
            _ => &[],
        }
    }

    /// Whether the compiler has something to say of this field: it is in a key, or not in every index.
    pub(crate) fn has_role(&self, position: usize) -> bool {
        let fields = self.struct_fields();
        fields
            .get(position)
            .is_some_and(|field| field.storage() == Storage::Attribute)
            && (self.keys.is_in_any(position)
                || self
                    .version()
                    .is_some_and(|(version, _)| version == position)
                || self
                    .keys
                    .indexes
                    .iter()
                    .any(|index| !self.is_whole_in(index)))
    }

    /// The field that counts the writes of a model, and where it is.
    pub(crate) fn version(&self) -> Option<(usize, &Field<'a>)> {
        let mut fields = self.struct_fields().iter().enumerate();
        fields.find(|(_, field)| field.attrs.lifecycle.version.is_some())
    }

    /// The fields of a model whose values no two items share.
    pub(crate) fn unique_fields(&self) -> impl Iterator<Item = &Field<'a>> {
        let fields = self.struct_fields().iter();
        fields.filter(|field| self.is_model() && field.is_unique())
    }

    /// Whether an index holds all that the model has: its fields, and the attribute that tells its type.
    pub(crate) fn is_whole_in(&self, index: &keys::Index) -> bool {
        let mut fields = self.struct_fields().iter().enumerate();
        fields.all(|(position, field)| index.holds(&self.keys, position, field))
            && self
                .item_type()
                .is_none_or(|(attribute, _)| index.holds_name(&attribute))
    }

    /// The attribute that tells the type of an item, and the names it is read by.
    pub(crate) fn item_type(&self) -> Option<(String, Vec<String>)> {
        let attrs = &self.attrs;
        let named = attrs.item_type.is_some() || attrs.type_attribute.is_some();
        if !self.is_model() || attrs.untyped.is_some() || !(named || self.keys.is_templated()) {
            return None;
        }
        let attribute = match &attrs.type_attribute {
            Some(name) => name.value.value(),
            None => "_type".to_owned(),
        };
        let names = match &attrs.item_type {
            Some(names) => names.value.iter().map(syn::LitStr::value).collect(),
            None => vec![self.ident().unraw().to_string()],
        };
        Some((attribute, names))
    }

    /// The name of the table: the given one, or that of the struct.
    pub(crate) fn table(&self) -> String {
        match &self.attrs.table {
            Some(table) => table.value.value(),
            None => self.ident().unraw().to_string(),
        }
    }

    /// How the variants of an enum are told apart.
    pub(crate) fn representation(&self) -> Representation {
        match (&self.attrs.tag, &self.attrs.content, &self.attrs.untagged) {
            (Some(tag), Some(content), _) => Representation::Adjacent {
                tag: tag.value.value(),
                content: content.value.value(),
            },
            (Some(tag), None, _) => Representation::Internal {
                tag: tag.value.value(),
            },
            (None, _, Some(_)) => Representation::Untagged,
            (None, _, None) => Representation::Name,
        }
    }
}

impl<'a> Variant<'a> {
    fn from_ast(cx: &Ctxt, container: &ContainerAttrs, original: &'a syn::Variant) -> Self {
        let attrs = VariantAttrs::from_ast(cx, &original.attrs);
        let case = container.rename_all_fields.as_ref().map(|case| case.value);
        let ident = original.ident.unraw().to_string();
        let name = match (&attrs.rename, &container.rename_all) {
            (Some(rename), _) => rename.value.value(),
            (None, Some(case)) => case.value.of_variant(&ident),
            (None, None) => ident,
        };
        Self {
            original,
            attrs,
            style: match &original.fields {
                Fields::Unit => Style::Unit,
                Fields::Named(_) => Style::Struct,
                Fields::Unnamed(fields) if fields.unnamed.len() == 1 => Style::Newtype,
                Fields::Unnamed(_) => Style::Tuple,
            },
            fields: fields(cx, &original.fields, |name| case.map(|c| c.of_field(name))),
            name,
        }
    }

    pub(crate) fn ident(&self) -> &'a Ident {
        &self.original.ident
    }
}

fn fields<'a>(
    cx: &Ctxt,
    fields: &'a Fields,
    renamed: impl Fn(&str) -> Option<String>,
) -> Vec<Field<'a>> {
    fields
        .iter()
        .enumerate()
        .map(|(position, original)| {
            let before = cx.count();
            let attrs = FieldAttrs::from_ast(cx, &original.attrs);
            let ident = original.ident.as_ref();
            let own = ident.map_or_else(|| position.to_string(), |i| i.unraw().to_string());
            Field {
                original,
                member: match ident {
                    Some(ident) => Member::Named(ident.clone()),
                    None => Member::Unnamed(Index::from(position)),
                },
                name: match &attrs.rename {
                    Some(rename) => rename.value.value(),
                    None => renamed(&own).unwrap_or(own),
                },
                sound: Cell::new(cx.count() == before),
                attrs,
            }
        })
        .collect()
}

impl<'a> Field<'a> {
    pub(crate) fn ty(&self) -> &'a Type {
        &self.original.ty
    }

    /// What it is called in generated code: its own name, or `_0` for the first of the nameless.
    pub(crate) fn ident(&self) -> Cow<'_, Ident> {
        match &self.member {
            Member::Named(ident) => Cow::Borrowed(ident),
            Member::Unnamed(index) => Cow::Owned(format_ident!("_{}", index.index)),
        }
    }

    /// Where to point for the field as a whole.
    pub(crate) fn span(&self) -> Span {
        match &self.original.ident {
            Some(ident) => ident.span(),
            None => self.original.ty.span(),
        }
    }

    pub(crate) fn storage(&self) -> Storage {
        if self.attrs.skip.is_some() {
            Storage::Skipped
        } else if self.attrs.in_key.is_some() {
            Storage::InKey
        } else if self.attrs.flatten.is_some() {
            Storage::Flattened
        } else {
            Storage::Attribute
        }
    }

    /// What is read where the attribute is missing: an expression, or the type's own default.
    pub(crate) fn default_on_read(&self) -> Option<Option<&syn::Expr>> {
        if let Some(constant) = &self.attrs.lifecycle.constant {
            return Some(Some(&constant.value));
        }
        if self.attrs.lifecycle.version.is_some() || self.attrs.lifecycle.combine.is_some() {
            // An item that was written before its model had versions has the version 0.
            return Some(None);
        }
        let default = self.attrs.default.as_ref()?.value.read.as_ref()?;
        Some(default.as_ref())
    }

    /// Whether nothing shows its value.
    pub(crate) fn is_secret(&self) -> bool {
        self.attrs.lifecycle.secret.is_some()
    }

    /// Whether no two items have its value.
    pub(crate) fn is_unique(&self) -> bool {
        self.attrs.lifecycle.unique.is_some() && self.storage() == Storage::Attribute
    }

    /// The older names that it is read under.
    pub(crate) fn aliases(&self) -> &[syn::LitStr] {
        match &self.attrs.lifecycle.alias {
            Some(alias) => &alias.value,
            None => &[],
        }
    }

    /// Every name that it is read under: its own first.
    pub(crate) fn names(&self) -> impl Iterator<Item = String> {
        let aliases = self.aliases().iter().map(syn::LitStr::value);
        std::iter::once(self.name.clone()).chain(aliases)
    }

    /// The patterns of the names that it takes, if it is flattened; none for every name.
    pub(crate) fn patterns(&self) -> &[syn::LitStr] {
        match &self.attrs.flatten {
            Some(flatten) => &flatten.value,
            None => &[],
        }
    }

    pub(crate) fn is_key(&self) -> bool {
        self.attrs.partition_key.is_some() || self.attrs.sort_key.is_some()
    }

    pub(crate) fn form(&self) -> Form<'_> {
        Form {
            nullable: self.attrs.null.is_some(),
            codec: if let Some(with) = &self.attrs.with {
                Codec::With(&with.value)
            } else if self.attrs.binary.is_some() {
                Codec::Binary
            } else if self.attrs.serde.is_some() {
                Codec::Serde
            } else if self.attrs.lifecycle.ttl.is_some() {
                Codec::TimeToLive
            } else {
                Codec::Plain
            },
        }
    }
}

impl Form<'_> {
    /// Whether it is the type's own.
    pub(crate) fn is_plain(self) -> bool {
        !self.nullable && matches!(self.codec, Codec::Plain)
    }
}
