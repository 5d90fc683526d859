//! Values and items whose types are known only at run time.

use std::collections::btree_map::{self, BTreeMap};
use std::collections::{BTreeSet, HashMap};

use aws_sdk_dynamodb::primitives::Blob as SdkBlob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::av::value_into;
use super::{
    Attribute, AttributeType, Blob, Container, Decode, Delta, Encode, Entries, List, Map, NoFields,
    Number, Plain, Reader, Writer, from_attribute_value, kind, to_attribute_value,
};
use crate::error::{Error, Result};

/// Any attribute value, held without loss.
///
/// For attributes whose type differs from item to item. Unlike the SDK's
/// [`AttributeValue`] it can be compared, its numbers are numbers, and it always has a stored form, apart from an empty set.
///
/// ```
/// use dynamo_model::value::{Item, Number, Value};
///
/// let mut item = Item::new();
/// item.insert("sku", "A-1");
/// item.insert("sizes", vec![38, 39]);
/// assert_eq!(item.get("sku").and_then(Value::as_str), Some("A-1"));
///
/// // To and from every stored type:
/// let sizes: Vec<u8> = item.read("sizes")?;
/// assert_eq!(sizes, [38, 39]);
/// let missing: Option<String> = item.read("color")?;
/// assert_eq!(missing, None);
/// let error = item.read::<u32>("sku").unwrap_err();
/// assert_eq!(error.to_string(), "sku: expected N, found S");
/// # Ok::<(), dynamo_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// A string.
    S(String),
    /// A number.
    N(Number),
    /// Bytes.
    B(Blob),
    /// True or false.
    Bool(bool),
    /// Null.
    Null,
    /// A list.
    L(Vec<Value>),
    /// A map.
    M(Item),
    /// A set of strings.
    Ss(BTreeSet<String>),
    /// A set of numbers.
    Ns(BTreeSet<Number>),
    /// A set of binary values.
    Bs(BTreeSet<Blob>),
}

impl Value {
    /// What `value` is stored as. `None` is null.
    ///
    /// # Errors
    /// If `value` has no stored form.
    pub fn of<T: Attribute>(value: &T) -> Result<Self> {
        to_attribute_value::<T, Plain>(value)?.try_into()
    }

    /// Reads this value as a `T`.
    ///
    /// # Errors
    /// If it does not fit that type.
    pub fn read<T: Attribute>(&self) -> Result<T> {
        from_attribute_value::<T, Plain>(AttributeValue::from(self.clone()))
    }

    /// The type of this value.
    pub fn attribute_type(&self) -> AttributeType {
        match self {
            Self::S(_) => AttributeType::S,
            Self::N(_) => AttributeType::N,
            Self::B(_) => AttributeType::B,
            Self::Bool(_) => AttributeType::Bool,
            Self::Null => AttributeType::Null,
            Self::L(_) => AttributeType::L,
            Self::M(_) => AttributeType::M,
            Self::Ss(_) => AttributeType::Ss,
            Self::Ns(_) => AttributeType::Ns,
            Self::Bs(_) => AttributeType::Bs,
        }
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::S(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if this is one.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::N(number) => Some(number),
            _ => None,
        }
    }

    /// The bytes, if this is binary.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Self::B(blob) => Some(blob),
            _ => None,
        }
    }

    /// The boolean, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Whether this is null.
    pub fn is_null(&self) -> bool {
        *self == Self::Null
    }

    /// The elements, if this is a list.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Self::L(elements) => Some(elements),
            _ => None,
        }
    }

    /// The entries, if this is a map.
    pub fn as_map(&self) -> Option<&Item> {
        match self {
            Self::M(entries) => Some(entries),
            _ => None,
        }
    }
}

