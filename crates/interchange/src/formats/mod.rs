//! One file for each format, which reads like the specification of the format.

pub(crate) mod bio;
pub(crate) mod brat;
mod color;
pub(crate) mod csv;
pub(crate) mod doccano;
pub(crate) mod graph;
pub(crate) mod huggingface;
mod json;
pub(crate) mod label_studio;
pub(crate) mod pages;
pub(crate) mod research;
pub(crate) mod spacy;
pub(crate) mod stam;
mod tags;
pub(crate) mod uima;
pub(crate) mod web_annotation;
pub(crate) mod whole;
mod xml;
