//! The heap: allocation and collection in one region of memory that never grows.
//!
//! Blocks of all sizes lie one after the other, each with its size in its header, so that the heap can be walked. Memory is
//! taken from the front of a free run, which is a comparison and an addition; when the run is used up, the next one comes
//! from lists by size, as does what is too large for it. A collection marks from the roots, then walks the heap once, joins neighbouring free blocks, and makes
//! the lists anew. So an allocation costs the same however large the heap is.
//!
//! # What keeps objects alive
//!
//! Roots are exact: the stack of the virtual machine, and the fields of [`Vm`](crate::Vm). An object that native code makes
//! is pushed on that stack by the function that makes it ([`Vm::keep`](crate::Vm::keep)), and stays there until the native
//! function returns; its arguments are there as well. What native code takes out of an object and must live on after the
//! object has lost it, it keeps itself.

use crate::object::{GRANULE, Header, Kind, MAX_GRANULES, WORD};
use crate::value::{Value, Word};
use core::ptr::{self, NonNull};

/// There is no memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exhausted;

/// How many values the collector may have on its mind before it falls back to walking the heap.
const MARK_STACK: usize = 256;

/// Lists of free runs: of 2**n up to 2**(n+1) granules each.
const CLASSES: usize = usize::BITS as usize;

/// Bytes from which on an object that does not fit into the run in use is taken out of another one, so that small objects go
/// on filling small runs, and large runs are left for large objects.
const LARGE: usize = 512;

/// The most bytes of the run in use. What is longer is split, so that large objects find what others of their size left
/// before they take what was never used.
const MOST_IN_USE: usize = 8192;

/// How long a list is searched for a run that fits, before a larger one is split.
const SEARCH: usize = 8;

/// The memory that objects live in.
pub struct Heap {
    start: *mut u8,
    end: *mut u8,
    /// The free run that is being used up. Hidden (empty) while allocation is to be looked at closely.
    bump: *mut u8,
    bump_end: *mut u8,
    /// Free runs by size; a bit for each list that is not empty.
    lists: [*mut u8; CLASSES],
    occupied: usize,
    /// Bytes in those lists.
    listed: usize,
    marks: [*mut Header; MARK_STACK],
    marks_len: usize,
    overflowed: bool,
    /// How many times the heap was locked.
    locks: usize,
    /// Collect at every allocation.
    pub(crate) stress: bool,
    /// How many more allocations succeed, if that is limited.
    pub(crate) allowance: Option<usize>,
    /// Whether only the one after these fails, and whether it has.
    pub(crate) fails_once: bool,
    pub(crate) has_failed: bool,
    /// Whether the collector runs by itself.
    pub(crate) automatic: bool,
    /// Bytes that may be allocated before the collector runs, and those that were.
    pub(crate) threshold: usize,
    allocated: usize,
    /// How many times it was collected.
    pub(crate) collections: usize,
    /// How many objects have finalisers.
    pub(crate) finalisable: usize,
    /// How many objects the last collection freed.
    pub(crate) freed: usize,
    /// Bytes that were freed so far, and the most that were in use, as far as that was noticed.
    pub(crate) freed_bytes: usize,
    pub(crate) peak: usize,
    real_bump: *mut u8,
    real_bump_end: *mut u8,
}

/// Where a walk through the heap is.
pub(crate) struct Cursor(usize);

impl Cursor {
    /// At the start.
    pub(crate) const START: Cursor = Cursor(0);
}

/// What the heap says about itself, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// In all.
    pub total: usize,
    /// In use, garbage included.
    pub used: usize,
    /// Not in use.
    pub free: usize,
    /// Blocks in use.
    pub blocks: usize,
    /// The largest free run.
    pub largest_free: usize,
}

