//! The commands. Each file has the options of one, and what it does.

mod agree;
mod annotate;
mod check;
mod completions;
mod config;
mod convert;
mod diff;
mod dump;
mod explain;
mod fmt;
mod graph;
mod html;
mod lsp;
mod man;
mod plain;
mod query;
mod schema;
mod selection;
mod statements;
mod stats;
mod unit;

use clap::Subcommand;

use crate::context::Context;
use crate::status::{Failure, Status};

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    Check(check::Check),
    Explain(explain::Explain),
    Fmt(fmt::Fmt),
    Dump(dump::Dump),
    Statements(statements::Statements),
    Query(query::Query),
    Inventory(query::Inventory),
    Plain(plain::Plain),
    Annotate(annotate::Annotate),
    Convert(convert::Convert),
    Graph(graph::Graph),
    Html(html::Html),
    Diff(diff::Diff),
    Agree(agree::Agree),
    Stats(stats::Stats),
    Lsp(lsp::Lsp),
    Config(config::ShowConfig),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Manual),
}

impl Command {
    /// Whether it asks for the configuration of each policy, not for that of the current folder.
    pub(crate) const fn finds_configurations(&self) -> bool {
        matches!(self, Self::Lsp(_))
    }

    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        match self {
            Self::Check(check) => check.run(context),
            Self::Explain(explain) => explain.run(context),
            Self::Fmt(fmt) => fmt.run(context),
            Self::Dump(dump) => dump.run(context),
            Self::Statements(statements) => statements.run(context),
            Self::Query(query) => query.run(context),
            Self::Inventory(inventory) => inventory.run(context),
            Self::Plain(plain) => plain.run(context),
            Self::Annotate(annotate) => annotate.run(context),
            Self::Convert(convert) => convert.run(context),
            Self::Graph(graph) => graph.run(context),
            Self::Html(html) => html.run(context),
            Self::Diff(diff) => diff.run(context),
            Self::Agree(agree) => agree.run(context),
            Self::Stats(stats) => stats.run(context),
            Self::Lsp(lsp) => lsp.run(context),
            Self::Config(config) => config.run(context),
            Self::Schema(schema) => schema.run(context),
            Self::Completions(completions) => completions.run(context),
            Self::Man(man) => man.run(context),
        }
    }
}
