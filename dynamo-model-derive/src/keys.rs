//! Which attributes are the keys of a model and of its indexes, put together from what its struct and its fields say.

use std::rc::Rc;

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::{LitStr, Path};

use crate::ast::{Field, Storage};
use crate::attr::{ContainerAttrs, Included, IndexDecl, KeyDecl, Named, resource_name, same};
use crate::ctxt::{Ctxt, did_you_mean};
use crate::template::{self, Form};

/// The keys of a model.
#[derive(Default)]
pub(crate) struct Keys {
    pub(crate) partition: Option<KeySource>,
    pub(crate) sort: Option<KeySource>,
    pub(crate) indexes: Vec<Index>,
}

/// Where a key attribute comes from. Fields are named by their position.
#[derive(Clone)]
pub(crate) enum KeySource {
    Field(usize),
    Template(Rc<KeyTemplate>),
}

/// A key attribute that is joined from fields.
pub(crate) struct KeyTemplate {
    /// Its stored name.
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) head: String,
    pub(crate) parts: Vec<KeyPart>,
    /// Whether all of its fields were found.
    pub(crate) sound: bool,
}

pub(crate) struct KeyPart {
    pub(crate) field: usize,
    pub(crate) form: Form,
    pub(crate) tail: String,
}

/// A secondary index.
pub(crate) struct Index {
    pub(crate) ty: Path,
    pub(crate) name: String,
    pub(crate) local: bool,
    pub(crate) holds: Holds,
    pub(crate) partition: Vec<KeySource>,
    pub(crate) sort: Vec<KeySource>,
    /// Whether nothing is wrong with what was said of it.
    pub(crate) sound: bool,
}

/// Which attributes an index holds besides keys, by their stored names.
pub(crate) enum Holds {
    All,
    Keys,
    Include(Vec<String>),
}

impl Keys {
    pub(crate) fn resolve(cx: &Ctxt, attrs: &ContainerAttrs, fields: &[Field<'_>]) -> Self {
        let resolver = Resolver { cx, fields };
        let partition = resolver.table_key(attrs.partition_key.as_ref(), "pk", |field| {
            field.attrs.partition_key.as_ref().map(|named| &named.word)
        });
        let sort = resolver.table_key(attrs.sort_key.as_ref(), "sk", |field| {
            field.attrs.sort_key.as_ref().map(|named| &named.word)
        });
        let mut keys = Self {
            partition,
            sort,
            indexes: Vec::new(),
        };
        for decl in resolver.indexes(attrs) {
            let index = resolver.index(&decl, &keys);
            keys.indexes.extend(index);
        }
        keys
    }

    /// Every key attribute that is joined, of the table and of its indexes, each once.
    pub(crate) fn templates(&self) -> Vec<&KeyTemplate> {
        let of_indexes = self.indexes.iter().flat_map(Index::keys);
        let mut templates: Vec<&KeyTemplate> = Vec::new();
        for source in self.table().chain(of_indexes) {
            if let KeySource::Template(template) = source
                && !templates.iter().any(|known| known.is(template))
            {
                templates.push(template);
            }
        }
        templates
    }

    /// The table's own key.
    pub(crate) fn table(&self) -> impl Iterator<Item = &KeySource> {
        self.partition.iter().chain(&self.sort)
    }

    /// Whether the table's own key is joined, at least a part of it.
    pub(crate) fn is_templated(&self) -> bool {
        self.table()
            .any(|source| matches!(source, KeySource::Template(_)))
    }

    /// Whether the table's own key is, or is made of, this field.
    pub(crate) fn is_in_table_key(&self, field: usize) -> bool {
        self.table().any(|source| source.uses(field))
    }

    /// Whether the field is a part of any key.
    pub(crate) fn is_in_any(&self, field: usize) -> bool {
        self.is_in_table_key(field)
            || self
                .indexes
                .iter()
                .any(|index| index.keys().any(|source| source.uses(field)))
    }
}

impl KeyTemplate {
    /// Whether both are one and the same.
    pub(crate) fn is(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }

    pub(crate) fn uses(&self, field: usize) -> bool {
        self.parts.iter().any(|part| part.field == field)
    }
}

impl KeySource {
    /// Whether it is this field, or is made of it.
    pub(crate) fn uses(&self, field: usize) -> bool {
        match self {
            Self::Field(own) => *own == field,
            Self::Template(template) => template.uses(field),
        }
    }

