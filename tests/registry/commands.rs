//! The program itself, at a terminal: what it refuses, and in which words it says what to do.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use fortrolig::confidential::Confidential;
use fortrolig::registry::{Cost, NewSlot, Registry};

use crate::folder::{Folder, clock, running};

impl Folder {
    /// Runs the program with these arguments in this folder, with a configuration that is fine.
    pub(crate) fn run(&self, arguments: &str) -> Said {
        self.run_with(arguments, &[])
    }

    fn run_with(&self, arguments: &str, settings: &[(&str, &str)]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fortrolig"));
        command.env_clear().current_dir(self.path("")).args(arguments.split_whitespace());
        for (name, value) in [
            ("DATABASE", "sqlite://fortrolig.db?mode=rwc"),
            ("KEYS", "keys"),
            ("ANCHOR", "anchor"),
            ("LOG_LEVEL", "off"),
            ("ADDRESS", "127.0.0.1"),
            ("STRONG_FACTORS", "any"),
        ] {
            command.env(format!("ROCKET_{name}"), value);
        }
        command.envs(settings.iter().copied());
        Said(command.output().expect("the program runs"))
    }
}

/// What the program said, and how it ended.
pub(crate) struct Said(Output);

impl Said {
    fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    pub(crate) fn says(&self, words: &str) -> &Self {
        let err = String::from_utf8_lossy(&self.0.stderr);
        let all = self.out() + &err;
        assert!(all.contains(words), "not {words:?} but:\n{all}");
        self
    }

    pub(crate) fn succeeds(&self) -> &Self {
        assert!(self.0.status.success(), "{:?}", self.0);
        self
    }

    pub(crate) fn fails(&self) -> &Self {
        assert_eq!(self.0.status.code(), Some(1), "{:?}", self.0);
        self
    }
}

fn made() -> Folder {
    let folder = Folder::new();
    folder
        .run("init --file-slot")
        .succeeds()
        .says("Made a registry: keys in keys, database sqlite://fortrolig.db");
    folder
}

#[test]
fn a_registry_is_made_once() {
    let folder = Folder::new();
    folder.run("init").fails().says("say how the keyring shall be opened");
    assert!(!folder.path("keys").exists() && !folder.path("fortrolig.db").exists(), "nothing was made");
    folder.run("init --file-slot").succeeds();
    folder.run("doctor").succeeds().says("Nothing is wrong.");
    let keyring = fs::read(folder.path("keys/fortrolig.keyring")).expect("a keyring");
    folder.run("init --file-slot").fails().says("is there already and is not written over");
    assert_eq!(fs::read(folder.path("keys/fortrolig.keyring")).expect("a keyring"), keyring);
    // Nor is a database taken over by new keys.
    folder
        .run_with("init --file-slot", &[("ROCKET_KEYS", "other-keys")])
        .fails()
        .says("the database holds a registry already");
    folder.run("doctor").succeeds();
}

#[test]
fn the_doctor_names_what_is_wrong_with_the_keys() {
    let folder = made();
    let mode = |path: &str, mode| {
        fs::set_permissions(folder.path(path), fs::Permissions::from_mode(mode)).expect("a new mode");
    };
    for (path, loose, tight, words) in [
        ("keys/root.key", 0o644, 0o400, "mend it with `chmod 600 keys/root.key`"),
        ("keys/fortrolig.keyring", 0o640, 0o600, "mend it with `chmod 600 keys/fortrolig.keyring`"),
        ("keys", 0o755, 0o700, "mend it with `chmod 700 keys`"),
    ] {
        mode(path, loose);
        folder.run("doctor").fails().says("can be reached by others than its owner").says(words);
        mode(path, tight);
        folder.run("doctor").succeeds();
    }
    fs::rename(folder.path("keys/fortrolig.keyring"), folder.path("kept")).expect("it is moved away");
    folder.run("doctor").fails().says("there is no keyring at keys/fortrolig.keyring");
    fs::rename(folder.path("kept"), folder.path("keys/fortrolig.keyring")).expect("it is moved back");
    folder.run("doctor").succeeds();
}

#[test]
fn a_passphrase_is_wrong_or_right() {
    let folder = Folder::new();
    let passphrase = "oppdiktet og lang nok til alt";
    let slot = NewSlot::Passphrase(Confidential::new(passphrase.to_owned()), Cost::floor());
    running(Registry::found(&folder.site(), &[slot], &clock())).expect("a new registry");
    fs::write(folder.path("right"), format!("{passphrase}\n")).expect("a file");
    fs::write(folder.path("wrong"), "noe helt annet som er langt\n").expect("a file");
    folder.run("doctor --passphrase-file right").succeeds().says("Nothing is wrong.");
    folder.run("doctor --passphrase-file wrong").fails().says("wrong passphrase");
    folder.run("doctor --passphrase-file nowhere").fails().says("could not use nowhere");
    let said = folder.run("serve --passphrase-file wrong");
    said.fails().says("wrong passphrase");
    assert!(!format!("{:?}", said.0).contains("noe helt annet"), "a passphrase is never said");
}

