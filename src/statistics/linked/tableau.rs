//! [`Tableau`]: the relations that a search looks at, solved for one variable each.
//!
//! Rows are looked up by column and hold few entries: they stand in full, and what is done to them goes only where
//! the row that is solved anew has an entry.

/// What a row is solved for while it still stands for its relation alone.
pub(super) const ITSELF: u32 = u32::MAX;

/// A relation: its value is what its entries, the variable that it is solved for and what rests leave of it.
pub(super) struct Row {
    /// The column that it is solved for.
    pub(super) basic: u32,
    /// The value of that.
    pub(super) value: f64,
    /// How far the value is below what it must be at least; above what it may be, where it is negative.
    pub(super) lacks: f64,
    /// How many entries it has.
    pub(super) filled: u32,
}

/// Rows of entries by column, kept between searches so that nothing is allocated anew.
#[derive(Default)]
pub(super) struct Tableau {
    pub(super) rows: Vec<Row>,
    entries: Vec<f64>,
    /// How many entries there is room for in a row.
    width: usize,
    columns: usize,
    /// The entries of the row in hand.
    pub(super) own: Vec<(u32, f64)>,
    /// The rows whose value the last pivot changed.
    pub(super) changed: Vec<u32>,
    pub(super) work: u64,
}

/// Room for so many columns at first.
const NARROW: usize = 64;

impl Tableau {
    pub(super) fn clear(&mut self) {
        self.rows.clear();
        self.entries.clear();
        self.columns = 0;
        self.width = NARROW;
    }

    /// A further column.
    pub(super) fn column(&mut self) -> u32 {
        if self.columns == self.width {
            let mut wide = vec![0.0; self.rows.len() * self.width * 2];
            for (from, to) in self.entries.chunks(self.width).zip(wide.chunks_mut(self.width * 2)) {
                to[..self.width].copy_from_slice(from);
            }
            self.entries = wide;
            self.width *= 2;
        }
        self.columns += 1;
        self.columns as u32 - 1
    }

    /// A further row, without entries.
    pub(super) fn row(&mut self) -> usize {
        self.entries.resize(self.entries.len() + self.width, 0.0);
        self.rows.push(Row { basic: ITSELF, value: 0.0, lacks: 0.0, filled: 0 });
        self.rows.len() - 1
    }

    /// Sets an entry that was 0.
    pub(super) fn set(&mut self, row: usize, column: u32, entry: f64) {
        self.entries[row * self.width + column as usize] = entry;
        self.rows[row].filled += 1;
    }

    /// Takes a row in hand.
    pub(super) fn take(&mut self, row: usize) {
        self.own.clear();
        let entries = &self.entries[row * self.width..][..self.columns];
        let filled = (0..).zip(entries).filter(|(_, entry)| **entry != 0.0);
        self.own.extend(filled.map(|(column, &entry)| (column, entry)));
        self.work += 1 + self.columns as u64 / 8;
    }

    /// Solves the row in hand for another column, which has this entry there and moves by so much.
    pub(super) fn pivot(&mut self, row: usize, enters: u32, entry: f64, moves: f64) {
        let start = row * self.width;
        let basic = std::mem::replace(&mut self.rows[row].basic, enters);
        self.own.retain(|&(column, _)| column != enters);
        if basic != ITSELF {
            self.own.push((basic, 1.0));
        }
        self.entries[start + enters as usize] = 0.0;
        for (column, value) in &mut self.own {
            *value = tidy(*value / entry);
            self.entries[start + *column as usize] = *value;
        }
        self.rows[row].filled = self.own.len() as u32;
        self.changed.clear();
        for other in 0..self.rows.len() {
            let start = other * self.width;
            let factor = self.entries[start + enters as usize];
            if factor == 0.0 {
                continue;
            }
            let entries = &mut self.entries[start..start + self.width];
            entries[enters as usize] = 0.0;
            let mut filled = self.rows[other].filled - 1;
            for &(column, value) in &self.own {
                let entry = &mut entries[column as usize];
                filled -= u32::from(*entry != 0.0);
                *entry = tidy(*entry - factor * value);
                filled += u32::from(*entry != 0.0);
            }
            self.rows[other].filled = filled;
            self.rows[other].value = tidy(self.rows[other].value - factor * moves);
            self.changed.push(other as u32);
        }
        self.work += (self.rows.len() / 4 + self.changed.len() * (self.own.len() + 4)) as u64;
    }
}

/// Numbers here are whole or simple fractions: what is as good as whole is made so, and errors do not grow.
pub(super) fn tidy(value: f64) -> f64 {
    // Where this is added there are no places behind the point left.
    const COARSE: f64 = 6_755_399_441_055_744.0;
    let whole = (value + COARSE) - COARSE;
    if (value - whole).abs() < 1e-9 { whole } else { value }
}
