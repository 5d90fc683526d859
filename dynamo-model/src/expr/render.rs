//! The only place that writes expressions: placeholders, parentheses and all.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use super::aliases::{has_aliases, with_aliases};
use super::change::Action;
use super::condition::{SortTest, Test};
use super::operand::Node;
use super::raw::{RawCondition, Token};
use crate::error::{AttributePath, Error, Result, Segment};
use crate::schema::not_empty;

/// How many values an `IN` takes.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html>
const IN_LIMIT: usize = 100;

/// The names and values behind the placeholders of a request, shared by all of its expressions.
///
/// Names are numbered `#n0`, `#n1`, … and values `:v0`, `:v1`, …, whatever they are: no reserved word, no dot and no
/// odd character can be read wrongly, and no two expressions of a request can collide.
#[derive(Debug, Default)]
pub(crate) struct Renderer {
    names: Vec<String>,
    values: Vec<AttributeValue>,
}

/// The two maps that a request takes; `None` where there is nothing to put in.
pub(crate) struct Placeholders {
    pub(crate) names: Option<HashMap<String, String>>,
    pub(crate) values: Option<HashMap<String, AttributeValue>>,
}

/// How tightly an expression binds, so that parentheses stand only where they are needed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Top,
    Or,
    And,
    Not,
}

impl Renderer {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn finish(self) -> Placeholders {
        let names: HashMap<_, _> = self
            .names
            .into_iter()
            .enumerate()
            .map(|(i, name)| (format!("#n{i}"), name))
            .collect();
        let values: HashMap<_, _> = self
            .values
            .into_iter()
            .enumerate()
            .map(|(i, value)| (format!(":v{i}"), value))
            .collect();
        Placeholders {
            names: (!names.is_empty()).then_some(names),
            values: (!values.is_empty()).then_some(values),
        }
    }

    /// The values so far, in the order of their placeholders.
    pub(crate) fn values(&self) -> &[AttributeValue] {
        &self.values
    }

    /// The placeholder of a name. The same name has one placeholder.
    fn name(&mut self, name: &str, out: &mut String) {
        let index = self
            .names
            .iter()
            .position(|known| known == name)
            .unwrap_or_else(|| {
                self.names.push(name.to_owned());
                self.names.len() - 1
            });
        out.push_str("#n");
        out.push_str(&index.to_string());
    }

    fn value(&mut self, value: &AttributeValue, out: &mut String) {
        out.push_str(":v");
        out.push_str(&self.values.len().to_string());
        self.values.push(value.clone());
    }

    fn path(&mut self, path: &AttributePath, out: &mut String) {
        for (i, segment) in path.segments().into_iter().enumerate() {
            match segment {
                Segment::Name(name) => {
                    if i > 0 {
                        out.push('.');
                    }
                    self.name(name, out);
                }
                Segment::Index(index) => {
                    out.push('[');
                    out.push_str(&index.to_string());
                    out.push(']');
                }
            }
        }
    }

    /// A condition or filter, or `None` of an empty one. It asks for attributes under their older names too.
    pub(crate) fn condition(&mut self, test: &Test) -> Result<Option<String>> {
        if test.is_empty() {
            return Ok(None);
        }
        let mut out = String::new();
        if has_aliases(test) {
            self.test(&with_aliases(test), Inside::Top, &mut out)?;
        } else {
            self.test(test, Inside::Top, &mut out)?;
        }
        Ok(Some(out))
    }

    fn test(&mut self, test: &Test, inside: Inside, out: &mut String) -> Result<()> {
        match test {
            Test::All(tests) => {
                self.joined(tests, " AND ", Inside::And, inside == Inside::Not, out)
            }
            Test::Any(tests) => self.joined(
                tests,
                " OR ",
                Inside::Or,
                matches!(inside, Inside::And | Inside::Not),
                out,
            ),
            Test::Not(test) => {
                out.push_str("NOT ");
                self.test(test, Inside::Not, out)
            }
            Test::Compare(left, comparison, right) => {
                self.operand(left, left, out)?;
                out.push_str(&format!(" {} ", comparison.as_str()));
                self.operand(right, left, out)
            }
            Test::Between(node, low, high) => parenthesised(inside == Inside::Not, out, |out| {
                self.operand(node, node, out)?;
                out.push_str(" BETWEEN ");
                self.operand(low, node, out)?;
                out.push_str(" AND ");
                self.operand(high, node, out)
            }),
            Test::In(node, values) => self.in_lists(node, values, inside, out),
            Test::Exists(path) => self.function("attribute_exists", path, None, out),
            Test::NotExists(path) => self.function("attribute_not_exists", path, None, out),
            Test::BeginsWith(path, node) => self.function("begins_with", path, Some(node), out),
            Test::Contains(path, node) => self.function("contains", path, Some(node), out),
            Test::Type(path, kind) => {
                let name = Node::Value(Ok(Some(AttributeValue::S(kind.as_str().to_owned()))));
                self.function("attribute_type", path, Some(&name), out)
            }
            Test::Raw(raw) => parenthesised(inside != Inside::Top, out, |out| self.raw(raw, out)),
        }
    }

