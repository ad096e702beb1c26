//! All counters of a tally, and how one line changes them.

use crate::bytescan::{Baseline, Block, same};
use crate::clock::{Clock, Moment};
use crate::counter::{Counter, Id};
use crate::line::{Fields, Layout};
use crate::minutes::Minutes;
use crate::reason::{REASONS, Reason};
use crate::request::Protocol;
use crate::visitors::Visitors;

/// Different status numbers are 100 to 599; the array starts at 0 to save a subtraction.
pub const STATUSES: usize = 600;

/// A line with what counting it will need: where its moment is counted, and the hashes of its keys.
#[derive(Clone, Copy, Debug)]
pub struct Pending<'a> {
    line: Fields<'a>,
    moment: Moment,
    host: u32,
    path: u32,
    referrer: u32,
}

/// The counters. A malformed line changes `reasons` alone.
#[derive(Clone, Debug)]
pub struct Tables {
    pub layout: Layout,
    pub parsed: u64,
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
    pub paths: Counter,
    pub hosts: Counter,
    pub agents: Counter,
    pub referrers: Counter,
    pub users: Counter,
    pub minutes: Minutes,
    pub visitors: Visitors,
    pub clock: Clock,
}

impl Tables {
    pub fn new(layout: Layout) -> Tables {
        Tables {
            layout,
            parsed: 0,
            bad_request: 0,
            bytes: 0,
            first: i64::MAX,
            last: i64::MIN,
            reasons: [0; REASONS],
            status: Box::new([0; STATUSES]),
            protocols: Box::new([0; Protocol::COUNT]),
            methods: Counter::default(),
            paths: Counter::default(),
            hosts: Counter::default(),
            agents: Counter::default(),
            referrers: Counter::default(),
            users: Counter::default(),
            minutes: Minutes::default(),
            visitors: Visitors::default(),
            clock: Clock::default(),
        }
    }

    pub fn blank(&self) -> u64 {
        self.reasons[Reason::Blank as usize]
    }

    pub fn malformed(&self) -> u64 {
        self.reasons.iter().sum::<u64>() - self.blank()
    }

    pub fn lines(&self) -> u64 {
        self.parsed + self.malformed() + self.blank()
    }

    /// Counts a line that could not be parsed.
    pub fn reject(&mut self, reason: Reason) {
        self.reasons[reason as usize] += 1;
    }

    /// Returns the places where a moment is counted.
    pub fn moment(&mut self, epoch: i64) -> Moment {
        Moment {
            epoch,
            minute: self.minutes.place(epoch.div_euclid(60)),
            day: self.visitors.place(epoch.div_euclid(86_400)),
        }
    }

    /// Counts a parsed line. `moment` takes the place of its `epoch`.
    pub fn count(&mut self, line: &Fields, moment: Moment) {
        let pending = self.expect(*line, moment);
        self.count_pending::<Baseline>(&pending);
    }

    /// Has the memory brought near that counting a line will touch first.
    #[inline(always)]
    pub fn expect<'a>(&self, line: Fields<'a>, moment: Moment) -> Pending<'a> {
        let host = self.hosts.expect(line.host);
        let path = self.paths.expect(line.path);
        let referrer =
            if line.referrer.len() != 1 { self.referrers.expect(line.referrer) } else { 0 };
        Pending { line, moment, host, path, referrer }
    }

    /// Has the memory brought near that counting a line will touch after that.
    #[inline(always)]
    pub fn approach(&self, pending: &Pending) {
        self.hosts.approach(pending.host);
        self.paths.approach(pending.path);
        if pending.line.referrer.len() != 1 {
            self.referrers.approach(pending.referrer);
        }
    }

    /// Counts a line.
    #[inline(always)]
    pub fn count_pending<B: Block>(&mut self, pending: &Pending) {
        let Pending { line, moment, .. } = pending;
        let (size, error) = (line.size, line.status >= 400);
        self.parsed += 1;
        self.bytes += u128::from(size);
        self.first = self.first.min(moment.epoch);
        self.last = self.last.max(moment.epoch);
        self.bad_request += u64::from(line.protocol == Protocol::NONE);
        self.status[usize::from(line.status)] += 1;
        self.protocols[usize::from(line.protocol.0)] += 1;
        self.minutes.add(moment.minute, size, line.status);

        let method = self.methods.id_short::<B>(line.method);
        self.methods.add(method, size, error);
        let path = self.paths.id_hashed::<B>(line.path, pending.path);
        self.paths.add(path, size, error);
        let user = self.users.id_short::<B>(line.user);
        self.users.add(user, size, error);
        if self.layout == Layout::Combined {
            let referrer = if line.referrer.len() == 1 {
                self.referrers.id_short::<B>(line.referrer)
            } else {
                self.referrers.id_hashed::<B>(line.referrer, pending.referrer)
            };
            self.referrers.add(referrer, size, error);
        }
        self.count_visit::<B>(pending, size, error);
    }

    /// Counts the host, the agent and the visitor of a line.
    ///
    /// The note of a host is the visitor that it was last: the record of the agent, and above it the
    /// place of the day plus 1. Most hosts come with the agent they came with before, and comparing
    /// a hundred bytes costs less than hashing them; and they come again on the same day.
    #[inline(always)]
    fn count_visit<B: Block>(&mut self, pending: &Pending, size: u64, error: bool) {
        let Pending { line, moment, .. } = pending;
        let host = self.hosts.id_hashed::<B>(line.host, pending.host);
        let (host_number, note) = self.hosts.add(host, size, error);
        let (mut agent, mut agent_number) = (note as Id, 0);
        if self.layout == Layout::Combined {
            if note == 0 || !same::<B>(self.agents.key(agent), line.agent) {
                agent = self.agents.id(line.agent);
            }
            (agent_number, _) = self.agents.add(agent, size, error);
        }
        let visitor = u64::from(moment.day + 1) << 32 | u64::from(agent);
        if note != visitor {
            self.hosts.set_note(host, visitor);
            self.visitors.add(moment.day, host_number, agent_number);
        }
    }

    /// Adds other tables to these.
    pub fn merge(&mut self, other: &Tables) {
        self.parsed += other.parsed;
        self.bad_request += other.bad_request;
        self.bytes += other.bytes;
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        add_each(&mut self.reasons, &other.reasons);
        add_each(&mut self.status[..], &other.status[..]);
        add_each(&mut self.protocols[..], &other.protocols[..]);
        self.methods.merge(&other.methods);
        self.paths.merge(&other.paths);
        self.referrers.merge(&other.referrers);
        self.users.merge(&other.users);
        self.minutes.merge(&other.minutes);
        let hosts = self.hosts.merge(&other.hosts);
        let agents = self.agents.merge(&other.agents);
        let combined = self.layout == Layout::Combined;
        let agent = |number: u32| if combined { agents[number as usize] } else { 0 };
        self.visitors.merge(&other.visitors, &hosts, agent);
    }
}

fn add_each(totals: &mut [u64], more: &[u64]) {
    for (total, more) in totals.iter_mut().zip(more) {
        *total += more;
    }
}
