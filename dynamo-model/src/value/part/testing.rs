//! What the tests of this room share: values as parts of keys.

use std::fmt::Debug;

use super::{KeyPart, PartForm, PartText, PartWriter};
use crate::error::Result;

/// The text of `value` in this form, in front of the separator `#`.
pub(crate) fn part_in<T: KeyPart>(value: &T, form: PartForm) -> Result<String> {
    let mut key = String::new();
    let mut writer = PartWriter::new(&mut key, form, Some('#'), T::MARKS);
    value.write_part(&mut writer)?;
    Ok(key)
}

/// The sortable text of `value`.
#[track_caller]
pub(crate) fn part<T: KeyPart>(value: &T) -> String {
    part_in(value, PartForm::Sortable).unwrap()
}

/// Why `value` has no text in this form.
#[track_caller]
pub(crate) fn part_error<T: KeyPart>(value: &T, form: PartForm) -> String {
    part_in(value, form).unwrap_err().to_string()
}

pub(crate) fn read_part_in<T: KeyPart>(text: &str, form: PartForm) -> Result<T> {
    T::read_part(PartText::new(text, form))
}

/// What the sortable text of a part reads as.
pub(crate) fn read_part<T: KeyPart>(text: &str) -> Result<T> {
    read_part_in(text, PartForm::Sortable)
}

/// Why a text does not read as a `T`.
#[track_caller]
pub(crate) fn read_part_error<T: KeyPart + Debug>(text: &str) -> String {
    read_part::<T>(text).unwrap_err().to_string()
}

/// Writes both values and reads them again; their texts sort as they do.
#[track_caller]
pub(crate) fn parts_agree<T: KeyPart + Ord + Debug>(a: &T, b: &T) {
    for value in [a, b] {
        assert_eq!(&read_part::<T>(&part(value)).unwrap(), value);
    }
    assert_eq!(part(a).cmp(&part(b)), a.cmp(b), "{a:?} and {b:?}");
}
