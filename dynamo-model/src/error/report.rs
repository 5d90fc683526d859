//! What is wrong with a value that is to be written: everything, not the first thing alone.

use std::borrow::Cow;
use std::fmt;

use super::AttributePath;

/// Everything that is wrong with an item, or with what an update gives to it. [`Error::report`](super::Error::report) has it.
///
/// It has no values in it, so that it can be logged and returned to whoever sent them. With the feature `serde` it is `Serialize`:
/// the body of a response.
///
/// ```
/// use dynamo_model::Report;
///
/// let mut report = Report::new();
/// report.add("endsAt", "order", "must not be before `startsAt`");
/// assert_eq!(report.to_string(), "endsAt: must not be before `startsAt`");
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Report {
    violations: Vec<Violation>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Violation {
    /// Where; `None` if it is about the item as a whole.
    pub path: Option<AttributePath>,
    /// Which rule, for programs: `range`, `length`, `required`, …
    pub code: Cow<'static, str>,
    /// What is wrong, for people.
    pub message: Cow<'static, str>,
    /// What the rule asks for, such as `min` and `max`.
    pub params: Vec<(&'static str, Param)>,
}

/// What a rule asks for.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(untagged))]
#[non_exhaustive]
pub enum Param {
    /// A whole number.
    Integer(i64),
    /// A number.
    Float(f64),
    /// Text, and what is no number.
    Text(Cow<'static, str>),
    /// Several.
    Several(Vec<Param>),
}

impl Violation {
    /// A violation of the rule `code`.
    pub fn new(code: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            path: None,
            code: code.into(),
            message: message.into(),
            params: Vec::new(),
        }
    }

    /// The same at this place.
    #[must_use]
    pub fn at(mut self, path: impl Into<Option<AttributePath>>) -> Self {
        self.path = path.into();
        self
    }

    /// The same with what the rule asks for.
    #[must_use]
    pub fn with(mut self, name: &'static str, param: impl Into<Param>) -> Self {
        self.params.push((name, param.into()));
        self
    }
}

/// Its message, under the code `custom`.
impl From<String> for Violation {
    fn from(message: String) -> Self {
        Self::new("custom", message)
    }
}

/// Its message, under the code `custom`.
impl From<&'static str> for Violation {
    fn from(message: &'static str) -> Self {
        Self::new("custom", message)
    }
}

impl Report {
    /// A report of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a violation at an attribute, by its path: its stored name, or [`AttributePath`] for one further below.
    pub fn add(
        &mut self,
        path: impl Into<AttributePath>,
        code: impl Into<Cow<'static, str>>,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.push(Violation::new(code, message).at(path.into()));
    }

    /// Adds a violation.
    pub fn push(&mut self, violation: Violation) {
        self.violations.push(violation);
    }

    /// Makes what was added behind the first `known` violations one about the secret at `path`: nothing in it tells of the value.
    ///
    /// What a rule asks for stays. What a function of the user, or a codec, says of a value does not, and neither do names below it.
    pub(crate) fn discreet(&mut self, known: usize, path: &Option<AttributePath>) {
        for violation in self.violations.iter_mut().skip(known) {
            violation.path.clone_from(path);
            if matches!(&*violation.code, "set" | "encode") {
                violation.message = Cow::Borrowed("this secret cannot be stored");
            }
        }
    }

    /// Everything that is wrong, in the order of the fields.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.violations.is_empty()
    }
}

impl Extend<Violation> for Report {
    fn extend<I: IntoIterator<Item = Violation>>(&mut self, violations: I) {
        self.violations.extend(violations);
    }
}

impl IntoIterator for Report {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.violations.into_iter()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{path}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, violation) in self.violations.iter().enumerate() {
            if i > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{violation}")?;
        }
        Ok(())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Violation {
    /// The path as text; what the rule asks for as a map, if there is anything.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;

        struct Params<'a>(&'a [(&'static str, Param)]);

        impl serde::Serialize for Params<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.iter().map(|(name, param)| (name, param)))
            }
        }

        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("path", &self.path.as_ref().map(ToString::to_string))?;
        map.serialize_entry("code", &self.code)?;
        map.serialize_entry("message", &self.message)?;
        if !self.params.is_empty() {
            map.serialize_entry("params", &Params(&self.params))?;
        }
        map.end()
    }
}

macro_rules! integers {
    ($($ty:ty)*) => {$(
        impl From<$ty> for Param {
            fn from(value: $ty) -> Self {
                match i64::try_from(value) {
                    Ok(value) => Self::Integer(value),
                    Err(_) => Self::Text(value.to_string().into()),
                }
            }
        }
    )*};
}
integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

impl From<f64> for Param {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<String> for Param {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<&'static str> for Param {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}
