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
    let effort = if has("--quick") {
        Effort::quick()
    } else {
        Effort::full()
    };
    if has("--save") && (has("--quick") || only.is_some()) {
        eprintln!(
            "only a full run is worth saving: `--save` goes without `--quick` and without a filter"
        );
        return ExitCode::FAILURE;
    }

    let bench = cases::Bench::new();
    cases::check::all_agree(&bench);
    let mut report = Report::new(effort);
    for case in bench.cases() {
        if only.is_some_and(|only| !case.name.contains(only.as_str())) {
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
