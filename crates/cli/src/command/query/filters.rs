//! The filters of `query` and `inventory`.

use std::str::FromStr;

use clap::ValueEnum;
use policymark::annotation::Role;
use policymark::lexicon::{DataCategory, DataClass, Ground, Party, Processing};
use policymark::query::{self, Containing, Filter, Pattern, TextPattern, containing};
use policymark::statement::{Certainty, MemberRole, Modality, Polarity};
use policymark::text::Position;
use policymark::{Annotation, Document};

#[derive(clap::Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Filters {
    /// What is done: `collect`, `share`, or words
    #[arg(long, value_name = "CLASS|TEXT")]
    action: Vec<String>,

    /// What is done, by article 4 of the PIPL: `collect`, `store`, `use`, `process`, `transmit`, `provide`, `disclose` or `delete`
    #[arg(long, value_name = "NAME")]
    processing: Vec<Processing>,

    /// With which data
    #[arg(long, value_name = "TEXT")]
    data: Vec<Words>,

    /// With which data, or a part of it: the 型号 of 设备信息
    #[arg(long, value_name = "TEXT")]
    whole: Vec<Words>,

    /// With which data item: the 头像 of 昵称、头像
    #[arg(long, value_name = "TEXT")]
    item: Vec<Words>,

    /// With which kind of personal information: `location`, `health`, `contacts`, ...
    #[arg(long, value_name = "NAME")]
    category: Vec<DataCategory>,

    /// Only what touches sensitive personal information
    #[arg(long)]
    sensitive: bool,

    /// With a mark that means this, such as 上述信息
    #[arg(long, value_name = "TEXT")]
    means: Vec<Words>,

    /// Which data is left out
    #[arg(long, value_name = "TEXT")]
    excluded: Vec<Words>,

    /// Who does it
    #[arg(long, value_name = "TEXT")]
    actor: Vec<Words>,

    /// Who gets the data
    #[arg(long, value_name = "TEXT")]
    recipient: Vec<Words>,

    /// From whom the data comes
    #[arg(long, value_name = "TEXT")]
    source: Vec<Words>,

    /// Whose data it is
    #[arg(long, value_name = "TEXT")]
    subject: Vec<Words>,

    /// Where, or by which system
    #[arg(long, value_name = "TEXT")]
    place: Vec<Words>,

    /// Who takes part: `first` (我们), `third` or `subject` (您)
    #[arg(long, value_name = "PARTY")]
    party: Vec<Party>,

    /// What for
    #[arg(long, value_name = "TEXT")]
    purpose: Vec<Words>,

    /// When, on what basis
    #[arg(long, value_name = "TEXT")]
    condition: Vec<Words>,

    /// In which case not
    #[arg(long, value_name = "TEXT")]
    exception: Vec<Words>,

    /// Without what
    #[arg(long, value_name = "TEXT")]
    without: Vec<Words>,

    /// On what kind of condition: `consent`, `law`, `contract`, `period`, `occasion` or `other`
    #[arg(long, value_name = "NAME")]
    ground: Vec<Ground>,

    /// By the words of an item of the list that it announces: 以下情形
    #[arg(long, value_name = "TEXT")]
    announced: Vec<Words>,

    /// Whether it is done or not
    #[arg(long, value_enum)]
    polarity: Vec<Says>,

    /// How binding it is: that it can be, is or has to be done
    #[arg(long, value_enum)]
    modality: Vec<Binds>,

    /// Only what is said to need no consent
    #[arg(long)]
    exempt: bool,

    /// Only what the text supposes or asks, and does not say: 若您不提供
    #[arg(long)]
    pub(super) supposed: bool,

    /// Only statements that are not certain, for review
    #[arg(long)]
    unsure: bool,

    /// Under which heading, near or far above
    #[arg(long, value_name = "TEXT")]
    heading: Vec<Words>,

    /// What is at a byte of the file, or at a line and column
    #[arg(long, value_name = "OFFSET|LINE:COLUMN")]
    at: Vec<Place>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Says {
    Affirmed,
    Denied,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Binds {
    May,
    Will,
    Must,
}

/// A text to look for: all the words, or a part of them if `~` is before it.
#[derive(Clone)]
pub(super) enum Words {
    All(String),
    Part(Containing<String>),
}

impl From<String> for Words {
    fn from(words: String) -> Self {
        match words.strip_prefix('~') {
            Some(part) => Self::Part(containing(part.to_owned())),
            None => Self::All(words),
        }
    }
}

impl TextPattern for Words {
    fn fits_text(&self, text: &str) -> bool {
        match self {
            Self::All(words) => words.fits_text(text),
            Self::Part(part) => part.fits_text(text),
        }
    }
}

#[derive(Clone, Copy)]
pub(super) enum Place {
    Byte(u32),
    Position(Position),
}

impl FromStr for Place {
    type Err = &'static str;

    fn from_str(place: &str) -> Result<Self, Self::Err> {
        let byte = place.parse().map(Self::Byte);
        let position = || place.parse().map(Self::Position);
        byte.or_else(|_| position()).map_err(|_| "neither OFFSET nor LINE:COLUMN")
    }
}

impl Filters {
    /// The filter for all options: at least one value of each option must fit.
    pub(crate) fn filter(&self, document: &Document) -> Filter<'static> {
        let agents = [
            one(&self.actor, |words| marked_or_not(MemberRole::Actor, words)),
            one(&self.recipient, |words| marked_or_not(MemberRole::Recipient, words)),
            one(&self.source, |words| marked_or_not(MemberRole::Source, words)),
            one(&self.subject, query::subject),
            one(&self.place, query::place),
            one(&self.party, query::party),
        ];
        let others = [
            one(&self.action, action),
            one(&self.processing, query::action),
            one(&self.data, query::data),
            one(&self.means, query::means),
            one(&self.excluded, query::excluded),
            one(&self.whole, query::whole),
            one(&self.item, query::item),
            one(&self.category, query::data),
            self.sensitive.then(query::sensitive),
            one(&self.purpose, query::purpose),
            one(&self.condition, query::condition),
            one(&self.exception, query::exception),
            one(&self.without, query::without),
            one(&self.ground, query::ground),
            one(&self.announced, query::announced),
            one(&self.polarity, polarity),
            one(&self.modality, modality),
            one(&self.heading, query::heading),
            one(&self.at, |place| at(place, document)),
            self.exempt.then(query::consent_exempt),
            self.supposed.then(|| !query::asserted()),
            self.unsure.then(|| query::at_most(Certainty::Likely)),
        ];
        Filter::all(agents.into_iter().chain(others).flatten())
    }

    /// Whether an inventory of data shows this one.
    pub(super) fn ask_for_data(&self, data: Annotation<'_>) -> bool {
        let text = data.text();
        let names = |item: &Words| data.items().any(|named| item.fits_text(&named.text()));
        fits(&self.data, &text)
            && (self.item.is_empty() || self.item.iter().any(names))
            && (self.category.is_empty() || self.category.iter().any(|c| c.fits(data)))
            && (!self.sensitive || data.is_sensitive())
    }

    /// Whether an inventory of the items of lists shows this one.
    pub(super) fn ask_for_item(&self, text: &str, class: Option<DataClass>) -> bool {
        let is_of = |category| class.is_some_and(|class| class.category == category);
        fits(&self.item, text)
            && (self.category.is_empty() || self.category.iter().copied().any(is_of))
            && (!self.sensitive || class.is_some_and(DataClass::is_sensitive))
    }

    /// Whether an inventory of actors shows this one.
    pub(super) fn ask_for_actor(&self, text: &str, party: Option<Party>) -> bool {
        fits(&self.actor, text)
            && (self.party.is_empty() || party.is_some_and(|party| self.party.contains(&party)))
    }

    /// Whether an inventory of parties shows this one: any filter of parties can name it.
    pub(super) fn ask_for_party(&self, text: &str, party: Option<Party>) -> bool {
        let named = [&self.actor, &self.recipient, &self.source, &self.subject];
        let is_named = named.iter().flat_map(|words| words.iter()).any(|w| w.fits_text(text));
        (is_named || named.iter().all(|words| words.is_empty()))
            && (self.party.is_empty() || party.is_some_and(|party| self.party.contains(&party)))
    }
}

