//! The page as a whole: its structure, its links, its use in a browser, hostile text, and a graph of 20,000
//! nodes.

mod browser;
mod fixture;
mod hostile;
mod large;
mod reader;
mod structure;
mod visit;
