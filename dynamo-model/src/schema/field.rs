//! One field of a struct as data: its stored name and its codec.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Aliased, AttributeSchema, KeySchema, Upkeep};
use crate::error::{At, AttributePath, Error, Report, Result, Segment, Violation};
use crate::value::av::{AvReader, AvWriter, elements, set_of};
use crate::value::kind::Kind;
use crate::value::{AttributeType, Codec, Entries, Purpose, Reader, Write, Writer, Writing};

/// The stored name of a field of type `T`, and how its value is read and written.
///
/// Derives put one of these for each field into a constant, and nothing else in what they generate names the codec:
/// a type that cannot be stored is then one mistake, reported once.
#[derive(Clone, Copy)]
pub struct Field<T> {
    name: &'static str,
    attribute_type: Option<AttributeType>,
    decode: fn(&mut dyn Reader<'_>) -> Result<T>,
    encode: fn(&T, &mut dyn Writer) -> Result<()>,
    absent: fn() -> Result<T>,
    is_absent: fn(&T) -> bool,
    required: fn() -> bool,
    /// Whether it has to be there when an item is written.
    kept: bool,
    aliases: &'static [&'static str],
    /// Whether a value is the only one that it may have.
    constant: Option<fn(&T) -> bool>,
    rules: Option<Rules<T>>,
    entries: fn() -> Entries,
    moves: bool,
    secret: bool,
    upkeep: Option<Upkeep>,
    /// What its type does with the documents in it.
    within: Within<T>,
}

/// What a field does with its values before they are written, besides what their type does. Derives make it of `set`, `validate`
/// and the like.
pub struct Rules<T> {
    /// Whether a value changes before it is written.
    pub changes: bool,
    /// Brings a value into the form that is written.
    pub prepare: fn(&mut T, &At<'_>, &mut Writing),
    /// Looks for what is wrong with a value.
    pub inspect: fn(&T, &At<'_>, &mut Writing),
}

impl<T> fmt::Debug for Rules<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rules")
            .field("changes", &self.changes)
            .finish_non_exhaustive()
    }
}

impl<T> Clone for Rules<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Rules<T> {}

