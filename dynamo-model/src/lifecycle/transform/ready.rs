//! Ready-made transforms: `#[dynamo(set(trim, lowercase))]`.

/// Without white space at both ends.
pub fn trim(text: String) -> String {
    let trimmed = text.trim();
    if trimmed.len() == text.len() {
        return text;
    }
    trimmed.to_owned()
}

/// In lower case.
pub fn lowercase(text: String) -> String {
    text.to_lowercase()
}

/// In upper case.
pub fn uppercase(text: String) -> String {
    text.to_uppercase()
}

/// Without white space at both ends, and with one space for each stretch of it between words.
pub fn single_spaced(text: String) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `None` for the empty text: an attribute that says nothing is left out.
pub fn none_if_empty(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text() {
        assert_eq!(trim(" a b\n".to_owned()), "a b");
        assert_eq!(trim("a".to_owned()), "a");
        assert_eq!(lowercase("ÄB".to_owned()), "äb");
        assert_eq!(uppercase("äß".to_owned()), "ÄSS");
        assert_eq!(single_spaced("  a \t b\n".to_owned()), "a b");
        assert_eq!(none_if_empty(Some(String::new())), None);
        assert_eq!(none_if_empty(Some("a".to_owned())), Some("a".to_owned()));
    }
}
