//! Where in an item something is.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// One step of an [`AttributePath`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// An attribute of an item or of a map, by its stored name.
    Name(Cow<'static, str>),
    /// An element of a list, counted from 0.
    Index(usize),
}

impl From<&'static str> for Segment {
    fn from(name: &'static str) -> Self {
        Self::Name(Cow::Borrowed(name))
    }
}

impl From<String> for Segment {
    fn from(name: String) -> Self {
        Self::Name(Cow::Owned(name))
    }
}

impl From<Cow<'static, str>> for Segment {
    fn from(name: Cow<'static, str>) -> Self {
        Self::Name(name)
    }
}

impl From<usize> for Segment {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// Where in an item an attribute is: a name, then names and list indexes below it.
///
/// It displays as DynamoDB writes it, with the parts in quotes that would otherwise be read wrongly.
///
/// ```
/// use dynamo_model::AttributePath;
///
/// let path = AttributePath::new("lines").child(3).child("quantity");
/// assert_eq!(path.to_string(), "lines[3].quantity");
/// assert_eq!(AttributePath::new("a.b").to_string(), r#""a.b""#);
/// ```
///
/// Paths share what they have in common, so that making one below another costs one allocation and
/// making one at the top of an item costs none.
#[derive(Debug, Clone)]
pub struct AttributePath {
    parent: Option<Arc<AttributePath>>,
    last: Segment,
    /// Older names that the last step may be stored under as well. They are no part of what the path is.
    aliases: &'static [&'static str],
}

/// One of the names that a step of a path may be stored under.
#[derive(Debug)]
pub(crate) struct Choice {
    /// The path down to this step. Where it is there, and none of the choices before it, this is the one.
    pub(crate) step: AttributePath,
    /// The whole path with this name.
    pub(crate) path: AttributePath,
}

impl AttributePath {
    /// The path of an attribute at the top of an item.
    pub fn new(name: impl Into<Segment>) -> Self {
        Self {
            parent: None,
            last: name.into(),
            aliases: &[],
        }
    }

    /// The same path, whose last step may be stored under these older names as well. For generated code.
    #[doc(hidden)]
    #[must_use]
    pub fn __or_named(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// The path of what lies one step below this one.
    #[must_use]
    pub fn child(self, step: impl Into<Segment>) -> Self {
        Self::below(Some(&Arc::new(self)), step)
    }

    /// The path one step below `parent`, or at the top of an item where there is none.
    pub fn below(parent: Option<&Arc<AttributePath>>, step: impl Into<Segment>) -> Self {
        Self {
            parent: parent.cloned(),
            last: step.into(),
            aliases: &[],
        }
    }

    /// The steps of this path, from the top of the item down.
    pub fn segments(&self) -> Vec<&Segment> {
        self.steps().into_iter().map(|step| &step.last).collect()
    }

    /// This path and those above it, from the top of the item down.
    fn steps(&self) -> Vec<&Self> {
        let mut steps = Vec::new();
        let mut at = Some(self);
        while let Some(path) = at {
            steps.push(path);
            at = path.parent.as_deref();
        }
        steps.reverse();
        steps
    }

    /// The names of the first step that has older ones: its own first. Empty if there is no such step.
    pub(crate) fn choices(&self) -> Vec<Choice> {
        let steps = self.steps();
        let Some(first) = steps.iter().position(|step| !step.aliases.is_empty()) else {
            return Vec::new();
        };
        let Some((step, below)) = steps.get(first..).and_then(<[_]>::split_first) else {
            return Vec::new();
        };
        let aliases = step.aliases.iter().copied().map(Segment::from);
        std::iter::once(step.last.clone())
            .chain(aliases)
            .map(|name| {
                let step = Self::below(step.parent.as_ref(), name);
                let path = below.iter().fold(step.clone(), |path, step| {
                    path.child(step.last.clone()).__or_named(step.aliases)
                });
                Choice { step, path }
            })
            .collect()
    }

    /// Everything that this path may be stored as: under its own names, and under older ones.
    pub(crate) fn alternatives(&self) -> Vec<Self> {
        let choices = self.choices();
        if choices.is_empty() {
            return vec![self.clone()];
        }
        let each = choices.iter().map(|choice| choice.path.alternatives());
        each.flatten().collect()
    }

    /// The older names of the last step.
    pub(crate) fn aliases(&self) -> &'static [&'static str] {
        self.aliases
    }

