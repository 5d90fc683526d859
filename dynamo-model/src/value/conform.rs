//! Values in expressions that contain others: each is brought into form by its own type.

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Attribute, Purpose, Writing, av};
use crate::error::{At, Segment};

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
        ([], value) if writing.purpose() == Purpose::Element => sought::<T>(value, at, writing),
        ([], Some(AttributeValue::L(elements))) => each(writing, |writing| {
            for (index, element) in elements.iter_mut().enumerate() {
                let mut of_element = Some(std::mem::replace(element, AttributeValue::Null(true)));
                T::conform(&mut of_element, &[], &at.index(index), writing);
                *element = of_element.unwrap_or(AttributeValue::Null(true));
            }
        }),
        _ => {}
    }
}

/// A map with entries of `T`, or a part of one.
pub(crate) fn map<T: Attribute>(
    value: &mut Option<AttributeValue>,
    below: &[&Segment],
    at: &At<'_>,
    writing: &mut Writing,
) {
    match (below, value) {
        ([Segment::Name(name), below @ ..], value) => {
            T::conform(value, below, &at.name(name), writing);
        }
        ([], Some(AttributeValue::M(entries))) => each(writing, |writing| {
            let all = std::mem::take(entries).into_iter();
            entries.extend(all.filter_map(|(name, entry)| {
                let mut of_entry = Some(entry);
                T::conform(&mut of_entry, &[], &at.name(&name), writing);
                Some((name, of_entry?))
            }));
        }),
        _ => {}
    }
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
    if writing.purpose() == Purpose::Element {
        return sought::<T>(value, at, writing);
    }
    let Some(elements) = value.take().map(av::elements) else {
        return;
    };
    each(writing, |writing| {
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
    writing.set_purpose(Purpose::Element);
}

/// Elements that are added are whole themselves.
fn each(writing: &mut Writing, walk: impl FnOnce(&mut Writing)) {
    let purpose = writing.purpose();
    if purpose == Purpose::Part {
        writing.set_purpose(Purpose::Store);
    }
    walk(writing);
    writing.set_purpose(purpose);
}
