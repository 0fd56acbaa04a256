// Content is never sent by accident: the coded part of a case has no serialised form, nor has a code in it.

use fortrolig::domain::{Concern, Facts};

fn send(facts: &Facts, concern: &Concern) {
    let _ = serde_json::to_string(facts);
    let _ = serde_json::to_string(concern);
}

fn main() {}
