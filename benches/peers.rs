//! `cargo bench -p benches`: see `README.md`.

use std::process::ExitCode;

use benches::cases;
use benches::measure::{Effort, measure};
use benches::report::Report;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let only = arguments
        .iter()
        .find(|argument| !argument.starts_with("--"));
    let value = |name: &str| {
        let mut arguments = arguments.iter();
        arguments.find_map(|argument| argument.strip_prefix(name))
    };
    let variant = value("--variant=");
    let mut effort = if has("--quick") {
        Effort::quick()
    } else {
        Effort::full()
    };
    if let Some(rounds) = value("--rounds=") {
        effort.rounds = rounds.parse().expect("`--rounds=` is a number");
    }
    if has("--save") && (has("--quick") || variant.is_some() || only.is_some()) {
        eprintln!(
            "only a full run is worth saving: `--save` goes without `--quick` and without filters"
        );
        return ExitCode::FAILURE;
    }

    let bench = cases::Bench::new();
    cases::check::all_agree(&bench);
    let mut report = Report::new(effort);
    for mut case in bench.cases() {
        if only.is_some_and(|only| !case.name.contains(only.as_str())) {
            continue;
        }
        if let Some(variant) = variant {
            case.variants.retain(|known| known.name == variant);
        }
        if case.variants.is_empty() {
            continue;
        }
        report.add(measure(case, effort));
    }
    report.print_end();
    if has("--save")
        && let Err(error) = report.save()
    {
        eprintln!("the results could not be saved: {error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