impl Decode for Value {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        Ok(match reader.kind()? {
            AttributeType::S => Self::S(Decode::decode(reader)?),
            AttributeType::N => Self::N(Decode::decode(reader)?),
            AttributeType::B => Self::B(Decode::decode(reader)?),
            AttributeType::Bool => Self::Bool(Decode::decode(reader)?),
            AttributeType::Null => {
                reader.null()?;
                Self::Null
            }
            AttributeType::L => Self::L(Decode::decode(reader)?),
            AttributeType::M => Self::M(Decode::decode(reader)?),
            AttributeType::Ss => Self::Ss(Decode::decode(reader)?),
            AttributeType::Ns => Self::Ns(Decode::decode(reader)?),
            AttributeType::Bs => Self::Bs(Decode::decode(reader)?),
        })
    }
}

impl Encode for Value {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        match self {
            Self::S(text) => text.encode(writer),
            Self::N(number) => number.encode(writer),
            Self::B(blob) => blob.encode(writer),
            Self::Bool(value) => value.encode(writer),
            Self::Null => writer.null(),
            Self::L(elements) => elements.encode(writer),
            Self::M(entries) => entries.encode(writer),
            Self::Ss(set) => set.encode(writer),
            Self::Ns(set) => set.encode(writer),
            Self::Bs(set) => set.encode(writer),
        }
    }
}

impl Attribute for Value {
    type Kind = kind::Any;
    type Operand = Self;
    type Fields<R> = NoFields;

    fn entries() -> Entries {
        Entries::Each(Self::entries)
    }
}

impl Container for Value {
    type Element = Self;
}

impl List for Value {
    type Element = Self;
}

impl Map for Value {
    type Entry = Self;
}

impl TryFrom<AttributeValue> for Value {
    type Error = Error;

    fn try_from(value: AttributeValue) -> Result<Self> {
        from_attribute_value::<Self, Plain>(value)
    }
}

impl From<Value> for AttributeValue {
    fn from(value: Value) -> Self {
        match value {
            Value::S(text) => Self::S(text),
            Value::N(number) => Self::N(number.as_str().to_owned()),
            Value::B(blob) => Self::B(SdkBlob::new(blob.into_vec())),
            Value::Bool(value) => Self::Bool(value),
            Value::Null => Self::Null(true),
            Value::L(elements) => Self::L(elements.into_iter().map(Into::into).collect()),
            Value::M(entries) => Self::M(entries.into()),
            Value::Ss(set) => Self::Ss(set.into_iter().collect()),
            Value::Ns(set) => Self::Ns(set.iter().map(ToString::to_string).collect()),
            Value::Bs(set) => Self::Bs(
                set.into_iter()
                    .map(|b| SdkBlob::new(b.into_vec()))
                    .collect(),
            ),
        }
    }
}

macro_rules! from {
    ($($ty:ty => |$value:ident| $to:expr;)*) => {$(
        impl From<$ty> for Value {
            fn from($value: $ty) -> Self {
                $to
            }
        }
    )*};
}

from! {
    String => |text| Self::S(text);
    &str => |text| Self::S(text.to_owned());
    Number => |number| Self::N(number);
    Blob => |blob| Self::B(blob);
    bool => |value| Self::Bool(value);
    Item => |entries| Self::M(entries);
    BTreeSet<String> => |set| Self::Ss(set);
    BTreeSet<Number> => |set| Self::Ns(set);
    BTreeSet<Blob> => |set| Self::Bs(set);
}

macro_rules! from_numbers {
    ($from:ident: $($ty:ty)*) => {$(
        from_numbers!(@ $from $ty);
    )*};
    (@ From $ty:ty) => {
        impl From<$ty> for Value {
            fn from(value: $ty) -> Self {
                Self::N(value.into())
            }
        }

        impl Delta<Value> for $ty {}
    };
    (@ TryFrom $ty:ty) => {
        impl TryFrom<$ty> for Value {
            type Error = Error;

            /// Fails for what [`Number`] cannot hold.
            fn try_from(value: $ty) -> Result<Self> {
                value.try_into().map(Self::N)
            }
        }

        impl Delta<Value> for $ty {}
    };
}

