//! The made-up site whose access logs are generated: paths, clients, user agents, hours.
//!
//! The Python module `generated_site.py` is the same table by table and draw by draw; the reasons
//! stand there. In short: nothing depends on the seed, and the weights of Zipf's law come from square
//! roots, products and quotients alone, which IEEE 754 requires to be rounded correctly.

use std::io::Write;
use std::sync::OnceLock;

use super::draws::{GOLDEN, mix};
use super::vocabulary::*;

/// Bits of a draw that choose a rank.
const UNIT: u32 = 40;

/// Upper bits of a rank draw by which [`Ranks`] starts its search.
const GUIDE_BITS: u32 = 16;

pub const OUTSIDE: usize = 3_000;

const PATHS: (usize, u64) = (40_000, 67);
const CLIENTS: (usize, u64) = (300_000, 61);
const AGENTS: (usize, u64) = (2_400, 64);

const PATH_SALT: u64 = 0x7061_7468;
const CLIENT_SALT: u64 = 0x636C_6E74;
const AGENT_SALT: u64 = 0x6167_6E74;
const OUTSIDE_SALT: u64 = 0x6F75_7473;

/// Ranks of a given popularity, to be drawn.
#[derive(Debug)]
struct Ranks {
    /// Running sums of the weights.
    sums: Vec<u64>,
    /// The rank of the first draw with each value of its upper bits, and one past the last.
    guide: Vec<u32>,
}

impl Ranks {
    fn zipf((count, exponent_64ths): (usize, u64)) -> Ranks {
        let mut total = 0;
        let weights = (1..=count as u64).map(|rank| weight(rank, exponent_64ths));
        let sums: Vec<u64> = weights
            .map(|weight| {
                total += weight;
                total
            })
            .collect();
        let first = |upper: u64| {
            let point = (u128::from(upper) * u128::from(total)) >> GUIDE_BITS;
            sums.partition_point(|&sum| u128::from(sum) <= point).min(count - 1) as u32
        };
        let guide = (0..=1 << GUIDE_BITS).map(first).collect();
        Ranks { sums, guide }
    }

    /// Returns the rank, from 0, that the upper bits of `draw` choose.
    fn pick(&self, draw: u64) -> usize {
        let total = self.sums[self.sums.len() - 1];
        let point = ((u128::from(draw >> 24) * u128::from(total)) >> UNIT) as u64;
        let upper = (draw >> (64 - GUIDE_BITS)) as usize;
        let (low, high) = (self.guide[upper] as usize, self.guide[upper + 1] as usize);
        low + self.sums[low..=high].partition_point(|&sum| sum <= point)
    }
}

/// Returns `floor(2**36 / rank**(exponent_64ths / 64))`.
fn weight(rank: u64, exponent_64ths: u64) -> u64 {
    let mut root = rank as f64;
    let mut power = if exponent_64ths >= 64 { root } else { 1.0 };
    for bit in [32, 16, 8, 4, 2, 1] {
        root = root.sqrt();
        if exponent_64ths & bit != 0 {
            power *= root;
        }
    }
    (68_719_476_736.0 / power) as u64
}

/// A path with its usual size and what is asked of it.
#[derive(Debug)]
pub struct Page {
    pub path: Vec<u8>,
    pub size: u64,
    pub methods: &'static Shares,
}

/// What the site and its visitors look like.
#[derive(Debug)]
pub struct Site {
    page_ranks: Ranks,
    client_ranks: Ranks,
    agent_ranks: Ranks,
    pages: Vec<Page>,
    /// The beginning of each client's lines, `IP - user [`, and its usual agent.
    clients: Vec<(Box<[u8]>, u32)>,
    agents: Vec<Vec<u8>>,
    pub outside: Vec<Vec<u8>>,
    /// Running sums of the weights of the minutes, from 0.
    pub minutes: Vec<u64>,
}

