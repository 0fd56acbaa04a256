//! Linked tables, and somebody with endless patience: she writes down every table of records that agrees with all
//! that was released, and looks whether what must stay possible is possible in one of them. She shares no code with
//! the method, and of a release she sees the rows.

use std::collections::BTreeMap;

use fortrolig::statistics::linked::{
    Hierarchies, Ledger, LinkedRelease, Microdata, NotReleasable, Programme, TOTAL, protect,
};

use crate::support::dice::Dice;

/// How many releases there are of each kind of world.
const RELEASES: u64 = 10_000;
/// How many there are of facts for which half a person would do.
const RINGS: u64 = 200;
/// How far over the true number the records of a world may go where the reader does not know their number.
const BEYOND: u32 = 6;

#[test]
fn whoever_writes_down_every_table_finds_nothing() {
    let told = tell(RELEASES, Story::new);
    // It would be no proof if most were refused, or hardly any followed another.
    assert!(told.refused * 4 < told.released && told.second * 5 > RELEASES, "{told:?}");
}

#[test]
fn half_a_person_proves_nothing() {
    let told = tell(RINGS, Story::of_a_ring);
    assert!(told.refused * 4 < told.released, "{told:?}");
}

/// What came of telling many stories.
#[derive(Debug, Default)]
struct Told {
    released: u64,
    refused: u64,
    /// Releases of facts of which something was released before.
    second: u64,
}

/// Tells stories until there were so many releases, and looks at each with endless patience.
fn tell(releases: u64, story: impl Fn(&mut Dice) -> Story) -> Told {
    let mut told = Told::default();
    let mut seed = 0;
    while told.released < releases {
        seed += 1;
        let story = story(&mut Dice(seed));
        let mut ledger = Ledger::default();
        let mut readable = Vec::new();
        for programme in &story.programmes {
            let release = match protect(&story.microdata(&ledger), programme, &ledger) {
                Ok(release) => release,
                Err(NotReleasable::NotProven(why)) => panic!("story {seed}: {why}\n{story:?}"),
                Err(_) => {
                    told.refused += 1;
                    break;
                }
            };
            told.released += 1;
            told.second += u64::from(!readable.is_empty());
            remember(&mut ledger, &release);
            readable.push(Readable::of(&story, &release, programme));
            if let Some(what) = story.found_out(&readable) {
                panic!("story {seed}: {what}\n{story:?}\n{}", release.to_csv());
            }
        }
    }
    told
}

/// Adds a release to what readers have.
fn remember(ledger: &mut Ledger, release: &LinkedRelease) {
    let text = release.to_csv();
    let head: Vec<String> =
        text.lines().take(1).flat_map(|line| line.split(',')).map(str::to_owned).collect();
    let dimensions = &head[..head.len() - 1];
    for (codes, value) in release.rows() {
        let codes: Vec<String> = codes.into_iter().map(str::to_owned).collect();
        let least = release.policy().least;
        ledger.add_at_least(dimensions, &codes, value, least).expect("the same count each time");
    }
}

/// Three groupings of five codes that take two each of the first three together. What moves within all of them moves
/// one code by an even number, so that half of a person would be enough for what a whole one is not.
fn ring() -> Vec<Vec<Vec<usize>>> {
    vec![vec![vec![0, 1], vec![2, 3, 4]], vec![vec![1, 2], vec![0, 3, 4]], vec![vec![0, 2], vec![1, 3, 4]]]
}

/// Records, and what is released of them one after the other.
#[derive(Debug)]
struct Story {
    /// How many codes each dimension has.
    sizes: Vec<usize>,
    /// Groupings of the first dimension's codes, each dealing all of them out to groups.
    groupings: Vec<Vec<Vec<usize>>>,
    counts: Vec<u32>,
    programmes: Vec<Programme>,
}

