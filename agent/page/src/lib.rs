//! A run as a page to look at: the view model, the layout of its search graphs, its plots, and the HTML.
//!
//! [`view::RunView`] is computed from a run's records and state; [`page`] turns it into one HTML
//! document without anything from outside. Both are functions: this crate knows no terminal, no
//! disk and no clock. Everything that a run holds is text from models, tools and files, and stays text here.

mod data;
mod history;
mod html;
pub mod layout;
mod lean;
mod map;
mod markup;
mod plots;
mod quantity;
pub mod view;

pub use history::Tally;
pub use html::page;
