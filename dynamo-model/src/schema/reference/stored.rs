//! The stored form of references.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use super::Ref;
use crate::error::{Error, Result};
use crate::schema::{
    Fixed, Given, Joined, Key, KeyComponent, KeySchema, KeyShape, Pair, Schema, Single, present,
};
use crate::value::av::value_into;
use crate::value::kind::{self, KeyKind, Kind};
use crate::value::{
    Attribute, AttributeType, AvReader, Decode, Encode, KeyAttribute, NoFields, Reader, Writer,
};

/// A key that can be stored in a [`Ref`]: that of any model.
pub trait RefKey: KeyShape {
    /// The type that it is stored as: that of the partition key if this alone names an item, otherwise a map.
    type Kind: Kind;

    /// Reads the stored form.
    #[doc(hidden)]
    fn read<M: Schema>(reader: &mut dyn Reader<'_>) -> Result<Key<M>>;
}

/// A partition key or a sort key that can be stored in a [`Ref`]: that of any model.
pub trait RefKeyPart: KeyComponent {
    /// The type of the key attribute.
    type Kind: KeyKind;

    /// The values that make this value of the key attribute.
    #[doc(hidden)]
    fn given(key: KeySchema, value: AttributeValue) -> Result<Given>;
}

impl<T: KeyAttribute> RefKeyPart for T {
    type Kind = T::Kind;

    fn given(_: KeySchema, value: AttributeValue) -> Result<Given> {
        T::decode(&mut AvReader::new(&value))?;
        Ok(vec![Ok(Some(value))])
    }
}

impl<T> RefKeyPart for Joined<T>
where
    Self: KeyComponent,
{
    type Kind = kind::S;

    fn given(key: KeySchema, value: AttributeValue) -> Result<Given> {
        let text = AvReader::new(&value).str()?.into_owned();
        let Some(template) = key.template() else {
            return Ok(vec![Ok(Some(value))]);
        };
        // The parts have no names in the item that stores the reference.
        let parts = template
            .take_apart(&text)
            .map_err(Error::without_path)?
            .into_iter();
        let parts: Vec<_> = parts.map(|(_, value)| Some(value)).collect();
        // The item has the key as its template writes it, and another text would lead elsewhere.
        if template.join(&parts).ok().flatten().as_ref() != Some(&text) {
            return Err(Error::decode(format!(
                "this key is not as `{template}` writes it"
            )));
        }
        Ok(parts.into_iter().map(Ok).collect())
    }
}

/// Reads the value of a key attribute.
fn read_part<P: RefKeyPart>(key: KeySchema, reader: &mut dyn Reader<'_>) -> Result<Given> {
    let value = reader.value()?;
    match present(key.name(), Some(value)) {
        Ok((_, value)) => P::given(key, value),
        Err(_) => Err(Error::decode("the key of an item is never empty")),
    }
}

/// Reads the value of a key attribute that has a name in a map.
fn read_member<P: RefKeyPart>(key: KeySchema, reader: &mut dyn Reader<'_>) -> Result<Given> {
    read_part::<P>(key, reader).map_err(|error| error.at(key.name()))
}

/// For a partition key that alone names an item.
macro_rules! stored_as_its_partition_key {
    ($($shape:ident),*) => {$(
        impl<P: RefKeyPart> RefKey for $shape<P> {
            type Kind = P::Kind;

            fn read<M: Schema>(reader: &mut dyn Reader<'_>) -> Result<Key<M>> {
                let partition = read_part::<P>(M::SCHEMA.partition_key(), reader)?;
                Ok(Key::new(partition, Given::new()))
            }
        }
    )*};
}

stored_as_its_partition_key!(Single, Fixed);

impl<P: RefKeyPart, S: RefKeyPart> RefKey for Pair<P, S> {
    type Kind = kind::M;

    fn read<M: Schema>(reader: &mut dyn Reader<'_>) -> Result<Key<M>> {
        let schema = M::SCHEMA;
        let partition_key = schema.partition_key();
        let sort_key = schema.sort_key().unwrap_or(KeySchema::NONE);
        let (mut partition, mut sort) = (None, None);
        reader.enter_map()?;
        while let Some(name) = reader.next_key()? {
            if name == partition_key.name() {
                partition = Some(read_member::<P>(partition_key, reader)?);
            } else if name == sort_key.name() {
                sort = Some(read_member::<S>(sort_key, reader)?);
            } else {
                reader.skip()?;
            }
        }
        let missing = |key: KeySchema| move || Error::missing().at(key.name());
        Ok(Key::new(
            partition.ok_or_else(missing(partition_key))?,
            sort.ok_or_else(missing(sort_key))?,
        ))
    }
}

impl<M: Schema<Key: RefKey>> Ref<M> {
    /// To the item with this key, which may have other attributes besides.
    pub(crate) fn to_key(key: &HashMap<String, AttributeValue>) -> Result<Self> {
        if <Self as Attribute>::Kind::TYPE == Some(AttributeType::M) {
            return Self::decode(&mut AvReader::new(&AttributeValue::M(key.clone())));
        }
        let name = M::SCHEMA.partition_key().name();
        let partition = key.get(name);
        let partition = partition.ok_or_else(|| Error::missing().at(name))?;
        Self::decode(&mut AvReader::new(partition))
    }
}

impl<M: Schema<Key: RefKey>> Decode for Ref<M> {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        M::Key::read(reader).map(Self::from_key)
    }
}

impl<M: Schema<Key: RefKey>> Encode for Ref<M> {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        if <Self as Attribute>::Kind::TYPE == Some(AttributeType::M) {
            return write_map(&self.attributes()?, writer);
        }
        // The attribute is the reference itself, and has no members that an error could name.
        let key = self.attributes().map_err(Error::without_path)?;
        let partition = key.first();
        partition.map_or(Ok(()), |(_, value)| value_into(value, writer))
    }
}

fn write_map(key: &[(&'static str, AttributeValue)], writer: &mut dyn Writer) -> Result<()> {
    writer.begin_map(key.len())?;
    for (name, value) in key {
        writer.key(name)?;
        value_into(value, writer)?;
    }
    writer.end_map()
}

impl<M: Schema<Key: RefKey>> Attribute for Ref<M> {
    type Kind = <M::Key as RefKey>::Kind;
    type Operand = Self;
    type Fields<R> = NoFields;
}
