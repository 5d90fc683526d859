//! Values in expressions that contain others: each is brought into form by its own type.

use std::borrow::Cow;

use aws_sdk_dynamodb::types::AttributeValue;

use super::av::from_stored;
use super::{Attribute, MapKey, Plain, Purpose, Write, Writing, av, to_attribute_value};
use crate::error::{At, Segment, Violation};

/// A whole value, by its type.
pub(crate) fn whole<T: Attribute>(
    value: &mut Option<AttributeValue>,
    at: &At<'_>,
    writing: &mut Writing,
) {
    let mut whole = match value.as_ref().map(from_stored::<T, Plain>) {
        Some(Ok(whole)) => whole,
        Some(Err(error)) if writing.write() == Write::Updating && writing.is_whole() => {
            return writing.report(at, Violation::new("decode", error.to_string()));
        }
        Some(Err(_)) | None => return,
    };
    whole.prepare(at, writing);
    whole.inspect(at, writing);
    match to_attribute_value::<T, Plain>(&whole) {
        Ok(stored) => *value = Some(stored),
        Err(error) => writing.report(at, Violation::new("encode", error.to_string())),
    }
}

/// A list of `T`, or a part of one.
pub(crate) fn list<T: Attribute>(
    value: &mut Option<AttributeValue>,
    below: &[&Segment],
    at: &At<'_>,
    writing: &mut Writing,
) {
    match (below, value) {
        ([Segment::Index(index), below @ ..], value) => {
            T::conform(value, below, &at.index(*index), writing);
        }
        ([], value) if writing.purpose() == Purpose::Sought => sought::<T>(value, at, writing),
        ([], Some(AttributeValue::L(elements))) => writing.inside(|writing| {
            for (index, element) in elements.iter_mut().enumerate() {
                let mut of_element = Some(std::mem::replace(element, AttributeValue::Null(true)));
                T::conform(&mut of_element, &[], &at.index(index), writing);
                *element = of_element.unwrap_or(AttributeValue::Null(true));
            }
        }),
        _ => {}
    }
}

/// A map from `K` to `T`, or a part of one.
pub(crate) fn map<K: MapKey, T: Attribute>(
    value: &mut Option<AttributeValue>,
    below: &[&Segment],
    at: &At<'_>,
    writing: &mut Writing,
) {
    match (below, value) {
        ([Segment::Name(name), below @ ..], value) => {
            let at = at.name(name);
            if let ([], Some(_), Ok(key)) = (below, &value, K::from_key(Cow::Borrowed(&**name))) {
                writing.key(|writing| key.inspect_key(&at, writing));
            }
            T::conform(value, below, &at, writing);
        }
        ([], Some(AttributeValue::M(entries))) => writing.inside(|writing| {
            let all = std::mem::take(entries).into_iter();
            for (name, entry) in all {
                let name = key::<K>(name, at, writing);
                let at = at.name(&name);
                let mut of_entry = Some(entry);
                T::conform(&mut of_entry, &[], &at, writing);
                let Some(entry) = of_entry else { continue };
                if entries.insert(name.clone(), entry).is_some() {
                    writing.report(&at, one_key_twice());
                }
            }
        }),
        _ => {}
    }
}

/// The key of an entry, in the form that is written.
fn key<K: MapKey>(name: String, at: &At<'_>, writing: &mut Writing) -> String {
    let Ok(mut key) = K::from_key(Cow::Borrowed(&*name)) else {
        return name;
    };
    let at = at.name(&name);
    writing.key(|writing| {
        key.prepare_key(&at, writing);
        key.inspect_key(&at, writing);
    });
    key.to_key().into_owned()
}

/// For two keys of a map that are written alike: one of the entries would be lost.
pub(crate) fn one_key_twice() -> Violation {
    Violation::new("set", "is the key of two entries")
}

/// A set of `T`.
pub(crate) fn set<T: Attribute>(
    value: &mut Option<AttributeValue>,
    below: &[&Segment],
    at: &At<'_>,
    writing: &mut Writing,
) {
    if !below.is_empty() {
        return;
    }
    if writing.purpose() == Purpose::Sought {
        return sought::<T>(value, at, writing);
    }
    let Some(elements) = value.take().map(av::elements) else {
        return;
    };
    writing.inside(|writing| {
        let elements = elements.into_iter().filter_map(|element| {
            let mut element = Some(element);
            T::conform(&mut element, &[], at, writing);
            element
        });
        *value = av::set_of(elements);
    });
}

/// An element that is looked for in a container.
fn sought<T: Attribute>(value: &mut Option<AttributeValue>, at: &At<'_>, writing: &mut Writing) {
    writing.set_purpose(Purpose::Compare);
    T::conform(value, &[], at, writing);
    writing.set_purpose(Purpose::Sought);
}

/// [`Attribute::enclose`] for what nothing can be enclosed in.
pub(crate) fn enclose_nothing(
    value: AttributeValue,
    below: &[&Segment],
) -> Result<AttributeValue, AttributeValue> {
    if below.is_empty() {
        return Ok(value);
    }
    Err(value)
}

/// [`Attribute::enclose`] for a list: one of `len` elements, where no other has a place.
pub(crate) fn enclose_in_list(
    value: AttributeValue,
    below: &[&Segment],
    len: usize,
    enclose: fn(AttributeValue, &[&Segment]) -> Result<AttributeValue, AttributeValue>,
) -> Result<AttributeValue, AttributeValue> {
    match below {
        [Segment::Index(_), below @ ..] => {
            let element = enclose(value, below)?;
            Ok(AttributeValue::L(vec![element; len]))
        }
        below => enclose_nothing(value, below),
    }
}

/// [`Attribute::enclose`] for a map.
pub(crate) fn enclose_in_map(
    value: AttributeValue,
    below: &[&Segment],
    enclose: fn(AttributeValue, &[&Segment]) -> Result<AttributeValue, AttributeValue>,
) -> Result<AttributeValue, AttributeValue> {
    match below {
        [Segment::Name(name), below @ ..] => {
            let entry = enclose(value, below)?;
            Ok(AttributeValue::M([(name.to_string(), entry)].into()))
        }
        below => enclose_nothing(value, below),
    }
}
