//! Fingerprints: what a cursor belongs to.

use aws_sdk_dynamodb::types::AttributeValue;

use super::bytes::{put, put_value};

/// What a cursor belongs to, as a number that stays the same in every process and release of this form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fingerprint(pub(crate) u64);

impl Fingerprint {
    /// FNV-1a: short, stable and good enough to tell a mistake. It is no protection against a forger, who needs none: a
    /// cursor gives no access.
    pub(crate) fn new(parts: &[&[u8]]) -> Self {
        let mut bytes = Vec::new();
        parts.iter().for_each(|part| put(&mut bytes, part));
        Self(bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
        }))
    }

    /// The bytes of a key value, to be a part of a fingerprint.
    pub(crate) fn of_value(value: &AttributeValue) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_value(&mut bytes, value);
        bytes
    }
}
