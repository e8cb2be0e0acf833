//! Durations, counts and shares as people read them.

/// A duration of seconds in at most two units: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 10 min`.
pub(crate) fn duration(seconds: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let whole = seconds.max(0.0) as u64;
    match whole {
        0..10 => format!("{:.1} s", seconds.max(0.0)),
        10..60 => format!("{whole} s"),
        60..3600 => format!("{} min {:02} s", whole / 60, whole % 60),
        _ => format!("{} h {:02} min", whole / 3600, whole / 60 % 60),
    }
}

/// A count with its thousands apart: `12 345`.
pub(crate) fn count(count: u64) -> String {
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

/// A count with what is counted: `1 check`, `12 checks`.
pub(crate) fn counted(number: u64, one: &str) -> String {
    let several = if number == 1 { "" } else { "s" };
    format!("{} {one}{several}", count(number))
}

/// A chance in percent, from its logarithm.
pub(crate) fn chance(log: f64) -> String {
    let percent = 100.0 * log.exp();
    if percent > 0.0 && percent < 0.1 { "< 0.1 %".to_owned() } else { format!("{percent:.1} %") }
}

/// A moment, to the minute: `2026-11-23 23:46 UTC`, from the log's `2026-11-23T23:46:51.042Z`. Anything
/// else stays as it is.
pub(crate) fn moment(logged: &str) -> String {
    match logged.get(..16).and_then(|minute| minute.split_once('T')) {
        Some((day, minute)) if logged.ends_with('Z') => format!("{day} {minute} UTC"),
        _ => logged.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_read_well() {
        let durations = [0.04, 9.96, 12.9, 185.0, 7860.0].map(duration);
        assert_eq!(durations, ["0.0 s", "10.0 s", "12 s", "3 min 05 s", "2 h 11 min"]);
        assert_eq!(
            [7, 1234, 1_234_567].map(count),
            ["7", "1\u{202f}234", "1\u{202f}234\u{202f}567"]
        );
        assert_eq!([0, 1, 2].map(|n| counted(n, "check")), ["0 checks", "1 check", "2 checks"]);
        assert_eq!(moment("2026-11-23T23:46:51.042Z"), "2026-11-23 23:46 UTC");
        assert_eq!(moment("some day"), "some day");
        assert_eq!([0.0, -2.3, -20.0].map(chance), ["100.0 %", "10.0 %", "< 0.1 %"]);
    }
}
