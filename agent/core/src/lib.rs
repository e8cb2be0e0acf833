//! The thinking: orchestrator, planner, worker, search graph, budget ledger and run log.
//!
//! The run core is a pure state machine: [`state::RunState::step`] takes what happened and answers
//! with events to record and effects to perform; [`state::RunState::apply`] is the only way in which
//! an event changes the state, so that a replayed log gives the same state. Only `orchestrator`,
//! `log` and `folder` touch a clock, a disk or a process. Nothing here decides whether a proof is
//! accepted: that is the judge's verdict, carried in an event.

pub mod baseline;
pub mod candidate;
pub mod clock;
pub mod confidence;
pub mod data;
pub mod environment;
pub mod event;
pub mod folder;
pub mod graph;
pub mod ledger;
pub mod log;
pub mod memory;
pub mod models;
pub mod orchestrator;
pub mod planner;
pub mod progress;
pub mod provers;
pub mod ranking;
pub mod refusal;
pub mod refutation;
pub mod replay;
pub mod report;
pub mod salvage;
pub mod schedule;
pub mod select;
pub mod settings;
pub mod state;
pub mod tree;
pub mod voice;
pub mod worker;

#[cfg(test)]
mod toy;
