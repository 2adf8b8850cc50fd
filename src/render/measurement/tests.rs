//! How figures look, and that nothing of the input is written raw.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use super::*;
use crate::model::measurement::Interval;

fn figure(value: f64, low: f64, high: f64) -> Option<Figure> {
    Some(Figure { value, interval: Interval { low, high } })
}

#[test]
fn figures_carry_their_intervals() {
    assert_eq!(percent(figure(0.971, 0.95, 0.984), Lang::En), "97.1 % (95.0 to 98.4)");
    assert_eq!(rate(figure(0.85, 0.1, 3.06), Lang::En), "0.85 (0.10 to 3.06)");
    let of = Share { count: 34, of: 35, figure: figure(0.9714, 0.8547, 0.9949) };
    assert_eq!(share(&of, Lang::En), "34 of 35: 97.1 % (85.5 to 99.5)");
    assert_eq!(share(&of, Lang::De), "34 von 35: 97,1 % (85,5 bis 99,5)");
    assert_eq!(share(&Share { count: 0, of: 0, figure: None }, Lang::En), NONE);
}
