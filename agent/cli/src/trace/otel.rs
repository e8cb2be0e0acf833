//! Spans to a collector of OpenTelemetry, over HTTP, where `OTEL_EXPORTER_OTLP_ENDPOINT` names one.
//!
//! Span names and attributes of model and tool calls follow OpenTelemetry's conventions for generative
//! models. Prompts and answers are never sent.

use anyhow::Context as _;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::SpanExporter;
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};
use tracing_subscriber::Registry;

type Exported =
    tracing_opentelemetry::OpenTelemetryLayer<Registry, opentelemetry_sdk::trace::SdkTracer>;

/// Sends what is left, and ends the export.
pub(super) struct Guard(SdkTracerProvider);

/// The layer that exports, if a collector is named.
pub(super) fn layer() -> anyhow::Result<Option<(Exported, Guard)>> {
    let named = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if !named {
        return Ok(None);
    }
    let exporter = SpanExporter::builder()
        .with_http()
        .build()
        .context("the export to OpenTelemetry cannot be set up")?;
    let provider = SdkTracerProvider::builder()
        .with_batch_exporter(exporter)
        .with_resource(Resource::builder().with_service_name("polya").build())
        .build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("polya"));
    Ok(Some((layer, Guard(provider))))
}

impl Drop for Guard {
    fn drop(&mut self) {
        // A collector that is gone loses spans, never the run's result.
        let _ = self.0.shutdown();
    }
}
