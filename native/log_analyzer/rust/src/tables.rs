//! All counters of a tally, and how one line changes them.

use std::sync::Arc;

use crate::bytescan::{Baseline, Block, same};
use crate::clock::{Clock, Moment};
use crate::counter::{Counter, Id};
use crate::groups::write_group;
use crate::latency::Histograms;
use crate::line::Fields;
use crate::minutes::{Minutes, STEPS};
use crate::options::Options;
use crate::plan::{Column, Present};
use crate::reason::{REASONS, Reason};
use crate::request::Protocol;
use crate::sketches::{Registers, bucket, buckets};
use crate::visitors::Visitors;

/// Different status numbers are 100 to 599; the array starts at 0 to save a subtraction.
pub const STATUSES: usize = 600;

/// Kept minutes; the number of the minute chooses one.
const RECENT: usize = 16;

const PATH: usize = Column::Path as usize;
const IP: usize = Column::Ip as usize;
const AGENT: usize = Column::UserAgent as usize;
const REFERRER: usize = Column::Referrer as usize;
const USER: usize = Column::User as usize;
const HOST: usize = Column::Host as usize;

/// A line with what counting it will need: where its moment is counted, and the hashes of its keys.
#[derive(Clone, Copy, Debug)]
pub struct Pending<'a> {
    line: Fields<'a>,
    moment: Moment,
    ip: u32,
    path: u32,
    referrer: u32,
}

/// The counters. A malformed line changes `reasons` alone, a filtered one `filtered` alone.
#[derive(Clone, Debug)]
pub struct Tables {
    pub options: Arc<Options>,
    present: Present,
    pub parsed: u64,
    pub filtered: u64,
    pub bad_request: u64,
    pub bytes: u128,
    pub first: i64,
    pub last: i64,
    /// By index into [`crate::reason::NAMES`].
    pub reasons: [u64; REASONS],
    pub status: Box<[u64; STATUSES]>,
    /// By [`Protocol`].
    pub protocols: Box<[u64; Protocol::COUNT]>,
    /// Only the counts are used.
    pub methods: Counter,
    /// By [`Column`].
    pub columns: [Counter; Column::COUNT],
    pub groups: Counter,
    pub minutes: Minutes,
    /// By the place of the minute.
    pub latency_minutes: Histograms,
    /// For each column of `latency_by`, by the number of the key.
    pub latency_keys: Vec<Histograms>,
    pub visitors: Visitors,
    /// What takes the place of latencies and visitors where memory is bounded.
    pub sketch: Option<Box<Sketch>>,
    pub clock: Clock,
    /// Minutes since 1970 beside moments in them.
    recent: [(i64, Moment); RECENT],
    /// The group or visitor of one line.
    key: Vec<u8>,
}

/// Counters of bounded size.
#[derive(Clone, Debug)]
pub struct Sketch {
    /// By [`Column`], and those of visitors last.
    pub registers: [Registers; Column::COUNT + 1],
    /// Lines by bucket of their latency.
    pub latencies: Vec<u64>,
}

impl Tables {
    pub fn new(options: &Arc<Options>) -> Tables {
        let sketch = || Sketch { registers: Default::default(), latencies: vec![0; buckets()] };
        Tables {
            present: options.present,
            parsed: 0,
            filtered: 0,
            bad_request: 0,
            bytes: 0,
            first: i64::MAX,
            last: i64::MIN,
            reasons: [0; REASONS],
            status: Box::new([0; STATUSES]),
            protocols: Box::new([0; Protocol::COUNT]),
            methods: Counter::default(),
            columns: Column::ALL.map(|_| Counter::new(options.present.latency)),
            groups: Counter::new(options.present.latency),
            minutes: Minutes::default(),
            latency_minutes: Histograms::default(),
            latency_keys: vec![Histograms::default(); options.latency_by.len()],
            visitors: Visitors::default(),
            sketch: options.approx.then(|| Box::new(sketch())),
            clock: Clock::default(),
            recent: [(i64::MIN, Moment::default()); RECENT],
            key: Vec::new(),
            options: Arc::clone(options),
        }
    }

    pub fn blank(&self) -> u64 {
        self.reasons[Reason::Blank as usize]
    }