impl Heap {
    /// A heap in a region.
    ///
    /// # Safety
    ///
    /// The region is valid for reads and writes and nothing else uses it as long as the heap lives.
    pub(crate) unsafe fn new(region: *mut u8, len: usize) -> Heap {
        let skip = region.align_offset(GRANULE);
        let (start, len) = if skip > len { (region, 0) } else { (region.wrapping_add(skip), len - skip) };
        let len = len / GRANULE * GRANULE;
        start.expose_provenance();
        let mut heap = Heap {
            start,
            end: start.wrapping_add(len),
            bump: start,
            bump_end: start,
            lists: [ptr::null_mut(); CLASSES],
            occupied: 0,
            listed: 0,
            marks: [ptr::null_mut(); MARK_STACK],
            marks_len: 0,
            overflowed: false,
            locks: 0,
            stress: false,
            allowance: None,
            fails_once: false,
            has_failed: false,
            automatic: true,
            threshold: usize::MAX,
            allocated: 0,
            collections: 0,
            finalisable: 0,
            freed: 0,
            freed_bytes: 0,
            peak: 0,
            real_bump: start,
            real_bump_end: start,
        };
        if len >= GRANULE {
            heap.add_free(start, len / GRANULE);
        }
        heap
    }

    /// The size of the whole heap in bytes.
    pub(crate) fn size(&self) -> usize {
        self.end as usize - self.start as usize
    }

    /// Memory for an object, the words after its header zero, if the run in use has it.
    #[inline(always)]
    pub(crate) fn allocate_fast(&mut self, kind: Kind, bytes: usize) -> Option<NonNull<Header>> {
        let size = bytes.checked_next_multiple_of(GRANULE)?;
        let place = self.bump;
        if self.bump_end as usize - place as usize >= size {
            self.bump = place.wrapping_add(size);
            // SAFETY: the run from `bump` to `bump_end` is free memory of the heap, and `size` bytes of it are taken.
            return Some(unsafe { Self::place(place, kind, size) });
        }
        None
    }

    /// # Safety
    ///
    /// There are `size` bytes of free memory at `place`.
    #[inline(always)]
    unsafe fn place(place: *mut u8, kind: Kind, size: usize) -> NonNull<Header> {
        // SAFETY: the memory is free, aligned to a granule, and never at address zero.
        unsafe {
            if size <= 64 {
                let words = place.cast::<usize>();
                let mut at = 1;
                while at < size / WORD {
                    words.add(at).write(0);
                    at += 1;
                }
            } else {
                ptr::write_bytes(place.add(WORD), 0, size - WORD);
            }
            place.cast::<Header>().write(Header::new(kind, size / GRANULE));
            NonNull::new_unchecked(place.cast())
        }
    }

    /// Memory for an object, the words after its header zero, if it can be had without a collection.
    #[inline(never)]
    pub(crate) fn allocate(&mut self, kind: Kind, bytes: usize) -> Result<NonNull<Header>, Exhausted> {
        let (place, size) = self.take_checked(bytes)?;
        // SAFETY: that many bytes of free memory are there.
        Ok(unsafe { Self::place(place, kind, size) })
    }

    /// The same for an object whose bytes may be anything.
    pub(crate) fn allocate_raw(&mut self, bytes: usize) -> Result<NonNull<Header>, Exhausted> {
        let (place, size) = self.take_checked(bytes)?;
        // SAFETY: as above, at a multiple of a granule.
        unsafe { place.cast::<Header>().write(Header::new(Kind::Raw, size / GRANULE)) };
        NonNull::new(place.cast()).ok_or(Exhausted)
    }

    /// Takes at least so many bytes of free memory, and gives how many, unless it is to be refused.
    fn take_checked(&mut self, bytes: usize) -> Result<(*mut u8, usize), Exhausted> {
        let size = bytes.checked_next_multiple_of(GRANULE).ok_or(Exhausted)?;
        if self.locks > 0 || size / GRANULE > MAX_GRANULES {
            return Err(Exhausted);
        }
        match &mut self.allowance {
            Some(0) if self.fails_once && self.has_failed => self.allowance = None,
            Some(0) => {
                self.has_failed = true;
                return Err(Exhausted);
            }
            Some(allowance) => *allowance -= 1,
            None => {}
        }
        self.show_run();
        let place = self.take(size).ok_or(Exhausted);
        if self.is_watched() {
            self.hide_run();
        }
        Ok((place?, size))
    }

