//! Attributes that may be stored under older names: a condition asks for the one that a read would take.

use super::condition::{Comparison, Test};
use super::operand::Node;
use crate::error::{AttributePath, Choice};

/// The condition with the older names of attributes in it. It says of an item what the given one says of what is read of it.
///
/// ```text
/// total > 5      total > 5 OR (attribute_not_exists(total) AND amount > 5)
/// ```
pub(super) fn with_aliases(test: &Test) -> Test {
    match test {
        Test::All(tests) => Test::All(tests.iter().map(with_aliases).collect()),
        Test::Any(tests) => Test::Any(tests.iter().map(with_aliases).collect()),
        Test::Not(test) => Test::Not(Box::new(with_aliases(test))),
        test => by_cases(test),
    }
}

/// Whether any attribute in it has older names.
pub(super) fn has_aliases(test: &Test) -> bool {
    let mut found = false;
    test.visit_paths(&mut |path| found |= !path.choices().is_empty());
    found
}

/// One case for each name that the first such attribute may have. Exactly one of them is the case of an item, and so the opposite of
/// the whole is the opposite of that one.
fn by_cases(test: &Test) -> Test {
    let Some((path, choices)) = first(test) else {
        return test.clone();
    };
    let is_last_step = choices.iter().all(|choice| choice.step == choice.path);
    match test {
        Test::Exists(_) if is_last_step => {
            return Test::Any(each(&choices, |path| Test::Exists(path.clone())));
        }
        Test::NotExists(_) if is_last_step => {
            return Test::All(each(&choices, |path| Test::NotExists(path.clone())));
        }
        _ => {}
    }
    let last = choices.len().saturating_sub(1);
    let mut cases = Vec::new();
    let mut absent = Vec::new();
    for (i, choice) in choices.into_iter().enumerate() {
        let mut case = absent.clone();
        if i < last {
            if holds_of_nothing(test) {
                case.push(Test::Exists(choice.step.clone()));
            }
            absent.push(Test::NotExists(choice.step));
        }
        case.push(by_cases(&with_path(test, &path, &choice.path)));
        cases.push(all(case));
    }
    Test::Any(cases)
}

fn each(choices: &[Choice], test: impl Fn(&AttributePath) -> Test) -> Vec<Test> {
    choices.iter().map(|choice| test(&choice.path)).collect()
}

/// One test alone needs no list around it.
fn all(mut tests: Vec<Test>) -> Test {
    match (tests.pop(), tests.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            tests.extend(last);
            Test::All(tests)
        }
    }
}

/// Whether it can hold of an attribute that is not there.
fn holds_of_nothing(test: &Test) -> bool {
    matches!(
        test,
        Test::NotExists(_) | Test::Compare(_, Comparison::Ne, _)
    )
}

/// The first attribute of a test that may have another name.
fn first(test: &Test) -> Option<(AttributePath, Vec<Choice>)> {
    let mut first = None;
    test.visit_paths(&mut |path| {
        if first.is_none() {
            let choices = path.choices();
            first = (!choices.is_empty()).then(|| (path.clone(), choices));
        }
    });
    first
}

/// The same test of another attribute.
fn with_path(test: &Test, of: &AttributePath, by: &AttributePath) -> Test {
    let path = |path: &AttributePath| if path == of { by.clone() } else { path.clone() };
    let node = |node: &Node| match node {
        Node::Path(of) => Node::Path(path(of)),
        Node::Size(of) => Node::Size(path(of)),
        node => node.clone(),
    };
    match test {
        Test::Compare(left, comparison, right) => {
            Test::Compare(node(left), *comparison, node(right))
        }
        Test::Between(of, low, high) => Test::Between(node(of), node(low), node(high)),
        Test::In(of, values) => Test::In(node(of), values.iter().map(node).collect()),
        Test::Exists(of) => Test::Exists(path(of)),
        Test::NotExists(of) => Test::NotExists(path(of)),
        Test::BeginsWith(of, prefix) => Test::BeginsWith(path(of), node(prefix)),
        Test::Contains(of, element) => Test::Contains(path(of), node(element)),
        Test::Type(of, attribute_type) => Test::Type(path(of), *attribute_type),
        Test::All(_) | Test::Any(_) | Test::Not(_) | Test::Raw(_) => test.clone(),
    }
}
