//! The system calls for which there is no safe wrapper; the one unsafe module of this crate.

#![allow(unsafe_code)]

use rustix::{
    io,
    thread::{UnshareFlags, unshare_unsafe},
};

/// Moves this process into new namespaces. Refuses flags that would be unsafe.
pub(super) fn unshare(namespaces: UnshareFlags) -> io::Result<()> {
    if namespaces.contains(UnshareFlags::FILES) {
        return Err(io::Errno::INVAL);
    }
    // SAFETY: the only danger named is an unshared file table, which was just excluded.
    unsafe { unshare_unsafe(namespaces) }
}

/// Tries to attach to `process` as a debugger. For the probe, which expects to be refused.
pub(super) fn attach(process: i32) -> std::io::Result<()> {
    // SAFETY: `PTRACE_SEIZE` takes no pointers; address and data are required to be zero.
    let result = unsafe {
        libc::ptrace(
            libc::PTRACE_SEIZE,
            process,
            std::ptr::null_mut::<u8>(),
            std::ptr::null_mut::<u8>(),
        )
    };
    if result == -1 { Err(std::io::Error::last_os_error()) } else { Ok(()) }
}
