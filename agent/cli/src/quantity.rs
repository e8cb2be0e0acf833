//! Durations and counts as people write them: `90s`, `1h30m`, `250ms`; `500`, `20k`, `1.5m`.

use std::time::Duration;

/// Reads a duration. A bare number is seconds.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    let refuse = || format!("`{text}` is not a duration such as `90s`, `5m`, `1h30m` or `250ms`");
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(refuse());
    }
    if let Ok(seconds) = rest.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).map_err(|_| refuse());
    }
    let mut total = Duration::ZERO;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).ok_or_else(refuse)?;
        let number: f64 = rest[..digits].parse().map_err(|_| refuse())?;
        rest = &rest[digits..];
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let unit = match &rest[..letters] {
            "ms" => 0.001,
            "s" | "sec" => 1.0,
            "m" | "min" => 60.0,
            "h" => 3600.0,
            "d" => 86_400.0,
            _ => return Err(refuse()),
        };
        rest = rest[letters..].trim_start();
        let part = Duration::try_from_secs_f64(number * unit).map_err(|_| refuse())?;
        total = total.checked_add(part).ok_or_else(refuse)?;
    }
    Ok(total)
}

/// Reads a count, with `k` for thousands, `m` for millions and `b` for billions.
pub(crate) fn count(text: &str) -> Result<u64, String> {
    let refuse = || format!("`{text}` is not a count such as `500`, `20k` or `1.5m`");
    let text_ = text.trim().replace('_', "");
    if let Ok(whole) = text_.parse::<u64>() {
        return Ok(whole);
    }
    let (number, unit) = match text_.char_indices().last() {
        Some((at, 'k' | 'K')) => (&text_[..at], 1e3),
        Some((at, 'm' | 'M')) => (&text_[..at], 1e6),
        Some((at, 'b' | 'B')) => (&text_[..at], 1e9),
        _ => return Err(refuse()),
    };
    let number: f64 = number.parse().map_err(|_| refuse())?;
    let value = number * unit;
    if !(0.0..=1e15).contains(&value) {
        return Err(refuse());
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    Ok(value.round() as u64)
}

/// Writes a duration in at most two units: `0.4s`, `12s`, `3m 05s`, `2h 10m`.
pub(crate) fn show_duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1}s", duration.as_secs_f64()),
        10..60 => format!("{seconds}s"),
        60..3600 => format!("{}m {:02}s", seconds / 60, seconds % 60),
        _ => format!("{}h {:02}m", seconds / 3600, seconds / 60 % 60),
    }
}

/// Writes a count with thousands separated: `12 345`.
pub(crate) fn show_count(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// Writes a count with what is counted: `1 check`, `12 checks`.
pub(crate) fn counted(count: u64, one: &str) -> String {
    let several = if count == 1 { "" } else { "s" };
    format!("{} {one}{several}", show_count(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (text, millis) in [
            ("90s", 90_000),
            ("5m", 300_000),
            ("1h30m", 5_400_000),
            ("1h 30m", 5_400_000),
            ("250ms", 250),
            ("2", 2_000),
            ("0.5s", 500),
            ("1d", 86_400_000),
        ] {
            assert_eq!(duration(text), Ok(Duration::from_millis(millis)), "{text}");
        }
        for text in ["", "s", "5x", "-1s", "1h30", "nan", "-3", "1e400", "99999999999999999999d"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn counts() {
        for (text, value) in [("500", 500), ("20k", 20_000), ("1.5m", 1_500_000), ("1_000", 1_000)]
        {
            assert_eq!(count(text), Ok(value), "{text}");
        }
        for text in ["", "k", "-1", "1g", "nank", "1e99k", "infm"] {
            assert!(count(text).is_err(), "{text}");
        }
    }

    #[test]
    fn shown() {
        let show = |s: f64| show_duration(Duration::from_secs_f64(s));
        assert_eq!(
            [show(0.44), show(12.9), show(185.0), show(7800.0)],
            ["0.4s", "12s", "3m 05s", "2h 10m"]
        );
        assert_eq!(show_count(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(show_count(12), "12");
        let checks = [0, 1, 2].map(|count| counted(count, "check"));
        assert_eq!(checks, ["0 checks", "1 check", "2 checks"]);
    }
}