from_numbers!(From: i8 i16 i32 i64 isize u8 u16 u32 u64 usize);
from_numbers!(TryFrom: i128 u128 f32 f64);
impl Delta<Value> for Number {}

impl<T: Into<Self>> From<Vec<T>> for Value {
    fn from(elements: Vec<T>) -> Self {
        Self::L(elements.into_iter().map(Into::into).collect())
    }
}

/// `None` is null.
impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A whole item, or a map in one, of any shape: values by name, in the order of the names.
///
/// It is what to use where the shape of an item is not known beforehand, and, flattened into a model, what keeps the attributes
/// that no field takes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Item(BTreeMap<String, Value>);

impl Item {
    /// No attributes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many attributes there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is an attribute of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The value of this name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The value of this name, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.0.get_mut(name)
    }

    /// Reads the attribute of this name as a `T`. A missing one reads as `T` says: `None`, an empty set, or an error.
    ///
    /// # Errors
    /// If the value does not fit that type, or is missing and may not be.
    pub fn read<T: Attribute>(&self, name: &str) -> Result<T> {
        match self.get(name) {
            Some(value) => value.read(),
            None => T::absent(),
        }
        .map_err(|error| error.at(name.to_owned()))
    }

    /// Adds or replaces an attribute. Returns the value that it had.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.0.insert(name.into(), value.into())
    }

    /// Removes an attribute. Returns its value.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name)
    }

    /// Keeps the attributes that `keep` says yes to.
    pub fn retain(&mut self, keep: impl FnMut(&String, &mut Value) -> bool) {
        self.0.retain(keep);
    }

    /// The names.
    pub fn keys(&self) -> btree_map::Keys<'_, String, Value> {
        self.0.keys()
    }

    /// The values.
    pub fn values(&self) -> btree_map::Values<'_, String, Value> {
        self.0.values()
    }

    /// The names and values.
    pub fn iter(&self) -> btree_map::Iter<'_, String, Value> {
        self.0.iter()
    }

    /// The names and values, to change the values.
    pub fn iter_mut(&mut self) -> btree_map::IterMut<'_, String, Value> {
        self.0.iter_mut()
    }
}

impl Decode for Item {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        Decode::decode(reader).map(Self)
    }
}

impl Encode for Item {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        self.0.encode(writer)
    }
}

impl Attribute for Item {
    type Kind = kind::M;
    type Operand = Self;
    type Fields<R> = NoFields;

    fn entries() -> Entries {
        Entries::Each(Value::entries)
    }
}

impl Map for Item {
    type Entry = Value;
}

impl From<BTreeMap<String, Value>> for Item {
    fn from(entries: BTreeMap<String, Value>) -> Self {
        Self(entries)
    }
}

impl From<Item> for BTreeMap<String, Value> {
    fn from(item: Item) -> Self {
        item.0
    }
}

impl TryFrom<HashMap<String, AttributeValue>> for Item {
    type Error = Error;

    fn try_from(attributes: HashMap<String, AttributeValue>) -> Result<Self> {
        from_attribute_value::<Self, Plain>(AttributeValue::M(attributes))
    }
}

impl From<Item> for HashMap<String, AttributeValue> {
    fn from(item: Item) -> Self {
        item.0
            .into_iter()
            .map(|(name, value)| (name, value.into()))
            .collect()
    }
}

impl<K: Into<String>, V: Into<Value>, const N: usize> From<[(K, V); N]> for Item {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Item {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut item = Self::new();
        item.extend(entries);
        item
    }
}

impl<K: Into<String>, V: Into<Value>> Extend<(K, V)> for Item {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (name, value) in entries {
            self.insert(name, value);
        }
    }
}

