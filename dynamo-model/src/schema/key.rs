//! The key of a model or of an index: which attributes, of which types, and which values.

use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Entity, KeySchema, Schema};
use crate::error::{At, Error, Result};
use crate::value::{Attribute, Purpose, Write, Writing};

/// A key of a partition key alone.
#[derive(Debug, Clone, Copy)]
pub struct Single<P>(PhantomData<fn() -> P>);

/// A key of a partition key and a sort key.
#[derive(Debug, Clone, Copy)]
pub struct Pair<P, S>(PhantomData<fn() -> (P, S)>);

/// A key of a partition key, and a sort key that is the same for every item of the model.
#[derive(Debug, Clone, Copy)]
pub struct Fixed<P>(PhantomData<fn() -> P>);

/// A key attribute that a template joins from values of these types: a tuple.
#[derive(Debug, Clone, Copy)]
pub struct Joined<T>(PhantomData<fn() -> T>);

/// Several attributes of these types, a tuple, that are one key of an index together.
#[derive(Debug, Clone, Copy)]
pub struct Several<T>(PhantomData<fn() -> T>);

/// The values given for a partition key or a sort key: of its one attribute, of its several attributes, or of the parts
/// of its template.
pub type Given = Vec<Result<Option<AttributeValue>>>;

/// What a partition key or a sort key is: a type that can be a key attribute, [`Joined`] or [`Several`].
pub trait KeyComponent {
    /// What operations take for it: one value, or a tuple of several.
    type Takes;
    /// The values of an item's key, as operations take them.
    type Values;
    /// The same for a collection of models, whose templates differ.
    type OfCollection: KeyComponent;

    /// Takes the values of a key apart.
    fn values(given: Given) -> Self::Values;
}

impl<T: Attribute> KeyComponent for T {
    type Takes = T;
    type Values = Encoded<T>;
    type OfCollection = T;

    fn values(given: Given) -> Encoded<T> {
        next(&mut given.into_iter())
    }
}

fn next<T>(given: &mut impl Iterator<Item = Result<Option<AttributeValue>>>) -> Encoded<T> {
    Encoded::new(given.next().unwrap_or(Ok(None)))
}

/// The types of the parts of a key, one by one.
pub trait Parts {
    /// The first.
    type First: Attribute;
    /// Those behind it.
    type Rest;
}

macro_rules! parts {
    ($First:ident $($T:ident)*) => {
        impl<$First: Attribute, $($T),*> Parts for ($First, $($T,)*) {
            type First = $First;
            type Rest = ($($T,)*);
        }

        parts!(@values $First $($T)*);
        parts!($($T)*);
    };
    () => {};
    (@values $T:ident) => {
        impl<$T> KeyComponent for Joined<($T,)> {
            type Takes = $T;
            type Values = Encoded<$T>;
            type OfCollection = String;

            fn values(given: Given) -> Self::Values {
                next(&mut given.into_iter())
            }
        }
    };
    (@values $($T:ident)+) => {
        impl<$($T),+> KeyComponent for Joined<($($T,)+)> {
            type Takes = ($($T,)+);
            type Values = ($(Encoded<$T>,)+);
            type OfCollection = String;

            fn values(given: Given) -> Self::Values {
                let mut given = given.into_iter();
                ($(next::<$T>(&mut given),)+)
            }
        }

        impl<$($T: Attribute),+> KeyComponent for Several<($($T,)+)> {
            type Takes = ($($T,)+);
            type Values = ($(Encoded<$T>,)+);
            type OfCollection = Self;

            fn values(given: Given) -> Self::Values {
                let mut given = given.into_iter();
                ($(next::<$T>(&mut given),)+)
            }
        }
    };
}

parts!(A B C D E F G H);

impl KeyComponent for Joined<()> {
    type Takes = ();
    type Values = ();
    type OfCollection = String;

    fn values(_: Given) {}
}

/// Which attributes make a key.
pub trait KeyShape {
    /// The partition key.
    type Partition: KeyComponent;
    /// What operations take for it: that of the partition key, or of both keys as a tuple.
    type Takes;
    /// The values of a key, as operations take them: of the partition key, or of both keys as a tuple.
    type Values;
    /// The same for a collection of models, whose sort keys differ.
    type OfCollection: KeyShape;

    /// Takes a key apart.
    fn values<M>(key: Key<M>) -> Self::Values;
}

impl<P: KeyComponent> KeyShape for Single<P> {
    type Partition = P;
    type Takes = P::Takes;
    type Values = P::Values;
    type OfCollection = Self;

