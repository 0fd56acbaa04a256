use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};

use super::error::Error;
use super::terminal::say;
use crate::statistics::attack::{Grid, Policy, attack};
use crate::statistics::linked::{Hierarchies, Ledger, Microdata, Programme, TOTAL, Table, protect};
use crate::statistics::rounding::RoundedBase;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Protect linked tables of any microdata or counts, and write what may be published
    Protect(Protect),
    /// Round linked tables of any microdata or counts, so that they have no holes, and write what may be published
    Round(Round),
    /// Attack published tables, ours or another tool's, and say what can be worked out
    Audit(Audit),
}

#[derive(clap::Args)]
pub(super) struct Protect {
    #[command(flatten)]
    given: Given,
    /// Where `<programme>.csv` and `<programme>.attack.txt` are written
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

#[derive(clap::Args)]
pub(super) struct Round {
    #[command(flatten)]
    given: Given,
    /// Where `<programme>.csv` is written
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

/// What tables are made of.
#[derive(clap::Args)]
struct Given {
    /// A CSV file with a column for each dimension, and a row for each record or count
    #[arg(long, value_name = "FILE")]
    microdata: PathBuf,
    /// The tables and the rules, in TOML
    #[arg(long, value_name = "FILE")]
    programme: PathBuf,
    /// The column that holds counts; without it each row is one record
    #[arg(long, value_name = "COLUMN")]
    count_column: Option<String>,
    /// By dimension, each parent code with its children, in JSON
    #[arg(long, value_name = "FILE")]
    hierarchies: Option<PathBuf>,
    /// Tables that were published before and that readers have; may be given several times
    #[arg(long, value_name = "FILE")]
    published: Vec<PathBuf>,
    /// The same where every zero was shown, so that readers know a blank to be at least 1
    #[arg(long, value_name = "FILE")]
    published_with_zeros: Vec<PathBuf>,
}

#[derive(clap::Args)]
pub(super) struct Audit {
    /// A CSV file with a column for each dimension, then `value`, empty where hidden
    file: PathBuf,
    /// By dimension, each parent code with its children, in JSON
    #[arg(long, value_name = "FILE")]
    hierarchies: Option<PathBuf>,
    /// The largest count that is small
    #[arg(long, default_value_t = 4)]
    k: u32,
    /// What readers know of zeros
    #[arg(long, value_enum, default_value_t = Zeros::Shown)]
    zeros: Zeros,
}

#[derive(Clone, Copy, ValueEnum)]
enum Zeros {
    /// Every zero is shown, so that a blank is at least 1
    Shown,
    /// A blank may be zero
    MayHide,
    /// A blank may be zero, and that nobody is there is secret as well
    Sensitive,
}

pub(super) fn run(command: Command) -> Result<ExitCode, Error> {
    match command {
        Command::Protect(options) => protect_files(&options),
        Command::Round(options) => round_files(&options),
        Command::Audit(options) => audit_file(&options),
    }
}

fn protect_files(options: &Protect) -> Result<ExitCode, Error> {
    let given = &options.given;
    let programme = given.programme()?;
    let (data, ledger) = given.records(&read(&given.microdata)?, &programme)?;
    let release = protect(&data, &programme, &ledger).map_err(|reason| Error::Request(reason.to_string()))?;
    let report = attack(&release.grid(), release.policy());
    if !report.is_clean() {
        return Err(Error::Request(format!("the release did not withstand the attack\n{report}")));
    }
    given.write(&options.out, "csv", &release.to_csv())?;
    given.write(&options.out, "attack.txt", &format!("{report}\n"))?;
    let summary = release.summary();
    say(&format!(
        "{} cells: {} sensitive, {} hidden, {} worlds in the proof. {report}",
        summary.cells, summary.sensitive, summary.hidden, summary.worlds
    ));
    Ok(ExitCode::SUCCESS)
}

fn round_files(options: &Round) -> Result<ExitCode, Error> {
    let given = &options.given;
    let programme = given.programme()?;
    let lattice = whole_tables(&programme).map_err(in_file(&given.programme))?;
    let text = read(&given.microdata)?;
    let (data, ledger) = given.records(&text, &programme)?;
    let ties = programme.key.as_deref().unwrap_or(&text);
    let insiders = programme.insiders.as_deref();
    let base = RoundedBase::beside(&data, &lattice, programme.k, ties, &ledger, insiders)
        .map_err(|reason| Error::Request(reason.to_string()))?;
    let tables = base.to_csv();
    given.write(&options.out, "csv", &tables)?;
    say(&format!("{} cells, each 0 or more than {}", tables.lines().count() - 1, base.k()));
    Ok(ExitCode::SUCCESS)
}

impl Given {
    fn programme(&self) -> Result<Programme, Error> {
        Programme::parse(&read(&self.programme)?).map_err(in_file(&self.programme))
    }

