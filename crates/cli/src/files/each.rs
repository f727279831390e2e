//! Reading files on all cores, with what is made of them in their order.

use std::io;
use std::sync::{Mutex, OnceLock, PoisonError};

use policymark::{Document, Parser, Session};
use rayon::ThreadPool;
use rayon::prelude::*;

use super::{Source, Unusable, read, read_bytes};
use crate::context::Context;
use crate::language::Say;
use crate::progress::Progress;
use crate::status::{Failure, Status};

/// How many bytes of text are read before what was made of them is written, so that memory has a limit.
const BATCH: u64 = 32 << 20;

/// How many files are read before what was made of them is written.
const BATCH_FILES: usize = 4096;

/// Parses the files on all cores. `make` makes something of a document, and `take` gets that in the order of
/// the files. A file that cannot be used is named in a message, and the others go on; so is an empty file.
pub(crate) fn for_each<T: Send + Sync>(
    context: &Context,
    parser: &Parser,
    files: &[Source],
    make: impl Fn(&Source, &Document) -> T + Sync,
    take: impl FnMut(T) -> io::Result<()>,
) -> Result<Status, Failure> {
    for_each_shown(context, parser, files, &Progress::HIDDEN, make, take)
}

/// Like [`for_each`], but `take` also gets why a file cannot be used.
pub(crate) fn for_each_or_fault<T: Send + Sync>(
    context: &Context,
    parser: &Parser,
    files: &[Source],
    make: impl Fn(&Source, &Document) -> T + Sync,
    take: impl FnMut(&Source, Result<T, Unusable>) -> io::Result<()>,
) -> Result<Status, Failure> {
    let spare = Spare::new(parser);
    in_order(context, files, &Progress::HIDDEN, |source| spare.parse(source, &make), take)
}

/// The same as [`for_each`], with a bar that shows how many files are done.
pub(crate) fn for_each_shown<T: Send + Sync>(
    context: &Context,
    parser: &Parser,
    files: &[Source],
    progress: &Progress,
    make: impl Fn(&Source, &Document) -> T + Sync,
    take: impl FnMut(T) -> io::Result<()>,
) -> Result<Status, Failure> {
    let spare = Spare::new(parser);
    in_order(context, files, progress, |source| spare.parse(source, &make), ignoring_faults(take))
}

/// Reads the texts of files of other tools on all cores, in the same way.
pub(crate) fn for_each_text<T: Send + Sync>(
    context: &Context,
    files: &[Source],
    progress: &Progress,
    make: impl Fn(&Source, &str) -> Result<T, Unusable> + Sync,
    take: impl FnMut(T) -> io::Result<()>,
) -> Result<Status, Failure> {
    let read_one = |source: &Source| {
        let mut buffer = Vec::new();
        let text = read(source, &mut buffer)?.trim_start_matches('\u{feff}');
        Ok((text.trim_start().is_empty(), make(source, text)?))
    };
    in_order(context, files, progress, read_one, ignoring_faults(take))
}

/// Reads files of other tools that need not be texts on all cores, in the same way.
pub(crate) fn for_each_bytes<T: Send + Sync>(
    context: &Context,
    files: &[Source],
    progress: &Progress,
    make: impl Fn(&Source, &[u8]) -> Result<T, Unusable> + Sync,
    take: impl FnMut(T) -> io::Result<()>,
) -> Result<Status, Failure> {
    let read_one = |source: &Source| {
        let mut buffer = Vec::new();
        let bytes = read_bytes(source, &mut buffer)?;
        Ok((bytes.trim_ascii().is_empty(), make(source, bytes)?))
    };
    in_order(context, files, progress, read_one, ignoring_faults(take))
}

/// Passes on what was made. A file that cannot be used was named in a message.
fn ignoring_faults<T>(
    mut take: impl FnMut(T) -> io::Result<()>,
) -> impl FnMut(&Source, Result<T, Unusable>) -> io::Result<()> {
    move |_, made| made.map_or(Ok(()), &mut take)
}

