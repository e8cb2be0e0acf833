//! The commands, one module each.

pub(crate) mod audit;
pub(crate) mod bench;
pub(crate) mod check;
pub(crate) mod config;
pub(crate) mod data;
pub(crate) mod doctor;
pub(crate) mod library;
pub(crate) mod mcp;
pub(crate) mod memory;
pub(crate) mod model;
pub(crate) mod problems;
pub(crate) mod prove;
pub(crate) mod repl;
pub(crate) mod report;
pub(crate) mod run;
pub(crate) mod setup;
pub(crate) mod tools;
pub(crate) mod tree;
