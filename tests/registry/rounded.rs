//! Rounded tables, and somebody with endless patience: she writes down all records there could have been before they were
//! rounded, beside all that was released, and looks whether what must stay possible is possible in one of them. She shares
//! no code with the method, and has of it what may be published.

use std::collections::BTreeMap;

use fortrolig::statistics::linked::{Hierarchies, Ledger, Microdata, Programme, TOTAL, protect};
use fortrolig::statistics::rounding::{NotRounded, RoundedBase};

use crate::support::dice::Dice;

/// How many bases there are.
const BASES: u32 = 2_000;

#[test]
fn whoever_writes_down_all_records_before_rounding_finds_nothing() {
    let (mut rounded, mut refused, mut beside, mut nobody) = (0, 0, 0, 0);
    let mut seed = 0;
    while rounded < BASES {
        seed += 1;
        let story = Story::new(&mut Dice(seed));
        let Some(before) = story.released_before() else { continue };
        let base = match story.round(&before) {
            Ok(base) => base,
            Err(NotRounded::InTheWay(_)) => {
                refused += 1;
                continue;
            }
            Err(reason) => panic!("story {seed}: {reason}\n{story:?}"),
        };
        rounded += 1;
        beside += u32::from(!before.is_empty());
        let tables = story.tables(&base);
        let said = |what: &str| format!("story {seed}: {what}\n{story:?}\n{before:?}\n{}", base.to_csv());
        assert!(
            tables.values().all(|&count| count == 0 || count > story.k),
            "{}",
            said("a small cell stays")
        );
        assert!(story.adds_up(&tables), "{}", said("the tables do not add up"));
        let up = story.rounded_up(&tables);
        assert!(up == 0 || !before.is_empty(), "{}", said("nobody was rounded up"));
        nobody += u32::from(up > 0);
        let again = story.round(&before).unwrap_or_else(|reason| panic!("story {seed}: {reason}"));
        assert!(again.to_stored() == base.to_stored(), "{}", said("the same records were rounded otherwise"));
        let kept = RoundedBase::from_stored(&base.to_stored()).expect("readable");
        assert!(story.tables(&kept) == tables, "{}", said("kept otherwise than made"));
        let readers = std::iter::once(None).chain((0..story.sizes[1]).map(Some).filter(|_| story.insiders));
        for reader in readers {
            if let Some(what) = Search::new(&story, &tables, &before, reader).finds_out() {
                panic!("{}", said(&format!("{reader:?} finds out {what}")));
            }
        }
    }
    // Data as small as these are refused often: a count that is not small is certain, whoever knows the base. It would be
    // no proof if hardly any stood beside another release.
    assert!(refused < rounded * 2 && beside * 3 > rounded, "{refused} refused, {beside} beside others");
    // The search lets a group that was rounded up be of nobody. That it can be has to be so.
    assert!(nobody > 20, "nobody was rounded up in {nobody} only");
}

/// A cell: along each dimension its code, or none.
type Cell = Vec<Option<usize>>;
/// What was published of a cell before: its count or the least that a blank can be.
type Before = BTreeMap<Cell, Result<u32, u32>>;

/// Records, what was released of them, and what may be asked for.
#[derive(Debug)]
struct Story {
    sizes: Vec<usize>,
    counts: Vec<u32>,
    k: u32,
    insiders: bool,
    approved: Vec<Vec<usize>>,
    earlier: Vec<Vec<usize>>,
    zeros: &'static str,
}