impl Story {
    fn new(dice: &mut Dice) -> Self {
        const SHAPES: [&[usize]; 7] = [&[4], &[2, 3], &[3, 3], &[4, 2], &[2, 2, 2], &[3, 2, 2], &[5, 2]];
        let sizes = SHAPES[dice.below(7) as usize].to_vec();
        let groupings = match (sizes[0], dice.below(3)) {
            (4, 0) => vec![vec![vec![0, 1], vec![2, 3]]],
            (5, 0) => vec![vec![vec![0, 1, 2], vec![3, 4]]],
            (5, 1) => ring(),
            _ => Vec::new(),
        };
        let many = 1 + dice.below(4);
        let size = sizes.iter().product();
        let counts = (0..size)
            .map(|_| {
                let most = dice.below(many + 1);
                dice.below(1 + most) as u32
            })
            .collect();
        let k = 1 + dice.below(2);
        let zeros = ["shown", "may-hide", "may-hide", "sensitive"][dice.below(4) as usize];
        let insiders = if sizes.len() > 1 && dice.below(3) == 0 { "insiders = 'd1'" } else { "" };
        let rules = format!("k = {k}\nzeros = '{zeros}'\nkey = 'x'\neffort = {}", dice.below(2));
        let programme = |tables: &[Vec<usize>], insiders: &str| {
            let named =
                |table: &Vec<usize>| table.iter().map(|at| format!("'d{at}'")).collect::<Vec<_>>().join(", ");
            let table = |table| format!("[[tables]]\ndimensions = [{}]\n", named(table));
            let tables: String = tables.iter().map(table).collect();
            Programme::parse(&format!("{rules}\n{insiders}\n{tables}")).expect("it makes sense")
        };
        let all: Vec<usize> = (0..sizes.len()).collect();
        let pairs = vec![vec![0, 1], vec![1, 2], vec![0, 2]];
        let tables: Vec<Vec<Vec<usize>>> = match (sizes.len(), dice.below(4)) {
            (3, 0) => vec![pairs[..2].to_vec(), vec![all]],
            (3, 1) => vec![pairs],
            (3, 2) => vec![pairs[..2].to_vec(), pairs],
            (2, 0) => vec![vec![vec![0]], vec![vec![1], vec![0]], vec![all]],
            _ => vec![vec![all]],
        };
        let named = tables[0].iter().flatten().any(|&at| at == 1);
        let insiders = if named && tables.len() == 1 { insiders } else { "" };
        let programmes = tables.iter().map(|tables| programme(tables, insiders)).collect();
        Self { sizes, groupings, counts, programmes }
    }

    /// The codes of an inner cell.
    fn codes(&self, mut cell: usize) -> Vec<usize> {
        let mut codes = vec![0; self.sizes.len()];
        for (code, size) in codes.iter_mut().zip(&self.sizes).rev() {
            *code = cell % size;
            cell /= size;
        }
        codes
    }

    fn microdata(&self, ledger: &Ledger) -> Microdata {
        let names: Vec<String> = (0..self.sizes.len()).map(|at| format!("d{at}")).collect();
        let mut text = format!("{},n\n", names.join(","));
        for (cell, count) in self.counts.iter().enumerate() {
            let codes: Vec<String> = self.codes(cell).iter().map(|code| format!("c{code}")).collect();
            text += &format!("{},{count}\n", codes.join(","));
        }
        let mut hierarchies = Hierarchies::new();
        let inner = |codes: &[usize]| codes.iter().map(|code| format!("c{code}")).collect::<Vec<_>>();
        for (name, &size) in names.iter().zip(&self.sizes) {
            let mut groupings = vec![(TOTAL.to_owned(), inner(&(0..size).collect::<Vec<_>>()))];
            if name == "d0" && !self.groupings.is_empty() {
                groupings.clear();
                for (at, groups) in self.groupings.iter().enumerate() {
                    let group = |of: usize| format!("g{at}{of}");
                    groupings.push((TOTAL.to_owned(), (0..groups.len()).map(group).collect()));
                    groupings.extend(groups.iter().enumerate().map(|(of, codes)| (group(of), inner(codes))));
                }
            }
            hierarchies.insert(name.clone(), groupings);
        }
        // Every dimension is in the data, and those of the programme are read.
        let all: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
        let widest = format!("tables = [{{ dimensions = [{}] }}]", all.join(", "));
        let widest = Programme::parse(&widest).expect("it makes sense");
        Microdata::read(&text, Some("n"), &hierarchies, &widest, ledger).expect("readable")
    }

