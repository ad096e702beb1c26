//! Damaged and odd rows; `generated_dirt.py` has the same kinds in the same draws.

use super::draws::Draws;

/// The kinds by 64 equally likely draws.
const KINDS: [(Damage, u8); 11] = [
    (cut, 12),
    (blank, 7),
    (noise, 8),
    (date, 8),
    (handshake, 7),
    (utf8, 5),
    (long, 1),
    (nul, 3),
    (crlf, 4),
    (traceback, 5),
    (fields, 4),
];

const BLANKS: [&[u8]; 6] = [b"", b" ", b"\t", b"   ", b" \t \t", b"\r"];

/// Some are odd but right: 29 Feb 2024, second 60, offsets with minutes, -0000.
const DATES: [&[u8]; 24] = [
    b"31/Feb/2025:10:00:00 +0000",
    b"29/Feb/2023:10:00:00 +0000",
    b"29/Feb/2024:10:00:00 +0000",
    b"00/Mar/2025:10:00:00 +0000",
    b"32/Mar/2025:10:00:00 +0000",
    b"31/Apr/2025:10:00:00 +0000",
    b"05/mar/2025:10:00:00 +0000",
    b"05/Mrz/2025:10:00:00 +0000",
    b"05/Mar/0000:10:00:00 +0000",
    b"05/Mar/2025:24:00:00 +0000",
    b"05/Mar/2025:23:60:00 +0000",
    b"05/Mar/2025:23:59:60 +0000",
    b"05/Mar/2025:23:59:61 +0000",
    b"05/Mar/2025:10:00:00 +0330",
    b"05/Mar/2025:10:00:00 -0000",
    b"05/Mar/2025:10:00:00 -0545",
    b"05/Mar/2025:10:00:00 +2400",
    b"05/Mar/2025:10:00:00 +0060",
    b"05/Mar/2025:10:00:00  0000",
    b"5/Mar/2025:10:00:00 +0000",
    b"2025-03-05T10:00:00+00:00",
    b"05/Mar/2025:10:00:00",
    b"05/Mar/2025 10:00:00 +0000",
    b"-",
];

const HANDSHAKES: [&[u8]; 5] = [
    b"\\x16\\x03\\x01\\x02\\x00\\x01\\x00\\x01\\xFC\\x03\\x03",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\x9d\xe2",
    b"-",
    b"",
    b"\\x03\\x00\\x00\\x13\\x0E\\xE0\\x00\\x00\\x00\\x00\\x00\\x01",
];

const BROKEN_UTF8: [&[u8]; 6] =
    [b"\xff", b"\xc3\x28", b"\xe2\x82", b"\xf0\x9f\x92", b"\xed\xa0\x80", b"\x80\x85"];

/// What stands before and after a number.
const TRACEBACK: [(&str, Option<&str>); 5] = [
    ("Traceback (most recent call last):", None),
    ("  File \"/srv/app/orders/views.py\", line ", Some(", in checkout")),
    ("    total = sum(item.price for item in basket[", Some("])")),
    ("ValueError: basket ", Some(" holds no items")),
    ("\tat org.example.orders.Checkout.total(Checkout.java:", Some(")")),
];

/// Replaces ` status size` of a row.
const FIELDS: [&[u8]; 12] = [
    b" 099 512",
    b" 600 512",
    b" 20 512",
    b" 2000 512",
    b" abc 512",
    b" 200 12a",
    b" 200 -5",
    b" 200 9223372036854775807",
    b" 200 9223372036854775808",
    b" 404 99999999999999999999999999",
    b" 200",
    b"",
];

const ENDS: [&[u8]; 5] = [b"", b" extra", b"\"", b" \"0.012\"", b" "];

type Damage = fn(&mut Vec<u8>, &mut Draws);