    fn values<M>(key: Key<M>) -> P::Values {
        P::values(key.partition)
    }
}

impl<P: KeyComponent, S: KeyComponent> KeyShape for Pair<P, S> {
    type Partition = P;
    type Takes = (P::Takes, S::Takes);
    type Values = (P::Values, S::Values);
    type OfCollection = Pair<P, S::OfCollection>;

    fn values<M>(key: Key<M>) -> (P::Values, S::Values) {
        (P::values(key.partition), S::values(key.sort))
    }
}

impl<P: KeyComponent> KeyShape for Fixed<P> {
    type Partition = P;
    type Takes = P::Takes;
    type Values = P::Values;
    type OfCollection = Pair<P, String>;

    fn values<M>(key: Key<M>) -> P::Values {
        P::values(key.partition)
    }
}

/// A value of type `T` in its stored form: a part of the key of an item at hand. It is never shown: keys are data.
pub struct Encoded<T> {
    value: Result<Option<AttributeValue>>,
    of: PhantomData<fn() -> T>,
}

impl<T> Encoded<T> {
    fn new(value: Result<Option<AttributeValue>>) -> Self {
        Self {
            value,
            of: PhantomData,
        }
    }

    pub(crate) fn into_value(self) -> Result<Option<AttributeValue>> {
        self.value
    }
}

impl<T> Clone for Encoded<T> {
    fn clone(&self) -> Self {
        Self::new(self.value.clone())
    }
}

impl<T> fmt::Debug for Encoded<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoded").finish_non_exhaustive()
    }
}

/// A key with a sort key that differs from item to item.
#[diagnostic::on_unimplemented(
    message = "there is no sort key to compare here",
    label = "no sort key that differs from item to item",
    note = "a key that is a `Single` has no sort key, and the one of a `Fixed` is the same for every item of the model",
    note = "other attributes are compared in `filter`"
)]
pub trait HasSortKey: KeyShape {
    /// The sort key.
    type SortKey: KeyComponent;
}

#[diagnostic::do_not_recommend]
impl<P: KeyComponent, S: KeyComponent> HasSortKey for Pair<P, S> {
    type SortKey = S;
}

/// The values of the key of an `M`, as [`Model::key`](crate::Model::key) gives them and operations take them.
pub type KeyOf<M> = <<M as Schema>::Key as KeyShape>::Values;

/// The key of one item of the model `M`.
///
/// Operations make it from plain values; [`Model::key`](crate::Model::key) gives those of an item at hand. It is never shown: keys are data.
pub struct Key<M> {
    partition: Given,
    sort: Given,
    model: PhantomData<fn() -> M>,
}

impl<M> Key<M> {
    pub(crate) fn new(partition: Given, sort: Given) -> Self {
        Self {
            partition,
            sort,
            model: PhantomData,
        }
    }
}

/// Brings the value that is given for a part of a key, by the stored name of its field, into the form that is stored: an e-mail
/// address is found by any spelling.
pub(crate) fn conform_key<M: Schema>(
    name: &'static str,
    value: Result<Option<AttributeValue>>,
    purpose: Purpose,
) -> Result<Option<AttributeValue>> {
    let mut value = value?;
    let mut writing = Writing::new(Write::Comparing, purpose);
    <M as Attribute>::conform(&mut value, &[&name.into()], &At::ITEM, &mut writing);
    let report = writing.into_report();
    if report.is_empty() {
        return Ok(value);
    }
    // The path is added by who knows the key.
    Err(Error::validation(report).without_path())
}

/// Brings the values that are given for the fields of a key into the form that is stored.
pub(crate) fn conform_keys<M: Schema>(keys: &'static [KeySchema], given: Given) -> Given {
    let mut given = given.into_iter();
    let mut conformed: Given = inputs(keys)
        .zip(given.by_ref())
        .map(|(name, value)| conform_key::<M>(name, value, Purpose::Compare))
        .collect();
    conformed.extend(given);
    conformed
}

impl<M: Schema> Key<M> {
    /// The same key with its values in the form that is stored.
    #[must_use]
    pub(crate) fn conformed(self) -> Self {
        let primary = M::SCHEMA.primary();
        Self::new(
            conform_keys::<M>(primary.partition_key(), self.partition),
            conform_keys::<M>(primary.sort_key(), self.sort),
        )
    }

