// Content is never logged: the coded part of a case is content too.

use fortrolig::domain::Facts;

fn log(facts: &Facts) {
    let _ = format!("{facts:?}");
}

fn main() {}