    /// Hardly anybody in five codes with three groupings, each split in two.
    fn of_a_ring(dice: &mut Dice) -> Self {
        let counts = (0..10).map(|_| dice.below(2) as u32).collect();
        let effort = dice.below(2);
        let programme =
            format!("k = 1\nkey = 'x'\neffort = {effort}\ntables = [{{ dimensions = ['d0', 'd1'] }}]");
        let programmes = vec![Programme::parse(&programme).expect("it makes sense")];
        Self { sizes: vec![5, 2], groupings: ring(), counts, programmes }
    }

    /// The inner cells that a row of a release counts.
    fn below(&self, row: &BTreeMap<String, String>) -> Vec<usize> {
        let holds = |cell: &usize| {
            self.codes(*cell).iter().enumerate().all(|(at, code)| match row.get(&format!("d{at}")) {
                None => true,
                Some(named) if named == TOTAL => true,
                Some(named) if named.starts_with('g') => {
                    let at: Vec<usize> =
                        named.bytes().skip(1).map(|digit| usize::from(digit - b'0')).collect();
                    self.groupings[at[0]][at[1]].contains(code)
                }
                Some(named) => *named == format!("c{code}"),
            })
        };
        (0..self.counts.len()).filter(holds).collect()
    }

    /// What a reader of all these releases finds out, if anything.
    fn found_out(&self, releases: &[Readable]) -> Option<String> {
        let mut readers = vec![None];
        if releases.iter().any(|release| release.insiders) {
            readers.extend((0..self.sizes[1]).map(Some));
        }
        readers.into_iter().find_map(|reader| Search::new(self, releases, reader).fails())
    }
}

/// A release as its readers have it.
struct Readable {
    k: u32,
    least: u32,
    zeros_are_sensitive: bool,
    insiders: bool,
    rows: Vec<(Vec<usize>, Option<u32>)>,
}

impl Readable {
    fn of(story: &Story, release: &LinkedRelease, programme: &Programme) -> Self {
        let text = release.to_csv();
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let head = lines.next().expect("a head");
        let row = |line: Vec<&str>| {
            let named = head.iter().zip(&line).map(|(&name, &code)| (name.to_owned(), code.to_owned()));
            let value = line.last().and_then(|value| value.parse().ok());
            (story.below(&named.take(head.len() - 1).collect()), value)
        };
        let policy = release.policy();
        Self {
            k: policy.k,
            least: policy.least,
            zeros_are_sensitive: policy.zeros_are_sensitive,
            insiders: programme.insiders.is_some(),
            rows: lines.map(row).collect(),
        }
    }
}

/// What must be so in some world: the sum of these inner cells at least or at most this.
struct Goal {
    cells: Vec<usize>,
    least: u32,
    most: u32,
}

/// What every world keeps.
struct Sum {
    cells: Vec<usize>,
    least: u32,
    most: u32,
}

struct Search<'a> {
    story: &'a Story,
    sums: Vec<Sum>,
    /// Of each inner cell the sums that it is in, and whether it is the last of it.
    sums_of: Vec<Vec<(usize, bool)>>,
    goals: Vec<Goal>,
    /// What an inner cell is for certain.
    own: Vec<Option<u32>>,
    shown: Option<String>,
}

