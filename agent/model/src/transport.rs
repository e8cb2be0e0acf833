//! One HTTP exchange, bounded: the reply is read to its end here, counted as it comes, and handed on
//! only if it is a success in JSON. Repetition is the caller's business.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use async_openai::{error::OpenAIError, middleware::HttpRequestFactory};
use reqwest::header::{AUTHORIZATION, LOCATION};
use serde_json::Value;

use crate::{error::excerpt, reply::server_message};

/// Why an exchange failed, before the endpoint's name is added.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ExchangeError {
    #[error("no connection: {0}")]
    Connect(String),
    #[error("out of time")]
    TimedOut,
    #[error("status {status}: {message}")]
    Status { status: u16, message: String },
    #[error("it is longer than {limit} bytes")]
    TooLong { limit: usize },
    #[error("it breaks off: {0}")]
    CutShort(String),
    #[error("it is not JSON: {0}")]
    NotJson(String),
}

/// The service under async-openai's client.
#[derive(Clone, Debug)]
pub(crate) struct BoundedHttp {
    pub(crate) http: reqwest::Client,
    pub(crate) max_reply_bytes: usize,
    /// False if no key is set: then no `Authorization` header goes out at all.
    pub(crate) authorize: bool,
}

impl tower_service::Service<HttpRequestFactory> for BoundedHttp {
    type Response = reqwest::Response;
    type Error = OpenAIError;
    type Future = Pin<Box<dyn Future<Output = Result<reqwest::Response, OpenAIError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), OpenAIError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, factory: HttpRequestFactory) -> Self::Future {
        let this = self.clone();
        Box::pin(async move {
            let mut request = factory.build().await?;
            if !this.authorize {
                request.headers_mut().remove(AUTHORIZATION);
            }
            this.exchange(request).await.map_err(|error| OpenAIError::Boxed(Box::new(error)))
        })
    }
}

impl BoundedHttp {
    async fn exchange(
        &self,
        request: reqwest::Request,
    ) -> Result<reqwest::Response, ExchangeError> {
        let limit = self.max_reply_bytes;
        let mut response = self.http.execute(request).await.map_err(|error| {
            if error.is_timeout() && !error.is_connect() {
                ExchangeError::TimedOut
            } else {
                ExchangeError::Connect(innermost(&error))
            }
        })?;
        let status = response.status();
        if status.is_redirection() {
            return Err(ExchangeError::Status {
                status: status.as_u16(),
                message: excerpt(&redirected(&response)),
            });
        }
        if response.content_length().is_some_and(|length| length > limit as u64) {
            return Err(ExchangeError::TooLong { limit });
        }
        let mut body = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() > limit => {
                    return Err(ExchangeError::TooLong { limit });
                }
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => break,
                Err(error) if error.is_timeout() => return Err(ExchangeError::TimedOut),
                Err(error) => return Err(ExchangeError::CutShort(innermost(&error))),
            }
        }
        if !status.is_success() {
            let message = match serde_json::from_slice::<Value>(&body) {
                Ok(error) => server_message(&error),
                Err(_) => String::from_utf8_lossy(&body).into_owned(),
            };
            return Err(ExchangeError::Status {
                status: status.as_u16(),
                message: excerpt(&message),
            });
        }
        if let Err(error) = serde_json::from_slice::<serde::de::IgnoredAny>(&body) {
            let start = String::from_utf8_lossy(&body[..body.len().min(400)]).into_owned();
            return Err(ExchangeError::NotJson(format!("{error}: {}", excerpt(&start))));
        }
        Ok(http::Response::new(body).into())
    }
}

/// Why a redirect is not followed.
fn redirected(response: &reqwest::Response) -> String {
    let to = response
        .headers()
        .get(LOCATION)
        .map_or("nowhere".into(), |to| String::from_utf8_lossy(to.as_bytes()));
    format!(
        "it redirects to `{to}`, and redirects to another server are not followed: name that server instead"
    )
}

/// The last cause of an error: "connection refused" rather than "error sending request".
fn innermost(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}