    fn joined(
        &mut self,
        tests: &[Test],
        word: &str,
        inside: Inside,
        parentheses: bool,
        out: &mut String,
    ) -> Result<()> {
        // One test alone binds as it would without the list around it.
        let inside = if tests.len() > 1 { inside } else { Inside::Not };
        parenthesised(parentheses && tests.len() > 1, out, |out| {
            for (i, test) in tests.iter().enumerate() {
                if i > 0 {
                    out.push_str(word);
                }
                self.test(test, inside, out)?;
            }
            Ok(())
        })
    }

    /// `IN` takes 100 values: more of them become several lists, joined by OR.
    fn in_lists(
        &mut self,
        node: &Node,
        values: &[Node],
        inside: Inside,
        out: &mut String,
    ) -> Result<()> {
        if values.is_empty() {
            return Err(Error::invalid(
                "`is_in` needs at least one value; without any, nothing can be found",
            )
            .at_path(node_path(node)));
        }
        let several = values.len() > IN_LIMIT;
        parenthesised(
            inside == Inside::Not || (several && inside == Inside::And),
            out,
            |out| {
                for (i, values) in values.chunks(IN_LIMIT).enumerate() {
                    out.push_str(if i > 0 { " OR " } else { "" });
                    self.operand(node, node, out)?;
                    out.push_str(" IN (");
                    for (j, value) in values.iter().enumerate() {
                        out.push_str(if j > 0 { ", " } else { "" });
                        self.operand(value, node, out)?;
                    }
                    out.push(')');
                }
                Ok(())
            },
        )
    }

    fn function(
        &mut self,
        name: &str,
        path: &AttributePath,
        operand: Option<&Node>,
        out: &mut String,
    ) -> Result<()> {
        out.push_str(name);
        out.push('(');
        self.path(path, out);
        if let Some(operand) = operand {
            out.push_str(", ");
            self.operand(operand, &Node::Path(path.clone()), out)?;
        }
        out.push(')');
        Ok(())
    }

    fn raw(&mut self, raw: &RawCondition, out: &mut String) -> Result<()> {
        for token in raw.tokens()? {
            match token {
                Token::Text(text) => out.push_str(text),
                Token::Name(name) => self.name(name, out),
                Token::Value(value) => self.value(value, out),
            }
        }
        Ok(())
    }

    /// An operand. An error of its value is told to be about `of`, what it is compared with or written to.
    fn operand(&mut self, node: &Node, of: &Node, out: &mut String) -> Result<()> {
        match node {
            Node::Value(Ok(Some(value))) => self.value(value, out),
            Node::Value(Ok(None)) => {
                return Err(Error::invalid(
                    "this value is stored by leaving the attribute out, and so can't be compared",
                )
                .at_path(node_path(of)));
            }
            Node::Value(Err(error)) => return Err(error.clone().at_path(node_path(of))),
            Node::Path(path) => self.path(path, out),
            Node::Size(path) => {
                out.push_str("size(");
                self.path(path, out);
                out.push(')');
            }
            Node::IfNotExists(path, node) => {
                out.push_str("if_not_exists(");
                self.path(path, out);
                out.push_str(", ");
                self.operand(node, of, out)?;
                out.push(')');
            }
            Node::Plus(left, right) => self.binary(left, " + ", right, of, out)?,
            Node::Minus(left, right) => self.binary(left, " - ", right, of, out)?,
            Node::Concat(left, right) => {
                out.push_str("list_append(");
                self.binary(left, ", ", right, of, out)?;
                out.push(')');
            }
        }
        Ok(())
    }

    fn binary(
        &mut self,
        left: &Node,
        word: &str,
        right: &Node,
        of: &Node,
        out: &mut String,
    ) -> Result<()> {
        self.operand(left, of, out)?;
        out.push_str(word);
        self.operand(right, of, out)
    }

