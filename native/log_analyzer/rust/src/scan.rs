//! A range of a file, counted by several threads.
//!
//! The file is read with `pread` into one block per worker. That beat a memory map here (see
//! NOTES.md), and a file that shrinks while it is read ends early, where a map would kill the process.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::lines::{BLOCK, Lines};
use crate::options::Options;
use crate::queue::Queue;
use crate::shard::Shard;
use crate::w3c::Columns;

/// Bytes of a range that one worker takes at a time.
const RANGE: u64 = 8 << 20;

/// A quarter of the first read past the end of a range, for the rest of its last line.
const TAIL: usize = 1 << 10;

/// A file range to count, shared by the workers.
#[derive(Debug)]
pub struct Job {
    file: File,
    start: u64,
    end: u64,
    options: Arc<Options>,
    columns: Columns,
    queue: Queue,
    done: AtomicU64,
    stopped: AtomicBool,
}

impl Job {
    /// Plans the lines that begin in `start..end` of a file; `end` may lie past its end. They are
    /// counted as lines of a tally of `options`, in which `columns` are in force.
    pub fn new(
        file: File,
        start: u64,
        end: u64,
        (options, columns): (Arc<Options>, Columns),
        workers: usize,
    ) -> io::Result<Job> {
        let end = end.min(file.metadata()?.len()).max(start);
        // Longer ranges where 32 bits do not count them: files of more than 2**55 bytes.
        let ranges = (end - start).div_ceil(RANGE).min(u64::from(u32::MAX)) as u32;
        let queue = Queue::new(ranges, workers.clamp(1, (ranges as usize).max(1)));
        Ok(Job {
            file,
            start,
            end,
            options,
            columns,
            queue,
            done: AtomicU64::new(0),
            stopped: AtomicBool::new(false),
        })
    }

    /// How many workers have something to do.
    pub fn workers(&self) -> usize {
        self.queue.workers()
    }

    /// Bytes of the range that were read so far.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// Lets all workers return soon; what they counted is void.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Counts ranges until none is left.
    pub fn work(&self, worker: usize) -> io::Result<Shard> {
        let mut shard = Shard::new(&self.options, &self.columns);
        let mut lines = Lines::from_line(0);
        while let Some(number) = self.queue.take(worker) {
            let start = self.start + u64::from(number) * RANGE;
            let end = (start + RANGE).min(self.end);
            let counted = self.count(&mut lines, &mut shard, start, end);
            if counted.is_err() {
                self.stop();
            }
            counted?;
        }
        Ok(shard)
    }

    /// Counts the lines that begin in a range.
    fn count(&self, lines: &mut Lines, shard: &mut Shard, start: u64, end: u64) -> io::Result<()> {
        match start.checked_sub(1) {
            None => lines.restart(0),
            Some(before) => lines.skip_to_line_after(before),
        }
        let mut tail = TAIL;
        while !self.stopped.load(Ordering::Relaxed) {
            let offset = lines.next_offset();
            let wanted = match end.checked_sub(offset) {
                Some(left @ 1..) => left.min(BLOCK as u64) as usize,
                _ => {
                    tail = (tail * 4).min(BLOCK);
                    tail
                }
            };
            let got = read_at(&self.file, lines.room(wanted), offset)?;
            lines.filled(got);
            let read_to = lines.next_offset().clamp(start, end);
            self.done.fetch_add(read_to - offset.clamp(start, end), Ordering::Relaxed);
            if lines.drain(shard, end, got == 0) {
                break;
            }
        }
        Ok(())
    }
}

fn read_at(file: &File, room: &mut [u8], offset: u64) -> io::Result<usize> {
    loop {
        match file.read_at(room, offset) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::options_of;
    use crate::tally::Tally;
    use std::fs::OpenOptions;
    use std::io::Write;
    use std::path::PathBuf;

    fn options() -> Arc<Options> {
        options_of("{\"kind\":\"common\"}", &[("max_line", "4000"), ("samples", "50")])
    }

    fn job(file: &Temporary, start: u64, end: u64, workers: usize) -> Job {
        let file = File::open(&file.0).expect("a file");
        Job::new(file, start, end, (options(), Columns::default()), workers).expect("a job")
    }

    /// A file that is gone when it is dropped.
    struct Temporary(PathBuf);

    impl Temporary {
        fn new(name: &str, text: &[u8]) -> Temporary {
            let name = format!("log_analyzer_{}_{name}", std::process::id());
            let path = std::env::temp_dir().join(name);
            File::create(&path).and_then(|mut file| file.write_all(text)).expect("a file");
            Temporary(path)
        }
    }

    impl Drop for Temporary {
        fn drop(&mut self) {
            let _ = std::fs::remove_file(&self.0);
        }
    }

    fn text() -> Vec<u8> {
        let good = b"h - - [05/Mar/2025:10:00:07 +0000] \"GET /a HTTP/1.1\" 200 12\n";
        let long = [&[b'y'; 5000][..], b"\n"].concat();
        [&good[..], b"\n", good, &long, b"broken\r\n", good, b"last"].concat()
    }

    fn scan(tally: &mut Tally, file: &Temporary, start: u64, end: u64) {
        let job = job(file, start, end, 1);
        let shard = job.work(0).expect("no error");
        assert_eq!(job.done(), job.end - job.start);
        tally.take(b"s", vec![shard]).expect("nothing was counted before");
    }

    #[test]
    fn two_ranges_that_touch_are_one() {
        let text = text();
        let file = Temporary::new("touch", &text);
        let mut whole = Tally::new(options());
        scan(&mut whole, &file, 0, u64::MAX);
        assert_eq!(whole.tables.lines(), 7);
        let whole = whole.partial().expect("no stream is open");
        for cut in 0..=text.len() as u64 {
            let mut parts = Tally::new(options());
            scan(&mut parts, &file, cut, text.len() as u64);
            scan(&mut parts, &file, 0, cut);
            assert_eq!(parts.partial().expect("no stream is open"), whole, "cut at {cut}");
        }
    }

    #[test]
    fn a_file_that_shrinks_ends_early() {
        let file = Temporary::new("shrink", &b"broken\n".repeat(3 << 20));
        let job = job(&file, 0, u64::MAX, 2);
        let shorter = OpenOptions::new().write(true).open(&file.0).expect("a file");
        shorter.set_len(7 * 1000 + 3).expect("shorter");
        let shards = [0, 1].map(|worker| job.work(worker).expect("no error"));
        let mut tally = Tally::new(options());
        tally.take(b"s", shards.into()).expect("nothing was counted before");
        assert_eq!(tally.tables.lines(), 1001);
    }

    #[test]
    fn a_stopped_job_returns() {
        let file = Temporary::new("stop", &text());
        let job = job(&file, 0, u64::MAX, 1);
        job.stop();
        assert_eq!(job.work(0).expect("no error").tables.lines(), 0);
    }
}
