//! Shares and rates with 95 % confidence intervals.
//!
//! Wilson's score interval for shares (Wilson 1927), the exact interval of Garwood (1936) for counts. Not here:
//! what is counted.

use crate::model::measurement::{Figure, Interval, Share};

/// The 97.5 % quantile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;
/// What each tail of a 95 % interval holds.
const TAIL: f64 = 0.025;

/// A count as a number to reckon with.
#[allow(clippy::cast_precision_loss, reason = "nobody counts 2^53 documents")]
pub(super) fn real(count: usize) -> f64 {
    count as f64
}

/// `count` of `of` with Wilson's interval.
pub(super) fn share(count: usize, of: usize) -> Share {
    let figure = (of > 0).then(|| {
        let (n, value) = (real(of), real(count) / real(of));
        let square = Z * Z / n;
        let middle = (value + square / 2.0) / (1.0 + square);
        let spread = Z / (1.0 + square) * (value * (1.0 - value) / n + square / (4.0 * n)).sqrt();
        // At both ends the interval touches 0 or 1 exactly, which rounding would miss.
        let low = if count == 0 { 0.0 } else { middle - spread };
        let high = if count == of { 1.0 } else { middle + spread };
        Figure { value, interval: Interval { low, high } }
    });
    Share { count, of, figure }
}

/// The F score with recall at `beta` times the weight of precision; none where either is unknown.
///
/// The score rises with both, so the mean of the lower ends and the mean of the upper ends enclose it whenever both
/// intervals hold.
pub(super) fn f_score(precision: &Share, recall: &Share, beta: f64) -> Option<Figure> {
    let (precision, recall) = (precision.figure?, recall.figure?);
    let mean = |p: f64, r: f64| {
        let square = beta * beta;
        let below = square * p + r;
        if below > 0.0 { (1.0 + square) * p * r / below } else { 0.0 }
    };
    Some(Figure {
        value: mean(precision.value, recall.value),
        interval: Interval {
            low: mean(precision.interval.low, recall.interval.low),
            high: mean(precision.interval.high, recall.interval.high),
        },
    })
}

/// Events in `unit` of time, where `count` were seen in `time`; none where no time passed.
pub(super) fn rate(count: usize, time: f64, unit: f64) -> Option<Figure> {
    (time > 0.0).then(|| {
        let (per, Interval { low, high }) = (unit / time, poisson(count));
        Figure { value: real(count) * per, interval: Interval { low: low * per, high: high * per } }
    })
}

/// The exact interval for the mean of a Poisson distribution of which `count` was seen.
pub(super) fn poisson(count: usize) -> Interval {
    // Under the lower end as many or more are just unlikely enough, under the upper end as many or fewer.
    let low = match count {
        0 => 0.0,
        _ => falling(count, |mean| at_most(count - 1, mean), 1.0 - TAIL),
    };
    Interval { low, high: falling(count, |mean| at_most(count, mean), TAIL) }
}

/// The mean at which `probability`, which falls as the mean grows, is `wanted`.
fn falling(count: usize, probability: impl Fn(f64) -> f64, wanted: f64) -> f64 {
    let (mut low, mut high) = (0.0, 10.0 + 2.0 * real(count));
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if probability(middle) > wanted { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// The probability of at most `count` events at this mean.
fn at_most(count: usize, mean: f64) -> f64 {
    if mean <= 0.0 {
        return 1.0;
    }
    // In logarithms, because e^-mean is nothing at all for a mean of some hundreds.
    let mut logarithm = -mean;
    let mut sum = logarithm.exp();
    for event in 1..=count {
        logarithm += (mean / real(event)).ln();
        sum += logarithm.exp();
    }
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 0.0006
    }

    #[test]
    fn wilson_is_that_of_the_books() {
        // Newcombe 1998, table I (method 3), and 8 of 10 as every calculator gives it.
        for (count, of, low, high) in [
            (8, 10, 0.490, 0.943),
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
            (29, 29, 0.8830, 1.0),
        ] {
            let interval = share(count, of).figure.map(|figure| figure.interval);
            let holds = interval.is_some_and(|i| near(i.low, low) && near(i.high, high));
            assert!(holds, "{count} of {of}: {interval:?}");
        }
        assert_eq!(share(0, 0).figure, None);
    }

    #[test]
    fn poisson_is_that_of_the_books() {
        // Garwood 1936; the same as half the quantiles of chi-square.
        for (count, low, high) in [
            (0, 0.0, 3.689),
            (1, 0.0253, 5.572),
            (3, 0.619, 8.767),
            (10, 4.795, 18.390),
            (50, 37.111, 65.919),
            (100, 81.364, 121.627),
        ] {
            let interval = poisson(count);
            assert!(near(interval.low, low) && near(interval.high, high), "{count}: {interval:?}");
        }
        let many = poisson(5_000);
        assert!(many.low > 4_850.0 && many.high < 5_150.0, "{many:?}");
    }

    #[test]
    fn a_rate_is_per_unit_of_time() {
        let rate = rate(3, 200.0, 100.0);
        let holds = rate.is_some_and(|r| near(r.value, 1.5) && near(r.interval.high, 4.3835));
        assert!(holds, "{rate:?}");
        assert_eq!(super::rate(3, 0.0, 100.0), None);
    }

    #[test]
    fn f_scores_weigh_recall() {
        let (precision, recall) = (share(5, 10), share(10, 10));
        let value = |beta| f_score(&precision, &recall, beta).map_or(0.0, |figure| figure.value);
        assert!(near(value(1.0), 0.6667), "{}", value(1.0));
        assert!(near(value(2.0), 0.8333), "{}", value(2.0));
        assert_eq!(f_score(&share(0, 0), &recall, 1.0), None);
        let nothing = f_score(&share(0, 4), &share(0, 4), 1.0).map(|figure| figure.value);
        assert_eq!(nothing, Some(0.0));
    }
}
