//! Updates of attributes that may be stored under older names: what is written stands under its own name, and nothing that an item
//! has under an older one is lost or left behind.

use aws_sdk_dynamodb::types::AttributeValue;

use super::guard::Guard;
use crate::error::{AttributePath, Choice};
use crate::expr::{Action, Node};

/// The actions in words of what may be stored, and what the item has to be for them.
///
/// ```text
/// total = 5      SET total = 5  REMOVE amount
/// total + 5      SET total = if_not_exists(total, if_not_exists(amount, 0)) + 5  REMOVE amount
/// ```
pub(crate) fn resolve(actions: Vec<Action>) -> (Vec<Action>, Vec<Guard>) {
    let mut resolver = Resolver::default();
    let resolved: Vec<_> = actions
        .into_iter()
        .map(|action| resolver.action(action))
        .collect();
    let Resolver { outdated, guards } = resolver;
    // The user may have something else in mind for an older name, though no path of the model leads to it.
    let is_free = |path: &AttributePath| {
        let mut changed = resolved.iter().map(Action::path);
        !changed.any(|other| other.is_prefix_of(path) || path.is_prefix_of(other))
    };
    let outdated: Vec<_> = outdated.into_iter().filter(is_free).collect();
    let mut resolved = resolved;
    resolved.extend(outdated.into_iter().map(Action::Remove));
    (resolved, guards)
}

#[derive(Default)]
struct Resolver {
    /// The older names of what is written.
    outdated: Vec<AttributePath>,
    guards: Vec<Guard>,
}

impl Resolver {
    fn action(&mut self, action: Action) -> Action {
        let path = self.own_path(action.path());
        match action {
            Action::Set(of, node) => {
                let node = self.node(node);
                self.moves(&of, &path);
                Action::Set(path, node)
            }
            Action::Remove(of) => {
                self.moves(&of, &path);
                Action::Remove(path)
            }
            Action::Add(of, Ok(delta @ AttributeValue::N(_))) if !of.aliases().is_empty() => {
                self.moves(&of, &path);
                let before = path.clone().__or_named(of.aliases());
                let before = self.value_of(&before, Some(zero()));
                let delta = Box::new(Node::Value(Ok(Some(delta))));
                Action::Set(path, Node::Plus(Box::new(before), delta))
            }
            Action::Add(of, value) => {
                self.stays(&of, &path);
                Action::Add(path, value)
            }
            Action::Delete(of, value) => {
                self.stays(&of, &path);
                Action::Delete(path, value)
            }
        }
    }

    /// The path under its own names. What lies above it can't be changed in place under an older name.
    fn own_path(&mut self, path: &AttributePath) -> AttributePath {
        let mut path = path.clone();
        loop {
            let choices = path.choices();
            let Some(own) = choices.first().map(|choice| choice.path.clone()) else {
                return path;
            };
            if !is_last_step(&choices) {
                self.guards.extend(Guard::own_name(choices));
            }
            path = own;
        }
    }

    /// What is written under its own name goes from its older ones.
    fn moves(&mut self, of: &AttributePath, path: &AttributePath) {
        let choices = path.clone().__or_named(of.aliases()).choices();
        let older = choices.into_iter().skip(1).map(|choice| choice.path);
        self.outdated.extend(older);
    }

    /// What is changed in place has to stand under its own name.
    fn stays(&mut self, of: &AttributePath, path: &AttributePath) {
        let choices = path.clone().__or_named(of.aliases()).choices();
        self.guards.extend(Guard::own_name(choices));
    }

    /// An expression that takes the value of an attribute from wherever a read would take it.
    fn node(&mut self, node: Node) -> Node {
        let mut both = |left: Box<Node>, right: Box<Node>| {
            (Box::new(self.node(*left)), Box::new(self.node(*right)))
        };
        match node {
            Node::Plus(left, right) => {
                let (left, right) = both(left, right);
                Node::Plus(left, right)
            }
            Node::Minus(left, right) => {
                let (left, right) = both(left, right);
                Node::Minus(left, right)
            }
            Node::Concat(left, right) => {
                let (left, right) = both(left, right);
                Node::Concat(left, right)
            }
            Node::Path(path) => self.value_of(&path, None),
            Node::IfNotExists(path, otherwise) => {
                let otherwise = self.node(*otherwise);
                self.value_of(&path, Some(otherwise))
            }
            node @ (Node::Value(_) | Node::Size(_)) => node,
        }
    }