    /// Whether it is made by this template.
    pub(crate) fn is_made_by(&self, template: &KeyTemplate) -> bool {
        matches!(self, Self::Template(own) if own.is(template))
    }

    /// Whether it is this field.
    pub(crate) fn is(&self, field: usize) -> bool {
        matches!(self, Self::Field(own) if *own == field)
    }
}

impl Index {
    pub(crate) fn keys(&self) -> impl Iterator<Item = &KeySource> {
        self.partition.iter().chain(&self.sort)
    }

    /// Whether the index holds the attribute of this field.
    pub(crate) fn holds(&self, keys: &Keys, position: usize, field: &Field<'_>) -> bool {
        let is_key = || self.keys().chain(keys.table()).any(|key| key.is(position));
        match (field.storage(), &self.holds) {
            (Storage::Skipped | Storage::InKey, _) | (_, Holds::All) => true,
            (Storage::Flattened, _) => false,
            (Storage::Attribute, Holds::Keys) => is_key(),
            (Storage::Attribute, Holds::Include(held)) => {
                field.names().all(|name| held.contains(&name)) || is_key()
            }
        }
    }

    /// Whether the index holds an attribute that is no field.
    pub(crate) fn holds_name(&self, name: &str) -> bool {
        match &self.holds {
            Holds::All => true,
            Holds::Keys => false,
            Holds::Include(names) => names.iter().any(|known| known == name),
        }
    }
}

/// All that was said of one index.
struct Said<'a> {
    ty: Path,
    decl: Option<&'a IndexDecl>,
}

struct Resolver<'a> {
    cx: &'a Ctxt,
    fields: &'a [Field<'a>],
}

impl<'a> Resolver<'a> {
    /// The partition key or sort key of the table: a template of the struct, or the field that says so.
    fn table_key(
        &self,
        decl: Option<&Named<KeyDecl>>,
        default: &str,
        word: for<'f> fn(&'f Field<'_>) -> Option<&'f Ident>,
    ) -> Option<KeySource> {
        let field = self.fields.iter().position(|field| word(field).is_some());
        let Some(decl) = decl else {
            return field.map(KeySource::Field);
        };
        if let Some(again) = field.and_then(|field| word(self.fields.get(field)?)) {
            self.cx.error(
                again,
                format!(
                    "the struct has a `{}` already; remove one of them",
                    decl.word
                ),
            );
        }
        let Some(template) = &decl.value.template else {
            if decl.value.sound {
                let name = default.to_uppercase();
                self.cx.error(
                    &decl.word,
                    format!(
                        "this `{0}` has no template; write `{0}(name = \"{name}\", template = \"USER#{{id}}\")`",
                        decl.word
                    ),
                );
            }
            return None;
        };
        self.template(decl.value.name.as_ref(), default, template)
    }

    fn template(&self, name: Option<&LitStr>, default: &str, text: &LitStr) -> Option<KeySource> {
        let parsed = match template::parse(&text.value()) {
            Ok(parsed) => parsed,
            Err(message) => {
                self.cx.error(text, message);
                return None;
            }
        };
        let before = self.cx.count();
        let parts: Vec<_> = parsed
            .parts
            .into_iter()
            .filter_map(|part| {
                Some(KeyPart {
                    field: self.field_in(text, &part.field)?,
                    form: part.form,
                    tail: part.tail,
                })
            })
            .collect();
        Some(KeySource::Template(Rc::new(KeyTemplate {
            name: name.map_or_else(|| default.to_owned(), LitStr::value),
            span: text.span(),
            head: parsed.head,
            parts,
            sound: self.cx.count() == before,
        })))
    }

    /// The field that a template names.
    fn field_in(&self, text: &LitStr, name: &str) -> Option<usize> {
        let found = self.find(name);
        match found.and_then(|position| self.fields.get(position)) {
            Some(field) if matches!(field.storage(), Storage::Attribute | Storage::InKey) => {}
            Some(_) => self.cx.error(
                text,
                format!(
                    "`{name}` is not stored as an attribute of its own, and cannot be part of a key"
                ),
            ),
            None => self.cx.error(text, self.no_field(name)),
        }
        found
    }

