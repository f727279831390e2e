//! [`Numbering`]: how lists are numbered, and [`Counters`], which number them.

use std::collections::HashMap;

use super::labels;
use super::package::Part;
use super::xml::{Element, Event, Xml};
use crate::formats::pages::block::Label;
use crate::import::Fault;

/// The numberings of a document.
#[derive(Default)]
pub(super) struct Numbering {
    /// By their ids.
    numberings: HashMap<u32, Instance>,
    /// What they are made after, by the ids of those.
    patterns: HashMap<u32, Levels>,
}

/// A numbering: `<w:num>`.
#[derive(Default)]
struct Instance {
    pattern: u32,
    /// The levels that are not as in the pattern.
    levels: Levels,
    /// Where a level starts, if elsewhere.
    starts: HashMap<usize, u32>,
}

/// How items are numbered, by level.
type Levels = HashMap<usize, Level>;

#[derive(Clone)]
struct Level {
    start: u32,
    /// `decimal`, `chineseCounting`, `bullet`.
    format: String,
    /// `%1.%2`, with the numbers of this level and those above.
    text: String,
    /// The id of the style that has this level.
    style: Option<String>,
    /// Whether all numbers of the text are decimal.
    is_legal: bool,
    /// Whether nothing is between the number and the text.
    is_close: bool,
}

/// A document has no more levels than these.
const LEVELS: usize = 9;

impl Default for Level {
    fn default() -> Self {
        let (format, text) = ("decimal".to_owned(), String::new());
        Self { start: 0, format, text, style: None, is_legal: false, is_close: false }
    }
}

impl Numbering {
    pub(super) fn read(part: Option<&Part>) -> Result<Self, Fault> {
        let mut numbering = Self::default();
        let Some(part) = part else { return Ok(numbering) };
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Event::Start(element) if element.name() == "abstractNum" => {
                    let id = element.number("abstractNumId").unwrap_or_default();
                    let pattern = Instance::read(&mut xml, "abstractNum")?;
                    numbering.patterns.insert(id, pattern.levels);
                }
                Event::Start(element) if element.name() == "num" => {
                    let id = element.number("numId").unwrap_or_default();
                    let instance = Instance::read(&mut xml, "num")?;
                    numbering.numberings.insert(id, instance);
                }
                Event::Start(_) | Event::End(_) | Event::Text(_) => {}
                Event::Eof => return Ok(numbering),
            }
        }
    }

    fn level(&self, id: u32, level: usize) -> Option<&Level> {
        let instance = self.numberings.get(&id)?;
        let own = instance.levels.get(&level);
        own.or_else(|| self.patterns.get(&instance.pattern)?.get(&level))
    }

    /// The level of a numbering that belongs to a style.
    pub(super) fn level_of_style(&self, id: u32, style: &str) -> Option<usize> {
        let is_of = |level: &usize| {
            self.level(id, *level).is_some_and(|level| level.style.as_deref() == Some(style))
        };
        (0..LEVELS).find(is_of)
    }
}

impl Instance {
    /// Reads up to the end of an element.
    fn read(xml: &mut Xml<'_>, end: &str) -> Result<Self, Fault> {
        let mut instance = Self::default();
        let mut overridden = 0;
        loop {
            match xml.next()? {
                Event::Start(element) => match element.name() {
                    "abstractNumId" => instance.pattern = element.number("val").unwrap_or_default(),
                    "lvlOverride" => overridden = element.number("ilvl").unwrap_or_default(),
                    "startOverride" => {
                        let start = element.number("val").unwrap_or_default();
                        instance.starts.insert(overridden, start);
                    }
                    "lvl" => {
                        let number = element.number("ilvl").unwrap_or_default();
                        instance.levels.insert(number, Level::read(xml)?);
                    }
                    _ => {}
                },
                Event::End(name) if name == end => return Ok(instance),
                Event::End(_) | Event::Text(_) => {}
                Event::Eof => return Ok(instance),
            }
        }
    }
}

impl Level {
    fn read(xml: &mut Xml<'_>) -> Result<Self, Fault> {
        let mut level = Self::default();
        loop {
            match xml.next()? {
                Event::Start(element) => level.take(&element),
                Event::End(name) if name == "lvl" => return Ok(level),
                Event::End(_) | Event::Text(_) => {}
                Event::Eof => return Ok(level),
            }
        }
    }

    fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            "start" => self.start = element.number("val").unwrap_or_default(),
            "numFmt" => self.format = element.value().unwrap_or_default(),
            "lvlText" => self.text = element.value().unwrap_or_default(),
            "pStyle" => self.style = element.value(),
            "isLgl" => self.is_legal = element.is_on(),
            "suff" => self.is_close = element.value().as_deref() == Some("nothing"),
            _ => {}
        }
    }
}

/// The numbers of the items so far.
pub(super) struct Counters<'n> {
    numbering: &'n Numbering,
    /// The last number of each level, by the pattern: numberings of one pattern go on where another one stopped.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// The levels of numberings that have started where they should.
    started: Vec<(u32, usize)>,
}

impl<'n> Counters<'n> {
    pub(super) fn new(numbering: &'n Numbering) -> Self {
        Self { numbering, counts: HashMap::new(), started: Vec::new() }
    }

    /// The label of the next item of a level; `None` if it has none.
    pub(super) fn next(&mut self, id: u32, level: usize) -> Option<Label> {
        let this = self.numbering.level(id, level).filter(|_| level < LEVELS)?;
        let instance = self.numbering.numberings.get(&id)?;
        let restart = instance.starts.get(&level).filter(|_| !self.started.contains(&(id, level)));
        let counts = self.counts.entry(instance.pattern).or_default();
        let next = counts[level].map_or(this.start, |last| last.saturating_add(1));
        counts[level] = Some(restart.copied().unwrap_or(next));
        counts[level + 1..].fill(None);
        if restart.is_some() {
            self.started.push((id, level));
        }
        if this.format == "bullet" {
            return Some(Label::Bullet);
        }
        let counts = *counts;
        let text = self.text(id, this, &counts);
        let text = text.trim();
        let gap = if this.is_close || labels::is_closed(text) { "" } else { " " };
        (!text.is_empty()).then(|| Label::Number(format!("{text}{gap}")))
    }

    /// The text of a level, with the numbers for `%1`, `%2`.
    fn text(&self, id: u32, this: &Level, counts: &[Option<u32>; LEVELS]) -> String {
        let mut text = String::new();
        let mut characters = this.text.chars().peekable();
        while let Some(c) = characters.next() {
            let digit = characters.peek().and_then(|digit| digit.to_digit(10));
            match digit.filter(|&digit| c == '%' && digit > 0) {
                None => text.push(c),
                Some(digit) => {
                    characters.next();
                    let number = digit as usize - 1;
                    let level = self.numbering.level(id, number).unwrap_or(this);
                    let format = if this.is_legal { "decimal" } else { &level.format };
                    let count = counts.get(number).copied().flatten().unwrap_or(level.start);
                    text.push_str(&labels::number(count, format));
                }
            }
        }
        text
    }
}
