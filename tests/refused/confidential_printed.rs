// Content is never logged: what is confidential has no words for it.

use fortrolig::confidential::Confidential;

fn main() {
    let told = Confidential::new(String::from("told in confidence"));
    let _ = format!("{told}");
}