    /// The key condition of a query: every attribute of the partition key equals its value, and those of the sort key are
    /// as the tests say.
    pub(crate) fn key_condition(
        &mut self,
        partition: &[(&'static str, AttributeValue)],
        sort: &[(&'static str, SortTest)],
    ) -> Result<String> {
        let mut out = String::new();
        for (i, (name, value)) in partition.iter().enumerate() {
            out.push_str(if i > 0 { " AND " } else { "" });
            self.name(name, &mut out);
            out.push_str(" = ");
            self.value(value, &mut out);
        }
        for (name, test) in sort {
            out.push_str(" AND ");
            self.sort_test(name, test, &mut out)
                .map_err(|error| error.at(*name))?;
        }
        Ok(out)
    }

    fn sort_test(&mut self, name: &'static str, test: &SortTest, out: &mut String) -> Result<()> {
        match test {
            SortTest::Compare(comparison, value) => {
                self.name(name, out);
                out.push_str(&format!(" {} ", comparison.as_str()));
                self.value(key_value(value)?, out);
            }
            SortTest::Between(low, high) => {
                self.name(name, out);
                out.push_str(" BETWEEN ");
                self.value(key_value(low)?, out);
                out.push_str(" AND ");
                self.value(key_value(high)?, out);
            }
            SortTest::BeginsWith(prefix) => {
                out.push_str("begins_with(");
                self.name(name, out);
                out.push_str(", ");
                self.value(key_value(prefix)?, out);
                out.push(')');
            }
        }
        Ok(())
    }

    /// An update expression, or `None` of no actions.
    pub(crate) fn update(&mut self, actions: &[Action]) -> Result<Option<String>> {
        type Takes = fn(&Action) -> bool;
        const CLAUSES: [(&str, Takes); 4] = [
            ("SET", |action| matches!(action, Action::Set(..))),
            ("REMOVE", |action| matches!(action, Action::Remove(..))),
            ("ADD", |action| matches!(action, Action::Add(..))),
            ("DELETE", |action| matches!(action, Action::Delete(..))),
        ];
        let mut out = String::new();
        for (word, takes) in CLAUSES {
            for (i, action) in actions.iter().filter(|action| takes(action)).enumerate() {
                match (i, out.is_empty()) {
                    (0, true) => out.push_str(word),
                    (0, false) => out.push_str(&format!(" {word}")),
                    _ => out.push(','),
                }
                out.push(' ');
                self.action(action, &mut out)?;
            }
        }
        Ok((!out.is_empty()).then_some(out))
    }

    fn action(&mut self, action: &Action, out: &mut String) -> Result<()> {
        let path = action.path();
        self.path(path, out);
        match action {
            Action::Set(_, node) => {
                out.push_str(" = ");
                self.operand(node, &Node::Path(path.clone()), out)?;
            }
            Action::Remove(_) => {}
            Action::Add(_, value) | Action::Delete(_, value) => {
                out.push(' ');
                let value = value
                    .as_ref()
                    .map_err(|error| error.clone().at_path(Some(path)))?;
                self.value(value, out);
            }
        }
        Ok(())
    }

    /// A projection. A path below another one that is asked for as well is left out: DynamoDB refuses both together.
    pub(crate) fn projection(&mut self, paths: &[AttributePath]) -> Option<String> {
        let mut out = String::new();
        for (i, path) in paths.iter().enumerate() {
            let covered = paths.iter().enumerate().any(|(j, other)| {
                j != i && other.is_prefix_of(path) && (j < i || !path.is_prefix_of(other))
            });
            if !covered {
                out.push_str(if out.is_empty() { "" } else { ", " });
                self.path(path, &mut out);
            }
        }
        (!out.is_empty()).then_some(out)
    }
}

fn parenthesised(
    needed: bool,
    out: &mut String,
    write: impl FnOnce(&mut String) -> Result<()>,
) -> Result<()> {
    if needed {
        out.push('(');
    }
    write(out)?;
    if needed {
        out.push(')');
    }
    Ok(())
}

fn key_value(value: &Result<Option<AttributeValue>>) -> Result<&AttributeValue> {
    match value {
        Ok(Some(value)) => not_empty(value).map(|()| value),
        Ok(None) => Err(Error::encode("a key attribute must not be absent")),
        Err(error) => Err(error.clone()),
    }
}

fn node_path(node: &Node) -> Option<&AttributePath> {
    match node {
        Node::Path(path) | Node::Size(path) | Node::IfNotExists(path, _) => Some(path),
        _ => None,
    }
}

/// A condition with its names and without its values, for `Debug`.
pub(crate) fn sketch(test: &Test) -> String {
    let mut renderer = Renderer::new();
    match renderer.condition(test) {
        Ok(Some(mut expression)) => {
            // From the last to the first, so that `#n1` is not taken for the beginning of `#n10`.
            for (i, name) in renderer.names.iter().enumerate().rev() {
                expression = expression.replace(&format!("#n{i}"), name);
            }
            expression
        }
        Ok(None) => "empty".to_owned(),
        Err(error) => error.to_string(),
    }
}
