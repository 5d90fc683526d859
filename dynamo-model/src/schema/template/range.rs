//! The two ends of a range of keys, as DynamoDB's `BETWEEN` takes them: both included.

use std::ops::Bound;

use aws_sdk_dynamodb::types::AttributeValue;

use super::Template;
use crate::error::Result;
use crate::value::part::LAST;

/// The values of the first parts of a key; none of them, some or all.
type Values<'a> = &'a [AttributeValue];

impl Template {
    /// Two texts that have exactly the keys of this template between them whose first parts are in this range. A range
    /// that ends before it begins holds no key. The order is that of the texts, which is that of the values in all forms but
    /// [`Raw`](crate::value::PartForm::Raw), behind separators before `%` or parts of a fixed width.
    ///
    /// Of the keys of other templates, there are only those that begin like the keys in the range.
    pub(crate) fn between(
        &self,
        from: Bound<Values<'_>>,
        to: Bound<Values<'_>>,
    ) -> Result<(String, String)> {
        let (low, high) = (self.lowest(from)?, self.highest(to)?);
        Ok(match (low, high) {
            // DynamoDB refuses ends in the wrong order, and empty ones.
            (Some(low), Some(high)) if low <= high && !high.is_empty() => {
                (at_least_one_character(low), high)
            }
            _ => self.nothing(),
        })
    }

    /// The least text in the range. `None` if no text is.
    fn lowest(&self, from: Bound<Values<'_>>) -> Result<Option<String>> {
        Ok(match from {
            Bound::Unbounded => Some(self.head.to_owned()),
            Bound::Included(values) => Some(self.prefix(values)?),
            Bound::Excluded(values) => {
                let (mut key, tail) = self.begin(values)?;
                if values.len() == self.parts.len() {
                    key.push_str(tail);
                    key.push('\0');
                    Some(key)
                } else {
                    // What is behind all keys that go on with the separator.
                    tail.chars().next().map(|separator| {
                        key.extend(successor(separator));
                        key
                    })
                }
            }
        })
    }

    /// The greatest text in the range. `None` if no text is.
    fn highest(&self, to: Bound<Values<'_>>) -> Result<Option<String>> {
        let to = match to {
            Bound::Unbounded => Bound::Included(&[] as Values<'_>),
            to => to,
        };
        Ok(match to {
            Bound::Excluded(values) => {
                let (mut key, tail) = self.begin(values)?;
                if values.len() == self.parts.len() {
                    key.push_str(tail);
                    below(key)
                } else {
                    // What is before all keys that go on with the separator.
                    tail.chars().next().and_then(|separator| {
                        key.push(separator);
                        below(key)
                    })
                }
            }
            Bound::Included(values) => {
                let mut key = self.prefix(values)?;
                if values.len() < self.parts.len() {
                    key.push(LAST);
                }
                Some(key)
            }
            Bound::Unbounded => None,
        })
    }

    /// Ends between which there is no key of this template.
    fn nothing(&self) -> (String, String) {
        let nowhere = format!("{}{LAST}", self.head);
        (nowhere.clone(), nowhere)
    }
}

/// A key condition must not be empty, and neither is a key.
fn at_least_one_character(mut text: String) -> String {
    if text.is_empty() {
        text.push('\0');
    }
    text
}

/// The greatest text before this one, as far as texts do not contain the last character of all. `None` before the
/// empty text.
fn below(mut text: String) -> Option<String> {
    let last = text.pop()?;
    if let Some(before) = predecessor(last) {
        text.push(before);
        text.push(LAST);
    }
    Some(text)
}

fn predecessor(c: char) -> Option<char> {
    ('\0'..c).next_back()
}

fn successor(c: char) -> Option<char> {
    (c..=LAST).nth(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1024))]

        /// DynamoDB compares the bytes of UTF-8, as Rust does.
        #[test]
        fn nothing_is_between_a_text_and_what_is_below_it(
            a in "[a-c\u{0}\u{D7FE}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFE}]{0,4}",
            b in "[a-c\u{0}\u{D7FE}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFE}]{0,4}",
        ) {
            let is_included = below(b.clone()).is_some_and(|high| a <= high);
            prop_assert_eq!(is_included, a < b);
        }

        #[test]
        fn neighbours_are_next_to_each_other(c: char) {
            if let Some(next) = successor(c) {
                prop_assert!(c < next && (c..next).nth(1).is_none());
                prop_assert_eq!(predecessor(next), Some(c));
            }
        }
    }
}
