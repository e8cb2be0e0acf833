//! Why a model gave no samples, in the terms a caller can act on.

use std::time::Duration;

/// What went wrong with a request.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The endpoint's settings cannot be used as they are.
    #[error("{reason}")]
    Settings {
        /// What is wrong with which setting.
        reason: String,
    },
    /// Nothing answers at the address.
    #[error("cannot reach the model at `{url}`: {reason}")]
    Unreachable {
        /// Base URL.
        url: String,
        /// The connection's own error.
        reason: String,
    },
    /// The server answered, but is not able to serve now (429 or 5xx, after all repetitions).
    #[error("the model at `{url}` is not available: status {status}: {message}")]
    Unavailable {
        /// Base URL.
        url: String,
        /// HTTP status.
        status: u16,
        /// What the server said, shortened.
        message: String,
    },
    /// No reply within the endpoint's time limit.
    #[error("the model at `{url}` gave no reply within {} s", after.as_secs_f32())]
    TimedOut {
        /// Base URL.
        url: String,
        /// The limit.
        after: Duration,
    },
    /// The server refuses the request itself (another 4xx): repeating it is useless.
    #[error("the model at `{url}` refused the request: status {status}: {message}")]
    Refused {
        /// Base URL.
        url: String,
        /// HTTP status.
        status: u16,
        /// What the server said, shortened.
        message: String,
    },
    /// The reply is cut short, not JSON, too long, or has no choices.
    #[error("the model at `{url}` sent a reply that cannot be used: {reason}")]
    BadReply {
        /// Base URL.
        url: String,
        /// What is wrong, with an excerpt.
        reason: String,
    },
    /// The caller's cancellation ended the request.
    #[error("the request to the model was cancelled")]
    Cancelled,
}

impl ModelError {
    /// True if the failure says nothing about the mathematics and nothing about our request: the
    /// endpoint is away, busy or broken. Such a call is not an attempt at a proof.
    pub fn is_infrastructure(&self) -> bool {
        match self {
            Self::Unreachable { .. }
            | Self::Unavailable { .. }
            | Self::TimedOut { .. }
            | Self::BadReply { .. } => true,
            Self::Settings { .. } | Self::Refused { .. } | Self::Cancelled => false,
        }
    }

    /// True if the request does not fit the model's context: asked again it is refused again, and a
    /// shorter one may well be answered.
    pub fn is_too_long(&self) -> bool {
        let Self::Refused { status: 400 | 413 | 422, message, .. } = self else { return false };
        let message = message.to_lowercase();
        ["context", "too long", "too large", "too many tokens"].iter().any(|w| message.contains(w))
    }

    /// True if the same request may succeed a little later.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::Unavailable { .. } | Self::BadReply { .. } => true,
            // A server that needs longer than the limit will need it again.
            Self::TimedOut { .. }
            | Self::Settings { .. }
            | Self::Refused { .. }
            | Self::Cancelled => false,
        }
    }
}

/// Shortens what a server said to something fit for a message: one line, 200 characters.
pub(crate) fn excerpt(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().filter(|c| !c.is_control()));
        if line.chars().count() > 200 {
            line = line.chars().take(200).collect();
            line.push('…');
            break;
        }
    }
    if line.is_empty() { "(empty)".to_owned() } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_are_one_short_line() {
        assert_eq!(excerpt(" a\n\tb\u{1b}[31m "), "a b[31m");
        assert_eq!(excerpt(""), "(empty)");
        let long = excerpt(&"x".repeat(10_000));
        assert_eq!(long.chars().count(), 201);
    }
}
