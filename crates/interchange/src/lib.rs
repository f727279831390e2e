//! Annotated privacy policies in the formats of annotation tools, corpora and graphs.
//!
//! Every format is written from one [`View`](view::View) of a document, and read into one [`Foreign`](import::Foreign)
//! policy, from which markup is made.

mod excerpt;
mod export;
mod feature;
mod format;
mod formats;
pub mod import;
mod labels;
mod options;
pub mod rows;
pub mod view;

pub use self::excerpt::excerpt;
pub use self::export::Export;
pub use self::feature::Feature;
pub use self::format::{Format, Piece, Source};
pub use self::labels::Labels;
pub use self::options::Options;