    /// Each step by its names: its own first.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&Segment, &'static [&'static str])> {
        self.steps()
            .into_iter()
            .map(|step| (&step.last, step.aliases))
    }

    /// Whether `other` is this path, or lies below it.
    pub(crate) fn is_prefix_of(&self, other: &Self) -> bool {
        other.segments().starts_with(&self.segments())
    }

    /// Whether this path is the attribute `name` of an item, or lies below it.
    pub(crate) fn is_attribute(&self, name: &str) -> bool {
        matches!(self.segments().first(), Some(Segment::Name(first)) if first == name)
    }

    /// The name that this path ends with; `None` if it ends with a list index.
    pub(crate) fn last_name(&self) -> Option<&Cow<'static, str>> {
        match &self.last {
            Segment::Name(name) => Some(name),
            Segment::Index(_) => None,
        }
    }

    /// The name of the item's attribute that it is, or is below of.
    pub(crate) fn attribute(&self) -> Option<&str> {
        match self.segments().first()? {
            Segment::Name(name) => Some(name),
            Segment::Index(_) => None,
        }
    }

    /// The part of this path down to its first list index, or all of it.
    pub(crate) fn up_to_first_index(&self) -> Self {
        let mut steps = self.steps().into_iter();
        let first = steps.find(|step| matches!(step.last, Segment::Index(_)));
        first.unwrap_or(self).clone()
    }

    /// The list index that follows `list` in this path.
    pub(crate) fn index_below(&self, list: &Self) -> Option<usize> {
        if !list.is_prefix_of(self) {
            return None;
        }
        match self.segments().get(list.segments().len()) {
            Some(Segment::Index(index)) => Some(*index),
            _ => None,
        }
    }

    /// Builds a path from its steps. `None` if there are none.
    pub(crate) fn from_segments(segments: impl IntoIterator<Item = Segment>) -> Option<Self> {
        segments.into_iter().fold(None, |path: Option<Self>, step| {
            Some(match path {
                Some(path) => path.child(step),
                None => Self::new(step),
            })
        })
    }
}

impl PartialEq for AttributePath {
    fn eq(&self, other: &Self) -> bool {
        self.last == other.last && self.parent == other.parent
    }
}

impl Eq for AttributePath {}

impl Hash for AttributePath {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parent.hash(state);
        self.last.hash(state);
    }
}

impl From<&'static str> for AttributePath {
    fn from(name: &'static str) -> Self {
        Self::new(name)
    }
}

impl From<String> for AttributePath {
    fn from(name: String) -> Self {
        Self::new(name)
    }
}

impl fmt::Display for AttributePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, segment) in self.segments().into_iter().enumerate() {
            match segment {
                Segment::Name(name) => {
                    if i > 0 {
                        f.write_str(".")?;
                    }
                    if name.is_empty() || name.contains(['.', '[', ']', '"', ' ']) {
                        write!(f, "{name:?}")?;
                    } else {
                        f.write_str(name)?;
                    }
                }
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn displays_names_indexes_and_quotes() {
        let path = AttributePath::new("a")
            .child("b")
            .child(0)
            .child(1)
            .child("c d");
        assert_eq!(path.to_string(), r#"a.b[0][1]."c d""#);
        assert_eq!(AttributePath::new("").to_string(), r#""""#);
    }

    #[test]
    fn older_names_are_told_step_by_step() {
        let town = AttributePath::new("address")
            .__or_named(&["addr", "place"])
            .child("city")
            .__or_named(&["town"]);
        let shown = |paths: Vec<AttributePath>| {
            let shown = paths.iter().map(ToString::to_string);
            shown.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            shown(town.alternatives()),
            "address.city address.town addr.city addr.town place.city place.town"
        );
        let steps = town.choices().into_iter().map(|choice| choice.step);
        assert_eq!(shown(steps.collect()), "address addr place");
        assert_eq!(town, AttributePath::new("address").child("city"));
        let plain = AttributePath::new("a").child(1);
        assert_eq!(plain.alternatives(), std::slice::from_ref(&plain));
        assert!(plain.choices().is_empty());
    }

    #[test]
    fn from_segments_is_the_inverse_of_segments() {
        let path = AttributePath::new("a").child(2).child("b");
        let again = AttributePath::from_segments(path.segments().into_iter().cloned());
        assert_eq!(again.as_ref(), Some(&path));
        assert_eq!(AttributePath::from_segments([]), None);
    }
}
