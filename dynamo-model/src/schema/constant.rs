//! Comparisons that can be made while compiling.

use crate::value::AttributeType;

pub(super) const fn same_text(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
    loop {
        match (one, other) {
            ([], []) => return true,
            ([a, rest_of_one @ ..], [b, rest_of_other @ ..]) if *a == *b => {
                one = rest_of_one;
                other = rest_of_other;
            }
            _ => return false,
        }
    }
}

pub(super) const fn contains(names: &[&str], name: &str) -> bool {
    let mut rest = names;
    while let [known, behind @ ..] = rest {
        if same_text(known, name) {
            return true;
        }
        rest = behind;
    }
    false
}

/// Whether two key attributes are of the same type.
pub(super) const fn same_key_type(one: AttributeType, other: AttributeType) -> bool {
    matches!(
        (one, other),
        (AttributeType::S, AttributeType::S)
            | (AttributeType::N, AttributeType::N)
            | (AttributeType::B, AttributeType::B)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_same_only_as_a_whole() {
        for (one, other, same) in [
            ("", "", true),
            ("a", "a", true),
            ("a", "", false),
            ("", "a", false),
            ("ab", "a", false),
            ("a", "ab", false),
            ("ab", "aB", false),
            ("é", "é", true),
        ] {
            assert_eq!(same_text(one, other), same, "{one:?} and {other:?}");
        }
    }

    #[test]
    fn finds_names() {
        assert!(contains(&["a", "b"], "b"));
        assert!(!contains(&["a", "b"], "c"));
        assert!(!contains(&[], ""));
    }
}