/// Whether a text fits one of the words, if there are any.
fn fits(words: &[Words], text: &str) -> bool {
    words.is_empty() || words.iter().any(|words| words.fits_text(text))
}

/// A filter for any of the values; `None` if there are none.
fn one<T: Clone>(values: &[T], ask: impl Fn(T) -> Filter<'static>) -> Option<Filter<'static>> {
    (!values.is_empty()).then(|| Filter::any(values.iter().cloned().map(ask)))
}

fn action(words: String) -> Filter<'static> {
    match words.as_str() {
        "collect" => query::action(Role::Collect),
        "share" => query::action(Role::Share),
        _ => marked_or_not(MemberRole::Action, words.into()),
    }
}

/// Statements with a member or an unmarked word in this role that fits.
fn marked_or_not(role: MemberRole, words: Words) -> Filter<'static> {
    query::member(role, words.clone()) | query::unmarked(role, words)
}

fn polarity(says: Says) -> Filter<'static> {
    query::polarity(match says {
        Says::Affirmed => Polarity::Affirmed,
        Says::Denied => Polarity::Denied,
    })
}

fn modality(binds: Binds) -> Filter<'static> {
    query::modality(match binds {
        Binds::May => Modality::May,
        Binds::Will => Modality::Will,
        Binds::Must => Modality::Must,
    })
}

fn at(place: Place, document: &Document) -> Filter<'static> {
    let offset = match place {
        Place::Byte(offset) => Some(offset),
        Place::Position(position) => document.line_index().position_to_byte(position),
    };
    // A position after the end of its line finds nothing.
    offset.map_or_else(|| Filter::any([]), query::at)
}