impl Story {
    fn new(dice: &mut Dice) -> Self {
        const SIZES: [&[usize]; 5] = [&[2, 2], &[2, 3], &[3, 3], &[2, 2, 2], &[3, 2, 2]];
        let sizes = SIZES[dice.place(5)].to_vec();
        let most = 1 + dice.place(4);
        let counts = (0..sizes.iter().product()).map(|_| dice.place(1 + most) as u32).collect();
        let all: Vec<usize> = (0..sizes.len()).collect();
        let approved = match (sizes.len(), dice.place(3)) {
            (3, 0) => vec![vec![0, 1], vec![1, 2]],
            (3, 1) => vec![vec![0, 1], vec![1, 2], vec![0, 2]],
            (2, 0) => vec![vec![0], vec![1]],
            _ => vec![all.clone()],
        };
        let earlier = match (sizes.len(), dice.place(4)) {
            (_, 0) => Vec::new(),
            (3, 1) => vec![vec![0, 1]],
            (3, 2) => vec![vec![0, 1], vec![1, 2]],
            (2, 1) => vec![vec![0], vec![1]],
            _ => vec![all],
        };
        Self {
            sizes,
            counts,
            k: 2 + dice.place(2) as u32,
            insiders: dice.place(3) == 0,
            approved,
            earlier,
            zeros: ["shown", "may-hide"][dice.place(2)],
        }
    }

    fn name(at: usize) -> String {
        format!("d{at}")
    }

    fn programme(&self, tables: &[Vec<usize>]) -> Programme {
        let quoted =
            |table: &Vec<usize>| table.iter().map(|at| format!("'d{at}'")).collect::<Vec<_>>().join(", ");
        let tables: String =
            tables.iter().map(|table| format!("[[tables]]\ndimensions = [{}]\n", quoted(table))).collect();
        let has_insiders = self.insiders && tables.contains("'d1'");
        let insiders = if has_insiders { "insiders = 'd1'\n" } else { "" };
        Programme::parse(&format!("k = {}\nzeros = '{}'\nkey = 'x'\n{insiders}{tables}", self.k, self.zeros))
            .expect("it makes sense")
    }

    fn codes(&self, mut inner: usize) -> Vec<usize> {
        let mut codes = vec![0; self.sizes.len()];
        for (code, size) in codes.iter_mut().zip(&self.sizes).rev() {
            *code = inner % size;
            inner /= size;
        }
        codes
    }

    fn is_own(&self, inner: usize, reader: Option<usize>) -> bool {
        reader.is_some_and(|own| self.codes(inner)[1] == own)
    }

    fn inside(&self, cell: &Cell) -> Vec<usize> {
        let holds = |inner: &usize| {
            self.codes(*inner).iter().zip(cell).all(|(code, split)| split.is_none_or(|split| split == *code))
        };
        (0..self.counts.len()).filter(holds).collect()
    }

    fn microdata(&self, ledger: &Ledger) -> Microdata {
        let names: Vec<String> = (0..self.sizes.len()).map(Self::name).collect();
        let mut text = format!("{},n\n", names.join(","));
        for (inner, count) in self.counts.iter().enumerate() {
            let codes: Vec<String> = self.codes(inner).iter().map(|code| format!("c{code}")).collect();
            text += &format!("{},{count}\n", codes.join(","));
        }
        let codes = |size: usize| (0..size).map(|code| format!("c{code}")).collect::<Vec<_>>();
        let hierarchy =
            |(at, &size): (usize, &usize)| (Self::name(at), vec![(TOTAL.to_owned(), codes(size))]);
        let hierarchies: Hierarchies = self.sizes.iter().enumerate().map(hierarchy).collect();
        let all = self.programme(&[(0..self.sizes.len()).collect()]);
        Microdata::read(&text, Some("n"), &hierarchies, &all, ledger).expect("readable")
    }

    /// What was released of the records before; nothing where they could not be.
    fn released_before(&self) -> Option<Before> {
        if self.earlier.is_empty() {
            return Some(Before::new());
        }
        let none = Ledger::default();
        let release = protect(&self.microdata(&none), &self.programme(&self.earlier), &none).ok()?;
        let least = release.policy().least;
        let cell = |codes: &[&str]| codes.iter().map(|code| code.strip_prefix('c')?.parse().ok()).collect();
        Some(release.rows().map(|(codes, value)| (cell(&codes), value.ok_or(least))).collect())
    }

