//! What an update writes to an attribute besides what it was told to.

use std::fmt;
use std::time::SystemTime;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::Result;

/// What updates write to an attribute by themselves. Derives make it of `created_at`, `updated_at`, `ttl`, `id`, `default` and `force`.
#[derive(Clone, Copy)]
pub struct Upkeep {
    when: When,
    value: fn(SystemTime) -> Result<Option<AttributeValue>>,
}

/// Which updates write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// An upsert, if the item lacks it; not one that changes it.
    IfAbsent,
    /// Every update but one that changes it.
    Always,
    /// Every update; none may change it.
    Forced,
}

impl Upkeep {
    /// What has this value, in its stored form, at the moment of an update. `None` is absent.
    pub const fn new(when: When, value: fn(SystemTime) -> Result<Option<AttributeValue>>) -> Self {
        Self { when, value }
    }

    /// Which updates write it.
    pub const fn when(&self) -> When {
        self.when
    }

    /// What is written at this moment.
    pub(crate) fn value(&self, now: SystemTime) -> Result<Option<AttributeValue>> {
        (self.value)(now)
    }
}

impl fmt::Debug for Upkeep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Upkeep").field(&self.when).finish()
    }
}
