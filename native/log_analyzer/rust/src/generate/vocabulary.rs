//! Words and shares of the made-up site; `generated_site.py` has the same.

/// What 1024 equally likely draws choose: values, each with its share.
pub type Shares = [(&'static str, u16)];

pub const NOUNS: [&str; 32] = [
    "kettle", "lantern", "saddle", "anchor", "pepper", "basket", "candle", "violin", "walnut",
    "ribbon", "hammer", "pillow", "cradle", "shovel", "button", "mirror", "ladder", "needle",
    "carpet", "barrel", "garnet", "teapot", "trowel", "bobbin", "easel", "funnel", "goblet",
    "hinge", "inkwell", "jigsaw", "kayak", "locket",
];
pub const ADJECTIVES: [&str; 32] = [
    "amber", "brisk", "copper", "dusty", "early", "faded", "gentle", "hollow", "ivory", "jolly",
    "keen", "linen", "mellow", "narrow", "olive", "plain", "quiet", "rustic", "silver", "tidy",
    "upper", "velvet", "woven", "young", "azure", "bold", "crisp", "dapper", "elder", "frosty",
    "glossy", "humble",
];
pub const SECTIONS: [&str; 16] = [
    "shop", "garden", "kitchen", "journal", "workshop", "help", "library", "travel", "music",
    "family", "repair", "account", "seasons", "offers", "outdoors", "crafts",
];
pub const ASSETS: [&str; 4] = ["js", "css", "img", "fonts"];
pub const ENDINGS: [&str; 4] = ["js", "css", "png", "woff2"];
pub const PLATFORMS: [&str; 10] = [
    "Basalt NT 10.0; B64; x64",
    "Basalt NT 11.2; B64; arm64",
    "Quartz; Orchard OS 13_4_1; arm64",
    "Quartz; Orchard OS 12_6; x86_64",
    "X11; Fenland Linux x86_64",
    "X11; Moor BSD amd64; rv:128.0",
    "Pebble 14; Corvid PX-3020 Build/RQ2B",
    "Pebble 13; Tern Mini 5 Build/PL1A; wv",
    "Pebble 12; Osprey Note 9 Build/NK7C",
    "Slate; Orchard Tablet OS 16_2 like Orchard OS",
];
pub const ENGINES: [&str; 4] =
    ["WebLoom/537.21", "Shuttle/20240101", "Trellis/605.1.15", "WebLoom/601.7"];
pub const BROWSERS: [&str; 8] =
    ["Heron", "Petrel", "Lapwing", "Kestrel", "Plover", "Dunlin", "Avocet", "Whimbrel"];
pub const SUFFIXES: [&str; 4] =
    ["", " Harbor/537.21", " Mobile/15E148 Harbor/604.1", " Reader/4.4 (tabbed)"];
pub const ROBOTS: [&str; 6] =
    ["ferretbot", "tidecrawler", "linkwarden-probe", "uptimer", "feedmill", "sitemapper"];
pub const SITES: [&str; 6] = [
    "search.example",
    "news.example",
    "forum.example",
    "social.example",
    "mail.example",
    "blog.example",
];
pub const OUR_SITE: &str = "https://www.harbourgoods.example";
pub const DAYS: usize = 14;
pub const FIRST_DAY: usize = 3;
pub const WAVE: [u64; 24] = [
    40, 30, 22, 18, 17, 20, 30, 48, 70, 88, 96, 100, 98, 95, 94, 92, 90, 92, 98, 104, 100, 86, 70,
    54,
];
pub const WEEK: [u64; 7] = [10, 10, 11, 10, 9, 7, 8];

pub const METHODS_READ: &Shares = &[("GET", 988), ("HEAD", 20), ("POST", 12), ("OPTIONS", 4)];
pub const METHODS_API: &Shares =
    &[("GET", 690), ("POST", 220), ("PUT", 44), ("PATCH", 20), ("DELETE", 20), ("OPTIONS", 30)];
pub const PROTOCOLS: &Shares =
    &[("HTTP/1.1", 700), ("HTTP/2.0", 290), ("HTTP/1.0", 24), ("HTTP/3.0", 10)];
pub const STATUSES: &Shares = &[
    ("200", 846),
    ("304", 64),
    ("404", 36),
    ("301", 18),
    ("302", 16),
    ("206", 10),
    ("403", 8),
    ("401", 6),
    ("500", 6),
    ("499", 5),
    ("429", 3),
    ("502", 2),
    ("503", 2),
    ("400", 1),
    ("504", 1),
];

/// Returns the value that ten bits choose.
#[inline]
pub fn share(shares: &Shares, bits: u64) -> &'static str {
    let mut left = (bits & 1023) as u16;
    for (value, share) in shares {
        if left < *share {
            return value;
        }
        left -= share;
    }
    unreachable!("shares add up to 1024")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        for shares in [METHODS_READ, METHODS_API, PROTOCOLS, STATUSES] {
            assert_eq!(shares.iter().map(|(_, share)| share).sum::<u16>(), 1024);
        }
    }
}