    fn round(&self, before: &Before) -> Result<RoundedBase, NotRounded> {
        let mut ledger = Ledger::default();
        let names: Vec<String> = (0..self.sizes.len()).map(Self::name).collect();
        for (cell, said) in before {
            let code = |split: &Option<usize>| split.map_or(TOTAL.to_owned(), |code| format!("c{code}"));
            let codes: Vec<String> = cell.iter().map(code).collect();
            let least = said.err().unwrap_or(0);
            ledger.add_at_least(&names, &codes, said.ok(), least).expect("each cell once");
        }
        let lattice: Vec<Vec<String>> =
            self.approved.iter().map(|table| table.iter().copied().map(Self::name).collect()).collect();
        let insiders = self.insiders.then_some("d1");
        RoundedBase::beside(&self.microdata(&ledger), &lattice, self.k, "x", &ledger, insiders)
    }

    /// Every cell of the approved tables. Two tables that say two things of one are told here.
    fn tables(&self, base: &RoundedBase) -> BTreeMap<Cell, u32> {
        let mut cells = BTreeMap::new();
        for approved in &self.approved {
            let names: Vec<String> = approved.iter().copied().map(Self::name).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            for rounded in base.table(&names).expect("it is approved").cells {
                let mut cell: Cell = vec![None; self.sizes.len()];
                for (&at, code) in approved.iter().zip(&rounded.codes) {
                    cell[at] = code.strip_prefix('c').map(|code| code.parse().expect("a code"));
                }
                let other = cells.insert(cell, rounded.count);
                assert!(
                    other.is_none_or(|other| other == rounded.count),
                    "two tables say two things: {self:?}"
                );
            }
        }
        cells
    }

    /// How many groups that nobody is in were rounded up, among those that a table shows alone.
    fn rounded_up(&self, tables: &BTreeMap<Cell, u32>) -> usize {
        let alone = |inner: usize| self.codes(inner).into_iter().map(Some).collect::<Cell>();
        let up = |inner: &usize| {
            self.counts[*inner] == 0 && tables.get(&alone(*inner)).is_some_and(|&count| count > 0)
        };
        (0..self.counts.len()).filter(up).count()
    }

    fn adds_up(&self, tables: &BTreeMap<Cell, u32>) -> bool {
        tables.iter().all(|(cell, &count)| {
            (0..cell.len()).filter(|&at| cell[at].is_none()).all(|at| {
                let part = |code: usize| {
                    let mut part = cell.clone();
                    part[at] = Some(code);
                    tables.get(&part).copied()
                };
                let parts: Option<Vec<u32>> = (0..self.sizes[at]).map(part).collect();
                parts.is_none_or(|parts| parts.iter().sum::<u32>() == count)
            })
        })
    }
}

/// What is known of a sum of groups, of the records themselves or of the rounded ones.
struct Sum {
    least: u32,
    most: u32,
    inside: Vec<usize>,
}

/// All records, and how they were rounded, group by group.
struct Search<'a> {
    story: &'a Story,
    reader: Option<usize>,
    records: Vec<Sum>,
    rounded: Vec<Sum>,
    /// The secrets: the groups of others in a cell.
    secrets: Vec<Vec<usize>>,
}

impl<'a> Search<'a> {
    fn new(story: &'a Story, tables: &BTreeMap<Cell, u32>, before: &Before, reader: Option<usize>) -> Self {
        let rounded =
            tables.iter().map(|(cell, &count)| Sum { least: count, most: count, inside: story.inside(cell) });
        let records = before.iter().map(|(cell, said)| {
            let (least, most) = said.map_or_else(|least| (least, u32::MAX), |count| (count, count));
            Sum { least, most, inside: story.inside(cell) }
        });
        let mut secrets: Vec<Vec<usize>> = Vec::new();
        for cell in
            tables.keys().chain(before.keys()).filter(|cell| !matches!(before.get(*cell), Some(Ok(_))))
        {
            let mut others = story.inside(cell);
            others.retain(|&inner| !story.is_own(inner, reader));
            let count: u32 = others.iter().map(|&inner| story.counts[inner]).sum();
            if (1..=story.k).contains(&count) && !secrets.contains(&others) {
                secrets.push(others);
            }
        }
        Self { story, reader, records: records.collect(), rounded: rounded.collect(), secrets }
    }

