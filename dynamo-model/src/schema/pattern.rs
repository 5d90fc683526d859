//! The names of attributes that a map takes: `x-*`.

use crate::error::{At, Violation};
use crate::value::Writing;

/// Whether one of the patterns matches the name. A `*` stands for any stretch of characters, of none as well.
pub fn matches_any(patterns: &[&str], name: &str) -> bool {
    patterns.iter().any(|pattern| matches(pattern, name))
}

fn matches(pattern: &str, name: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(rest) = pieces.next().and_then(|head| name.strip_prefix(head)) else {
        return false;
    };
    let Some(tail) = pieces.next_back() else {
        return rest.is_empty();
    };
    let Some(mut rest) = rest.strip_suffix(tail) else {
        return false;
    };
    // The first place that fits leaves the most for the pieces behind it.
    for piece in pieces {
        match rest.split_once(piece) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    true
}

/// Says that a map holds an attribute that the struct around it does not leave to it.
pub fn check_name(
    name: &str,
    is_declared: bool,
    patterns: &[&str],
    at: &At<'_>,
    writing: &mut Writing,
) {
    if is_declared {
        let text =
            "is an attribute of its own in this struct, and cannot be an entry of a map beside it";
        writing.report(&at.name(name), Violation::new("unknown", text));
    } else if !patterns.is_empty() && !matches_any(patterns, name) {
        let text = format!(
            "is none of the names that this map takes: `{}`",
            patterns.join("`, `")
        );
        writing.report(&at.name(name), Violation::new("unknown", text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_any_stretch() {
        for (pattern, name, expected) in [
            ("x-*", "x-a", true),
            ("x-*", "x-", true),
            ("x-*", "y-a", false),
            ("*", "", true),
            ("*", "anything", true),
            ("meta", "meta", true),
            ("meta", "metadata", false),
            ("*-id", "order-id", true),
            ("*-id", "id", false),
            ("a*b*c", "abc", true),
            ("a*b*c", "a1b2b3c", true),
            ("a*b*c", "acb", false),
            ("a*a", "a", false),
            ("a*ab*b", "aabb", true),
            ("ä*", "äß", true),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
        assert!(matches_any(&["a", "b*"], "bc"));
        assert!(!matches_any(&[], "a"));
    }
}