/// What a value is and does with what an expression gives to an attribute, or to a part of it.
type Conform = fn(&mut Option<AttributeValue>, &[&Segment], &At<'_>, &mut Writing);

struct Within<T> {
    changes: fn(&T) -> bool,
    prepare: fn(&mut T, &At<'_>, &mut Writing),
    inspect: fn(&T, &At<'_>, &mut Writing),
    conform: Conform,
    enclose: fn(AttributeValue, &[&Segment]) -> std::result::Result<AttributeValue, AttributeValue>,
}

impl<T> Clone for Within<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Within<T> {}

impl<T> fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Field").field(&self.name).finish()
    }
}

#[allow(clippy::missing_errors_doc)] // those of the codec
impl<T> Field<T> {
    /// The field of this stored name and codec.
    pub const fn new<C: Codec<T>>(name: &'static str) -> Self {
        Self {
            name,
            attribute_type: <C::Kind as Kind>::TYPE,
            decode: C::decode,
            encode: C::encode,
            absent: C::absent,
            is_absent: C::is_absent,
            required: || C::absent().is_err(),
            kept: false,
            aliases: &[],
            constant: None,
            rules: None,
            entries: C::entries,
            moves: false,
            secret: false,
            upkeep: None,
            within: Within {
                changes: C::changes,
                prepare: C::prepare,
                inspect: C::inspect,
                conform: C::conform,
                enclose: C::enclose,
            },
        }
    }

    /// The same field with rules of its own.
    #[must_use]
    pub const fn with_rules(mut self, rules: Rules<T>) -> Self {
        self.rules = Some(rules);
        self
    }

    /// The same field as a secret: what is said of its value does not say what the value is.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// The same field with what updates write to it by themselves.
    #[must_use]
    pub const fn with_upkeep(mut self, upkeep: Upkeep) -> Self {
        self.upkeep = Some(upkeep);
        self
    }

    /// The same field with a default for when it is absent: an item need not have it.
    #[must_use]
    pub const fn with_default(mut self) -> Self {
        self.required = || false;
        self
    }

    /// The same field, which the library changes with every write.
    #[must_use]
    pub const fn moving(mut self) -> Self {
        self.moves = true;
        self
    }

    /// The same field, which has to be there when an item is written.
    #[must_use]
    pub const fn with_presence(mut self) -> Self {
        self.kept = true;
        self
    }

    /// The same field with older names, under which it is read as well.
    #[must_use]
    pub const fn with_aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// The same field with a value that is the only one it may have.
    #[must_use]
    pub const fn with_constant(mut self, is_constant: fn(&T) -> bool) -> Self {
        self.constant = Some(is_constant);
        self
    }

    /// The attribute as the schema knows it.
    pub const fn schema(&self) -> AttributeSchema {
        AttributeSchema {
            name: self.name,
            attribute_type: self.attribute_type,
            required: self.required,
            entries: self.entries,
            moves: self.moves,
            upkeep: self.upkeep,
            kept: self.kept,
            aliases: self.aliases,
        }
    }

    /// What in its values changes by itself.
    pub fn entries(&self) -> Entries {
        (self.entries)()
    }

    /// The attribute as a key of the schema. Only for a `KeyAttribute`, which has a type.
    pub const fn key(&self) -> KeySchema {
        match self.attribute_type {
            Some(key_type) => KeySchema::new(self.name, key_type),
            None => KeySchema::NONE,
        }
    }

    /// Its stored name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Reads its value.
    pub fn read(&self, reader: &mut dyn Reader<'_>) -> Result<T> {
        self.read_checked(reader)
            .map_err(|error| error.at(self.name))
    }

    /// Reads its value under one of its older names. `false`, and nothing read, if `name` is none of them.
    pub fn read_older(
        &self,
        slot: &mut Aliased<T>,
        name: &str,
        reader: &mut dyn Reader<'_>,
    ) -> Result<bool> {
        slot.older(self.aliases, name, reader)
    }

    /// What was read of it under all of its names.
    pub fn chosen(&self, slot: Aliased<T>) -> Result<Option<T>> {
        slot.value(|reader| self.read_checked(reader))
    }

    /// A constant has no other value. What is about to be written is told otherwise: by the report on it.
    fn read_checked(&self, reader: &mut dyn Reader<'_>) -> Result<T> {
        let is_lenient = reader.is_lenient();
        let value = self.decode(reader)?;
        if let Some(is_constant) = self.constant.filter(|_| !is_lenient) {
            expect_constant(is_constant(&value))?;
        }
        Ok(value)
    }

    /// Takes what was read out of its slot, or what stands for an absent attribute.
    pub fn take(&self, slot: Option<T>) -> Result<T> {
        match slot {
            Some(value) => Ok(value),
            None => (self.absent)().map_err(|error| error.at(self.name)),
        }
    }

    /// Writes its name and value into the map that has been begun, unless it is absent.
    pub fn write(&self, value: &T, writer: &mut dyn Writer) -> Result<()> {
        if (self.is_absent)(value) {
            return Ok(());
        }
        writer.key(self.name)?;
        self.encode(value, writer)
            .map_err(|error| error.at(self.name))
    }

    /// Reads a value that has no name.
    pub fn decode(&self, reader: &mut dyn Reader<'_>) -> Result<T> {
        (self.decode)(reader).map_err(|error| self.discreet(error))
    }

    /// Writes a value that has no name.
    pub fn encode(&self, value: &T, writer: &mut dyn Writer) -> Result<()> {
        (self.encode)(value, writer).map_err(|error| self.discreet(error))
    }

    /// An error about a value, as it may be told.
    pub(crate) fn discreet(&self, error: Error) -> Error {
        if self.secret { error.discreet() } else { error }
    }

    /// What a missing value without a name reads as.
    pub fn absent(&self) -> Result<T> {
        (self.absent)()
    }

    /// Whether a value without a name is absent.
    pub fn is_absent(&self, value: &T) -> bool {
        (self.is_absent)(value)
    }

    /// Reads the element at `index` of the list that has been entered.
    pub fn element(&self, reader: &mut dyn Reader<'_>, index: usize) -> Result<T> {
        if !reader.next_element()? {
            return Err(Error::missing().at(index));
        }
        self.decode(reader).map_err(|error| error.at(index))
    }

    /// Whether its value changes before it is written.
    pub fn changes(&self, value: &T) -> bool {
        self.rules.is_some_and(|rules| rules.changes) || (self.within.changes)(value)
    }

    /// Brings its value into the form that is written: first by its own rules, then what is in it.
    pub fn prepare(&self, value: &mut T, above: &At<'_>, writing: &mut Writing) {
        self.prepare_nameless(value, &above.name(self.name), writing);
    }

    /// Looks for what is wrong with its value, and with what is in it.
    pub fn inspect(&self, value: &T, above: &At<'_>, writing: &mut Writing) {
        self.inspect_nameless(value, &above.name(self.name), writing);
    }

    /// Brings what an expression gives to it, or to a part of it, into the form that is written, and looks for what is wrong with it.
    pub fn conform(
        &self,
        value: &mut Option<AttributeValue>,
        below: &[&Segment],
        above: &At<'_>,
        writing: &mut Writing,
    ) {
        self.conform_nameless(value, below, &above.name(self.name), writing);
    }

    /// [`prepare`](Self::prepare) of a value that has no name.
    pub fn prepare_nameless(&self, value: &mut T, at: &At<'_>, writing: &mut Writing) {
        self.discreetly(at, writing, |writing| {
            if let Some(rules) = &self.rules {
                (rules.prepare)(value, at, writing);
            }
            (self.within.prepare)(value, at, writing);
        });
    }

    /// [`inspect`](Self::inspect) of a value that has no name.
    pub fn inspect_nameless(&self, value: &T, at: &At<'_>, writing: &mut Writing) {
        self.discreetly(at, writing, |writing| {
            if let Some(rules) = &self.rules {
                (rules.inspect)(value, at, writing);
            }
            (self.within.inspect)(value, at, writing);
        });
    }

    /// Walks over its value. What is reported of a secret does not say what the value is.
    fn discreetly(&self, at: &At<'_>, writing: &mut Writing, walk: impl FnOnce(&mut Writing)) {
        if !self.secret {
            return walk(writing);
        }
        let known = writing.count();
        walk(writing);
        writing.discreet(known, at);
    }

    /// [`conform`](Self::conform) of a value that has no name.
    pub fn conform_nameless(
        &self,
        value: &mut Option<AttributeValue>,
        below: &[&Segment],
        at: &At<'_>,
        writing: &mut Writing,
    ) {
        if self.constant.is_some() && alters(below, writing) {
            let text = "is a constant, and can't be changed";
            return writing.report(at, Violation::new("constant", text));
        }
        self.discreetly(at, writing, |writing| match below {
            _ if self.rules.is_none() || writing.purpose() == Purpose::Alter => {
                (self.within.conform)(value, below, at, writing);
            }
            [] => self.conform_typed(value, at, writing),
            below => self.conform_member(value, below, at, writing),
        });
    }

    /// What lies `below`, as a value of this type; or as it is, if it makes none.
    pub fn enclose(
        &self,
        value: AttributeValue,
        below: &[&Segment],
    ) -> std::result::Result<AttributeValue, AttributeValue> {
        (self.within.enclose)(value, below)
    }

    /// By its type, so that its rules see what they see of an item. What is no value of this type is left to DynamoDB.
    fn conform_typed(
        &self,
        value: &mut Option<AttributeValue>,
        at: &At<'_>,
        writing: &mut Writing,
    ) {
        let element = writing.purpose() == Purpose::Sought;
        if element {
            *value = self.around(value.take());
        }
        let read = match &*value {
            Some(value) => (self.decode)(&mut AvReader::raw(value)),
            None => (self.absent)(),
        };
        if let Ok(mut typed) = read {
            let before = writing.purpose();
            if element {
                writing.set_purpose(Purpose::Compare);
            }
            if before != Purpose::Remove {
                self.prepare_nameless(&mut typed, at, writing);
            }
            self.inspect_nameless(&typed, at, writing);
            writing.set_purpose(before);
            match self.stored(&typed) {
                _ if before == Purpose::Remove => {}
                Ok(stored) => *value = stored,
                Err(error) => writing.report(at, Violation::new("encode", error.to_string())),
            }
        }
        if element {
            *value = inner(value.take(), None);
        }
    }

    /// An element of a list or an entry of a map: as a list or map of this one. A part of a document is left to the document.
    fn conform_member(
        &self,
        value: &mut Option<AttributeValue>,
        below: &[&Segment],
        at: &At<'_>,
        writing: &mut Writing,
    ) {
        let enclosed = match value.take().map(|value| self.enclose(value, below)) {
            Some(Ok(enclosed)) => enclosed,
            Some(Err(other)) => {
                *value = Some(other);
                return (self.within.conform)(value, below, at, writing);
            }
            None => return (self.within.conform)(value, below, at, writing),
        };
        let mut enclosed = Some(enclosed);
        let before = writing.purpose();
        if before == Purpose::Store {
            writing.set_part(below.len());
        }
        let reported = writing.swap_report(Report::new());
        self.conform_typed(&mut enclosed, &At::ITEM, writing);
        for violation in writing.swap_report(reported) {
            if let Some(violation) = placed(violation, below) {
                writing.report(at, violation);
            }
        }
        writing.set_purpose(before);
        *value = below
            .iter()
            .fold(enclosed, |value, step| inner(value, Some(step)));
    }

    /// A container of this element alone; for text, itself: what is looked for is a part of it.
    fn around(&self, element: Option<AttributeValue>) -> Option<AttributeValue> {
        let element = element?;
        Some(match self.attribute_type {
            Some(AttributeType::L) => AttributeValue::L(vec![element]),
            Some(AttributeType::Ss | AttributeType::Ns | AttributeType::Bs) => {
                return set_of([element].into_iter());
            }
            _ => element,
        })
    }

    /// The stored form; `None` if it is absent.
    fn stored(&self, value: &T) -> Result<Option<AttributeValue>> {
        if (self.is_absent)(value) {
            return Ok(None);
        }
        let mut writer = AvWriter::new();
        self.encode(value, &mut writer)?;
        writer.finish().map(Some)
    }

    /// The value as the SDK has it, for keys and updates; `None` if it is absent.
    pub fn key_input(&self, value: &T) -> Result<Option<AttributeValue>> {
        self.stored(value).map_err(|error| error.at(self.name))
    }
}

/// Fails for what was read of a constant and is not it.
#[allow(clippy::missing_errors_doc)] // said above
pub fn expect_constant(is_constant: bool) -> Result<()> {
    if is_constant {
        return Ok(());
    }
    Err(Error::decode(
        "this attribute is a constant, and another value is stored",
    ))
}

/// Whether an update changes an attribute otherwise than by giving it a value or removing it.
fn alters(below: &[&Segment], writing: &Writing) -> bool {
    writing.write() == Write::Updating && (!below.is_empty() || writing.purpose() == Purpose::Alter)
}

/// The only element of a container, or its only entry.
fn inner(container: Option<AttributeValue>, step: Option<&Segment>) -> Option<AttributeValue> {
    match (container?, step) {
        (AttributeValue::L(elements), _) => elements.into_iter().next(),
        (AttributeValue::M(mut entries), Some(Segment::Name(name))) => entries.remove(&**name),
        (set @ (AttributeValue::Ss(_) | AttributeValue::Ns(_) | AttributeValue::Bs(_)), None) => {
            elements(set).into_iter().next()
        }
        (other, _) => Some(other),
    }
}

/// What was found in a list of one element, or in a map of one entry, where that element or entry stands. A list of a fixed length
/// has it in every place, and it is told once.
fn placed(violation: Violation, below: &[&Segment]) -> Option<Violation> {
    let Some(path) = violation.path.clone() else {
        return Some(violation);
    };
    let mut placed: Option<AttributePath> = None;
    for (depth, found) in path.segments().into_iter().enumerate() {
        let step = match (found, below.get(depth)) {
            (Segment::Index(1..), Some(_)) => return None,
            (_, Some(step)) => (*step).clone(),
            (found, None) => found.clone(),
        };
        placed = Some(match placed {
            Some(above) => above.child(step),
            None => AttributePath::new(step),
        });
    }
    Some(violation.at(placed))
}