    /// A cell of which she knows its very count: there are no records with fewer in it, and none with more. Where nothing
    /// was released before, it is enough if she knows that it is small.
    fn finds_out(self) -> Option<String> {
        let k = self.story.k;
        let known = |inside: &&Vec<usize>| {
            let count: u32 = inside.iter().map(|&inner| self.story.counts[inner]).sum();
            let others = match self.records.is_empty() {
                true => [(0, 0), (k + 1, u32::MAX)],
                false => [(0, count - 1), (count + 1, u32::MAX)],
            };
            let goals = others.map(|(least, most)| Sum { least, most, inside: inside.to_vec() });
            !goals.iter().any(|goal| self.round(goal, &mut Vec::new()))
        };
        self.secrets.iter().find(known).map(|groups| format!("{groups:?}"))
    }

    /// Whether there are records with the goal, that were rounded in a way that begins so.
    fn round(&self, goal: &Sum, rounded: &mut Vec<u32>) -> bool {
        let most = vec![u32::MAX / 64; self.story.counts.len()];
        if !fits(self.rounded.iter(), rounded, &most) {
            return false;
        }
        let at = rounded.len();
        if at == self.story.counts.len() {
            let counts: Vec<Vec<u32>> = (0..at).map(|group| self.before(group, rounded[group])).collect();
            let most: Vec<u32> = counts.iter().map(|counts| *counts.last().unwrap_or(&0)).collect();
            return counts.iter().all(|counts| !counts.is_empty())
                && self.fill(goal, &counts, &most, &mut Vec::new());
        }
        let room =
            |sum: &Sum| sum.most - sum.inside.iter().filter_map(|&inner| rounded.get(inner)).sum::<u32>();
        let room = self.rounded.iter().filter(|sum| sum.inside.contains(&at)).map(room).min().unwrap_or(0);
        (0..=room).any(|count| {
            rounded.push(count);
            let found = self.round(goal, rounded);
            rounded.pop();
            found
        })
    }

    /// What a group may have been that was rounded to this: that, and where it is a multiple of the base, whatever is
    /// nearer than the next one. Who is alone with the base knows that few alone are rounded.
    fn before(&self, group: usize, rounded: u32) -> Vec<u32> {
        let k = self.story.k;
        let alone = self.records.is_empty();
        let near = match (rounded, rounded % (k + 1)) {
            (0, _) => 0..=k,
            (up, 0) if alone && up == k + 1 => 1..=k,
            (up, 0) if up == k + 1 => 0..=up + k,
            (up, 0) if !alone => up - k..=up + k,
            (count, _) => count..=count,
        };
        let mut counts: Vec<u32> = near.collect();
        if !counts.contains(&rounded) {
            counts.push(rounded);
        }
        let own = self.story.is_own(group, self.reader);
        counts.retain(|&count| !own || count == self.story.counts[group]);
        counts
    }

    fn fill(&self, goal: &Sum, counts: &[Vec<u32>], most: &[u32], records: &mut Vec<u32>) -> bool {
        if !fits(self.records.iter().chain([goal]), records, most) {
            return false;
        }
        let Some(next) = counts.get(records.len()) else { return true };
        next.iter().any(|&count| {
            records.push(count);
            let found = self.fill(goal, counts, most, records);
            records.pop();
            found
        })
    }
}

/// Whether counts so far can still become what every sum says, where none to come is over its most.
fn fits<'a>(mut sums: impl Iterator<Item = &'a Sum>, counts: &[u32], most: &[u32]) -> bool {
    sums.all(|sum| {
        let (mut so_far, mut to_come) = (0, 0);
        for &inner in &sum.inside {
            match counts.get(inner) {
                Some(count) => so_far += count,
                None => to_come += most[inner],
            }
        }
        so_far <= sum.most && so_far + to_come >= sum.least
    })
}
