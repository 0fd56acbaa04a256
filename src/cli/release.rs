use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};

use super::error::Error;
use super::terminal::say;
use crate::statistics::attack::{Grid, Policy, attack};
use crate::statistics::linked::{Hierarchies, Ledger, Microdata, Programme, TOTAL, protect};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Protect linked tables of any microdata or counts, and write what may be published
    Protect(Protect),
    /// Attack published tables, ours or another tool's, and say what can be worked out
    Audit(Audit),
}

#[derive(clap::Args)]
pub(super) struct Protect {
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
    #[arg(long = "published", value_name = "FILE")]
    published: Vec<PathBuf>,
    /// Where `<programme>.csv` and `<programme>.attack.txt` are written
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
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
        Command::Audit(options) => audit_file(&options),
    }
}

fn protect_files(options: &Protect) -> Result<ExitCode, Error> {
    let programme = Programme::parse(&read(&options.programme)?).map_err(in_file(&options.programme))?;
    let hierarchies = hierarchies(options.hierarchies.as_deref())?;
    let mut ledger = Ledger::default();
    for file in &options.published {
        ledger.read(&read(file)?).map_err(in_file(file))?;
    }
    let (text, count) = (read(&options.microdata)?, options.count_column.as_deref());
    let data = Microdata::read(&text, count, &hierarchies, &programme, &ledger)
        .map_err(in_file(&options.microdata))?;
    let release = protect(&data, &programme, &ledger).map_err(|reason| Error::Request(reason.to_string()))?;
    let report = attack(&release.grid(), release.policy());
    if !report.is_clean() {
        return Err(Error::Request(format!("the release did not withstand the attack\n{report}")));
    }
    fs::create_dir_all(&options.out).map_err(Error::file(&options.out))?;
    let name = options.programme.file_stem().map_or("release".into(), |stem| stem.to_string_lossy());
    write(&options.out.join(format!("{name}.csv")), &release.to_csv())?;
    write(&options.out.join(format!("{name}.attack.txt")), &format!("{report}\n"))?;
    let summary = release.summary();
    say(&format!(
        "{} cells: {} sensitive, {} hidden, {} worlds in the proof. {report}",
        summary.cells, summary.sensitive, summary.hidden, summary.worlds
    ));
    Ok(ExitCode::SUCCESS)
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

fn write(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(Error::file(path))
}

fn in_file<E: std::fmt::Display>(path: &Path) -> impl FnOnce(E) -> Error {
    move |error| Error::Request(format!("{}: {error}", path.display()))
}
