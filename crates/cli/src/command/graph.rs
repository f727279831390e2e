//! `policymark graph`: who does what with which data, as a graph.

use std::path::PathBuf;

use clap::ValueEnum;
use policymark_interchange::Format;

use super::convert::{self, Place};
use super::query::Filters;
use crate::context::Context;
use crate::status::{Failure, Status};

/// Draw statements as a graph: who does what with which data, what for, and to whom it goes
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Graph {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// What to write
    #[arg(long, value_enum, default_value_t = GraphFormat::Dot, value_name = "FORMAT")]
    format: GraphFormat,

    /// Write into this folder; without it, a single graph goes to standard output
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Replace files that are there already
    #[arg(long, requires = "out")]
    force: bool,

    #[command(flatten)]
    filters: Filters,
}

const AFTER_HELP: &str = "\
Each policy is a graph. The same words are the same node in all of its statements;
what is denied is dashed and red. Filters choose the statements, as for query:
  policymark graph policy.txt --action share | dot -Tsvg > policy.svg";

#[derive(Clone, Copy, ValueEnum)]
enum GraphFormat {
    /// For Graphviz
    Dot,
    /// For networkx, Gephi and yEd
    Graphml,
    /// For Markdown
    Mermaid,
}

impl Graph {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let format = match self.format {
            GraphFormat::Dot => Format::Dot,
            GraphFormat::Graphml => Format::GraphMl,
            GraphFormat::Mermaid => Format::Mermaid,
        };
        let place = Place { folder: self.out.as_deref(), force: self.force };
        convert::draw(context, &self.paths, format, self.filters, place)
    }
}
