//! What the worker denies itself before it reads a template.

/// Bytes of address space: typst needs about 150 MB for a letter.
#[cfg(unix)]
const MEMORY_MAX: u64 = 1024 * 1024 * 1024;
/// Seconds of work: a last resort, should the one who started the worker be gone.
#[cfg(unix)]
const SECONDS_MAX: u64 = 60;

/// Sets the limits; they can't be raised again, nor can a picture of the memory be left behind.
#[cfg(unix)]
pub(super) fn set() -> std::io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limits = [(Resource::As, MEMORY_MAX), (Resource::Cpu, SECONDS_MAX), (Resource::Core, 0)];
    for (resource, most) in limits {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

/// Nothing to set here: the one who started the worker watches the time.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on the systems that have limits")]
pub(super) fn set() -> std::io::Result<()> {
    Ok(())
}
