//! What the compiler finds in the place of a rule whose feature is off: its words name the feature.

#[cfg(not(feature = "email"))]
pub use self::no_email::email;
#[cfg(not(feature = "regex"))]
pub use self::no_regex::{Pattern, pattern};
#[cfg(not(feature = "url"))]
pub use self::no_url::url;

#[cfg(not(feature = "email"))]
mod no_email {
    use crate::error::At;
    use crate::lifecycle::rules::Said;
    use crate::value::Writing;

    /// Implemented by nothing.
    #[diagnostic::on_unimplemented(
        message = "the rule `email` needs the feature `email` of dynamo-model",
        label = "this feature is off",
        note = "in Cargo.toml: `dynamo-model = {{ .., features = [\"email\"] }}`"
    )]
    pub trait EnableTheEmailFeature {}

    /// There is no such rule.
    pub fn email<T: EnableTheEmailFeature>(_: &T, _: Said, _: &At<'_>, _: &mut Writing) {}
}

#[cfg(not(feature = "url"))]
mod no_url {
    use crate::error::At;
    use crate::lifecycle::rules::Said;
    use crate::value::Writing;

    /// Implemented by nothing.
    #[diagnostic::on_unimplemented(
        message = "the rule `url` needs the feature `url` of dynamo-model",
        label = "this feature is off",
        note = "in Cargo.toml: `dynamo-model = {{ .., features = [\"url\"] }}`"
    )]
    pub trait EnableTheUrlFeature {}

    /// There is no such rule.
    pub fn url<T: EnableTheUrlFeature>(_: &T, _: Said, _: &At<'_>, _: &mut Writing) {}
}

#[cfg(not(feature = "regex"))]
mod no_regex {
    use crate::error::At;
    use crate::lifecycle::rules::Said;
    use crate::value::Writing;

    /// Implemented by nothing.
    #[diagnostic::on_unimplemented(
        message = "the rule `pattern` needs the feature `regex` of dynamo-model",
        label = "this feature is off",
        note = "in Cargo.toml: `dynamo-model = {{ .., features = [\"regex\"] }}`"
    )]
    pub trait EnableTheRegexFeature {}

    /// What it would match with.
    #[derive(Debug)]
    pub struct Pattern;

    impl Pattern {
        /// This regular expression.
        pub const fn new(_: &'static str) -> Self {
            Self
        }
    }

    /// There is no such rule.
    pub fn pattern<T: EnableTheRegexFeature>(
        _: &T,
        _: &'static Pattern,
        _: Said,
        _: &At<'_>,
        _: &mut Writing,
    ) {
    }
}
