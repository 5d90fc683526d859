//! The rooms of this crate, and who may import whom: a room imports only from rooms above it in this list.
//!
//! What each room is for stands in `docs/architecture.md`.

use std::fs;
use std::path::{Path, PathBuf};

const ROOMS: [&str; 10] = [
    "error",
    "value",
    "wire",
    "schema",
    "expr",
    "lifecycle",
    "output",
    "client",
    "table",
    "op",
];

/// At the crate's root: the table of contents, the door for generated code, and this test.
const ROOT_FILES: [&str; 3] = ["lib.rs", "__private.rs", "architecture.rs"];

#[test]
fn imports_point_down() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (rank, room) in ROOMS.iter().enumerate() {
        for file in rust_files(&src.join(room)) {
            for import in imports(&code(&fs::read_to_string(&file).unwrap())) {
                match ROOMS.iter().position(|known| *known == import) {
                    Some(other) if other > rank => {
                        wrong.push(format!(
                            "{}: `{room}` imports from `{import}`",
                            file.display()
                        ));
                    }
                    // Names at the root are re-exports: a room imports from where they live.
                    None => wrong.push(format!(
                        "{}: imports `crate::{import}`, which is no room",
                        file.display()
                    )),
                    _ => {}
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "imports that point up:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_file_is_in_a_room() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(&src).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            ROOMS.contains(&name.as_str()) || ROOT_FILES.contains(&name.as_str()),
            "`{name}` is in no room: add it to the list here and to docs/architecture.md"
        );
    }
}

#[test]
fn finds_imports() {
    let text =
        "use crate::value::{A, B};\nlet x = crate::error::Error;\nuse crate::{op, wire::Reader};\n";
    assert_eq!(imports(text), ["value", "error", "op", "wire"]);
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs")
            // What only tests use may send a value through the rooms below it.
            && !path.ends_with("testing.rs")
        {
            files.push(path);
        }
    }
    files
}

/// The code without comments: documentation may point anywhere.
fn code(text: &str) -> String {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The rooms that are named behind `crate::`.
fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        // `$crate::` and `aws_crate::` are other words.
        let (before, rest) = text.split_at(at);
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = rest.trim_start_matches("crate::");
        match rest.strip_prefix('{') {
            Some(group) => {
                let group = group.split_once("};").map_or(group, |(group, _)| group);
                found.extend(group.split(',').map(first_name));
            }
            None => found.push(first_name(rest)),
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

fn first_name(text: &str) -> String {
    text.trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}
