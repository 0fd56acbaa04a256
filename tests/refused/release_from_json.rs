// Only protected tables reach statisticians: disclosure control makes a release, and no text does.

use fortrolig::statistics::Release;

fn main() {
    let _ = serde_json::from_str::<Release>("{}");
    let _ = Release::from_stored(b"{}");
}