    /// The attributes of the key by their stored names.
    ///
    /// # Errors
    /// If a value of the key has no stored form, or is an empty string or empty binary, which DynamoDB refuses:
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html>.
    pub fn into_attributes(self) -> Result<Vec<(&'static str, AttributeValue)>> {
        let primary = M::SCHEMA.primary();
        let mut attributes = key_attributes(primary.partition_key(), self.partition)?;
        attributes.extend(key_attributes(primary.sort_key(), self.sort)?);
        Ok(attributes)
    }

    /// The key that is stored like this. There may be other attributes besides.
    ///
    /// # Errors
    /// If one is missing, or is not of the form that its template makes.
    pub(crate) fn stored(key: &HashMap<String, AttributeValue>) -> Result<Self> {
        let primary = M::SCHEMA.primary();
        let given = |keys| stored_values(keys, key);
        Ok(Self::new(
            given(primary.partition_key())?,
            given(primary.sort_key())?,
        ))
    }

    /// What is known of the item by its key: the stored forms of the fields that the key is made of.
    pub(crate) fn inputs(&self) -> Vec<(&'static str, AttributeValue)> {
        let primary = M::SCHEMA.primary();
        let partition = inputs(primary.partition_key()).zip(&self.partition);
        let sort = inputs(primary.sort_key()).zip(&self.sort);
        partition
            .chain(sort)
            .filter_map(|(name, value)| Some((name, value.as_ref().ok()?.clone()?)))
            .collect()
    }
}

impl<M: Entity> Key<M> {
    /// The key of this item.
    pub(crate) fn of(item: &M) -> Self {
        let primary = M::SCHEMA.primary();
        let given = |keys| inputs(keys).map(|name| item.key_input(name)).collect();
        Self::new(given(primary.partition_key()), given(primary.sort_key()))
    }
}

/// The fields that a key is made of, by their stored names.
pub(crate) fn inputs(keys: &'static [KeySchema]) -> impl Iterator<Item = &'static str> + use<> {
    keys.iter().flat_map(KeySchema::inputs)
}

/// The values that make these attributes: of templates, their parts.
fn stored_values(
    keys: &'static [KeySchema],
    stored: &HashMap<String, AttributeValue>,
) -> Result<Given> {
    let mut values = Given::new();
    for key in keys {
        let value = stored
            .get(key.name())
            .ok_or_else(|| Error::missing().at(key.name()))?;
        match (key.template(), value) {
            (Some(template), AttributeValue::S(text)) => {
                let parts = template
                    .take_apart(text)
                    .map_err(|error| error.at(key.name()))?;
                values.extend(parts.into_iter().map(|(_, part)| Ok(Some(part))));
            }
            _ => values.push(Ok(Some(value.clone()))),
        }
    }
    Ok(values)
}

/// The attributes that the values given for a key make.
pub(crate) fn key_attributes(
    keys: &'static [KeySchema],
    given: Given,
) -> Result<Vec<(&'static str, AttributeValue)>> {
    let mut given = given.into_iter();
    keys.iter()
        .map(|key| {
            let name = key.name();
            let value = match key.template() {
                Some(template) => {
                    let parts: Vec<_> = given.by_ref().collect::<Result<_>>()?;
                    template.join(&parts)?.map(AttributeValue::S)
                }
                None => given
                    .next()
                    .transpose()
                    .map_err(|error| error.at(name))?
                    .flatten(),
            };
            present(name, value)
        })
        .collect()
}

/// A key value that DynamoDB accepts as such.
pub(crate) fn present(
    name: &'static str,
    value: Option<AttributeValue>,
) -> Result<(&'static str, AttributeValue)> {
    let Some(value) = value else {
        return Err(Error::encode("a key attribute must not be absent").at(name));
    };
    not_empty(&value).map_err(|error| error.at(name))?;
    Ok((name, value))
}

/// Fails for an empty string or empty binary, which DynamoDB refuses in the key of a table or an index.
pub(crate) fn not_empty(key: &AttributeValue) -> Result<()> {
    if is_empty(key) {
        return Err(Error::encode("a key attribute must not be empty"));
    }
    Ok(())
}

pub(crate) fn is_empty(key: &AttributeValue) -> bool {
    match key {
        AttributeValue::S(text) => text.is_empty(),
        AttributeValue::B(bytes) => bytes.as_ref().is_empty(),
        _ => false,
    }
}

impl<M> Clone for Key<M> {
    fn clone(&self) -> Self {
        Self::new(self.partition.clone(), self.sort.clone())
    }
}

impl<M> fmt::Debug for Key<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").finish_non_exhaustive()
    }
}
