// No act without its audit entry: the store alone begins an act, and content queries ask for one.

use fortrolig::store::Acting;

fn main() {
    let _ = Acting::new;
}