    fn take(&mut self, size: usize) -> Option<*mut u8> {
        if (self.bump_end as usize - self.bump as usize) < size {
            let run = self.find_run(size / GRANULE)?;
            // SAFETY: runs in the lists are free blocks with a header.
            let granules = unsafe { (*run.cast::<Header>()).granules() };
            let taken = self.split(run, granules, size);
            self.allocated = self.allocated.saturating_add(taken * GRANULE);
            if size >= LARGE {
                return Some(run);
            }
            let rest = (self.bump_end as usize - self.bump as usize) / GRANULE;
            if rest > 0 {
                self.add_free(self.bump, rest);
            }
            self.bump = run;
            self.bump_end = run.wrapping_add(taken * GRANULE);
        }
        let place = self.bump;
        self.bump = place.wrapping_add(size);
        Some(place)
    }

    /// Gives back what is too much of a run that is out of its list, and says how many granules are left: those of a large
    /// object, or those to take small ones of.
    fn split(&mut self, run: *mut u8, granules: usize, size: usize) -> usize {
        let wanted = if size >= LARGE {
            size
        } else {
            // When a collection is to run after so many bytes, no more than these are handed out until then.
            let chunk = (self.size() / 128).clamp(LARGE, MOST_IN_USE);
            chunk.min(self.threshold).max(size)
        };
        let wanted = (wanted / GRANULE).max(1);
        if wanted < granules {
            self.add_free(run.wrapping_add(wanted * GRANULE), granules - wanted);
        }
        wanted.min(granules)
    }

    /// Takes a run of at least `granules` out of its list.
    fn find_run(&mut self, granules: usize) -> Option<*mut u8> {
        let class = class_of(granules);
        let mut link: *mut *mut u8 = &mut self.lists[class];
        for _ in 0..SEARCH {
            // SAFETY: `link` is a list's head or the link of a free block in it.
            let run = unsafe { *link };
            if run.is_null() {
                break;
            }
            // SAFETY: what is in the lists is free, with a header, and a link in its second word.
            unsafe {
                if (*run.cast::<Header>()).granules() >= granules {
                    *link = *link_of(run);
                    self.note_taken(run, class);
                    return Some(run);
                }
                link = link_of(run);
            }
        }
        let larger = self.occupied & !((2usize << class).wrapping_sub(1));
        if larger != 0 {
            let class = larger.trailing_zeros() as usize;
            let run = self.lists[class];
            // SAFETY: as above.
            self.lists[class] = unsafe { *link_of(run) };
            self.note_taken(run, class);
            return Some(run);
        }
        // The rest of the list of its own class is worth a look before a collection is.
        // SAFETY: as above.
        unsafe {
            let mut link: *mut *mut u8 = &mut self.lists[class];
            while !(*link).is_null() {
                let run = *link;
                if (*run.cast::<Header>()).granules() >= granules {
                    *link = *link_of(run);
                    self.note_taken(run, class);
                    return Some(run);
                }
                link = link_of(run);
            }
        }
        None
    }

    /// A run was taken out of the list of its class.
    fn note_taken(&mut self, run: *mut u8, class: usize) {
        // SAFETY: it was in a list, so it has a header.
        self.listed -= unsafe { (*run.cast::<Header>()).granules() } * GRANULE;
        if self.lists[class].is_null() {
            self.occupied &= !(1 << class);
        } else {
            self.occupied |= 1 << class;
        }
    }

    /// Makes a free block of memory that is not in use.
    fn add_free(&mut self, place: *mut u8, granules: usize) {
        // SAFETY: the caller gives memory of the heap that nothing uses; it has room for a header.
        unsafe { place.cast::<Header>().write(Header::new(Kind::Free, granules)) };
        // A block without room for a link waits for its neighbours to be free.
        if granules * GRANULE >= 2 * WORD {
            let class = class_of(granules);
            // SAFETY: there is room for a link.
            unsafe { *link_of(place) = self.lists[class] };
            self.lists[class] = place;
            self.occupied |= 1 << class;
            self.listed += granules * GRANULE;
        }
    }

    /// Gives the memory of an object back. Nothing refers to it any more.
    pub(crate) fn free(&mut self, object: NonNull<Header>) {
        // SAFETY: the object is live until now.
        let granules = unsafe { object.as_ref() }.granules();
        let place = object.as_ptr().cast::<u8>();
        self.freed_bytes = self.freed_bytes.wrapping_add(granules * GRANULE);
        if place.wrapping_add(granules * GRANULE) == self.bump && !self.is_watched() {
            self.bump = place;
        } else if self.contains(place) {
            self.add_free(place, granules);
        }
    }