    fn no_field(&self, name: &str) -> String {
        let names = self.names();
        match did_you_mean(name, names.iter().map(String::as_str)) {
            Some(near) => format!("there is no field `{name}`; did you mean `{near}`?"),
            None => format!(
                "there is no field `{name}`; the fields are `{}`",
                names.join("`, `")
            ),
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.names().iter().position(|known| known == name)
    }

    fn names(&self) -> Vec<String> {
        self.fields
            .iter()
            .map(|field| field.ident().unraw().to_string())
            .collect()
    }

    /// Every index that the struct or a field speaks of, each once.
    fn indexes<'b>(&self, attrs: &'b ContainerAttrs) -> Vec<Said<'b>> {
        let mut all: Vec<Said<'b>> = Vec::new();
        for decl in &attrs.indexes {
            if all.iter().any(|said| same(&said.ty, &decl.ty)) {
                self.cx.error(
                    &decl.ty,
                    "this index is described twice; put all of it into one `index(..)`",
                );
                continue;
            }
            all.push(Said {
                ty: decl.ty.clone(),
                decl: Some(decl),
            });
        }
        for role in self.fields.iter().flat_map(|field| &field.attrs.indexes) {
            if !all.iter().any(|said| same(&said.ty, &role.ty)) {
                all.push(Said {
                    ty: role.ty.clone(),
                    decl: None,
                });
            }
        }
        all
    }

    fn index(&self, said: &Said<'_>, table: &Keys) -> Option<Index> {
        let before = self.cx.count();
        let name = self.index_name(said);
        let local = said.decl.and_then(|decl| decl.local.as_ref());
        let key = |decl: Option<&Named<KeyDecl>>, is_sort_key, suffix| {
            self.index_key(said, decl, is_sort_key, &format!("{name}_{suffix}"), table)
        };
        let of_partition = said.decl.and_then(|decl| decl.partition_key.as_ref());
        let mut partition = key(of_partition, false, "pk")?;
        let sort = key(
            said.decl.and_then(|decl| decl.sort_key.as_ref()),
            true,
            "sk",
        )?;
        if let Some(local) = local {
            self.check_local(said, &local.word, &partition, &sort, table);
            partition = table.partition.iter().cloned().collect();
        } else if partition.is_empty() {
            // What could not be read may have been it.
            let sound = said.decl.is_none_or(|decl| decl.sound)
                && self.fields.iter().all(|field| field.sound.get());
            if sound {
                self.cx.error(
                    &said.ty,
                    "this index has no partition key; add `#[dynamo(index(.., partition_key))]` to a field, or \
                     `index(.., partition_key = \"..\")` to the struct; if it is kept with the table's own partition key, say \
                     `local` there",
                );
            }
            return None;
        }
        Some(Index {
            ty: said.ty.clone(),
            holds: self.holds(said.decl),
            local: local.is_some(),
            name,
            partition,
            sort,
            sound: self.cx.count() == before && said.decl.is_none_or(|decl| decl.sound),
        })
    }

    /// The given name, or that of its type.
    fn index_name(&self, said: &Said<'_>) -> String {
        if let Some(name) = said.decl.and_then(|decl| decl.name.as_ref()) {
            return name.value.value();
        }
        let name = said
            .ty
            .segments
            .last()
            .map(|segment| segment.ident.unraw().to_string())
            .unwrap_or_default();
        let choose = format!("`index({name}, name = \"..\")` on the struct");
        if let Err(message) = resource_name(&name, "an index", &choose) {
            self.cx.error(&said.ty, message);
        }
        name
    }

    /// A local index has the partition key of the table, and a sort key of its own.
    fn check_local(
        &self,
        said: &Said<'_>,
        local: &Ident,
        partition: &[KeySource],
        sort: &[KeySource],
        table: &Keys,
    ) {
        if !partition.is_empty() {
            self.cx.error(
                local,
                "a local index has the partition key of the table; remove its `partition_key`, or remove `local`",
            );
        }
        match sort.len() {
            0 => self.cx.error(
                &said.ty,
                "a local index has a sort key; add `#[dynamo(index(.., sort_key))]` to a field",
            ),
            1 => {}
            _ => self.cx.error(
                local,
                "the sort key of a local index is one attribute; remove `index(..)` from the other fields, or remove `local`",
            ),
        }
        if table.sort.is_none() {
            self.cx.error(
                local,
                "only a table with a sort key has local indexes; add a `sort_key`, or remove `local`",
            );
        }
    }

    /// The attributes of the partition key or sort key of an index. `None` if what was said cannot be.
    fn index_key(
        &self,
        said: &Said<'_>,
        decl: Option<&Named<KeyDecl>>,
        is_sort_key: bool,
        default: &str,
        table: &Keys,
    ) -> Option<Vec<KeySource>> {
        let fields = self.index_fields(said, is_sort_key);
        let Some(decl) = decl else {
            return Some(fields);
        };
        if !fields.is_empty() {
            self.cx.error(
                &decl.word,
                "fields are this key already; remove `index(..)` from them, or the template here",
            );
        }
        let source = match (&decl.value.template, &decl.value.name) {
            (Some(template), name) => self.template(name.as_ref(), default, template)?,
            (None, Some(name)) => self.shared(name, table)?,
            (None, None) => {
                if decl.value.sound {
                    self.cx.error(
                        &decl.word,
                        format!(
                            "this `{0}` has no template; write `{0} = \"USER#{{id}}\"`",
                            decl.word
                        ),
                    );
                }
                return None;
            }
        };
        Some(vec![source])
    }

    /// A key attribute of the table that is a key of the index too.
    fn shared(&self, name: &LitStr, table: &Keys) -> Option<KeySource> {
        let known = table.table().find(|source| match source {
            KeySource::Template(template) => template.name == name.value(),
            KeySource::Field(field) => self
                .fields
                .get(*field)
                .is_some_and(|f| f.name == name.value()),
        });
        if known.is_none() {
            self.cx.error(
                name,
                format!(
                    "`{}` is no key attribute of the table; say how it is made with `template = \"..\"`",
                    name.value()
                ),
            );
        }
        known.cloned()
    }

    /// The fields that are this key, in the order of their positions or, without any, of the struct.
    fn index_fields(&self, said: &Said<'_>, is_sort_key: bool) -> Vec<KeySource> {
        let mut found = Vec::new();
        for (position, field) in self.fields.iter().enumerate() {
            for role in &field.attrs.indexes {
                if same(&role.ty, &said.ty) && role.is_sort_key == is_sort_key {
                    found.push((role, position));
                }
            }
        }
        let key = if is_sort_key {
            "sort key"
        } else {
            "partition key"
        };
        if let Some((role, _)) = found.get(4) {
            self.cx.error(
                &role.word,
                format!("the {key} of an index has at most four attributes; remove this one"),
            );
        }
        let numbered = found
            .iter()
            .filter(|(role, _)| role.position.is_some())
            .count();
        if numbered > 0 {
            found.sort_by_key(|(role, _)| {
                role.position
                    .as_ref()
                    .and_then(|position| position.base10_parse::<usize>().ok())
            });
            let wrong = found.iter().enumerate().find(|(i, (role, _))| {
                role.position
                    .as_ref()
                    .and_then(|position| position.base10_parse::<usize>().ok())
                    != Some(i + 1)
            });
            if let Some((_, (role, _))) = wrong {
                self.cx.error(
                    &role.word,
                    format!(
                        "the positions of the attributes of this {key} are 1 to {}, each once, or none at all",
                        found.len()
                    ),
                );
            }
        }
        found
            .into_iter()
            .map(|(_, position)| KeySource::Field(position))
            .collect()
    }

    fn holds(&self, decl: Option<&IndexDecl>) -> Holds {
        let Some(decl) = decl else {
            return Holds::All;
        };
        match (&decl.keys_only, &decl.include) {
            (Some(keys_only), Some(_)) => {
                self.cx.error(
                    &keys_only.word,
                    "an index with `include(..)` holds more than keys; remove one of them",
                );
                Holds::Keys
            }
            (Some(_), None) => Holds::Keys,
            (None, Some(include)) => {
                let mut names: Vec<String> = Vec::new();
                for included in &include.value {
                    for name in self.included(included) {
                        if names.contains(&name) {
                            self.cx.error(
                                included,
                                format!("`{name}` is included twice; remove one of them"),
                            );
                        } else {
                            names.push(name);
                        }
                    }
                }
                Holds::Include(names)
            }
            (None, None) => Holds::All,
        }
    }

    /// The stored names: of a field all that it is read under.
    fn included(&self, included: &Included) -> Vec<String> {
        let ident = match included {
            Included::Name(name) => return vec![name.value()],
            Included::Field(ident) => ident,
        };
        let name = ident.unraw().to_string();
        let field = self
            .find(&name)
            .and_then(|position| self.fields.get(position));
        match field {
            Some(field) if field.storage() == Storage::Attribute => field.names().collect(),
            Some(_) => {
                self.cx.error(
                    ident,
                    "this field is not stored as an attribute of its own; name the attributes as strings: `include(\"a\", \"b\")`",
                );
                Vec::new()
            }
            None => {
                self.cx.error(ident, self.no_field(&name));
                Vec::new()
            }
        }
    }
}
