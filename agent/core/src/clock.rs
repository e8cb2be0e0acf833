//! Points in time as the run log writes them: RFC 3339, UTC, milliseconds.
//!
//! Nothing here reads a clock. The driver does, and hands the readings in.

use std::{fmt, time::Duration};

use serde::{Deserialize, Serialize};

/// A reading of the calendar clock, as text: `2026-11-23T23:46:51.042Z`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(String);

impl Timestamp {
    /// The timestamp that lies `since_epoch` after 1970-01-01T00:00:00Z.
    pub fn from_unix(since_epoch: Duration) -> Self {
        let seconds = since_epoch.as_secs();
        let (year, month, day) = civil(seconds / 86_400);
        let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        let millis = since_epoch.subsec_millis();
        Self(format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z"
        ))
    }

    /// The first moment of a day written as `2026-11-23`; `None` if it is not written so.
    pub fn of_day(day: &str) -> Option<Self> {
        let shape: String = day.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        let time = Self(format!("{day}T00:00:00.000Z"));
        let known = Self::from_unix(Duration::from_millis(time.unix_ms()?)) == time;
        (shape == "0000-00-00" && known).then_some(time)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z; `None` if the text is not of the form that
    /// [`Timestamp::from_unix`] writes.
    pub fn unix_ms(&self) -> Option<u64> {
        let (date, time) = self.0.strip_suffix('Z')?.split_once('T')?;
        let number = |text: &str| text.parse::<u64>().ok();
        let mut date = date.split('-').map(number);
        let (year, month, day) = (date.next()??, date.next()??, date.next()??);
        let (clock, millis) = time.split_once('.')?;
        let mut clock = clock.split(':').map(number);
        let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) || !(1970..=9999).contains(&year)
        {
            return None;
        }
        // The inverse of `civil`: years begin in March.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let (era, year_of_era) = (year / 400, year % 400);
        let day_of_year = (153 * month + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let days = (era * 146_097 + day_of_era).checked_sub(719_468)?;
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second;
        Some(seconds * 1000 + number(millis)?)
    }

    /// The timestamp as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Year, month and day of the `days`-th day after 1970-01-01, in the proleptic Gregorian calendar.
///
/// Counts in eras of 400 years that begin on 1 March, so that the leap day is a year's last.
fn civil(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(seconds: u64, expected: &str) {
        let timestamp = Timestamp::from_unix(Duration::from_millis(seconds * 1000 + 7));
        assert_eq!(timestamp.0, expected);
        assert_eq!(timestamp.unix_ms(), Some(seconds * 1000 + 7));
    }

    #[test]
    fn known_days() {
        check(0, "1970-01-01T00:00:00.007Z");
        check(951_782_400, "2000-02-29T00:00:00.007Z");
        check(1_709_251_199, "2024-02-29T23:59:59.007Z");
        check(1_709_251_200, "2024-03-01T00:00:00.007Z");
        check(4_102_444_800, "2100-01-01T00:00:00.007Z");
        let day = Timestamp::of_day("2000-02-29").and_then(|day| day.unix_ms());
        assert_eq!(day, Some(951_782_400_000));
        for text in ["2001-02-29", "2000-2-9", "yesterday", ""] {
            assert_eq!(Timestamp::of_day(text), None, "{text}");
        }
        for text in ["", "2000-02-29", "2000-13-01T00:00:00.007Z", "1969-12-31T00:00:00.007Z"] {
            assert_eq!(Timestamp(text.to_owned()).unix_ms(), None, "{text}");
        }
    }
}