    fn value_of(&mut self, path: &AttributePath, otherwise: Option<Node>) -> Node {
        let own = self.own_path(path);
        let choices = own.clone().__or_named(path.aliases()).choices();
        let names: Vec<_> = choices.into_iter().map(|choice| choice.path).collect();
        if names.is_empty() {
            return match otherwise {
                Some(otherwise) => Node::IfNotExists(own, Box::new(otherwise)),
                None => Node::Path(own),
            };
        }
        // DynamoDB refuses an attribute that is not there even where its value is not wanted, so that none but a value can stand at
        // the end. It is never taken.
        let otherwise = otherwise.unwrap_or_else(|| {
            self.guards.push(Guard::SomeName(names.clone()));
            zero()
        });
        names.into_iter().rfold(otherwise, |otherwise, name| {
            Node::IfNotExists(name, Box::new(otherwise))
        })
    }
}

fn zero() -> Node {
    Node::Value(Ok(Some(AttributeValue::N("0".to_owned()))))
}

fn is_last_step(choices: &[Choice]) -> bool {
    choices.iter().all(|choice| choice.step == choice.path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::Renderer;

    fn total() -> AttributePath {
        AttributePath::new("total").__or_named(&["amount", "sum"])
    }

    fn number(number: &str) -> AttributeValue {
        AttributeValue::N(number.to_owned())
    }

    /// The update expression and the condition, with names put in.
    fn rendered(actions: Vec<Action>) -> (String, String) {
        let (actions, guards) = resolve(actions);
        let mut renderer = Renderer::new();
        let update = renderer.update(&actions).unwrap().unwrap();
        let condition = guards.iter().map(|guard| guard.condition().clone());
        let condition = condition.fold(crate::expr::Test::EMPTY, crate::expr::Test::and);
        let condition = renderer.condition(&condition).unwrap().unwrap_or_default();
        let names = renderer.finish().names.unwrap();
        let named = |text: String| {
            let mut names: Vec<_> = names.iter().collect();
            names.sort_by_key(|(placeholder, _)| std::cmp::Reverse(placeholder.len()));
            names.iter().fold(text, |text, (placeholder, name)| {
                text.replace(*placeholder, name)
            })
        };
        (named(update), named(condition))
    }

    #[test]
    fn what_is_written_moves_to_its_own_name() {
        let value = Node::Value(Ok(Some(number("5"))));
        assert_eq!(
            rendered(vec![Action::Set(total(), value)]).0,
            "SET total = :v0 REMOVE amount, sum"
        );
        assert_eq!(
            rendered(vec![Action::Remove(total())]).0,
            "REMOVE total, amount, sum"
        );
        let add = Action::Add(total(), Ok(number("5")));
        assert_eq!(
            rendered(vec![add]).0,
            "SET total = if_not_exists(total, if_not_exists(amount, if_not_exists(sum, :v0))) + :v1 REMOVE amount, sum"
        );
    }

    #[test]
    fn what_the_user_changes_is_left_alone() {
        let value = || Node::Value(Ok(Some(number("5"))));
        let actions = vec![
            Action::Set(total(), value()),
            Action::Set(AttributePath::new("sum"), value()),
        ];
        assert_eq!(
            rendered(actions).0,
            "SET total = :v0, sum = :v1 REMOVE amount"
        );
    }

    #[test]
    fn an_expression_reads_from_every_name() {
        let plus = |path| Node::Plus(Box::new(Node::Path(path)), Box::new(Node::Path(total())));
        let set = Action::Set(AttributePath::new("a"), plus(AttributePath::new("b")));
        let (update, condition) = rendered(vec![set]);
        assert_eq!(
            update,
            "SET a = b + if_not_exists(total, if_not_exists(amount, if_not_exists(sum, :v0)))"
        );
        assert_eq!(
            condition,
            "attribute_exists(total) OR attribute_exists(amount) OR attribute_exists(sum)"
        );
    }

    #[test]
    fn what_is_changed_in_place_has_to_be_there() {
        let set = AttributeValue::Ss(vec!["a".to_owned()]);
        let tags = AttributePath::new("tags").__or_named(&["labels"]);
        let guard = "attribute_exists(tags) OR attribute_not_exists(labels)";
        for action in [
            Action::Add(tags.clone(), Ok(set.clone())),
            Action::Delete(tags.clone(), Ok(set)),
            Action::Remove(tags.clone().child(1)),
        ] {
            let (update, condition) = rendered(vec![action]);
            assert_eq!(condition, guard, "{update}");
            assert!(!update.contains("labels"), "{update}");
        }
        let street = tags.child("street").__or_named(&["road"]);
        let value = Node::Value(Ok(Some(number("5"))));
        let (update, condition) = rendered(vec![Action::Set(street, value)]);
        assert_eq!(update, "SET tags.street = :v0 REMOVE tags.road");
        assert_eq!(condition, guard);
    }
}