impl Site {
    /// Returns the one site, made on first use.
    pub fn get() -> &'static Site {
        static SITE: OnceLock<Site> = OnceLock::new();
        SITE.get_or_init(Site::new)
    }

    fn new() -> Site {
        let agent_ranks = Ranks::zipf(AGENTS);
        let client = |rank| {
            let draw = salted(CLIENT_SALT, rank);
            (head(draw).into(), agent_ranks.pick(mix(draw)) as u32)
        };
        Site {
            page_ranks: Ranks::zipf(PATHS),
            client_ranks: Ranks::zipf(CLIENTS),
            pages: (0..PATHS.0).map(page).collect(),
            clients: (0..CLIENTS.0).map(client).collect(),
            agents: (0..AGENTS.0).map(agent).collect(),
            outside: (0..OUTSIDE).map(outside).collect(),
            minutes: minute_sums(),
            agent_ranks,
        }
    }

    pub fn page(&self, draw: u64) -> &Page {
        &self.pages[self.page_ranks.pick(draw)]
    }

    pub fn page_of_rank(&self, rank: usize) -> &Page {
        &self.pages[rank]
    }

    /// Returns the beginning of a client's lines and its usual agent.
    pub fn client(&self, draw: u64) -> (&[u8], &[u8]) {
        let (head, agent) = &self.clients[self.client_ranks.pick(draw)];
        (head, &self.agents[*agent as usize])
    }

    pub fn agent(&self, draw: u64) -> &[u8] {
        &self.agents[self.agent_ranks.pick(draw)]
    }
}

fn salted(salt: u64, index: usize) -> u64 {
    mix(salt.wrapping_add((index as u64).wrapping_mul(GOLDEN)))
}

/// Returns the word that some bits of a draw choose.
fn word(words: &'static [&'static str], bits: u64) -> &'static str {
    words[(bits % words.len() as u64) as usize]
}

fn head(draw: u64) -> Vec<u8> {
    let mut text = Vec::new();
    let written = if draw.is_multiple_of(12) {
        let (a, b, c) = (draw >> 48, draw >> 32 & 0xFFF, draw >> 8 & 0xFFFF);
        write!(text, "2001:db8:{a:x}:{b:x}::{c:x} - ")
    } else {
        let (a, b, c, d) = (draw >> 56, draw >> 40, draw >> 24, draw >> 8);
        write!(text, "{}.{}.{}.{} - ", 1 + a % 223, b & 255, c & 255, d & 255)
    };
    written.expect("memory takes everything");
    if draw >> 58 == 0 {
        text.extend_from_slice(word(&NOUNS, draw >> 53).as_bytes());
        text.extend_from_slice((draw >> 43 & 1023).to_string().as_bytes());
    } else {
        text.push(b'-');
    }
    text.extend_from_slice(b" [");
    text
}

fn page(rank: usize) -> Page {
    let draw = salted(PATH_SALT, rank);
    let (section, noun, adjective) =
        (word(&SECTIONS, draw >> 4), word(&NOUNS, draw >> 8), word(&ADJECTIVES, draw >> 13));
    let number = draw >> 24;
    let (path, size, methods) = match draw & 15 {
        _ if rank == 0 => ("/".to_string(), 18_432, METHODS_READ),
        0..6 => {
            (format!("/{section}/{adjective}-{noun}-{rank}"), 4000 + number % 60_000, METHODS_READ)
        }
        6..9 => (format!("/{section}/{noun}/{rank}/reviews"), 2500 + number % 40_000, METHODS_READ),
        9..12 => {
            let version = 1 + number % 3;
            (format!("/api/v{version}/{noun}s/{rank}"), 80 + number % 4000, METHODS_API)
        }
        12..14 => {
            let (folder, ending) = (word(&ASSETS, number), word(&ENDINGS, number));
            let hash = number >> 4 & 0xFFFF_FFFF;
            let path = format!("/assets/{folder}/{noun}-{rank}.{hash:08x}.{ending}");
            (path, 2000 + number % 300_000, METHODS_READ)
        }
        14 => {
            let (year, month) = (2019 + number % 7, 1 + (number >> 8) % 12);
            let path = format!("/media/{year}/{month:02}/{adjective}-{noun}-{rank}.jpg");
            (path, 20_000 + number % 2_000_000, METHODS_READ)
        }
        _ => {
            let (quality, thing) = (word(&ADJECTIVES, number), word(&NOUNS, number >> 5));
            let path = format!("/{section}/{noun}/{adjective}-for-the-{quality}-{thing}/{rank}");
            (path, 6000 + number % 80_000, METHODS_READ)
        }
    };
    Page { path: path.into_bytes(), size, methods }
}

