# One scan by several threads, seen from Python: they hold no GIL; the calling thread waits for
# them, reports progress, and stops them when an exception (a Ctrl-C, say) arises here.

cdef double PROGRESS_SECONDS = 0.1


cdef class Worker:
    """The counts of one thread, which nobody else touches until it has ended."""

    cdef Counts counts
    cdef int outcome

    def __cinit__(self, bint timed):
        counts_init(&self.counts, timed)

    def __dealloc__(self):
        counts_free(&self.counts)

    cdef run(self, Job* job):
        with nogil:
            self.outcome = scan_pieces(job, &self.counts)


cdef class Scan:
    """One range of one file, counted by threads."""

    cdef Job job
    cdef list workers
    cdef object progress
    cdef uint64_t reported

    def __dealloc__(self):
        free(self.job.pieces)

    cdef prepare(self, Layout* layout, uint64_t start, uint64_t end, int workers, object progress):
        self.job.layout = layout
        self.job.start = start
        self.job.end = end
        self.job.piece_count = (end - start + PIECE_BYTES - 1) // PIECE_BYTES
        self.job.pieces = <Piece*>calloc(self.job.piece_count + 1, sizeof(Piece))
        if self.job.pieces == NULL:
            raise MemoryError(f"no memory for {self.job.piece_count} pieces")
        count = min(<uint64_t>workers, self.job.piece_count)
        self.workers = [Worker(layout.timed) for _ in range(count)]
        self.progress = progress

    def work(self, Worker worker):
        worker.run(&self.job)

    cdef report(self):
        cdef uint64_t done = load_shared(&self.job.bytes_done)
        if self.progress is not None and done > self.reported:
            self.progress(done - self.reported)
            self.reported = done

    cdef run(self, path, int fd):
        """Count; an exception that arises meanwhile stops the threads and goes on to the caller.

        Where a w3c log has other columns than at its start, one thread counts all of it in order.
        """
        cdef Worker worker
        self.job.fd = fd
        self.job.alone = len(self.workers) == 1
        self.count()
        if any([(<Worker>worker).outcome == NEW_COLUMNS for worker in self.workers]):
            self.workers = [Worker(self.job.layout.timed)]
            self.job.next_piece = self.job.stop = self.job.bytes_done = 0
            memset(self.job.pieces, 0, self.job.piece_count * sizeof(Piece))
            self.job.alone = True
            self.count()
        for worker in self.workers:
            if worker.outcome == NO_MEMORY:
                raise MemoryError(f"no memory to count {path}")
            if worker.outcome:
                raise OSError(worker.outcome, os.strerror(worker.outcome), path)

    cdef count(self):
        """Let all workers work."""
        threads = [
            threading.Thread(target=self.work, args=(worker,), name="log-analyzer")
            for worker in self.workers
        ]
        started = []
        try:
            for thread in threads:
                thread.start()
                started.append(thread)
            for thread in started:
                while thread.is_alive():
                    thread.join(PROGRESS_SECONDS)   # Ctrl-C is seen here, whatever the threads do
                    self.report()
            self.report()
        finally:
            store_shared(&self.job.stop, 1)
            for thread in started:
                thread.join()

    cdef object sources(self, bytes source, size_t limit):
        """The ranges that were counted, and the samples of all threads."""
        cdef Worker worker
        cdef uint64_t i
        pieces = [
            (self.job.pieces[i].start, self.job.pieces[i].end, self.job.pieces[i].lines)
            for i in range(self.job.piece_count) if self.job.pieces[i].lines
        ]
        samples = []
        for worker in self.workers:
            samples += samples_of(&worker.counts, source)
        return Sources({}, []).combined(Sources({source: pieces}, samples), limit)


cdef list samples_of(Counts* counts, bytes source):
    cdef size_t i
    cdef list samples = []
    cdef Sample* sample
    for i in range(counts.sample_count):
        sample = &counts.samples[i]
        samples.append(
            (source, sample.line, sample.offset, sample.reason, sample.text[:sample.length])
        )
    return samples