    /// As [`Heap::free`], but if what follows is free, the two are one again at once.
    pub(crate) fn free_joined(&mut self, object: NonNull<Header>) {
        // SAFETY: the object is live until now.
        let header = unsafe { object.as_ref() };
        let bytes = header.granules() * GRANULE;
        let after = object.as_ptr().cast::<u8>().wrapping_add(bytes);
        if after != self.run_start()
            && let Some(more) = self.unlist(after, 1)
        {
            if header.granules() + more <= MAX_GRANULES {
                header.set_granules(header.granules() + more);
            } else {
                self.add_free(after, more);
            }
        }
        self.free(object);
    }

    /// The largest free run, as an object whose bytes are anything, if it has at least so many of them.
    pub(crate) fn allocate_largest(&mut self, least: usize) -> Result<NonNull<Header>, Exhausted> {
        if self.refuses() {
            return Err(Exhausted);
        }
        if let Some(allowance) = &mut self.allowance {
            *allowance -= 1;
        }
        self.put_run_back();
        let found = self.take_largest(least);
        self.watch();
        found.ok_or(Exhausted)
    }

    fn take_largest(&mut self, least: usize) -> Option<NonNull<Header>> {
        let class = self.occupied.checked_ilog2()? as usize;
        let mut link: *mut *mut u8 = &mut self.lists[class];
        let mut largest: (usize, *mut *mut u8) = (0, link);
        // SAFETY: links are those of the list's head or of a free block in it, which has a header.
        unsafe {
            while !(*link).is_null() {
                let granules = (*(*link).cast::<Header>()).granules();
                if granules > largest.0 {
                    largest = (granules, link);
                }
                link = link_of(*link);
            }
            let (granules, link) = largest;
            if granules == 0 || granules * GRANULE < least {
                return None;
            }
            let run = *link;
            *link = *link_of(run);
            self.note_taken(run, class);
            run.cast::<Header>().write(Header::new(Kind::Raw, granules));
            NonNull::new(run.cast())
        }
    }

    /// Makes a block smaller, or larger if what follows it is free. True if it now has `bytes`.
    pub(crate) fn resize(&mut self, object: NonNull<Header>, bytes: usize) -> bool {
        let size = bytes.next_multiple_of(GRANULE);
        // SAFETY: the object is live.
        let header = unsafe { object.as_ref() };
        let old = header.granules() * GRANULE;
        let place = object.as_ptr().cast::<u8>();
        if size <= old {
            if size < old {
                header.set_granules(size / GRANULE);
                self.freed_bytes = self.freed_bytes.wrapping_add(old - size);
                self.add_free(place.wrapping_add(size), (old - size) / GRANULE);
            }
            return true;
        }
        if self.is_watched() || size / GRANULE > MAX_GRANULES {
            return false;
        }
        let more = size - old;
        let after = place.wrapping_add(old);
        if after == self.bump && self.bump != self.bump_end {
            if self.bump_end as usize - self.bump as usize >= more {
                // SAFETY: the run that follows is free.
                unsafe { ptr::write_bytes(after, 0, more) };
                self.bump = after.wrapping_add(more);
                header.set_granules(size / GRANULE);
                return true;
            }
            return false;
        }
        let Some(granules) = self.unlist(after, more / GRANULE) else { return false };
        self.allocated = self.allocated.saturating_add(more);
        if granules > more / GRANULE {
            self.add_free(after.wrapping_add(more), granules - more / GRANULE);
        }
        // SAFETY: what follows was free and is in no list.
        unsafe { ptr::write_bytes(after, 0, more) };
        header.set_granules(size / GRANULE);
        true
    }

    /// Takes the block at a place out of its list, if it is free, has that many granules, and is easily found.
    fn unlist(&mut self, place: *mut u8, least: usize) -> Option<usize> {
        if place >= self.end {
            return None;
        }
        // SAFETY: blocks lie one after the other, and the run in use does not begin here.
        let header = unsafe { &*place.cast::<Header>() };
        let granules = header.granules();
        if header.kind() != Kind::Free || granules < least || granules * GRANULE < 2 * WORD {
            return None;
        }
        let class = class_of(granules);
        let mut link: *mut *mut u8 = &mut self.lists[class];
        for _ in 0..SEARCH {
            // SAFETY: `link` is a list's head or the link of a free block in it.
            unsafe {
                if (*link).is_null() {
                    return None;
                }
                if *link == place {
                    *link = *link_of(place);
                    self.note_taken(place, class);
                    return Some(granules);
                }
                link = link_of(*link);
            }
        }
        None
    }

