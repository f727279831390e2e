//! `policymark inventory`.

use std::collections::HashSet;
use std::path::PathBuf;

use clap::ValueEnum;
use policymark::display::Style;
use policymark::query::{self, Practices};
use policymark::{Document, Statement};

use super::filters::Filters;
use crate::context::Context;
use crate::files::{self, Source};
use crate::found::{FoundItem, ListFormat, Listing, Piece};
use crate::output::json;
use crate::status::{Failure, Status};

/// List each data item once: who does what with it, what for, when and where
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Inventory {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// What to list
    #[arg(long, value_enum, default_value_t = By::Data, value_name = "WHAT")]
    by: By,

    /// How to show it
    #[arg(long, value_enum, default_value_t = ItemFormat::Text, value_name = "FORMAT")]
    output_format: ItemFormat,

    #[command(flatten)]
    filters: Filters,
}

const AFTER_HELP: &str = "\
Filters choose the statements that count, and the data or the actors that are
listed: see query --help. What is denied is listed apart: in JSON under `denied`.
What the text only supposes is left out, unless --supposed asks for it.";

/// What an inventory lists.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// The data that is marked
    Data,
    /// Each item of lists of data: 昵称 and 头像 of 昵称、头像
    Item,
    /// Who does something
    Actor,
    /// Who takes part: actors, recipients, sources, and whose data it is
    Party,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ItemFormat {
    /// Blocks of labelled lines, for a person
    Text,
    /// One array, for programs
    Json,
    /// One line of JSON for each
    JsonLines,
}

impl ItemFormat {
    const fn list(self) -> ListFormat {
        match self {
            Self::Text => ListFormat::Text,
            Self::Json => ListFormat::Json,
            Self::JsonLines => ListFormat::JsonLines,
        }
    }
}

impl By {
    fn inventory(self, document: &Document) -> query::Inventory<'_> {
        match self {
            Self::Data => document.inventory(),
            Self::Item => document.item_inventory(),
            Self::Actor => document.actor_inventory(),
            Self::Party => document.party_inventory(),
        }
    }

    const fn is_data(self) -> bool {
        matches!(self, Self::Data | Self::Item)
    }
}

impl Inventory {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let (files, found) = files::find(context, &self.paths)?;
        let style = context.terminal.style();
        let show =
            |source: &Source, document: &Document| self.piece(&source.to_string(), document, style);
        let mut listing = Listing::new(context.terminal, self.output_format.list(), "")?;
        let read = files::for_each(context, &context.parser()?, &files, show, |piece| {
            listing.add(&piece)
        })?;
        listing.end()?;
        Ok(found.max(read))
    }

    fn piece(&self, file: &str, document: &Document, style: Style<'_>) -> Piece {
        let inventory = self.by.inventory(document);
        let statements: Vec<_> = document.find(self.filters.filter(document)).collect();
        let items = self.practices(&inventory, document, &statements);
        if items.is_empty() {
            return Piece::default();
        }
        let count = items.len();
        let text = match self.output_format.list() {
            ListFormat::Text => style.name(file).practices(items).to_string(),
            format => {
                let found = items.iter().map(|item| FoundItem::new(file, item, self.by.is_data()));
                format.joined(found.map(|item| json(&item)))
            }
        };
        Piece { text, count }
    }

    /// The items that are asked for, with these statements about them. What is only supposed is left out, unless
    /// it is asked for. If these are all statements of the document, items in no statement are included.
    fn practices<'i, 'd>(
        &self,
        inventory: &'i query::Inventory<'d>,
        document: &'d Document,
        statements: &[Statement<'d>],
    ) -> Vec<Practices<'i, 'd>> {
        let all = statements.len() == document.statements().len();
        let counts = |statement: &&Statement<'_>| statement.is_asserted() != self.filters.supposed;
        let found: HashSet<_> = statements.iter().filter(counts).map(|s| s.id()).collect();
        let items = inventory.iter().filter_map(|item| {
            let asked = self.is_asked_for(item);
            let practices = item.practices(|statement| found.contains(&statement.id()));
            let is_alone = || {
                item.statements().len() == 0
                    && item.mentions().any(|mention| mention.statements().len() == 0)
            };
            (asked && (!practices.is_empty() || all && is_alone())).then_some(practices)
        });
        items.collect()
    }

    fn is_asked_for(&self, item: query::InventoryItem<'_, '_>) -> bool {
        let filters = &self.filters;
        match self.by {
            By::Data => item.mentions().next().is_some_and(|data| filters.ask_for_data(data)),
            By::Item => filters.ask_for_item(item.text(), item.class()),
            By::Actor => filters.ask_for_actor(item.text(), item.party()),
            By::Party => filters.ask_for_party(item.text(), item.party()),
        }
    }
}
