//! Memory that is wiped when it is given back, so that neither a name nor a key is left in it after
//! a lock. The programs run on [`WipingAllocator`], which wipes what Rust gives back; SQLite has an
//! allocator of its own, and is told here to take its memory from Rust's.
//!
//! Unsafe code is here, in `cipher` and in `connection` alone, tests apart: SQLite speaks C.

use libsqlite3_sys::{
    SQLITE_CONFIG_MALLOC, SQLITE_CONFIG_MEMSTATUS, SQLITE_OK, sqlite3_config, sqlite3_mem_methods,
};
use std::alloc::{Layout, System, alloc, dealloc};
use std::ffi::{c_int, c_void};
use std::ptr;
use std::sync::Once;
use tokio::task::JoinHandle;
use zeroizing_alloc::ZeroAlloc;

/// An allocator that wipes what it takes back; a program makes it its global one.
pub type WipingAllocator = ZeroAlloc<System>;

/// The allocator for `#[global_allocator]`.
pub const WIPING_ALLOCATOR: WipingAllocator = ZeroAlloc(System);

/// Before each block stands its size; 16 bytes keep the block aligned for everything.
const HEADER: usize = 16;

/// Lets SQLite take its memory from Rust's allocator. Has to come before any database of the
/// process is opened; later calls do nothing.
#[expect(unsafe_code, reason = "SQLite is configured through C")]
pub fn share_allocator_with_sqlite() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let methods = sqlite3_mem_methods {
            xMalloc: Some(take),
            xFree: Some(give_back),
            xRealloc: Some(resize),
            xSize: Some(size),
            xRoundup: Some(round_up),
            xInit: Some(begin),
            xShutdown: Some(end),
            pAppData: ptr::null_mut(),
        };
        // SAFETY: the option takes a pointer to such a table and copies it; the functions keep to
        // what SQLite asks of an allocator.
        let code = unsafe { sqlite3_config(SQLITE_CONFIG_MALLOC, ptr::from_ref(&methods)) };
        // SAFETY: the option takes one int. Nobody reads SQLite's statistics of memory, and each piece
        // of memory would take a lock of the whole process to keep them.
        let code = code.max(unsafe { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0 as c_int) });
        if code != SQLITE_OK {
            tracing::warn!(code, "SQLite was in use before it could be given memory that is wiped");
        }
    });
}

/// How deep work with keys and contents goes on a stack; measured with room to spare.
const STACK_BYTES: usize = 64 * 1024;

/// Runs work on a thread where it may block, and wipes what it leaves on that thread's stack.
pub(crate) fn spawn_blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
    tokio::task::spawn_blocking(move || wiping(work))
}

/// Does work on this thread and wipes what it leaves on the stack.
pub(crate) fn wiping<T>(work: impl FnOnce() -> T) -> T {
    let done = call(work);
    wipe_stack();
    done
}

/// Keeps the work's own frame below the caller's, where the wiping reaches it.
#[inline(never)]
fn call<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// Overwrites what calls that have returned left on this thread's stack.
#[inline(never)]
pub(crate) fn wipe_stack() {
    std::hint::black_box(&mut [0_u8; STACK_BYTES]);
}

fn layout(bytes: usize) -> Option<Layout> {
    Layout::from_size_align(bytes.checked_add(HEADER)?, HEADER).ok()
}

#[expect(unsafe_code, reason = "called by SQLite")]
unsafe extern "C" fn take(bytes: c_int) -> *mut c_void {
    let Some((bytes, layout)) = usize::try_from(bytes).ok().and_then(|bytes| Some((bytes, layout(bytes)?)))
    else {
        return ptr::null_mut();
    };
    // SAFETY: the layout is never of size 0; the header lies inside the block and is aligned.
    unsafe {
        let block = alloc(layout);
        if block.is_null() {
            return ptr::null_mut();
        }
        block.cast::<usize>().write(bytes);
        block.add(HEADER).cast()
    }
}

#[expect(unsafe_code, reason = "called by SQLite")]
unsafe extern "C" fn give_back(memory: *mut c_void) {
    if memory.is_null() {
        return;
    }
    // SAFETY: `memory` came from `take`, so the block begins one header before it and has the
    // layout of the size that stands there.
    unsafe {
        let block = memory.cast::<u8>().sub(HEADER);
        if let Some(layout) = layout(block.cast::<usize>().read()) {
            dealloc(block, layout);
        }
    }
}

#[expect(unsafe_code, reason = "called by SQLite")]
unsafe extern "C" fn resize(memory: *mut c_void, bytes: c_int) -> *mut c_void {
    // SAFETY: `memory` is null or came from `take`; both blocks hold the bytes that are copied.
    unsafe {
        let new = take(bytes);
        if !memory.is_null() && !new.is_null() {
            let kept = size(memory).min(bytes);
            ptr::copy_nonoverlapping(
                memory.cast::<u8>(),
                new.cast::<u8>(),
                usize::try_from(kept).unwrap_or_default(),
            );
            give_back(memory);
        }
        new
    }
}

#[expect(unsafe_code, reason = "called by SQLite")]
unsafe extern "C" fn size(memory: *mut c_void) -> c_int {
    if memory.is_null() {
        return 0;
    }
    // SAFETY: `memory` came from `take`, so its size stands in the header before it.
    let bytes = unsafe { memory.cast::<u8>().sub(HEADER).cast::<usize>().read() };
    c_int::try_from(bytes).unwrap_or(c_int::MAX)
}

#[expect(unsafe_code, reason = "called by SQLite")]
unsafe extern "C" fn round_up(bytes: c_int) -> c_int {
    bytes.checked_add(7).map_or(bytes, |bytes| bytes & !7)
}

#[expect(unsafe_code, reason = "called by SQLite")]
unsafe extern "C" fn begin(_: *mut c_void) -> c_int {
    SQLITE_OK
}

#[expect(unsafe_code, reason = "called by SQLite")]
unsafe extern "C" fn end(_: *mut c_void) {}
