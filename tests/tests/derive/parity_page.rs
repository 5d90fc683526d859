//! `docs/parity.md` is true: every feature and every defect stands in it once, and every test that it names exists.

use std::fs;
use std::path::{Path, PathBuf};

/// What a standing begins with.
const STANDINGS: [&str; 4] = ["works", "differs", "not applicable", "not yet"];

/// A row of one of the two tables.
#[derive(Debug)]
struct Row {
    id: String,
    what: String,
    standing: String,
    tests: Vec<String>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The rows whose first cell is `letter` and a number.
fn rows(letter: char) -> Vec<Row> {
    let page = fs::read_to_string(root().join("docs/parity.md")).expect("the page is there");
    let mut rows = Vec::new();
    for line in page.lines().filter(|line| line.starts_with("| ")) {
        // A bar in a cell is escaped.
        let line = line.replace(r"\|", "\u{1}");
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let is_row = cells[0].strip_prefix(letter);
        if is_row.is_none_or(|number| number.parse::<u32>().is_err()) {
            continue;
        }
        let [id, what, standing, tests] = cells[..] else {
            panic!("{}: a row has four cells: {cells:?}", cells[0]);
        };
        rows.push(Row {
            id: id.to_owned(),
            what: what.to_owned(),
            standing: standing.to_owned(),
            tests: tests.split(", ").map(str::to_owned).collect(),
        });
    }
    rows
}

/// Whether `text` has a test of this name: a function that is marked as one, or is in a list of those that run on the engines.
fn is_test(text: &str, function: &str) -> bool {
    let mut is_marked = false;
    for line in text.lines().map(str::trim_start) {
        let code = line.strip_prefix("async ").unwrap_or(line);
        if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            is_marked = true;
        } else if let Some(code) = code.strip_prefix("fn ") {
            if code.split('(').next() == Some(function) {
                return is_marked || is_listed(text, function);
            }
            is_marked = false;
        }
    }
    false
}

fn is_listed(text: &str, function: &str) -> bool {
    ["on_every_engine![", "on_the_embedded_engine!["]
        .into_iter()
        .flat_map(|list| text.split(list).skip(1))
        .filter_map(|list| list.split(']').next())
        .any(|list| list.split(',').any(|name| name.trim() == function))
}

/// Whether a test can be found where it is said to be. `None` if it can.
fn wrong_with(test: &str) -> Option<String> {
    let Some(name) = test
        .strip_prefix('`')
        .and_then(|name| name.strip_suffix('`'))
    else {
        return Some(format!(
            "`{test}` is neither a name in backticks nor a dash"
        ));
    };
    let (file, function) = match name.split_once("::") {
        Some((file, function)) => (file, Some(function)),
        None => (name, None),
    };
    let Ok(text) = fs::read_to_string(root().join(file)) else {
        return Some(format!("there is no file {file}"));
    };
    match function {
        Some(function) => {
            (!is_test(&text, function)).then(|| format!("there is no test {function} in {file}"))
        }
        // A mistake that does not compile, with what the compiler says.
        None if file.starts_with("tests/ui/") => {
            let said = root().join(file).with_extension("stderr");
            (!said.exists()).then(|| format!("{file} has no .stderr file"))
        }
        None => None,
    }
}

/// What is wrong with the rows of a table that counts from 1 to `last`.
fn check(letter: char, last: usize, check_standing: impl Fn(&Row) -> bool) -> Vec<String> {
    let rows = rows(letter);
    let mut wrong = Vec::new();
    let expected: Vec<_> = (1..=last)
        .map(|number| format!("{letter}{number}"))
        .collect();
    let ids: Vec<_> = rows.iter().map(|row| row.id.clone()).collect();
    for id in &expected {
        let times = ids.iter().filter(|other| *other == id).count();
        if times != 1 {
            wrong.push(format!("{id}: it stands there {times} times"));
        }
    }
    for id in ids.iter().filter(|id| !expected.contains(id)) {
        wrong.push(format!("{id}: there is no such number"));
    }
    for row in &rows {
        if row.what.is_empty() || row.standing.is_empty() || !check_standing(row) {
            wrong.push(format!("{}: where does it stand? {}", row.id, row.standing));
        }
        for test in &row.tests {
            match &**test {
                "—" if row.standing.starts_with("not ") && row.tests.len() == 1 => {}
                "—" => wrong.push(format!("{}: it has no test", row.id)),
                test => wrong.extend(wrong_with(test).map(|what| format!("{}: {what}", row.id))),
            }
        }
    }
    wrong
}

#[test]
fn every_feature_has_its_place_and_its_test() {
    let wrong = check('P', 220, |row| {
        let mut standings = STANDINGS.iter();
        standings.any(|standing| row.standing.starts_with(standing))
    });
    assert!(wrong.is_empty(), "docs/parity.md:\n{}", wrong.join("\n"));
}

#[test]
fn every_defect_has_its_place_and_its_test() {
    let mut wrong = check('D', 40, |_| true);
    for row in rows('D') {
        // A test of a defect is called by its number.
        let number: u32 = row.id[1..].parse().expect("it is a number");
        let prefix = format!("d{number:02}_");
        for test in row.tests.iter().filter(|test| *test != "—") {
            if !test.contains(&format!("::{prefix}")) && !test.contains(&format!("/{prefix}")) {
                wrong.push(format!("{}: {test} is not named after it", row.id));
            }
        }
    }
    assert!(wrong.is_empty(), "docs/parity.md:\n{}", wrong.join("\n"));
}

/// The name of a test that begins with the number of a defect.
fn named_after_a_defect(line: &str) -> Option<&str> {
    let code = line.strip_prefix("async ").unwrap_or(line);
    let name = code.strip_prefix("fn ")?.split('(').next()?;
    let number = name.strip_prefix('d')?.split('_').next()?;
    (number.len() == 2 && number.parse::<u32>().is_ok()).then_some(name)
}

/// A test that is named after a defect is in the table.
#[test]
fn every_test_of_a_defect_is_named() {
    let page = fs::read_to_string(root().join("docs/parity.md")).expect("the page is there");
    for folder in ["tests/tests/derive", "tests/tests/integration"] {
        for entry in fs::read_dir(root().join(folder)).expect("the folder is there") {
            let entry = entry.expect("it can be read");
            let Ok(text) = fs::read_to_string(entry.path()) else {
                continue; // a folder
            };
            let file = format!("{folder}/{}", entry.file_name().display());
            for name in text.lines().filter_map(named_after_a_defect) {
                assert!(
                    page.contains(&format!("`{file}::{name}`")),
                    "{file}::{name}"
                );
            }
        }
    }
}

#[test]
fn finds_what_is_wrong() {
    assert_eq!(
        wrong_with("`tests/tests/derive/parity_page.rs::finds_what_is_wrong`"),
        None
    );
    assert_eq!(wrong_with("`tests/ui/key/none.rs`"), None);
    for wrong in [
        "soon",
        "`tests/tests/derive/nowhere.rs::x`",
        "`tests/tests/derive/parity_page.rs::no_such_test`",
        "`tests/tests/integration/harness.rs::words`",
        "`tests/ui/nothing/at_all.rs`",
    ] {
        assert!(wrong_with(wrong).is_some(), "{wrong}");
    }
}
