//! Spans as a timeline, in the trace event format that Perfetto, speedscope and Chromium open
//! ("Trace Event Format", complete events of phase `X`).
//!
//! The format has rows ("threads") on which events must nest, while a run has many calls at once. So a
//! span goes on its parent's row if nothing else of the parent is open there, and on a free row
//! otherwise. What is drawn is wall-clock time, waiting included.

use std::{
    collections::HashMap,
    fs::File,
    io::{BufWriter, Write},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use serde_json::{Map, Value, json};
use tracing::{
    Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use tracing_subscriber::{Layer, layer::Context, registry::LookupSpan};

/// Writes the timeline; the file is complete once [`Guard`] is dropped.
pub(super) struct Timeline(Arc<Mutex<Writer>>);

/// Closes the file.
pub(super) struct Guard(Arc<Mutex<Writer>>);

/// A layer that writes to `file`.
pub(super) fn layer(file: File) -> (Timeline, Guard) {
    let writer = Arc::new(Mutex::new(Writer {
        file: BufWriter::new(file),
        began: Instant::now(),
        rows: Vec::new(),
        open: HashMap::new(),
        first: true,
        closed: false,
    }));
    (Timeline(writer.clone()), Guard(writer))
}

struct Writer {
    file: BufWriter<File>,
    began: Instant,
    /// The open spans of each row, the outermost first.
    rows: Vec<Vec<u64>>,
    open: HashMap<u64, Open>,
    first: bool,
    closed: bool,
}

struct Open {
    name: &'static str,
    row: usize,
    /// Microseconds after the beginning.
    start: u64,
    fields: Map<String, Value>,
}

impl Writer {
    fn micros(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    fn begin(&mut self, id: u64, parent: Option<u64>, open: Open) {
        let row = parent
            .and_then(|parent| {
                let row = self.open.get(&parent)?.row;
                (self.rows[row].last() == Some(&parent)).then_some(row)
            })
            .or_else(|| self.rows.iter().position(Vec::is_empty))
            .unwrap_or_else(|| {
                self.rows.push(Vec::new());
                self.rows.len() - 1
            });
        self.rows[row].push(id);
        self.open.insert(id, Open { row, ..open });
    }

    fn end(&mut self, id: u64) {
        let Some(open) = self.open.remove(&id) else { return };
        self.rows[open.row].retain(|other| *other != id);
        let event = json!({
            "ph": "X", "pid": 1, "tid": open.row + 1, "name": open.name, "cat": "polya",
            "ts": open.start, "dur": self.micros().saturating_sub(open.start), "args": open.fields,
        });
        self.write(&event);
    }

    /// A timeline that cannot be written to its end is no reason to end a run.
    fn write(&mut self, event: &Value) {
        if self.closed {
            return;
        }
        let before = if self.first { "[\n" } else { ",\n" };
        self.first = false;
        if write!(self.file, "{before}{event}").is_err() {
            self.closed = true;
        }
    }

    fn close(&mut self) {
        let open: Vec<u64> = self.open.keys().copied().collect();
        for id in open {
            self.end(id);
        }
        let end = if self.first { "[\n]\n" } else { "\n]\n" };
        let _ = self.file.write_all(end.as_bytes()).and_then(|()| self.file.flush());
        self.closed = true;
    }
}

fn lock(writer: &Mutex<Writer>) -> MutexGuard<'_, Writer> {
    writer.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Guard {
    fn drop(&mut self) {
        lock(&self.0).close();
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Timeline {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let parent =
            context.span(id).and_then(|span| span.parent()).map(|span| span.id().into_u64());
        let mut writer = lock(&self.0);
        let open = Open {
            name: attributes.metadata().name(),
            row: 0,
            start: writer.micros(),
            fields: fields.0,
        };
        writer.begin(id.into_u64(), parent, open);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _context: Context<'_, S>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        if let Some(open) = lock(&self.0).open.get_mut(&id.into_u64()) {
            open.fields.extend(fields.0);
        }
    }

    fn on_close(&self, id: Id, _context: Context<'_, S>) {
        lock(&self.0).end(id.into_u64());
    }
}

/// A span's fields as JSON.
#[derive(Default)]
struct Fields(Map<String, Value>);

impl Visit for Fields {
    fn record_u64(&mut self, field: &Field, value: u64) {
        self.0.insert(field.name().to_owned(), json!(value));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.0.insert(field.name().to_owned(), json!(value));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.0.insert(field.name().to_owned(), json!(value));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), json!(value));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0.insert(field.name().to_owned(), json!(format!("{value:?}")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tracing_subscriber::layer::SubscriberExt;

    #[test]
    fn spans_that_overlap_go_on_rows_of_their_own_and_the_rest_nests() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("timeline.json");
        let (layer, guard) = layer(File::create(&path).unwrap());
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), || {
            let run = tracing::info_span!("run");
            let first = tracing::info_span!(parent: &run, "first", goal = 7);
            let inner = tracing::info_span!(parent: &first, "inner");
            let second =
                tracing::info_span!(parent: &run, "second", tokens = tracing::field::Empty);
            second.record("tokens", 12);
            drop(inner);
            drop(first);
            drop(second);
        });
        drop(guard);
        let events: Vec<Value> =
            serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let of = |name: &str| events.iter().find(|event| event["name"] == name).unwrap();
        assert_eq!(events.len(), 4);
        assert_eq!(of("run")["tid"], of("first")["tid"]);
        assert_eq!(of("first")["tid"], of("inner")["tid"]);
        assert_ne!(of("second")["tid"], of("first")["tid"]);
        assert_eq!(of("first")["args"]["goal"], 7);
        assert_eq!(of("second")["args"]["tokens"], 12);
    }

    #[test]
    fn what_is_open_at_the_end_is_written_and_nothing_at_all_is_still_json() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("timeline.json");
        let (layer, guard) = layer(File::create(&path).unwrap());
        let subscriber = tracing_subscriber::registry().with(layer);
        let span = tracing::subscriber::with_default(subscriber, || tracing::info_span!("open"));
        drop(guard);
        drop(span);
        let events: Vec<Value> =
            serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(events.len(), 1);

        let (_, guard) = super::layer(File::create(&path).unwrap());
        drop(guard);
        let events: Vec<Value> =
            serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert!(events.is_empty());
    }
}
