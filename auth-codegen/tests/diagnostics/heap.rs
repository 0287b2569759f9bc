//! Counts what a thread takes from the heap: steps, which are allocations, and bytes.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
    /// The bytes that are taken, and the most of them since the last look.
    static BYTES: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

struct Counting;

// SAFETY: all methods pass their arguments to the system's allocator unchanged.
#[allow(unsafe_code, reason = "an allocator cannot be written without")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = ALLOCATIONS.try_with(|count| count.set(count.get() + 1));
        let _ = BYTES.try_with(|bytes| {
            let (now, most) = bytes.get();
            let now = now.wrapping_add(chunk(layout));
            bytes.set((now, most.max(now)));
        });
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        let _ = BYTES.try_with(|bytes| {
            let (now, most) = bytes.get();
            bytes.set((now.saturating_sub(chunk(layout)), most));
        });
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What an allocation takes of the memory: a common allocator adds a word to it, and hands out no less than 32 bytes.
fn chunk(layout: Layout) -> usize {
    (layout.size() + 8).next_multiple_of(16).max(32)
}

/// What a task makes, and the steps and the most bytes that it takes.
pub(crate) fn cost<T>(task: impl FnOnce() -> T) -> (T, (u64, usize)) {
    let before = ALLOCATIONS.get();
    BYTES.set((0, 0));
    let made = task();
    (made, (ALLOCATIONS.get() - before, BYTES.get().1))
}
