//! Files of a library, mapped into memory: what is never looked at is never read.

#![allow(unsafe_code)]

use std::{fs::File, io, ops::Deref};

use memmap2::Mmap;

/// The bytes of a file.
pub(super) enum Bytes {
    /// In memory of our own: whatever happens to the file, they stay the same.
    Owned(Vec<u8>),
    /// As the system holds the file.
    Mapped(Mmap),
}

impl Bytes {
    /// Maps a file of a trusted library. Whoever changes its bytes while this program runs changes
    /// what is read, and whoever makes it shorter ends the program: that is the same owner who
    /// could have put anything into it before.
    pub(super) fn map(file: &File) -> io::Result<Self> {
        // SAFETY: the bytes are read as bytes only, each access is checked anew, and nothing rests
        // on two accesses agreeing: a file that changes leads to an error or to other terms.
        // A file that is replaced as a whole, as Lean and Lake do it, keeps its old bytes here.
        unsafe { Mmap::map(file) }.map(Self::Mapped)
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Owned(bytes) => bytes,
            Self::Mapped(bytes) => bytes,
        }
    }
}