#[test]
fn the_doctor_names_what_is_wrong_with_the_database() {
    let (folder, other) = (made(), made());
    let elsewhere = format!("sqlite://{}?mode=rwc", other.path("fortrolig.db").display());
    folder
        .run_with("doctor", &[("ROCKET_DATABASE", &elsewhere)])
        .fails()
        .says("because: the database belongs to deployment");
    folder
        .run_with("doctor", &[("ROCKET_DATABASE", "sqlite://empty.db?mode=rwc")])
        .fails()
        .says("the database holds no registry yet; run `fortrolig init`");
    running(folder.sql("insert into seaql_migrations (version, applied_at) values ('m0099_future', 0)"));
    folder.run("doctor").fails().says("newer schema (step m0099_future)").says("use the newer program");
    running(folder.sql("delete from seaql_migrations where version = 'm0099_future'"));
    folder.run("doctor").succeeds();
}

#[test]
fn the_doctor_and_the_audit_name_a_row_that_is_not_what_was_written() {
    let folder = made();
    let team = folder.run("staff add-team --service MR --name Vest").succeeds().out();
    folder.run("doctor").succeeds().says("index: every case opens; 1 teams");
    folder.run("audit verify").succeeds().says("The log holds, and every row is the one it tells of.");
    running(folder.sql(
        "update teams set sealed = cast(substr(sealed, 1, 99) || x'0011' || substr(sealed, 102) as blob)",
    ));
    let altered = format!("teams {}: altered", team.trim());
    folder.run("audit verify").fails().says(&altered);
    folder.run("doctor").fails().says(&altered).says("1 rows are not what the log tells of");
    running(folder.sql("delete from teams"));
    folder.run("audit verify").fails().says(&format!("teams {}: removed", team.trim()));
}

#[test]
fn a_configuration_that_would_leak_is_refused() {
    let folder = made();
    for command in ["doctor", "serve"] {
        folder
            .run_with(command, &[("ROCKET_LOG_LEVEL", "normal")])
            .fails()
            .says("`log_level` must be \"off\"");
        folder
            .run_with(command, &[("ROCKET_ADDRESS", "0.0.0.0")])
            .fails()
            .says("the address 0.0.0.0 is reached from other machines, but `encrypted` is false");
    }
    folder
        .run_with(
            "doctor",
            &[
                ("ROCKET_ADDRESS", "0.0.0.0"),
                ("ROCKET_ENCRYPTED", "true"),
                ("ROCKET_ORIGIN", "https://register.example"),
            ],
        )
        .succeeds();
    folder.run_with("doctor", &[("ROCKET_PORT", "many")]).fails().says("the configuration cannot be read");
}

#[test]
fn teams_are_added_at_the_terminal() {
    let folder = made();
    let team = folder.run("staff add-team --service MR --name Vest").succeeds().out();
    let team = team.trim();
    folder.run("staff teams").succeeds().says(team).says("Vest");
    folder.run("staff add-team --service XX --name Vest").fails().says("it is MR, SU, KT or FT");
}

#[test]
fn an_export_is_checked_with_the_public_key_alone() {
    let folder = made();
    folder.run("staff add-team --service MR --name Vest").succeeds();
    folder.run("audit export log").succeeds().says("Wrote 2 entries to log.");
    let outsider = Folder::new();
    fs::copy(folder.path("log"), outsider.path("log")).expect("a copy");
    fs::copy(folder.path("keys/checkpoint.pub"), outsider.path("key")).expect("a copy");
    let nothing =
        [("ROCKET_LOG_LEVEL", "normal"), ("ROCKET_KEYS", "nowhere"), ("ROCKET_DATABASE", "nowhere")];
    let check = || outsider.run_with("audit verify log --key key", &nothing);
    check().succeeds().says("The log holds: 2 entries, unbroken, signed by this key.");
    outsider.run_with("audit verify log", &nothing).fails().says("name the public key: --key checkpoint.pub");

    let log = fs::read_to_string(outsider.path("log")).expect("an export");
    let flipped = |line: usize, from_end: usize| {
        let mut lines: Vec<String> = log.lines().map(str::to_owned).collect();
        let at = lines[line].len() - 1 - from_end;
        let digit = if lines[line].as_bytes()[at] == b'0' { "1" } else { "0" };
        lines[line].replace_range(at..=at, digit);
        fs::write(outsider.path("log"), lines.join("\n") + "\n").expect("it is written");
    };
    for (line, from_end, words) in [
        (1, 0, "the log does not hold: entry 1 was altered"),
        (2, 40, "the log does not hold: entry 2 was altered"),
        (3, 0, "the log does not hold: the head was not signed with this key"),
    ] {
        flipped(line, from_end);
        check().fails().says(words);
    }
    let without: String =
        log.lines().enumerate().filter(|(at, _)| *at != 1).map(|(_, line)| format!("{line}\n")).collect();
    fs::write(outsider.path("log"), without).expect("it is written");
    check().fails().says("entry 1 is missing or out of place");
    fs::write(outsider.path("log"), &log).expect("it is written");
    check().succeeds();
    let other = made();
    fs::copy(other.path("keys/checkpoint.pub"), outsider.path("key")).expect("a copy");
    check().fails().says("the head was not signed with this key");
    fs::write(outsider.path("key"), "no key").expect("it is written");
    check().fails().says("key holds no public key");
}