    /// Whether every allocation has to take the slow way.
    fn is_watched(&self) -> bool {
        self.locks > 0 || self.stress || self.allowance.is_some()
    }

    fn hide_run(&mut self) {
        if self.real_bump == self.real_bump_end {
            (self.real_bump, self.real_bump_end) = (self.bump, self.bump_end);
        }
        self.bump_end = self.bump;
    }

    fn show_run(&mut self) {
        if self.real_bump != self.real_bump_end {
            (self.bump, self.bump_end) = (self.real_bump, self.real_bump_end);
            self.real_bump = self.real_bump_end;
        }
    }

    /// Applies a change of what is watched.
    pub(crate) fn watch(&mut self) {
        self.show_run();
        if self.is_watched() {
            self.hide_run();
        }
    }

    /// Refuses allocation until [`Heap::unlock`].
    pub(crate) fn lock(&mut self) {
        self.locks += 1;
        self.watch();
    }

    pub(crate) fn unlock(&mut self) {
        self.locks = self.locks.saturating_sub(1);
        self.watch();
    }

    pub(crate) fn locks(&self) -> usize {
        self.locks
    }

    /// Whether a collection may help when there is no memory.
    pub(crate) fn may_collect(&self) -> bool {
        self.automatic && !self.refuses()
    }

    /// Whether all allocations fail, whatever is free.
    pub(crate) fn refuses(&self) -> bool {
        self.locks > 0 || self.allowance == Some(0)
    }

    /// How many bytes could be allocated without a collection, in pieces.
    #[cfg(feature = "compiler")]
    pub(crate) fn available(&self) -> usize {
        self.listed + (self.run_end() as usize - self.run_start() as usize)
    }

    /// Whether so much was allocated that a collection is due.
    pub(crate) fn is_due(&self) -> bool {
        self.allocated >= self.threshold
    }

    #[inline(always)]
    pub(crate) fn contains(&self, place: *const u8) -> bool {
        (place as usize).wrapping_sub(self.start as usize) < self.end as usize - self.start as usize
    }

    // Collection

    /// Marks an object as reachable, and notes it for what it leads to.
    #[inline(always)]
    pub(crate) fn mark(&mut self, word: Word) {
        let Some(value) = word else { return };
        let Some(object) = value.pointer() else { return };
        if !self.contains(object.as_ptr().cast()) {
            return;
        }
        // SAFETY: a value that is a pointer leads to a live object.
        let header = unsafe { object.as_ref() };
        if header.is_marked() {
            return;
        }
        header.mark();
        if header.kind().trace().end == 0 {
            return;
        }
        if self.marks_len < MARK_STACK {
            self.marks[self.marks_len] = object.as_ptr();
            self.marks_len += 1;
        } else {
            self.overflowed = true;
        }
    }

    /// Marks all that is reachable from what is marked.
    pub(crate) fn mark_reachable(&mut self) {
        loop {
            while self.marks_len > 0 {
                self.marks_len -= 1;
                let object = self.marks[self.marks_len];
                self.mark_fields(object);
            }
            if !core::mem::take(&mut self.overflowed) {
                return;
            }
            // Some marked object was not followed: follow all of them again.
            self.each_block(|heap, block| {
                // SAFETY: `each_block` gives live blocks.
                let header = unsafe { &*block };
                if header.is_marked() && header.kind().trace().end != 0 {
                    heap.mark_fields(block);
                    while heap.marks_len > 0 {
                        heap.marks_len -= 1;
                        let object = heap.marks[heap.marks_len];
                        heap.mark_fields(object);
                    }
                }
            });
        }
    }

