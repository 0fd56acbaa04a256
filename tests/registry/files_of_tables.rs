//! Linked tables of somebody else's records, protected, rounded and attacked at a terminal.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};

use crate::folder::Folder;
use crate::support::dice::Dice;

const YEAR: &str = "k = 4\nzeros = 'may-hide'\nkey = 'x'\ninsiders = 'office'\n
    [[tables]]\ndimensions = ['office', 'matter']\n[[tables]]\ndimensions = ['office', 'age']\n";
const ASKED: &str =
    "k = 4\nkey = 'x'\ninsiders = 'office'\n[[tables]]\ndimensions = ['office', 'matter', 'age']\n";
/// Every count of the release is looked at beside the rounded ones.
const ROUND: &str = "release round --microdata records.csv --programme asked.toml --published out/year.csv";

impl Folder {
    fn writes(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a temporary file");
    }

    fn reads(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// Records that nobody made: offices of different size, matters of which most are rare.
fn records() -> String {
    let mut dice = Dice(2026);
    let mut text = "office,matter,age,place\n".to_owned();
    for _ in 0..110 {
        let office = ["north", "north", "south", "west"][dice.place(4)];
        let matter = ["a", "a", "a", "b", "b", "c", "d", "e"][dice.place(8)];
        let age = ["young", "older"][dice.place(2)];
        text += &format!("{office},{matter},{age},p{}\n", dice.place(9));
    }
    text
}

/// A folder with records, programmes and what was released of them.
fn with_release() -> Folder {
    let folder = Folder::new();
    folder.writes("records.csv", &records());
    folder.writes("year.toml", YEAR);
    folder.writes("asked.toml", ASKED);
    folder
        .run("release protect --microdata records.csv --programme year.toml --out out")
        .succeeds()
        .says("Nothing leaks.");
    folder
}

#[test]
fn tables_are_protected_then_rounded_beside_that_and_attacked() {
    let folder = with_release();
    assert!(folder.reads("out/year.csv").lines().any(|line| line.ends_with(',')), "something is hidden");
    folder.run("release audit --zeros may-hide out/year.csv").succeeds().says("Nothing leaks.");

    folder.run(&format!("{ROUND} --out out")).succeeds().says("each 0 or more than 4");
    let rounded = folder.reads("out/asked.csv");
    let cells: BTreeMap<Vec<&str>, u32> = rounded
        .lines()
        .skip(1)
        .map(|line| {
            let (codes, count) = line.rsplit_once(',').expect("a count");
            (codes.split(',').collect(), count.parse().expect("no blank"))
        })
        .collect();
    assert_eq!(cells.len(), 4 * 6 * 3);
    for (codes, &count) in &cells {
        assert!(count == 0 || count > 4, "{codes:?}: {count}");
        for along in (0..codes.len()).filter(|&along| codes[along] == "Total") {
            let others = |of: &[&str]| (0..of.len()).all(|at| at == along || of[at] == codes[at]);
            let parts = cells.iter().filter(|(of, _)| others(of) && of[along] != "Total");
            assert_eq!(parts.map(|(_, part)| part).sum::<u32>(), count, "{codes:?}");
        }
    }

    folder.run(&format!("{ROUND} --out again")).succeeds();
    assert_eq!(folder.reads("again/asked.csv"), rounded, "the same records give the same bytes");
}

#[test]
fn what_cannot_be_rounded_is_said_and_nothing_is_written() {
    let folder = with_release();
    let refused = |words: &str| {
        folder.run(&format!("{ROUND} --out none")).fails().says(words);
        assert!(!folder.path("none").exists(), "{words}: nothing is written");
    };
    let released = folder.reads("out/year.csv");
    let records = folder.reads("records.csv");

    folder.writes("records.csv", &(records.clone() + &"north,a,young,p1\n".repeat(9)));
    refused("has changed since it was published");
    folder.writes("records.csv", &records.replacen("young", "", 1));
    refused("records.csv: line ");
    folder.writes("records.csv", &records);

    folder.writes("asked.toml", &ASKED.replace("k = 4", "k = 0"));
    refused("k ");
    folder.writes("asked.toml", &ASKED.replace("'age'", "'age', 'place'"));
    refused("the table office × matter × age × place has more than three dimensions");
    folder.writes("asked.toml", &ASKED.replace("'age'", "'shoe'"));
    refused("shoe");
    folder.writes("asked.toml", ASKED);

    folder.writes("out/year.csv", &released.replacen("north", "moon", 1));
    refused("moon");
}

#[test]
fn a_blank_that_can_be_worked_out_is_said_to_leak() {
    let folder = Folder::new();
    folder.writes("leaky.csv", "d,value\nTotal,10\na,7\nb,\n");
    folder.run("release audit leaky.csv").fails().says("the very count, from 1 to 4, of 1 cells");
    folder.writes("safe.csv", "d,value\nTotal,10\na,\nb,\n");
    folder.run("release audit safe.csv").succeeds().says("Nothing leaks.");
    folder.writes("none.csv", "d,value\nTotal,9\na,7\nb,1\n");
    folder.run("release audit none.csv").fails();
}

#[test]
fn whoever_stops_listening_stops_nothing() {
    let folder = with_release();
    let protect = "release protect --microdata records.csv --programme year.toml --out unheard";
    let mut command = Command::new(env!("CARGO_BIN_EXE_fortrolig"));
    command.current_dir(folder.path("")).args(protect.split_whitespace()).stdout(Stdio::piped());
    let mut program = command.spawn().expect("the program runs");
    drop(program.stdout.take());
    assert!(program.wait().expect("it ends").success());
    assert_eq!(folder.reads("unheard/year.csv"), folder.reads("out/year.csv"));
}