    pub fn malformed(&self) -> u64 {
        self.reasons.iter().sum::<u64>() - self.blank()
    }

    pub fn lines(&self) -> u64 {
        self.parsed + self.malformed() + self.blank() + self.filtered
    }

    /// Returns the counts of a column.
    pub fn column(&self, column: Column) -> &Counter {
        &self.columns[column as usize]
    }

    /// Counts a line that could not be parsed.
    pub fn reject(&mut self, reason: Reason) {
        self.reasons[reason as usize] += 1;
    }

    /// Returns the places where a moment is counted.
    #[inline(always)]
    pub fn moment(&mut self, epoch: i64) -> Moment {
        let minute = epoch.div_euclid(STEPS[0]);
        let (known, moment) = self.recent[minute as usize % RECENT];
        if known == minute {
            return Moment { epoch, ..moment };
        }
        self.new_moment(epoch, minute)
    }

    #[cold]
    #[inline(never)]
    fn new_moment(&mut self, epoch: i64, minute: i64) -> Moment {
        let day = epoch.div_euclid(86_400);
        let moment = Moment {
            epoch,
            minute: self.minutes.place(epoch),
            // Days of visitors are not bounded.
            day: if self.sketch.is_none() { self.visitors.place(day) } else { 0 },
        };
        self.recent[minute as usize % RECENT] = (minute, moment);
        moment
    }