fn agent(index: usize) -> Vec<u8> {
    let draw = salted(AGENT_SALT, index);
    if draw.is_multiple_of(12) {
        let (robot, version) = (word(&ROBOTS, draw >> 8), draw >> 16 & 7);
        return format!("{robot}/{version}.{index} (+https://{robot}.example/about)").into_bytes();
    }
    let (platform, engine, like) =
        (word(&PLATFORMS, draw >> 8), word(&ENGINES, draw >> 16), word(&BROWSERS, draw >> 18));
    let (browser, suffix) = (word(&BROWSERS, draw >> 21), word(&SUFFIXES, draw >> 48));
    let (major, build) = (80 + (draw >> 24) % 50, 1000 + (draw >> 32) % 6000);
    let product = format!("{browser}/{major}.0.{build}.{index}");
    format!("Voyager/5.0 ({platform}) {engine} (XHTML, like {like}) {product}{suffix}").into_bytes()
}

fn outside(index: usize) -> Vec<u8> {
    let draw = salted(OUTSIDE_SALT, index);
    let (host, noun) = (word(&SITES, draw >> 8), word(&NOUNS, draw >> 21));
    let text = if draw & 1 == 1 {
        format!("https://{host}/?q={}+{noun}+{index}", word(&ADJECTIVES, draw >> 16))
    } else {
        format!("https://{host}/{noun}/{index}")
    };
    text.into_bytes()
}

fn minute_sums() -> Vec<u64> {
    let mut sums = vec![0];
    for minute in 0..DAYS * 1440 {
        let (hour, past) = (minute / 60 % 24, (minute % 60) as u64);
        let wave = WAVE[hour] * (60 - past) + WAVE[(hour + 1) % 24] * past;
        sums.push(sums[minute] + wave * WEEK[minute / 1440 % 7]);
    }
    sums
}

/// Appends the query string of a request that has one.
pub fn query(out: &mut Vec<u8>, draw: u64) {
    let number = draw >> 8 & 0xFFFF;
    let written = match draw & 3 {
        0 => write!(out, "?page={}", 1 + number % 40),
        1 => write!(out, "?q={}+{}", word(&ADJECTIVES, number), word(&NOUNS, number >> 5)),
        2 => write!(out, "?ref={}&id={}", word(&NOUNS, number), draw >> 24 & 0xFF_FFFF),
        _ => write!(out, "?sort=price&from={}&to={}", number & 63, 64 + (number >> 6)),
    };
    written.expect("memory takes everything");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn paths_and_agents_are_distinct() {
        let site = Site::get();
        let paths: HashSet<_> = site.pages.iter().map(|page| &page.path).collect();
        let agents: HashSet<_> = site.agents.iter().collect();
        assert_eq!((paths.len(), agents.len()), (PATHS.0, AGENTS.0));
    }

    #[test]
    fn a_rank_is_picked_as_a_plain_search_would() {
        let ranks = Ranks::zipf((40_000, 67));
        let total = u128::from(ranks.sums[39_999]);
        let mut draw = 1;
        for step in 0..100_000 {
            draw = mix(draw + step);
            let point = ((u128::from(draw >> 24) * total) >> UNIT) as u64;
            assert_eq!(ranks.pick(draw), ranks.sums.partition_point(|&sum| sum <= point));
        }
        assert_eq!((ranks.pick(0), ranks.pick(u64::MAX)), (0, 39_999));
    }
}