    fn mark_fields(&mut self, object: *mut Header) {
        // SAFETY: the object is live, and its trace lists words of it that are values.
        unsafe {
            let header = &*object;
            let trace = header.kind().trace();
            let words = header.granules() * GRANULE / WORD;
            let end = if trace.end == 255 { words } else { usize::from(trace.end).min(words) };
            for at in usize::from(trace.start)..end {
                self.mark(*object.cast::<Word>().add(at));
            }
        }
    }

    /// Visits every block, free ones included, up to the run in use.
    fn each_block(&mut self, mut visit: impl FnMut(&mut Heap, *mut Header)) {
        let mut place = self.start;
        while place < self.end {
            if place == self.run_start() && place != self.run_end() {
                place = self.run_end();
                continue;
            }
            let block = place.cast::<Header>();
            // SAFETY: blocks lie one after the other, each with its size.
            let granules = unsafe { (*block).granules() };
            visit(self, block);
            place = place.wrapping_add(granules.max(1) * GRANULE);
        }
    }

    /// The object that begins at an address, if there is one that programs can have. It may be garbage, unless a collection
    /// has just been.
    pub(crate) fn object_at(&mut self, address: usize) -> Option<Value> {
        let mut found = None;
        self.each_block(|_, block| {
            if block as usize == address {
                found = NonNull::new(block);
            }
        });
        let object = found?;
        // SAFETY: `each_block` gives blocks with headers.
        match unsafe { object.as_ref() }.kind() {
            Kind::Free | Kind::Raw | Kind::Words | Kind::Cell | Kind::Code | Kind::Context => None,
            // SAFETY: it was not freed, nor was what it refers to.
            _ => Some(unsafe { Value::from_pointer(object) }),
        }
    }

    fn run_start(&self) -> *mut u8 {
        if self.real_bump != self.real_bump_end { self.real_bump } else { self.bump }
    }

    fn run_end(&self) -> *mut u8 {
        if self.real_bump != self.real_bump_end { self.real_bump_end } else { self.bump_end }
    }

    /// The next object that has a finaliser and is not marked, made one that has none.
    pub(crate) fn next_to_finalise(&mut self, cursor: &mut Cursor) -> Option<Value> {
        let mut place = self.start.wrapping_add(cursor.0);
        while place < self.end {
            if place == self.run_start() && place != self.run_end() {
                place = self.run_end();
                continue;
            }
            let block = place.cast::<Header>();
            // SAFETY: blocks lie one after the other, each with its size.
            let header = unsafe { &*block };
            place = place.wrapping_add(header.granules().max(1) * GRANULE);
            if header.has_finaliser() && !header.is_marked() && header.kind() != Kind::Free {
                header.set_finaliser(false);
                self.finalisable = self.finalisable.saturating_sub(1);
                cursor.0 = place as usize - self.start as usize;
                // SAFETY: it is not freed yet.
                return NonNull::new(block).map(|object| unsafe { Value::from_pointer(object) });
            }
        }
        cursor.0 = place as usize - self.start as usize;
        None
    }

    /// Frees what is not marked, unmarks the rest, and makes the lists of free runs anew.
    pub(crate) fn sweep(&mut self) {
        self.show_run();
        let rest = (self.bump_end as usize - self.bump as usize) / GRANULE;
        if rest > 0 {
            // SAFETY: the run is free memory of the heap.
            unsafe { self.bump.cast::<Header>().write(Header::new(Kind::Free, rest)) };
        }
        self.bump = self.start;
        self.bump_end = self.start;
        self.lists = [ptr::null_mut(); CLASSES];
        self.occupied = 0;
        self.listed = 0;
        self.allocated = 0;
        self.collections += 1;
        self.freed = 0;
        let (mut live_bytes, mut freed_bytes) = (0, 0);
        let mut free_start = ptr::null_mut::<u8>();
        let mut place = self.start;
        let mut tails: [*mut u8; CLASSES] = [ptr::null_mut(); CLASSES];
        while place < self.end {
            // SAFETY: blocks lie one after the other, each with its size.
            let header = unsafe { &*place.cast::<Header>() };
            let next = place.wrapping_add(header.granules().max(1) * GRANULE);
            if header.is_marked() {
                header.unmark();
                live_bytes += header.granules() * GRANULE;
                if !free_start.is_null() {
                    self.append_free(free_start, place, &mut tails);
                    free_start = ptr::null_mut();
                }
            } else {
                if header.kind() != Kind::Free {
                    self.freed += 1;
                    freed_bytes += header.granules() * GRANULE;
                }
                if free_start.is_null() {
                    free_start = place;
                }
            }
            place = next;
        }
        if !free_start.is_null() {
            let end = self.end;
            self.append_free(free_start, end, &mut tails);
        }
        self.peak = self.peak.max(live_bytes + freed_bytes);
        self.freed_bytes = self.freed_bytes.wrapping_add(freed_bytes);
        self.watch();
    }

