//! Rows of a log as a function of seed and row number; `generator.py` has the same.

use super::dirt::spoil;
use super::draws::{GOLDEN, mix};
use super::site::{OUTSIDE, Site, query};
use super::vocabulary::{FIRST_DAY, OUR_SITE, PROTOCOLS, STATUSES, share};

const DRAWS_PER_ROW: u64 = 8;

/// What decides every byte of a log.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub rows: u64,
    pub seed: u64,
    /// A row is dirty if 32 random bits are below this.
    pub dirty_below: u64,
}

/// Appends rows `start..end` of a log, each with its newline.
pub fn write_rows(out: &mut Vec<u8>, plan: &Plan, start: u64, end: u64) {
    let site = Site::get();
    let mut when = When::new(&site.minutes, plan.rows, start);
    let mut state = mix(plan.seed).wrapping_add((start * DRAWS_PER_ROW).wrapping_mul(GOLDEN));
    let mut line = Vec::with_capacity(1 << 10);
    for _ in start..end {
        let draw = |number: u64| mix(state.wrapping_add(number.wrapping_mul(GOLDEN)));
        line.clear();
        write_row(&mut line, site, when.stamp(), draw);
        if plan.dirty_below > 0 && draw(6) >> 32 < plan.dirty_below {
            spoil(&mut line, draw(7));
        }
        line.push(b'\n');
        out.extend_from_slice(&line);
        state = state.wrapping_add(DRAWS_PER_ROW.wrapping_mul(GOLDEN));
        when.next();
    }
}

/// Writes a clean row without its newline.
fn write_row(line: &mut Vec<u8>, site: &Site, stamp: &[u8], draw: impl Fn(u64) -> u64) {
    let (one, two, three) = (draw(1), draw(2), draw(3));
    let (head, usual_agent) = site.client(one);
    let agent = if one & 1023 < 51 { site.agent(draw(4)) } else { usual_agent };
    let page = site.page(two);
    let method = share(page.methods, two);
    line.extend_from_slice(head);
    line.extend_from_slice(stamp);
    line.extend_from_slice(b"] \"");
    line.extend_from_slice(method.as_bytes());
    line.push(b' ');
    line.extend_from_slice(&page.path);
    if two >> 10 & 15 < 2 {
        query(line, draw(5));
    }
    line.push(b' ');
    line.extend_from_slice(share(PROTOCOLS, one >> 10).as_bytes());
    line.extend_from_slice(b"\" ");
    let status = match share(STATUSES, three >> 54) {
        "304" | "206" if method != "GET" => "200",
        status => status,
    };
    line.extend_from_slice(status.as_bytes());
    line.push(b' ');
    match status {
        "200" | "206" if method == "HEAD" => line.push(b'-'),
        "200" | "206" => push_number(line, page.size + (three >> 8 & 2047)),
        "304" => line.push(b'-'),
        _ => push_number(line, 150 + (three >> 8 & 511)),
    }
    line.extend_from_slice(b" \"");
    push_referrer(line, site, three);
    line.extend_from_slice(b"\" \"");
    line.extend_from_slice(agent);
    line.push(b'"');
}

fn push_referrer(line: &mut Vec<u8>, site: &Site, three: u64) {
    let kind = three >> 44 & 1023;
    if kind < 717 {
        line.push(b'-');
    } else if kind < 920 {
        let rank = (three >> 20 & 0xFFF) * (kind & 7);
        line.extend_from_slice(OUR_SITE.as_bytes());
        line.extend_from_slice(&site.page_of_rank(rank as usize).path);
    } else {
        line.extend_from_slice(&site.outside[(three >> 20 & 0xFFFF) as usize % OUTSIDE]);
    }
}

fn push_number(line: &mut Vec<u8>, number: u64) {
    let mut digits = [0; 20];
    let (mut at, mut left) = (digits.len(), number);
    loop {
        at -= 1;
        digits[at] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            break;
        }
    }
    line.extend_from_slice(&digits[at..]);
}

/// The moments of consecutive rows. Row `i` of `n` lies where `i / n` of all weight is reached.
struct When<'a> {
    minutes: &'a [u64],
    rows: u64,
    minute: usize,
    /// `floor(row * total / rows)`, and the remainder of that division.
    position: u64,
    remainder: u64,
    second: u64,
    stamp: [u8; 26],
}

impl<'a> When<'a> {
    fn new(minutes: &'a [u64], rows: u64, row: u64) -> Self {
        let product = u128::from(row) * u128::from(minutes[minutes.len() - 1]);
        let (position, remainder) = (product / u128::from(rows), product % u128::from(rows));
        When {
            minutes,
            rows,
            minute: 0,
            position: position as u64,
            remainder: remainder as u64,
            second: u64::MAX,
            stamp: *b"00/Mar/2025:00:00:00 +0000",
        }
    }

    fn next(&mut self) {
        let total = self.minutes[self.minutes.len() - 1];
        self.position += total / self.rows;
        self.remainder += total % self.rows;
        if self.remainder >= self.rows {
            self.remainder -= self.rows;
            self.position += 1;
        }
    }

    /// Returns the timestamp of the row.
    fn stamp(&mut self) -> &[u8; 26] {
        while self.minutes[self.minute + 1] <= self.position {
            self.minute += 1;
        }
        let (low, high) = (self.minutes[self.minute], self.minutes[self.minute + 1]);
        let second = (self.position - low) * 60 / (high - low) + self.minute as u64 * 60;
        if second != self.second {
            self.second = second;
            let day = FIRST_DAY as u64 + second / 86_400;
            let parts =
                [(0, day), (12, second / 3600 % 24), (15, second / 60 % 60), (18, second % 60)];
            for (at, part) in parts {
                self.stamp[at] = b'0' + (part / 10) as u8;
                self.stamp[at + 1] = b'0' + (part % 10) as u8;
            }
        }
        &self.stamp
    }
}
