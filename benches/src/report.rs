//! The results as Markdown: on the terminal, and in `results.md`.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::cases::{FULL_PAGE, HAND, SERDE_DYNAMO};
use crate::measure::{Effort, Measured};

/// A goal: in this case, this variant takes at least so many times as long as ours.
struct Wanted {
    case: &'static str,
    variant: &'static str,
    ratio: f64,
}

const WANTED: [Wanted; 8] = [
    Wanted {
        case: "Query, a page of 1800 items",
        variant: SERDE_DYNAMO,
        ratio: 5.0,
    },
    Wanted {
        case: "Query, a page of 1800 items",
        variant: HAND,
        ratio: 4.0,
    },
    Wanted {
        case: "BatchGetItem, 100 items",
        variant: HAND,
        ratio: 2.5,
    },
    Wanted {
        case: "BatchWriteItem, 25 items",
        variant: HAND,
        ratio: 1.5,
    },
    Wanted {
        case: "Encode alone, 25 items",
        variant: "serde_dynamo to attribute values",
        ratio: 5.0,
    },
    Wanted {
        case: "Encode alone, 25 items",
        variant: "serde_dynamo, and the SDK's JSON of it",
        ratio: 5.0,
    },
    Wanted {
        case: "GetItem",
        variant: HAND,
        ratio: 1.0,
    },
    Wanted {
        case: "PutItem",
        variant: HAND,
        ratio: 1.0,
    },
];

const CRATES: [&str; 5] = [
    "aws-sdk-dynamodb",
    "aws-smithy-runtime",
    "serde_dynamo",
    "modyne",
    "serde_json",
];

pub struct Report {
    effort: Effort,
    measured: Vec<Measured>,
}

impl Report {
    pub fn new(effort: Effort) -> Self {
        Self {
            effort,
            measured: Vec::new(),
        }
    }

    /// Adds a case, and prints it.
    pub fn add(&mut self, measured: Measured) {
        println!("{}", table(&measured));
        self.measured.push(measured);
    }

    /// Prints what is known when all is measured.
    pub fn print_end(&self) {
        println!("{}", self.wanted());
    }

    /// Writes `results.md`.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn save(&self) -> std::io::Result<()> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("results.md");
        let tables: Vec<String> = self.measured.iter().map(table).collect();
        let text = format!(
            "# Results\n\nWritten by `cargo bench -p benches -- --save`; how to read it is in [README.md](README.md).\n\n\
             {}\n## Wanted\n\n{}\n## Measured\n\n{}",
            self.circumstances(),
            self.wanted(),
            tables.join("\n"),
        );
        std::fs::write(path, text)
    }

    fn circumstances(&self) -> String {
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let versions: Vec<String> = CRATES
            .iter()
            .map(|name| format!("{name} {}", version(name)))
            .collect();
        format!(
            "Machine: {cores} virtual cores, {}, shared with other work. {}. {}.\n\
             CPU time of one thread; {} interleaved rounds of at least {} ms for each variant.\n\
             Full page: {FULL_PAGE} items.\n",
            std::env::consts::ARCH,
            rustc(),
            versions.join(", "),
            self.effort.rounds,
            self.effort.sample.as_millis(),
        )
    }

    fn wanted(&self) -> String {
        let mut text = String::from(
            "| case | beside | wanted | measured | reached |\n|---|---|---:|---:|---|\n",
        );
        for wanted in WANTED {
            let row = self
                .measured
                .iter()
                .filter(|measured| measured.name == wanted.case)
                .flat_map(|measured| &measured.rows)
                .find(|row| row.variant == wanted.variant);
            if let Some(row) = row {
                let reached = if row.ratio >= wanted.ratio {
                    "yes"
                } else {
                    "no"
                };
                let _ = writeln!(
                    text,
                    "| {} | {} | {:.1} | {:.2} | {reached} |",
                    wanted.case, wanted.variant, wanted.ratio, row.ratio
                );
            }
        }
        text
    }
}

fn table(measured: &Measured) -> String {
    let mut text = format!(
        "### {}\n\n| variant | median | fastest | times ours | allocations | bytes |\n|---|---:|---:|---:|---:|---:|\n",
        measured.name
    );
    for row in &measured.rows {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {:.2} | {} | {} |",
            row.variant,
            micros(row.median),
            micros(row.fastest),
            row.ratio,
            grouped(row.allocated.allocations),
            grouped(row.allocated.bytes),
        );
    }
    text
}

fn micros(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 100.0 {
        format!("{micros:.2} µs")
    } else {
        format!("{} µs", grouped(micros.round() as u64))
    }
}

/// With a comma between each three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The version of a crate in the workspace's lock file.
fn version(name: &str) -> &'static str {
    const LOCK: &str = include_str!("../../Cargo.lock");
    LOCK.split("[[package]]")
        .find(|package| package.contains(&format!("name = \"{name}\"\n")))
        .and_then(|package| package.split("version = \"").nth(1)?.split('"').next())
        .unwrap_or("of an unknown version")
}

fn rustc() -> String {
    Command::new("rustc")
        .arg("--version")
        .output()
        .ok()
        .and_then(|output| String::from_utf8(output.stdout).ok())
        .map_or_else(
            || "rustc of an unknown version".to_owned(),
            |version| version.split(" (").next().unwrap_or_default().to_owned(),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(1_335_419), "1,335,419");
        assert_eq!(grouped(100), "100");
    }

    #[test]
    fn every_crate_has_a_version() {
        for name in CRATES {
            assert!(
                version(name).starts_with(|c: char| c.is_ascii_digit()),
                "{name}"
            );
        }
    }
}