/// Calls `read_one`, which also says whether a file is empty, on all cores, and `take` in the order of the files.
fn in_order<T: Send + Sync>(
    context: &Context,
    files: &[Source],
    progress: &Progress,
    read_one: impl Fn(&Source) -> Result<(bool, T), Unusable> + Sync,
    mut take: impl FnMut(&Source, Result<T, Unusable>) -> io::Result<()>,
) -> Result<Status, Failure> {
    let pool = context.pool()?;
    let mut status = Status::Fine;
    let read_one = |source| {
        let made = read_one(source);
        progress.tick();
        made
    };
    for batch in Batches(files) {
        let made: Vec<_> = batch.iter().map(|_| OnceLock::new()).collect();
        on_all_cores(&pool, batch.len(), &|number| {
            drop(made[number].set(read_one(&batch[number])))
        });
        let made = made.into_iter().map(OnceLock::into_inner);
        for (source, made) in batch.iter().zip(made) {
            // Each was read.
            let Some(made) = made else { continue };
            match &made {
                Ok((true, _)) => progress.suspend(|| warn_of_empty(context, source)),
                Ok((false, _)) => {}
                Err(error) => {
                    status = Status::Unusable;
                    progress.suspend(|| complain(context, source, error));
                }
            }
            take(source, made.map(|(_, made)| made))?;
        }
    }
    Ok(status)
}

/// Calls `work` with each number less than `count`. Every command would have threads of its own in the program if
/// this were generic: they take a good part of it.
fn on_all_cores(pool: &ThreadPool, count: usize, work: &(dyn Fn(usize) + Sync)) {
    match count {
        1 => work(0),
        _ => pool.install(|| (0..count).into_par_iter().for_each(work)),
    }
}

/// Parses one file.
pub(crate) fn parse(
    context: &Context,
    parser: &Parser,
    source: &Source,
) -> Result<Document, Failure> {
    let mut buffer = Vec::new();
    let parsed = read(source, &mut buffer).and_then(|text| Ok(parser.parse(text)?));
    parsed.map_err(|error| {
        Failure::Message(format!("{source}: {}", error.message(context.terminal.language)))
    })
}

fn complain(context: &Context, source: &Source, error: &Unusable) {
    let message = error.message(context.terminal.language);
    context.terminal.complain(&format_args!("{source}: {message}"));
}

fn warn_of_empty(context: &Context, source: &Source) {
    let terminal = context.terminal;
    terminal.warn(&terminal.language.say("{}: the file is empty", &[source]));
}

/// Reads one file after the other into the same storage.
struct Reader {
    buffer: Vec<u8>,
    session: Session,
}

impl Reader {
    fn read(&mut self, source: &Source) -> Result<&Document, Unusable> {
        let text = read(source, &mut self.buffer)?;
        Ok(self.session.parse(text)?)
    }
}

/// The readers that are not in use.
struct Spare<'p> {
    parser: &'p Parser,
    readers: Mutex<Vec<Reader>>,
}

impl<'p> Spare<'p> {
    fn new(parser: &'p Parser) -> Self {
        Self { parser, readers: Mutex::default() }
    }

    /// Makes something of the document of a file, and says whether the file is empty.
    fn parse<T>(
        &self,
        source: &Source,
        make: impl FnOnce(&Source, &Document) -> T,
    ) -> Result<(bool, T), Unusable> {
        self.lend(|reader| {
            let document = reader.read(source)?;
            let is_empty = document.text().trim_start().is_empty();
            Ok((is_empty, make(source, document)))
        })
    }

    fn lend<T>(&self, work: impl FnOnce(&mut Reader) -> T) -> T {
        let spare = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut reader =
            spare.unwrap_or_else(|| Reader { buffer: Vec::new(), session: self.parser.session() });
        let done = work(&mut reader);
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
        done
    }
}

/// Splits files into batches by their size.
struct Batches<'f>(&'f [Source]);

impl<'f> Iterator for Batches<'f> {
    type Item = &'f [Source];

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = 0;
        let fits = |source: &&Source| {
            bytes += source.size();
            bytes <= BATCH
        };
        let count = self.0.iter().take(BATCH_FILES).take_while(fits).count();
        let (batch, rest) = self.0.split_at(count.max(1).min(self.0.len()));
        self.0 = rest;
        (!batch.is_empty()).then_some(batch)
    }
}
