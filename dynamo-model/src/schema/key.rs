//! The key of a model: which attributes, and which values.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Field, Schema};
use crate::error::{Error, Result};
use crate::value::KeyAttribute;

/// The key of a table with a partition key alone.
#[derive(Debug, Clone, Copy)]
pub struct Single<P>(PhantomData<fn() -> P>);

/// The key of a table with a partition key and a sort key.
#[derive(Debug, Clone, Copy)]
pub struct Pair<P, S>(PhantomData<fn() -> (P, S)>);

/// Which attributes make a key.
pub trait KeyShape {
    /// The partition key.
    type Partition: KeyAttribute;
    /// The values of a key, as operations take them: the partition key, or both as a tuple.
    type Values;

    /// Takes a key apart.
    fn values<M>(key: Key<M>) -> Self::Values;
}

impl<P: KeyAttribute> KeyShape for Single<P> {
    type Partition = P;
    type Values = Encoded<P>;

    fn values<M>(key: Key<M>) -> Encoded<P> {
        Encoded::new(key.partition)
    }
}

impl<P: KeyAttribute, S: KeyAttribute> KeyShape for Pair<P, S> {
    type Partition = P;
    type Values = (Encoded<P>, Encoded<S>);

    fn values<M>(key: Key<M>) -> (Encoded<P>, Encoded<S>) {
        let sort = key
            .sort
            .unwrap_or_else(|| Err(Error::encode("a sort key must not be absent")));
        (Encoded::new(key.partition), Encoded::new(sort))
    }
}

/// A value of type `T` in its stored form: a part of the key of an item at hand. It is never shown: keys are data.
pub struct Encoded<T> {
    value: Result<AttributeValue>,
    of: PhantomData<fn() -> T>,
}

impl<T> Encoded<T> {
    fn new(value: Result<AttributeValue>) -> Self {
        Self {
            value,
            of: PhantomData,
        }
    }

    pub(crate) fn into_value(self) -> Result<AttributeValue> {
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

/// A key with a sort key.
#[diagnostic::on_unimplemented(
    message = "this model has no sort key: its key is a `{Self}`",
    label = "there is no sort key to compare",
    note = "other attributes are compared in `filter`"
)]
pub trait HasSortKey: KeyShape {
    /// The sort key.
    type SortKey: KeyAttribute;
}

impl<P: KeyAttribute, S: KeyAttribute> HasSortKey for Pair<P, S> {
    type SortKey = S;
}

/// The key of one item of the model `M`.
///
/// Operations make it from plain values; [`Model::key`](crate::Model::key) gives those of an item at hand. It is never shown: keys are data.
pub struct Key<M> {
    partition: Result<AttributeValue>,
    sort: Option<Result<AttributeValue>>,
    model: PhantomData<fn() -> M>,
}

impl<M> Key<M> {
    pub(crate) fn from_values(
        partition: Result<AttributeValue>,
        sort: Option<Result<AttributeValue>>,
    ) -> Self {
        Self {
            partition,
            sort,
            model: PhantomData,
        }
    }
}

impl<M: Schema> Key<M> {
    /// The attributes of the key by their stored names.
    ///
    /// # Errors
    /// If a value of the key has no stored form, or is an empty string or empty binary, which DynamoDB refuses:
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html>.
    pub fn into_attributes(self) -> Result<Vec<(&'static str, AttributeValue)>> {
        let schema = M::SCHEMA;
        let partition = present(schema.partition_key().name(), self.partition)?;
        let mut attributes = vec![(schema.partition_key().name(), partition)];
        if let (Some(key), Some(value)) = (schema.sort_key(), self.sort) {
            attributes.push((key.name(), present(key.name(), value)?));
        }
        Ok(attributes)
    }
}

/// A key value that DynamoDB accepts as such.
pub(crate) fn present(name: &'static str, value: Result<AttributeValue>) -> Result<AttributeValue> {
    let value = value.map_err(|error| error.at(name))?;
    let empty = match &value {
        AttributeValue::S(text) => text.is_empty(),
        AttributeValue::B(bytes) => bytes.as_ref().is_empty(),
        _ => false,
    };
    if empty {
        return Err(Error::encode("a key attribute must not be empty").at(name));
    }
    Ok(value)
}

impl<M> Clone for Key<M> {
    fn clone(&self) -> Self {
        Self::from_values(self.partition.clone(), self.sort.clone())
    }
}

impl<M> fmt::Debug for Key<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").finish_non_exhaustive()
    }
}

/// The key of a model with a partition key alone, from its field.
pub fn single_key<M, P>(partition: (&Field<P>, &P)) -> Key<M> {
    Key::from_values(partition.0.to_attribute_value(partition.1), None)
}

/// The key of a model with both keys, from its fields.
pub fn pair_key<M, P, S>(partition: (&Field<P>, &P), sort: (&Field<S>, &S)) -> Key<M> {
    Key::from_values(
        partition.0.to_attribute_value(partition.1),
        Some(sort.0.to_attribute_value(sort.1)),
    )
}
