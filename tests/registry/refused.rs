//! What must not compile: each promise of a type, broken in a program of its own.

use std::process::Command;

/// The compiler whose words stand beside the programs. With another, `TRYBUILD=overwrite` writes them anew; what
/// then has to be looked at is that every error still is the one that the program's first line speaks of.
const COMPILER: &str = "rustc 1.95.";

#[test]
fn a_program_that_breaks_a_promise_does_not_compile() {
    let version = Command::new("rustc").arg("--version").output().expect("the compiler is there").stdout;
    let version = String::from_utf8_lossy(&version);
    assert!(
        version.starts_with(COMPILER),
        "the expected errors are in the words of {COMPILER}x, and this is {version}: \
         write them anew with TRYBUILD=overwrite, and read what changed"
    );
    trybuild::TestCases::new().compile_fail("tests/refused/*.rs");
}
