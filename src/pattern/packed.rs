//! Patterns as they are packed: folded and parsed already, so that reading one is no work.
//!
//! What a kind of pattern is made of stands beside it ([`super::keyword`], [`super::regular`]).

use super::Pattern;
use crate::packed::packed;
use crate::text::Case;

packed!(
    enum Pattern {
        Keyword(keyword),
        Regular(regular),
    }
);
packed!(
    enum Case {
        Any,
        Exact,
    }
);
