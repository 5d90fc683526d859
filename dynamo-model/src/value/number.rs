//! Exact numbers.

use crate::error::{Error, Result};

/// Fails unless `text` is a number that DynamoDB can store exactly.
pub(crate) fn check(text: &str) -> Result<()> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if (1..=38).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(());
    }
    Err(Error::encode("not a number"))
}
