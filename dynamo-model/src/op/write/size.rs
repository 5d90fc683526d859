//! How large DynamoDB takes an item to be.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::op::Attributes;

/// The size of an item or a key, in bytes, as DynamoDB counts it, of numbers at least:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html>.
pub(crate) fn size_of(attributes: &Attributes) -> usize {
    attributes
        .iter()
        .map(|(name, value)| name.len() + size_of_value(value))
        .sum()
}

/// What a list or a map takes besides what is in it, and what each of its elements takes besides itself.
const CONTAINER: usize = 3;
const ELEMENT: usize = 1;

fn size_of_value(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::N(digits) => size_of_number(digits),
        AttributeValue::B(bytes) => bytes.as_ref().len(),
        AttributeValue::Ss(texts) => texts.iter().map(String::len).sum(),
        AttributeValue::Ns(numbers) => numbers.iter().map(|digits| size_of_number(digits)).sum(),
        AttributeValue::Bs(blobs) => blobs.iter().map(|bytes| bytes.as_ref().len()).sum(),
        AttributeValue::L(elements) => {
            let elements = elements
                .iter()
                .map(|element| ELEMENT + size_of_value(element));
            CONTAINER + elements.sum::<usize>()
        }
        AttributeValue::M(entries) => CONTAINER + ELEMENT * entries.len() + size_of(entries),
        _ => 1,
    }
}

/// A byte for every two significant digits, and one more.
fn size_of_number(digits: &str) -> usize {
    let mantissa = digits.split(['e', 'E']).next().unwrap_or_default();
    let digits = mantissa.bytes().filter(u8::is_ascii_digit);
    let digits: Vec<u8> = digits.skip_while(|digit| *digit == b'0').collect();
    let zeros = digits
        .iter()
        .rev()
        .take_while(|digit| **digit == b'0')
        .count();
    (digits.len() - zeros).div_ceil(2) + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::testing::{b, n, s};

    #[test]
    fn an_item_is_as_large_as_what_is_in_it() {
        for (value, size) in [
            (s(""), 0),
            (s("é"), 2),
            (n("0"), 1),
            (n("-12.50"), 3),
            (n("1000000"), 2),
            (n("12e10"), 2),
            (b(&[0, 1, 2]), 3),
            (AttributeValue::Bool(true), 1),
            (AttributeValue::Null(true), 1),
            (AttributeValue::Ss(vec!["a".into(), "bc".into()]), 3),
            (AttributeValue::L(vec![s("a"), n("1")]), 3 + 2 + 3),
            (
                AttributeValue::M(Attributes::from([("k".to_owned(), s("ab"))])),
                3 + 1 + 3,
            ),
        ] {
            let item = Attributes::from([("name".to_owned(), value.clone())]);
            assert_eq!(size_of(&item), 4 + size, "{value:?}");
        }
    }
}
