//! `docs/attacks.md` against what it speaks of: every story and every control that it names is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What stands between these signs.
fn between(text: &str, open: char, close: char) -> BTreeSet<&str> {
    text.split(open).skip(1).filter_map(|rest| Some(rest.split_once(close)?.0)).collect()
}

/// The file of a story that is called as tests are.
fn file(modules: &str) -> PathBuf {
    let path = root().join("tests/registry").join(modules.replace("::", "/"));
    let alone = path.with_extension("rs");
    if alone.exists() { alone } else { path.join("mod.rs") }
}

#[test]
fn what_the_table_of_attacks_names_is_there() {
    let table = read("docs/attacks.md");
    let stories: BTreeSet<&str> =
        table.split('`').skip(1).step_by(2).filter(|name| name.contains("::")).collect();
    for story in &stories {
        let (modules, name) = story.rsplit_once("::").expect("it was asked for");
        assert!(read(file(modules)).contains(&format!("fn {name}()")), "no story: {story}");
    }
    let controls = read("tests/controls/controls.toml");
    let named = between(&table, '«', '»');
    for name in &named {
        assert!(controls.contains(&format!("name = \"{name}\"\n")), "no control: {name}");
    }
    assert!(stories.len() > 40 && named.len() > 40, "{} and {}", stories.len(), named.len());
}
