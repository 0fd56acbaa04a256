// Content is wiped when it is dropped: there are no copies that nobody counts.

use fortrolig::confidential::Confidential;

fn main() {
    let told = Confidential::new(String::from("told in confidence"));
    let _ = told.clone();
}
