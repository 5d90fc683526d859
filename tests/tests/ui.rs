//! What does not compile, and what the compiler then says. Re-bless with `TRYBUILD=overwrite`.

/// The compiler whose messages are kept in the `.stderr` files: they differ from release to release.
const COMPILER: &str = "rustc 1.95.";

#[test]
fn mistakes_are_told_in_words() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = std::process::Command::new(rustc)
        .arg("--version")
        .output()
        .expect("rustc runs");
    let version = String::from_utf8_lossy(&version.stdout);
    if !version.starts_with(COMPILER) {
        println!("skipped: the messages are those of {COMPILER}x, and this is {version}");
        return;
    }
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}
