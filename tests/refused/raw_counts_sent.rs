// Only protected tables reach statisticians: true counts are neither printed nor serialised.

use fortrolig::statistics::{FrequencyTable, Raw};

fn send(table: &FrequencyTable<Raw>) {
    let _ = format!("{table:?}");
    let _ = serde_json::to_string(table);
}

fn main() {}
