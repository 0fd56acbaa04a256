//! What must not compile: each promise of a type, broken in a program of its own.

use std::collections::BTreeSet;
use std::fs;
use std::panic;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The compiler whose words stand beside the programs. `TRYBUILD=overwrite` writes them anew; what then has to be
/// looked at is that every error still is the one that the program's first line speaks of.
const COMPILER: &str = "rustc 1.95.";

#[test]
fn a_program_that_breaks_a_promise_does_not_compile() {
    let version = Command::new("rustc").arg("--version").output().expect("the compiler is there").stdout;
    if String::from_utf8_lossy(&version).starts_with(COMPILER) {
        trybuild::TestCases::new().compile_fail("tests/refused/*.rs");
    } else {
        fail_with_the_same_codes();
    }
}

/// Another compiler has other words for the same errors, but the same codes.
fn fail_with_the_same_codes() {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copies = crate_folder.join("target/refused");
    fs::create_dir_all(&copies).expect("a folder for copies");
    let programs: Vec<PathBuf> = fs::read_dir(crate_folder.join("tests/refused"))
        .expect("the programs")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    for program in &programs {
        fs::copy(program, copies.join(program.file_name().expect("a file"))).expect("a copy");
    }
    // Without expected words beside them, what the compiler says is left in a folder of its own, with a panic to
    // draw the eye to it. What counts is read below.
    let _ = panic::catch_unwind(|| trybuild::TestCases::new().compile_fail("target/refused/*.rs"));
    let said = crate_folder.join("wip");
    for program in &programs {
        let expected = codes(&program.with_extension("stderr"));
        let name = program.with_extension("stderr");
        let found = codes(&said.join(name.file_name().expect("a file")));
        assert!(
            !expected.is_empty() && expected == found,
            "{}: {expected:?}, not {found:?}",
            program.display()
        );
    }
    fs::remove_dir_all(said).expect("what was left is cleared away");
}

/// The lines that begin an error: with its code, or, where the compiler gives none, in so many words.
fn codes(file: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(file).expect("what the compiler says");
    let begins = |line: &str| line.split_once(':').map(|(code, _)| code.to_owned());
    text.lines().filter(|line| line.starts_with("error")).filter_map(begins).collect()
}
