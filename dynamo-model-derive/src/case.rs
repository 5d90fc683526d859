//! `rename_all`: how the names of fields and variants are written in the database.

use crate::ctxt::did_you_mean;

/// A way to write names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

const CASES: [(&str, Case); 8] = [
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("PascalCase", Case::Pascal),
    ("camelCase", Case::Camel),
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
];

impl Case {
    /// The case of this name, or what to say about it.
    pub(crate) fn parse(name: &str) -> Result<Self, String> {
        if let Some((_, case)) = CASES.iter().find(|(known, _)| *known == name) {
            return Ok(*case);
        }
        let known = CASES.map(|(known, _)| known);
        Err(match did_you_mean(name, known) {
            Some(near) => format!("unknown case `{name}`; did you mean `{near}`?"),
            None => format!("unknown case `{name}`; there are `{}`", known.join("`, `")),
        })
    }

    /// The stored name of a field, which Rust writes in `snake_case`.
    pub(crate) fn of_field(self, field: &str) -> String {
        match self {
            Self::Lower | Self::Snake => field.to_owned(),
            Self::Upper | Self::ScreamingSnake => field.to_uppercase(),
            Self::Pascal => field.split('_').map(capitalized).collect(),
            Self::Camel => uncapitalized(&Self::Pascal.of_field(field)),
            Self::Kebab => field.replace('_', "-"),
            Self::ScreamingKebab => field.to_uppercase().replace('_', "-"),
        }
    }

    /// The stored name of a variant, which Rust writes in `PascalCase`.
    pub(crate) fn of_variant(self, variant: &str) -> String {
        match self {
            Self::Pascal => variant.to_owned(),
            Self::Lower => variant.to_lowercase(),
            Self::Upper => variant.to_uppercase(),
            Self::Camel => uncapitalized(variant),
            Self::Snake => separated(variant, '_'),
            Self::ScreamingSnake => separated(variant, '_').to_uppercase(),
            Self::Kebab => separated(variant, '-'),
            Self::ScreamingKebab => separated(variant, '-').to_uppercase(),
        }
    }
}

/// The name of a variant as Rust writes that of a field: `HttpLog` and `HTTPLog` are `http_log`.
pub(crate) fn snake(variant: &str) -> String {
    let letters: Vec<char> = variant.chars().collect();
    let mut name = String::new();
    for (i, letter) in letters.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| letters.get(i));
        let behind = letters.get(i + 1);
        let begins_word = before.is_some_and(|before| !before.is_uppercase() && *before != '_')
            || before.is_some_and(|before| before.is_uppercase())
                && behind.is_some_and(|behind| behind.is_lowercase());
        if letter.is_uppercase() && begins_word {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

fn uncapitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_lowercase().chain(chars).collect())
        .unwrap_or_default()
}

fn separated(variant: &str, separator: char) -> String {
    let mut name = String::new();
    for letter in variant.chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push(separator);
        }
        name.extend(letter.to_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{CASES, Case, snake};

    #[test]
    fn fields() {
        let written = |field| CASES.map(|(_, case)| case.of_field(field));
        assert_eq!(
            written("placed_at"),
            [
                "placed_at",
                "PLACED_AT",
                "PlacedAt",
                "placedAt",
                "placed_at",
                "PLACED_AT",
                "placed-at",
                "PLACED-AT"
            ]
        );
        assert_eq!(written("x"), ["x", "X", "X", "x", "x", "X", "x", "X"]);
    }

    #[test]
    fn variants() {
        let written = |variant| CASES.map(|(_, case)| case.of_variant(variant));
        assert_eq!(
            written("InTransit"),
            [
                "intransit",
                "INTRANSIT",
                "InTransit",
                "inTransit",
                "in_transit",
                "IN_TRANSIT",
                "in-transit",
                "IN-TRANSIT"
            ]
        );
    }

    #[test]
    fn fields_for_variants() {
        for (variant, field) in [
            ("Order", "order"),
            ("OrderLine", "order_line"),
            ("HTTPLog", "http_log"),
            ("HttpLog", "http_log"),
            ("LogV2", "log_v2"),
            ("SKU", "sku"),
            ("ABTest", "ab_test"),
            ("Order_Line", "order_line"),
            ("X", "x"),
        ] {
            assert_eq!(snake(variant), field, "{variant}");
        }
    }

    #[test]
    fn unknown_cases_get_a_suggestion() {
        assert_eq!(Case::parse("camelCase"), Ok(Case::Camel));
        assert_eq!(
            Case::parse("camel_case"),
            Err("unknown case `camel_case`; did you mean `camelCase`?".to_owned())
        );
    }
}
