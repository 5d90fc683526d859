//! What a write does to the unique attributes of its item.

use aws_sdk_dynamodb::types::AttributeValue;

use super::guard::{GuardItem, key_of};
use crate::error::{AttributePath, Error, Result};
use crate::expr::{self, Comparison, Node, Test};
use crate::op::Attributes;
use crate::schema::TableSchema;
use crate::wire;

/// What a write does to the unique attributes of its item, and to its expiry, which the guards share. Empty if it does nothing to
/// them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Claims {
    claims: Vec<Claim>,
    /// What becomes of the expiry, if the model has one.
    expires: Option<Claim>,
    before: Before,
    /// The attributes whose guard turned out to be another item's: there is nothing to give up.
    not_ours: Vec<&'static str>,
}

/// What becomes of an attribute.
#[derive(Debug, Clone)]
struct Claim {
    attribute: &'static str,
    becomes: Becomes,
}

#[derive(Debug, Clone)]
enum Becomes {
    /// What it was.
    Same,
    /// This value; `None` is absent.
    Is(Option<AttributeValue>),
    /// This value, unless it has one.
    IsIfAbsent(AttributeValue),
}

/// What is known of the item before.
#[derive(Debug, Clone, Default)]
enum Before {
    #[default]
    Unknown,
    /// These are its unique attributes and its expiry. `None` if there is no item.
    Is(Option<Attributes>),
}

impl Claim {
    /// The value before, and the one behind it.
    fn values(&self, before: &Attributes) -> [Option<AttributeValue>; 2] {
        let before = before.get(self.attribute).cloned();
        let behind = match &self.becomes {
            Becomes::Same => before.clone(),
            Becomes::Is(value) => value.clone(),
            Becomes::IsIfAbsent(value) => Some(before.clone().unwrap_or_else(|| value.clone())),
        };
        [before, behind]
    }

    fn is_same(&self) -> bool {
        matches!(self.becomes, Becomes::Same)
    }
}

impl Claims {
    /// Those of an item that is written as a whole, where there is none before, or where nothing is known of it yet.
    pub(crate) fn of_put(schema: &'static TableSchema, json: &[u8], is_new: bool) -> Result<Self> {
        if schema.unique().is_empty() {
            return Ok(Self::default());
        }
        let item = wire::read_item(json, wire::attributes)?;
        let mut claims = Self::all(schema, |name| Ok(Becomes::Is(item.get(name).cloned())))?;
        if is_new {
            claims.before = Before::Is(None);
        }
        Ok(claims)
    }

    /// Those of an item that is deleted.
    pub(crate) fn of_delete(schema: &'static TableSchema) -> Result<Self> {
        Self::all(schema, |_| Ok(Becomes::Is(None)))
    }

    /// Those of an item that is changed; empty if the change is to none of its unique attributes, and not to its expiry.
    pub(crate) fn of_update(
        schema: &'static TableSchema,
        actions: &[expr::Action],
    ) -> Result<Self> {
        let claims = Self::all(schema, |name| becomes(name, actions))?;
        let changes = claims.claims.iter().chain(&claims.expires);
        if changes.into_iter().all(Claim::is_same) {
            return Ok(Self::default());
        }
        Ok(claims)
    }

