//! Attributes with older names: read under all of them, and written under their own.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::Result;
use crate::value::{AvReader, Reader};

/// What has been read of an attribute with older names. Its own name wins, then the first of the older ones, whatever the order in
/// which they are met.
///
/// A value under an older name is kept as it is until it is known whether it is wanted: what is passed over need not fit.
pub struct Aliased<T> {
    own: Option<T>,
    older: Option<Older>,
}

struct Older {
    rank: usize,
    name: &'static str,
    value: AttributeValue,
    is_raw: bool,
}

impl<T> Default for Aliased<T> {
    fn default() -> Self {
        Self {
            own: None,
            older: None,
        }
    }
}

impl<T> fmt::Debug for Aliased<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The value stays out: it is the application's data.
        f.debug_struct("Aliased").finish_non_exhaustive()
    }
}

impl<T> Aliased<T> {
    /// Keeps the value under its own name.
    pub fn own(&mut self, value: T) {
        self.own = Some(value);
    }

    /// Takes the value under one of the older names. `false`, and nothing read, if `name` is none of them.
    #[allow(clippy::missing_errors_doc)] // those of the reader
    pub fn older(
        &mut self,
        aliases: &'static [&'static str],
        name: &str,
        reader: &mut dyn Reader<'_>,
    ) -> Result<bool> {
        let mut names = aliases.iter().copied().enumerate();
        let Some((rank, name)) = names.find(|(_, alias)| *alias == name) else {
            return Ok(false);
        };
        let beats = |older: &Older| rank < older.rank;
        if self.own.is_some() || !self.older.as_ref().is_none_or(beats) {
            reader.skip()?;
            return Ok(true);
        }
        let is_raw = reader.is_raw();
        self.older = Some(Older {
            rank,
            name,
            value: reader.value().map_err(|error| error.at(name))?,
            is_raw,
        });
        Ok(true)
    }

    /// The value that is wanted, if there is one.
    #[allow(clippy::missing_errors_doc)] // those of `read`
    pub fn value(self, read: impl FnOnce(&mut dyn Reader<'_>) -> Result<T>) -> Result<Option<T>> {
        let Some(older) = self.older.filter(|_| self.own.is_none()) else {
            return Ok(self.own);
        };
        let mut reader = if older.is_raw {
            AvReader::raw(&older.value)
        } else {
            AvReader::new(&older.value)
        };
        read(&mut reader)
            .map(Some)
            .map_err(|error| error.at(older.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Decode;

    fn n(number: &str) -> AttributeValue {
        AttributeValue::N(number.to_owned())
    }

    fn read(attributes: &[(&str, AttributeValue)]) -> Result<Option<u8>> {
        let mut slot = Aliased::default();
        for (name, value) in attributes {
            let mut reader = AvReader::new(value);
            if *name == "own" {
                slot.own(u8::decode(&mut reader)?);
            } else {
                assert!(slot.older(&["old", "older"], name, &mut reader)?);
            }
        }
        slot.value(|reader| u8::decode(reader))
    }

    #[test]
    fn the_order_on_the_wire_does_not_matter() {
        let (own, old, older) = (("own", n("1")), ("old", n("2")), ("older", n("3")));
        let all = [&own, &old, &older];
        for order in [
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
        ] {
            let items = order.map(|i| all[i].clone());
            assert_eq!(read(&items).unwrap(), Some(1), "{order:?}");
            let without_own = items.iter().filter(|(name, _)| *name != "own").cloned();
            let without_own: Vec<_> = without_own.collect();
            assert_eq!(read(&without_own).unwrap(), Some(2), "{order:?}");
        }
        assert_eq!(read(&[older]).unwrap(), Some(3));
        assert_eq!(read(&[]).unwrap(), None);
    }

    #[test]
    fn what_is_passed_over_need_not_fit() {
        let text = || AttributeValue::S("x".to_owned());
        assert_eq!(
            read(&[("older", text()), ("old", n("2"))]).unwrap(),
            Some(2)
        );
        assert_eq!(read(&[("old", text()), ("own", n("1"))]).unwrap(), Some(1));
        let error = read(&[("older", text())]).unwrap_err();
        assert_eq!(error.to_string(), "older: expected N, found S");
    }

    #[test]
    fn another_name_is_not_taken() {
        let mut slot = Aliased::<u8>::default();
        let value = n("1");
        let mut reader = AvReader::new(&value);
        assert!(!slot.older(&["old"], "other", &mut reader).unwrap());
    }
}
