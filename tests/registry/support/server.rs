use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::person::FACTOR;
use super::staff::PASSPHRASE;
use super::{Person, TestRegistry};

/// The program serving a registry on this machine; killed with its value.
pub(crate) struct Server<'r> {
    child: Child,
    port: u16,
    pub(crate) registry: &'r TestRegistry,
}

impl<'r> Server<'r> {
    /// Starts the server on a port that the system chooses, and waits until it says that it listens.
    ///
    /// No port is looked for beforehand, nor knocked at: another test may have taken it since, and a connection to
    /// a port where nobody listens yet may meet itself.
    pub(crate) fn start(registry: &'r TestRegistry, serve: &[&str], settings: &[(&str, &str)]) -> Self {
        let log = File::options().create(true).append(true).open(log_file(registry)).expect("a log");
        let before = log.metadata().expect("a log").len();
        let child = registry
            .program()
            .command()
            .args(serve)
            .env("ROCKET_PORT", "0")
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn()
            .expect("the program is there");
        let mut server = Self { child, port: 0, registry };
        let patience = Instant::now() + Duration::from_secs(120);
        while server.port == 0 {
            let said = said_since(registry, before);
            let ended = server.child.try_wait().expect("it is a child of ours").is_some();
            assert!(!ended && Instant::now() < patience, "the server does not start: {said}");
            server.port = said.lines().find_map(port_in).unwrap_or_default();
            pause();
        }
        server
    }

    /// A person at her browser, not signed in.
    pub(crate) fn visitor(&self) -> Person {
        Person::new(self.port)
    }

    /// Somebody of the staff, signed in.
    pub(crate) fn sign_in(&self, login: &str) -> Person {
        let mut person = self.visitor();
        let page = person.sign_in(login, PASSPHRASE);
        assert_eq!((page.status, page.location()), (303, FACTOR), "{login} is let on: {}", page.heading());
        let page = person.shows_code(&self.registry.clock.code(login));
        assert_eq!((page.status, page.location()), (303, "/"), "{login} is let in: {}", page.heading());
        person
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Sends these bytes, which need be no request, and gives what comes back until the server closes.
    pub(crate) fn hears(&self, bytes: &str) -> String {
        let mut connection = TcpStream::connect(("127.0.0.1", self.port)).expect("the server is there");
        connection.set_read_timeout(Some(Duration::from_secs(20))).expect("it can wait");
        connection.write_all(bytes.as_bytes()).expect("the server reads");
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).expect("the server answers and closes");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// What the program has told of its work.
    pub(crate) fn told(&self) -> String {
        std::fs::read_to_string(log_file(self.registry)).expect("it tells of its work")
    }

    /// As `kill -9`, or as when the power goes.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("the server was running");
        self.child.wait().expect("it ends");
    }

    /// As an operator does: the server is asked to end, and answers what is under way.
    pub(crate) fn stop(mut self) {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().expect("kill runs");
        assert!(asked.success());
        assert!(self.child.wait().expect("it ends").success(), "the server ends well");
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn log_file(registry: &TestRegistry) -> PathBuf {
    registry.folder().join("log")
}

fn said_since(registry: &TestRegistry, before: u64) -> String {
    let mut said = String::new();
    let mut log = File::open(log_file(registry)).expect("a log");
    log.seek(SeekFrom::Start(before)).expect("a log");
    log.read_to_string(&mut said).expect("it speaks plainly");
    said
}

/// Where a server listens that says so in this line of its log.
fn port_in(line: &str) -> Option<u16> {
    let entry: serde_json::Value = serde_json::from_str(line).ok()?;
    let fields = entry.get("fields").unwrap_or(&entry);
    (fields.get("message")? == "listening")
        .then(|| fields.get("port")?.as_u64())?
        .and_then(|port| u16::try_from(port).ok())
}

#[expect(clippy::disallowed_methods, reason = "a starting process tells nobody when it has started")]
fn pause() {
    std::thread::sleep(Duration::from_millis(10));
}