impl IntoIterator for Item {
    type Item = (String, Value);
    type IntoIter = btree_map::IntoIter<String, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Item {
    type Item = (&'a String, &'a Value);
    type IntoIter = btree_map::Iter<'a, String, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a mut Item {
    type Item = (&'a String, &'a mut Value);
    type IntoIter = btree_map::IterMut<'a, String, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}

impl Decode for AttributeValue {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        reader.value()
    }
}

impl Encode for AttributeValue {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        value_into(self, writer)
    }
}

/// The SDK's own value: whatever is stored, as it is.
impl Attribute for AttributeValue {
    type Kind = kind::Any;
    type Operand = Self;
    type Fields<R> = NoFields;

    fn entries() -> Entries {
        Entries::Each(Self::entries)
    }
}

impl Container for AttributeValue {
    type Element = Self;
}

impl List for AttributeValue {
    type Element = Self;
}

impl Map for AttributeValue {
    type Entry = Self;
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;

    use super::super::testing::*;
    use super::*;

    fn values() -> impl Strategy<Value = Value> {
        let number = (any::<i64>(), 0_u8..20)
            .prop_map(|(digits, scale)| format!("{digits}E-{scale}").parse::<Number>().unwrap());
        let blob = any::<Vec<u8>>().prop_map(Blob::from);
        let leaf = prop_oneof![
            any::<String>().prop_map(Value::S),
            number.clone().prop_map(Value::N),
            blob.clone().prop_map(Value::B),
            any::<bool>().prop_map(Value::Bool),
            Just(Value::Null),
            btree_set(any::<String>(), 1..4).prop_map(Value::Ss),
            btree_set(number, 1..4).prop_map(Value::Ns),
            btree_set(blob, 1..4).prop_map(Value::Bs),
        ];
        leaf.prop_recursive(4, 32, 4, |inner| {
            prop_oneof![
                vec(inner.clone(), 0..4).prop_map(Value::L),
                vec((any::<String>(), inner), 0..4)
                    .prop_map(|entries| Value::M(entries.into_iter().collect())),
            ]
        })
    }

    #[test]
    fn item_reads_and_says_where_it_cannot() {
        let item = Item::from([("lines", Value::from(vec![Item::from([("quantity", "3")])]))]);
        let error = item
            .read::<Vec<BTreeMap<String, u32>>>("lines")
            .unwrap_err();
        assert_eq!(error.to_string(), "lines[0].quantity: expected N, found S");
        let error = item.read::<String>("id").unwrap_err();
        assert_eq!(error.to_string(), "id: this required attribute is missing");
        assert_eq!(
            item.read::<BTreeSet<String>>("tags").unwrap(),
            BTreeSet::new()
        );
    }

    #[test]
    fn an_empty_set_is_refused() {
        assert!(write_error(&Value::Ss(BTreeSet::new())).starts_with("DynamoDB has no empty sets"));
    }

    #[test]
    fn conversions_choose_the_obvious_type() {
        assert_eq!(Value::from(1), Value::N(1.into()));
        assert_eq!(
            Value::try_from(1.50).unwrap(),
            Value::N("1.5".parse().unwrap())
        );
        assert!(Value::try_from(f64::NAN).is_err());
        assert_eq!(Value::from(None::<bool>), Value::Null);
        assert_eq!(
            Value::from(vec!["a"]).as_list().unwrap()[0].as_str(),
            Some("a")
        );
        assert_eq!(
            Value::of(&(1, "a".to_owned()))
                .unwrap()
                .read::<(u8, char)>()
                .unwrap(),
            (1, 'a')
        );
    }

    proptest! {
        #[test]
        fn round_trips(value in values(), name: String) {
            let attribute = AttributeValue::from(value.clone());
            prop_assert_eq!(stored(&value), attribute.clone());
            prop_assert_eq!(&Value::try_from(attribute.clone()).unwrap(), &value);
            round_trip(&attribute);
            round_trip(&value);
            let item = Item::from([(name, value)]);
            let attributes = HashMap::from(item.clone());
            prop_assert_eq!(&Item::try_from(attributes).unwrap(), &item);
            round_trip(&item);
        }
    }
}