/// Damages the clean row in `line` in the way that the draws after `state` choose.
pub fn spoil(line: &mut Vec<u8>, state: u64) {
    let mut draws = Draws(state);
    let mut left = draws.below(64) as u8;
    for (damage, share) in KINDS {
        if left < share {
            return damage(line, &mut draws);
        }
        left -= share;
    }
}

fn cut(line: &mut Vec<u8>, draws: &mut Draws) {
    line.truncate(1 + draws.below(line.len() - 1));
}

fn blank(line: &mut Vec<u8>, draws: &mut Draws) {
    line.clear();
    line.extend_from_slice(BLANKS[draws.below(6)]);
}

fn noise(line: &mut Vec<u8>, draws: &mut Draws) {
    let places: Vec<usize> = if draws.below(2) == 1 {
        line.clear();
        line.resize(1 + draws.below(200), 0);
        (0..line.len()).collect()
    } else {
        (0..1 + draws.below(24)).map(|_| draws.below(line.len())).collect()
    };
    for place in places {
        line[place] = match draws.below(256) as u8 {
            b'\n' => 11,
            byte => byte,
        };
    }
}

fn date(line: &mut Vec<u8>, draws: &mut Draws) {
    let start = find(line, b"[") + 1;
    line.splice(start..start + 26, DATES[draws.below(24)].iter().copied());
}

fn handshake(line: &mut Vec<u8>, draws: &mut Draws) {
    line.truncate(find(line, b"\"") + 1);
    line.extend_from_slice(HANDSHAKES[draws.below(5)]);
    let status = 400 + 8 * draws.below(2);
    line.extend_from_slice(format!("\" {status} - \"-\" \"-\"").as_bytes());
}

fn utf8(line: &mut Vec<u8>, draws: &mut Draws) {
    let text = BROKEN_UTF8[draws.below(6)];
    let at = if draws.below(2) == 1 { line.len() - 1 } else { find(line, b" HTTP/") };
    line.splice(at..at, text.iter().copied());
}

fn long(line: &mut Vec<u8>, draws: &mut Draws) {
    let repeats = 512 + draws.below(3500);
    let text = format!("/{:016x}", draws.next()).repeat(repeats);
    let at = find(line, b" HTTP/");
    line.splice(at..at, text.bytes());
}

#[expect(clippy::ptr_arg, reason = "one type for all damages")]
fn nul(line: &mut Vec<u8>, draws: &mut Draws) {
    for _ in 0..1 + draws.below(3) {
        let place = draws.below(line.len());
        line[place] = 0;
    }
}

fn crlf(line: &mut Vec<u8>, _draws: &mut Draws) {
    line.push(b'\r');
}

fn traceback(line: &mut Vec<u8>, draws: &mut Draws) {
    let (before, after) = TRACEBACK[draws.below(5)];
    let number = draws.below(1000).to_string();
    line.clear();
    line.extend_from_slice(before.as_bytes());
    if let Some(after) = after {
        line.extend_from_slice(number.as_bytes());
        line.extend_from_slice(after.as_bytes());
    }
}

fn fields(line: &mut Vec<u8>, draws: &mut Draws) {
    let protocol = find(line, b" HTTP/");
    let start = protocol + find(&line[protocol..], b"\"") + 1;
    let status_end = start + 1 + find(&line[start + 1..], b" ");
    let end = status_end + 1 + find(&line[status_end + 1..], b" ");
    match draws.below(4) {
        0 => drop(line.splice(start..end, FIELDS[draws.below(12)].iter().copied())),
        1 => line.extend_from_slice(ENDS[draws.below(5)]),
        2 => {
            line.pop();
            let last = line[line.len() - 1];
            line.extend_from_slice(b" (\\\"odd\\\" \\\\)");
            if draws.below(2) == 1 {
                line.push(last);
            }
            line.push(b'"');
        }
        _ if draws.below(2) == 1 => line.insert(0, b' '),
        _ => line.truncate(end),
    }
}

fn find(line: &[u8], text: &[u8]) -> usize {
    memchr::memmem::find(line, text).expect("a clean row has it")
}