impl<'a> Search<'a> {
    fn new(story: &'a Story, releases: &[Readable], reader: Option<usize>) -> Self {
        let mine = |cell: usize| reader.is_some_and(|code| story.codes(cell)[1] == code);
        let own: Vec<_> =
            (0..story.counts.len()).map(|cell| mine(cell).then(|| story.counts[cell])).collect();
        let total: u32 = story.counts.iter().sum();
        let every = Sum { cells: (0..story.counts.len()).collect(), least: 0, most: total + BEYOND };
        let mut search =
            Self { story, sums: vec![every], sums_of: Vec::new(), goals: Vec::new(), own, shown: None };
        let mut known: BTreeMap<Vec<usize>, u32> = BTreeMap::new();
        for (cells, value) in releases.iter().flat_map(|release| &release.rows) {
            known.extend(value.map(|value| (cells.clone(), value)));
        }
        // A reader who has once seen every zero knows of the other cells that they are none.
        let blanks_may_be_zero = releases.iter().all(|release| release.least == 0);
        for release in releases {
            for (cells, _) in &release.rows {
                let truth: u32 = cells.iter().map(|&cell| story.counts[cell]).sum();
                let own: u32 = cells.iter().filter_map(|&cell| search.own[cell]).sum();
                let (least, most) = match known.get(cells) {
                    Some(&value) => (value, value),
                    None => (release.least, u32::MAX),
                };
                search.sums.push(Sum { cells: cells.clone(), least, most });
                let small = (1..=release.k).contains(&(truth - own));
                let zero = release.zeros_are_sensitive && truth == own;
                if (!small && !zero) || cells.iter().all(|&cell| search.own[cell].is_some()) {
                    continue;
                }
                if known.contains_key(cells) {
                    search.shown = Some(format!("{cells:?} is shown to {reader:?}"));
                }
                search.goals.push(Goal { cells: cells.clone(), least: own + release.k + 1, most: u32::MAX });
                if small && (blanks_may_be_zero || own > 0) {
                    search.goals.push(Goal { cells: cells.clone(), least: 0, most: own });
                }
            }
        }
        search.sums_of = vec![Vec::new(); story.counts.len()];
        for (at, sum) in search.sums.iter().enumerate() {
            for &cell in &sum.cells {
                search.sums_of[cell].push((at, sum.cells.last() == Some(&cell)));
            }
        }
        search
    }

    /// What this reader finds out: a goal that no world reaches.
    fn fails(mut self) -> Option<String> {
        if self.shown.is_some() || self.goals.is_empty() {
            return self.shown;
        }
        let mut sums = vec![0; self.sums.len()];
        let mut world = Vec::with_capacity(self.story.counts.len());
        self.go_on(&mut world, &mut sums);
        let goal = self.goals.first()?;
        Some(format!("{:?} is never from {} to {}", goal.cells, goal.least, goal.most))
    }

    /// Tries every count of the next inner cell.
    fn go_on(&mut self, world: &mut Vec<u32>, sums: &mut [u32]) {
        let cell = world.len();
        if cell == self.story.counts.len() {
            let sum = |goal: &Goal| goal.cells.iter().map(|&cell| world[cell]).sum::<u32>();
            self.goals.retain(|goal| !(goal.least..=goal.most).contains(&sum(goal)));
            return;
        }
        let room = self.sums_of[cell].iter().map(|&(at, _)| self.sums[at].most - sums[at]).min().unwrap_or(0);
        let need = self.sums_of[cell].iter().filter(|(_, last)| *last);
        let need = need.map(|&(at, _)| self.sums[at].least.saturating_sub(sums[at])).max().unwrap_or(0);
        let (from, to) = self.own[cell].map_or((need, room), |own| (need.max(own), room.min(own)));
        for count in from..=to {
            if self.goals.is_empty() {
                return;
            }
            for at in 0..self.sums_of[cell].len() {
                sums[self.sums_of[cell][at].0] += count;
            }
            world.push(count);
            self.go_on(world, sums);
            world.pop();
            for at in 0..self.sums_of[cell].len() {
                sums[self.sums_of[cell][at].0] -= count;
            }
        }
    }
}
