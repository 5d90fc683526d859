//! How references are shown by serde.

use serde::ser::Error as _;
use serde::{Serialize, Serializer};

use super::{Ref, RefKey};
use crate::schema::Schema;
use crate::value::{Plain, Value, to_attribute_value};

/// The item, if it has been read, and was there. Otherwise the key, as it is stored.
impl<M: Schema<Key: RefKey> + Serialize> Serialize for Ref<M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(item) = self.item() {
            return item.serialize(serializer);
        }
        let key = to_attribute_value::<Self, Plain>(self)
            .and_then(Value::try_from)
            .map_err(S::Error::custom)?;
        key.serialize(serializer)
    }
}
