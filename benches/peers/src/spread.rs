//! The spread of the values of a sample.

/// The quartiles of a sample, with its smallest and largest value.
#[derive(Clone, Copy)]
pub struct Spread {
    pub min: f64,
    pub lower: f64,
    pub median: f64,
    pub upper: f64,
    pub max: f64,
}

impl Spread {
    /// The spread of `values`. Without values, every figure is NaN.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let last = values.len().saturating_sub(1);
        let at = |quarters: usize| values.get(last * quarters / 4).copied().unwrap_or(f64::NAN);
        Self { min: at(0), lower: at(1), median: at(2), upper: at(3), max: at(4) }
    }
}
