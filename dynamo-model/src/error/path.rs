//! Where in an item something is.

use std::borrow::Cow;
use std::fmt;
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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AttributePath {
    parent: Option<Arc<AttributePath>>,
    last: Segment,
}

impl AttributePath {
    /// The path of an attribute at the top of an item.
    pub fn new(name: impl Into<Segment>) -> Self {
        Self {
            parent: None,
            last: name.into(),
        }
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
        }
    }

    /// The steps of this path, from the top of the item down.
    pub fn segments(&self) -> Vec<&Segment> {
        let mut segments = Vec::new();
        let mut at = Some(self);
        while let Some(path) = at {
            segments.push(&path.last);
            at = path.parent.as_deref();
        }
        segments.reverse();
        segments
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
        let mut path: Option<Self> = None;
        for segment in self.segments() {
            let done = matches!(segment, Segment::Index(_));
            path = Some(match path {
                Some(path) => path.child(segment.clone()),
                None => Self::new(segment.clone()),
            });
            if done {
                break;
            }
        }
        path.unwrap_or_else(|| self.clone())
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
    fn from_segments_is_the_inverse_of_segments() {
        let path = AttributePath::new("a").child(2).child("b");
        let again = AttributePath::from_segments(path.segments().into_iter().cloned());
        assert_eq!(again.as_ref(), Some(&path));
        assert_eq!(AttributePath::from_segments([]), None);
    }
}
