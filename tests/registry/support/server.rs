use std::fs::File;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
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
    /// Starts the server on a free port. Another process may take the port between our look and its use; then
    /// the next one is tried.
    pub(crate) fn start(registry: &'r TestRegistry, serve: &[&str], settings: &[(&str, &str)]) -> Self {
        for _ in 0..5 {
            if let Some(server) = Self::try_start(registry, serve, settings) {
                return server;
            }
        }
        let said = std::fs::read_to_string(log_file(registry)).unwrap_or_default();
        panic!("the server does not start: {said}");
    }

    fn try_start(registry: &'r TestRegistry, serve: &[&str], settings: &[(&str, &str)]) -> Option<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr()).ok()?.port();
        let log = File::options().create(true).append(true).open(log_file(registry)).ok()?;
        let mut child = registry
            .program()
            .command()
            .args(serve)
            .env("ROCKET_PORT", port.to_string())
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .stdout(log.try_clone().ok()?)
            .stderr(log)
            .spawn()
            .ok()?;
        let patience = Instant::now() + Duration::from_secs(20);
        while Instant::now() < patience {
            if let Ok(Some(_)) = child.try_wait() {
                return None;
            }
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(Self { child, port, registry });
            }
            pause();
        }
        let _ = child.kill();
        let _ = child.wait();
        None
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

#[expect(clippy::disallowed_methods, reason = "a starting process tells nobody when it has started")]
fn pause() {
    std::thread::sleep(Duration::from_millis(10));
}