    /// Adds a free run at the end of its list, so that memory is used from the start of the heap on.
    fn append_free(&mut self, start: *mut u8, end: *mut u8, tails: &mut [*mut u8; CLASSES]) {
        let granules = (end as usize - start as usize) / GRANULE;
        if cfg!(debug_assertions) {
            // What should not be looked at any more is to be noticed.
            // SAFETY: the run is free.
            unsafe { ptr::write_bytes(start, 0, end as usize - start as usize) };
        }
        // A header has no room for more than so much.
        let mut start = start;
        let mut left = granules;
        while left > 0 {
            let part = left.min(MAX_GRANULES);
            // SAFETY: the run is free memory of the heap.
            unsafe { start.cast::<Header>().write(Header::new(Kind::Free, part)) };
            if part * GRANULE >= 2 * WORD {
                let class = class_of(part);
                // SAFETY: there is room for a link, and the tail is a free block.
                unsafe {
                    *link_of(start) = ptr::null_mut();
                    if tails[class].is_null() {
                        self.lists[class] = start;
                    } else {
                        *link_of(tails[class]) = start;
                    }
                }
                tails[class] = start;
                self.occupied |= 1 << class;
                self.listed += part * GRANULE;
            }
            start = start.wrapping_add(part * GRANULE);
            left -= part;
        }
    }

    /// Has the collector run after so many bytes.
    pub(crate) fn set_threshold(&mut self, bytes: usize) {
        self.threshold = bytes;
        // The run in use may be longer than that.
        self.put_run_back();
        self.watch();
    }

    /// Makes a free block of the rest of the run in use.
    fn put_run_back(&mut self) {
        self.show_run();
        let rest = (self.bump_end as usize - self.bump as usize) / GRANULE;
        if rest > 0 {
            self.add_free(self.bump, rest);
        }
        self.bump = self.bump_end;
    }

    /// Where the heap begins.
    pub(crate) fn address(&self) -> usize {
        self.start as usize
    }

    /// How much is in use.
    pub fn usage(&mut self) -> Usage {
        let total = self.end as usize - self.start as usize;
        let run = self.run_end() as usize - self.run_start() as usize;
        let mut usage = Usage { total, free: run, largest_free: run, ..Usage::default() };
        self.each_block(|_, block| {
            // SAFETY: `each_block` gives blocks with headers.
            let header = unsafe { &*block };
            let bytes = header.granules() * GRANULE;
            if header.kind() == Kind::Free {
                usage.free += bytes;
                usage.largest_free = usage.largest_free.max(bytes);
            } else {
                usage.used += bytes;
                usage.blocks += 1;
            }
        });
        usage
    }

    /// Visits every block with its offset and size in bytes, for a map of the heap.
    pub(crate) fn map(&mut self, mut visit: impl FnMut(usize, usize, Kind)) {
        let start = self.start as usize;
        let run = (self.run_start() as usize, self.run_end() as usize - self.run_start() as usize);
        let mut run_shown = run.1 == 0;
        self.each_block(|_, block| {
            // SAFETY: `each_block` gives blocks with headers.
            let header = unsafe { &*block };
            if !run_shown && block as usize > run.0 {
                visit(run.0 - start, run.1, Kind::Free);
                run_shown = true;
            }
            visit(block as usize - start, header.granules() * GRANULE, header.kind());
        });
        if !run_shown {
            visit(run.0 - start, run.1, Kind::Free);
        }
    }
}

/// The list for runs of a size.
fn class_of(granules: usize) -> usize {
    (usize::BITS - 1 - granules.max(1).leading_zeros()) as usize
}

/// Where a free block has the link to the next.
fn link_of(block: *mut u8) -> *mut *mut u8 {
    block.wrapping_add(WORD).cast()
}
