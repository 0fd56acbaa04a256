// Content is never sent by accident: what is confidential has no serialised form.

use fortrolig::confidential::Confidential;

fn main() {
    let told = Confidential::new(String::from("told in confidence"));
    let _ = serde_json::to_string(&told);
}