    /// Has the memory brought near that counting a line will touch first.
    #[inline(always)]
    pub fn expect<'a>(&self, line: Fields<'a>, moment: Moment) -> Pending<'a> {
        let ip = self.columns[IP].expect(line.ip);
        let path = self.columns[PATH].expect(line.path);
        let referrer =
            if line.referrer.len() != 1 { self.columns[REFERRER].expect(line.referrer) } else { 0 };
        Pending { line, moment, ip, path, referrer }
    }

    /// Counts lines.
    ///
    /// All at once: memory for all of them is on its way before the first one needs it.
    #[inline(always)]
    pub fn count_together<B: Block>(&mut self, lines: &mut Vec<Pending>) {
        for line in lines.iter() {
            self.approach(line);
        }
        if self.sketch.is_some() {
            for line in lines.iter() {
                self.count_bounded(line);
            }
            self.tidy();
        } else if self.present.latency || !self.options.group_by.is_empty() {
            for line in lines.iter() {
                let ids = self.count_keys::<B>(line);
                self.count_more(line, ids);
            }
        } else {
            for line in lines.iter() {
                self.count_keys::<B>(line);
            }
        }
        lines.clear();
    }

    /// Has the memory brought near that counting a line will touch after that.
    #[inline(always)]
    fn approach(&self, pending: &Pending) {
        self.columns[IP].approach(pending.ip);
        self.columns[PATH].approach(pending.path);
        if pending.line.referrer.len() != 1 {
            self.columns[REFERRER].approach(pending.referrer);
        }
    }

    #[inline(always)]
    fn count_totals(&mut self, line: &Fields, moment: Moment) {
        self.parsed += 1;
        self.bytes += u128::from(line.size);
        self.first = self.first.min(moment.epoch);
        self.last = self.last.max(moment.epoch);
        self.bad_request += u64::from(line.bad_request);
        self.status[usize::from(line.status)] += 1;
        self.protocols[usize::from(line.protocol.0)] += 1;
        self.minutes.add(moment.minute, line.size, line.status);
    }

    /// Counts a line but for its latency and its group; returns the records of its keys.
    #[inline(always)]
    fn count_keys<B: Block>(&mut self, pending: &Pending) -> [Id; Column::COUNT] {
        let Pending { line, moment, .. } = pending;
        let (size, error) = (line.size, line.status >= 400);
        let mut ids = [0; Column::COUNT];
        self.count_totals(line, *moment);
        let method = self.methods.id_short::<B>(line.method);
        self.methods.add(method, size, error);
        let path = self.columns[PATH].id_hashed::<B>(line.path, pending.path);
        self.columns[PATH].add(path, size, error);
        ids[PATH] = path;
        if self.present.has(Column::User) {
            let user = self.columns[USER].id_short::<B>(line.user);
            self.columns[USER].add(user, size, error);
            ids[USER] = user;
        }
        if self.present.has(Column::Referrer) {
            let referrer = if line.referrer.len() == 1 {
                self.columns[REFERRER].id_short::<B>(line.referrer)
            } else {
                self.columns[REFERRER].id_hashed::<B>(line.referrer, pending.referrer)
            };
            self.columns[REFERRER].add(referrer, size, error);
            ids[REFERRER] = referrer;
        }
        if self.present.has(Column::Host) {
            let host = self.columns[HOST].id_short::<B>(line.host);
            self.columns[HOST].add(host, size, error);
            ids[HOST] = host;
        }
        if self.present.has(Column::Ip) {
            (ids[IP], ids[AGENT]) = self.count_visit::<B>(pending, size, error);
        } else if self.present.has(Column::UserAgent) {
            let agent = self.columns[AGENT].id(line.agent);
            self.columns[AGENT].add(agent, size, error);
            ids[AGENT] = agent;
        }
        ids
    }

    /// Counts the ip, the agent and the visitor of a line; returns the records of the first two.
    ///
    /// The note of an ip is the visitor that it was last: the record of the agent, and above it the
    /// place of the day plus 1. Most ips come with the agent they came with before, and comparing
    /// a hundred bytes costs less than hashing them; and they come again on the same day.
    #[inline(always)]
    fn count_visit<B: Block>(&mut self, pending: &Pending, size: u64, error: bool) -> (Id, Id) {
        let Pending { line, moment, .. } = pending;
        let ip = self.columns[IP].id_hashed::<B>(line.ip, pending.ip);
        let (ip_number, note) = self.columns[IP].add(ip, size, error);
        let (mut agent, mut agent_number) = (note as Id, 0);
        if self.present.has(Column::UserAgent) {
            if note == 0 || !same::<B>(self.columns[AGENT].key(agent), line.agent) {
                agent = self.columns[AGENT].id(line.agent);
            }
            (agent_number, _) = self.columns[AGENT].add(agent, size, error);
        }
        let visitor = u64::from(moment.day + 1) << 32 | u64::from(agent);
        if note != visitor {
            self.columns[IP].set_note(ip, visitor);
            self.visitors.add(moment.day, ip_number, agent_number);
        }
        (ip, agent)
    }

    /// Counts the latency and the group of a line whose keys have these records.
    #[inline(always)]
    fn count_more(&mut self, pending: &Pending, ids: [Id; Column::COUNT]) {
        let Pending { line, moment, .. } = pending;
        if let Some(latency) = line.latency {
            self.latency_minutes.of(moment.minute).add(latency);
            for column in Column::ALL.into_iter().filter(|&column| self.present.has(column)) {
                self.columns[column as usize].add_latency(ids[column as usize], latency);
            }
            for (&column, keys) in self.options.latency_by.iter().zip(&mut self.latency_keys) {
                if self.present.has(column) {
                    let number = self.columns[column as usize].number(ids[column as usize]);
                    keys.of(number).add(latency);
                }
            }
        }
        if !self.options.group_by.is_empty() {
            write_group(&self.options.group_by, &self.options.zone, line, &mut self.key);
            count_key(&mut self.groups, &self.key, line);
        }
    }

    /// Counts a line in bounded memory.
    fn count_bounded(&mut self, pending: &Pending) {
        let Pending { line, moment, .. } = pending;
        let sketch = self.sketch.as_mut().expect("memory is bounded");
        for column in Column::ALL.into_iter().filter(|&column| self.present.has(column)) {
            let (counter, key) = (&mut self.columns[column as usize], line.column(column));
            // A key that has a record has been in the registers since it got that.
            if count_key(counter, key, line) {
                sketch.registers[column as usize].add(key);
                counter.prune();
            }
        }
        if self.present.has(Column::Ip) {
            let agent = self.present.has(Column::UserAgent).then_some(line.agent);
            let day = moment.epoch.div_euclid(86_400).to_string();
            let parts = [line.ip, b"\n", agent.unwrap_or_default(), b"\n", day.as_bytes()];
            self.key.clear();
            parts.iter().for_each(|part| self.key.extend_from_slice(part));
            sketch.registers[Column::COUNT].add(&self.key);
        }
        if let Some(latency) = line.latency {
            sketch.latencies[bucket(latency)] += 1;
        }
        count_key(&mut self.methods, line.method, &Fields { latency: None, ..*line });
        self.methods.prune();
        if !self.options.group_by.is_empty() {
            write_group(&self.options.group_by, &self.options.zone, line, &mut self.key);
            count_key(&mut self.groups, &self.key, line);
            self.groups.prune();
        }
        self.count_totals(line, *moment);
    }

    /// Forgets minutes where memory is bounded and they take too much of it. No line is pending.
    fn tidy(&mut self) {
        if self.minutes.is_crowded() {
            self.bound();
        }
    }

    /// Takes a larger step for minutes where memory is bounded and there are too many.
    pub fn bound(&mut self) {
        if self.sketch.is_some() {
            self.minutes.bound();
            self.clock = Clock::default();
            self.recent = [(i64::MIN, Moment::default()); RECENT];
        }
    }

    /// Returns the latencies, ascending, and how many lines had each; buckets of them where memory
    /// is bounded.
    pub fn latency(&mut self) -> Vec<(u64, u64)> {
        match &self.sketch {
            None => self.latency_minutes.total(),
            Some(sketch) => {
                let buckets = (0..).zip(sketch.latencies.iter().copied());
                buckets.filter(|&(_, lines)| lines > 0).collect()
            }
        }
    }

    /// Returns (start of a minute, latency, lines), ascending.
    pub fn latency_by_minute(&mut self) -> Vec<(i64, u64, u64)> {
        let mut found = Vec::new();
        for (start, place) in self.minutes.places() {
            let latencies = self.latency_minutes.of(place).sorted();
            found.extend(latencies.iter().map(|&(latency, lines)| (start, latency, lines)));
        }
        found
    }

    /// Adds other tables to these.
    pub fn merge(&mut self, other: &Tables) {
        self.parsed += other.parsed;
        self.filtered += other.filtered;
        self.bad_request += other.bad_request;
        self.bytes += other.bytes;
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        add_each(&mut self.reasons, &other.reasons);
        add_each(&mut self.status[..], &other.status[..]);
        add_each(&mut self.protocols[..], &other.protocols[..]);
        self.methods.merge(&other.methods);
        self.groups.merge(&other.groups);
        let numbers: [Vec<u32>; Column::COUNT] =
            std::array::from_fn(|place| self.columns[place].merge(&other.columns[place]));
        self.minutes.merge(&other.minutes);
        if let (Some(sketch), Some(more)) = (&mut self.sketch, &other.sketch) {
            sketch.merge(more);
            let tables = self.columns.iter_mut().chain([&mut self.methods, &mut self.groups]);
            tables.for_each(Counter::prune);
            self.bound();
            return;
        }
        let Tables { minutes, latency_minutes, .. } = self;
        latency_minutes
            .merge(&other.latency_minutes, |minute| minutes.known(other.minutes.start(minute)));
        for (place, keys) in self.latency_keys.iter_mut().enumerate() {
            let numbers = &numbers[self.options.latency_by[place] as usize];
            keys.merge(&other.latency_keys[place], |number| numbers[number as usize]);
        }
        let agent = |number: u32| *numbers[AGENT].get(number as usize).unwrap_or(&0);
        self.visitors.merge(&other.visitors, &numbers[IP], agent);
    }
}

impl Sketch {
    fn merge(&mut self, other: &Sketch) {
        for (one, two) in self.registers.iter_mut().zip(&other.registers) {
            one.merge(two);
        }
        add_each(&mut self.latencies, &other.latencies);
    }
}

/// Counts a line by a key; tells whether the key is new.
fn count_key(counter: &mut Counter, key: &[u8], line: &Fields) -> bool {
    let before = counter.len();
    let id = counter.id_hashed::<Baseline>(key, counter.expect(key));
    counter.add(id, line.size, line.status >= 400);
    if let Some(latency) = line.latency {
        counter.add_latency(id, latency);
    }
    counter.len() > before
}

fn add_each(totals: &mut [u64], more: &[u64]) {
    for (total, more) in totals.iter_mut().zip(more) {
        *total += more;
    }
}