    /// The records in `text`, and what readers have already: tables with blanks that may be zero, and tables with blanks
    /// that may not.
    fn records(&self, text: &str, programme: &Programme) -> Result<(Microdata, Ledger), Error> {
        let hierarchies = hierarchies(self.hierarchies.as_deref())?;
        let mut ledger = Ledger::default();
        let published = self.published.iter().map(|file| (file, 0));
        for (file, least) in published.chain(self.published_with_zeros.iter().map(|file| (file, 1))) {
            ledger.read(&read(file)?, least).map_err(in_file(file))?;
        }
        let data = Microdata::read(text, self.count_column.as_deref(), &hierarchies, programme, &ledger);
        Ok((data.map_err(in_file(&self.microdata))?, ledger))
    }

    /// Writes a file that is called as the programme is.
    fn write(&self, folder: &Path, ending: &str, text: &str) -> Result<(), Error> {
        fs::create_dir_all(folder).map_err(Error::file(folder))?;
        let name = self.programme.file_stem().map_or("release".into(), |stem| stem.to_string_lossy());
        let path = folder.join(format!("{name}.{ending}"));
        fs::write(&path, text).map_err(Error::file(&path))
    }
}

/// The tables of a programme that hides and shows nothing by name: a rounded table has all its cells.
fn whole_tables(programme: &Programme) -> Result<Vec<Vec<String>>, &'static str> {
    let in_part = |table: &Table| !table.only.is_empty() || !table.except.is_empty();
    if programme.tables.iter().any(in_part) {
        return Err("a rounded table has all codes: leave out `only` and `except`");
    }
    if !programme.hide.is_empty() || !programme.show.is_empty() {
        return Err("in rounded tables no cell is hidden and none is exact: leave out `hide` and `show`");
    }
    if !programme.sensitive.is_empty() || programme.minimum_base > 0 {
        return Err("rounded tables split every total: leave out `sensitive` and `minimum-base`");
    }
    Ok(programme.tables.iter().map(|table| table.dimensions.clone()).collect())
}

fn audit_file(options: &Audit) -> Result<ExitCode, Error> {
    if options.k == 0 {
        return Err(Error::Request("k is 0: then no count is small, and nothing can leak".to_owned()));
    }
    let hierarchies = hierarchies(options.hierarchies.as_deref())?;
    let grid = Grid::read(&read(&options.file)?, &hierarchies).map_err(in_file(&options.file))?;
    let policy = Policy {
        k: options.k,
        least: u32::from(matches!(options.zeros, Zeros::Shown)),
        zeros_are_sensitive: matches!(options.zeros, Zeros::Sensitive),
    };
    let report = attack(&grid, policy);
    say(&report.to_string());
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn hierarchies(file: Option<&Path>) -> Result<Hierarchies, Error> {
    let Some(file) = file else { return Ok(Hierarchies::new()) };
    let shape = |_| format!("no hierarchies: {{\"dimension\": [[\"{TOTAL}\", [\"code\"]]]}} was expected");
    serde_json::from_str(&read(file)?).map_err(shape).map_err(in_file(file))
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(Error::file(path))
}

fn in_file<E: std::fmt::Display>(path: &Path) -> impl FnOnce(E) -> Error {
    move |error| Error::Request(format!("{}: {error}", path.display()))
}