    fn all(
        schema: &'static TableSchema,
        becomes: impl Fn(&'static str) -> Result<Becomes>,
    ) -> Result<Self> {
        let unique = schema.unique().iter().map(|unique| unique.name());
        let claim = |attribute| becomes(attribute).map(|becomes| Claim { attribute, becomes });
        let claims: Vec<_> = unique.map(claim).collect::<Result<_>>()?;
        let ttl = schema.ttl().filter(|_| !claims.is_empty());
        Ok(Self {
            claims,
            expires: ttl.map(|ttl| claim(ttl.attribute())).transpose()?,
            ..Self::default()
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// Whether the item has to be read before it is written.
    pub(crate) fn needs_reading(&self) -> bool {
        !self.is_empty() && matches!(self.before, Before::Unknown)
    }

    /// The attributes that are to be read.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        let claims = self.claims.iter().chain(&self.expires);
        claims.map(|claim| claim.attribute)
    }

    /// Takes this for the item that is there before. `false` if it was taken for that already.
    pub(crate) fn learn(&mut self, stored: Option<&Attributes>) -> bool {
        if self.is_empty() {
            return false;
        }
        let known = stored.map(|stored| {
            let values = self.names().map(|name| (name, stored.get(name)));
            values
                .filter_map(|(name, value)| Some((name.to_owned(), value?.clone())))
                .collect::<Attributes>()
        });
        if let Before::Is(before) = &self.before {
            // Where there is no item, there are no values either: to the guards it is the same.
            if before.clone().unwrap_or_default() == known.clone().unwrap_or_default() {
                return false;
            }
        }
        self.before = Before::Is(known);
        self.not_ours.clear();
        true
    }

    /// The guard of what this attribute had before belongs to another item.
    pub(crate) fn is_not_ours(&mut self, attribute: &'static str) {
        self.not_ours.push(attribute);
    }

    /// What the item has to be for the guards to be right: what it is taken for.
    pub(crate) fn condition(&self) -> Test {
        let Before::Is(before) = &self.before else {
            return Test::EMPTY;
        };
        let is = |name: &'static str| {
            let path = AttributePath::new(name);
            match before.as_ref().and_then(|before| before.get(name)) {
                Some(value) => {
                    let value = Node::Value(Ok(Some(value.clone())));
                    Test::Compare(Node::Path(path), Comparison::Eq, value)
                }
                None => Test::NotExists(path),
            }
        };
        self.names().map(is).fold(Test::EMPTY, Test::and)
    }

    /// What becomes of the guards of the item with this key.
    pub(crate) fn guards(
        &self,
        schema: &'static TableSchema,
        table: &str,
        owner: &Attributes,
    ) -> Result<Vec<GuardItem>> {
        let before = match &self.before {
            Before::Is(Some(before)) => before.clone(),
            _ => Attributes::new(),
        };
        let expires = self.expires.as_ref();
        let moves = expires.is_some_and(|claim| !claim.is_same());
        let expires = expires.and_then(|claim| {
            let [_, behind] = claim.values(&before);
            behind
        });
        let mut guards = Vec::new();
        for claim in &self.claims {
            let [old, new] = claim.values(&before);
            let key = |value: &Option<AttributeValue>| match value {
                Some(value) => key_of(schema, claim.attribute, value),
                None => Ok(None),
            };
            let (old, new) = (key(&old)?, key(&new)?);
            let guard = |key: &Attributes| GuardItem {
                schema,
                table: table.to_owned(),
                attribute: claim.attribute,
                key: key.clone(),
                taken_by: None,
                released_by: None,
                expires: None,
            };
            if let Some(new) = new.as_ref().filter(|_| moves || !claim.is_same()) {
                guards.push(GuardItem {
                    taken_by: Some(owner.clone()),
                    expires: expires.clone(),
                    ..guard(new)
                });
            }
            let is_ours = !self.not_ours.contains(&claim.attribute);
            if let Some(old) = old.filter(|old| is_ours && Some(old) != new.as_ref()) {
                guards.push(GuardItem {
                    released_by: Some(owner.clone()),
                    ..guard(&old)
                });
            }
        }
        Ok(guards)
    }
}

/// What an update makes of an attribute.
fn becomes(name: &'static str, actions: &[expr::Action]) -> Result<Becomes> {
    let attribute = AttributePath::new(name);
    let mut actions = actions.iter();
    let Some(action) = actions.find(|action| attribute.is_prefix_of(action.path())) else {
        return Ok(Becomes::Same);
    };
    match (action, action.value()) {
        (expr::Action::Set(_, Node::Value(Err(error))), _) => {
            Err(error.clone().at_path(Some(&attribute)))
        }
        (expr::Action::Set(_, Node::Value(_)), Some(value)) => {
            Ok(Becomes::Is(Some(value.clone())))
        }
        (expr::Action::Set(..), Some(value)) => Ok(Becomes::IsIfAbsent(value.clone())),
        (expr::Action::Remove(_), _) => Ok(Becomes::Is(None)),
        _ => Err(Error::invalid(
            "its value is known to DynamoDB alone, and the guard of a unique attribute is made of it, or expires with it; `set` a value",
        )
        .at(name)),
    }
}
