//! [`Inputs`]: which files are converted, from which format, and how their policies are called.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use policymark_interchange::Format;

use super::form::Form;
use crate::context::Context;
use crate::files::{self, Source};
use crate::language::Say;
use crate::status::{Failure, Status};

/// The files to convert, all in one format.
pub(crate) struct Inputs {
    pub(super) form: Form,
    pub(crate) files: Vec<Source>,
    /// Whether all files were found.
    pub(crate) status: Status,
    /// The folders that the user named.
    folders: Vec<PathBuf>,
}

impl Inputs {
    /// Finds the files. Without `from`, their names have to say what they are.
    pub(crate) fn find(
        context: &Context,
        paths: &[PathBuf],
        from: Option<Form>,
    ) -> Result<Self, Failure> {
        let is_policy = |extension: &str| context.config.files.has_extension(extension);
        let is_wanted = |extension: &str| match from {
            Some(Form::Markup) => is_policy(extension),
            Some(Form::Foreign(format)) => format.can_have_extension(extension),
            None => is_policy(extension) || Format::of_extension(extension).is_some_and(is_built),
        };
        let (mut files, status) = files::find_such(context, paths, &is_wanted)?;
        let form = match from {
            Some(form) => form,
            None => guess(context, &files)?,
        };
        if let Form::Foreign(format) = form {
            check_built(context, format)?;
            leave_out_texts(format, &mut files);
        }
        let folders = paths.iter().filter(|path| path.is_dir()).cloned().collect();
        let inputs = Self { form, files, status, folders };
        inputs.check_names(context)?;
        Ok(inputs)
    }

    /// Policies that are read one by one.
    pub(crate) fn of(files: Vec<Source>) -> Self {
        Self { form: Form::Markup, files, status: Status::Fine, folders: Vec::new() }
    }

    /// The name of a policy: that of its file without the extension, with the folders between it and the folder that
    /// the user named.
    pub(crate) fn name(&self, source: &Source) -> String {
        let Some(path) = source.path() else { return "stdin".to_owned() };
        let below = self.folders.iter().filter_map(|folder| path.strip_prefix(folder).ok());
        let shortest = below.min_by_key(|below| below.components().count());
        let named = shortest.or_else(|| path.file_name().map(Path::new)).unwrap_or(path);
        let stem = named.with_extension("");
        let parts = stem.components().filter_map(|part| match part {
            Component::Normal(part) => Some(part.to_string_lossy()),
            _ => None,
        });
        parts.collect::<Vec<_>>().join("/")
    }

    /// The extension of the files beside that have the texts.
    pub(super) fn text_beside(&self) -> Option<&'static str> {
        match self.form {
            Form::Markup => None,
            Form::Foreign(format) => format.text_beside(),
        }
    }

    /// Two policies of one name would be written to one file.
    fn check_names(&self, context: &Context) -> Result<(), Failure> {
        let mut known = HashMap::new();
        for source in &self.files {
            let name = self.name(source);
            if let Some(other) = known.insert(name.clone(), source) {
                let message = context.terminal.language.say(
                    "{} and {} would both be written as {}; name a folder that has both, or convert them into two folders",
                    &[other, source, &name],
                );
                return Err(Failure::Message(message));
            }
        }
        Ok(())
    }
}

/// Whether this build can read a format. In folders, files of others are none of the policies.
fn is_built(format: Format) -> bool {
    format.missing_feature().is_none()
}

/// Refuses a format that this build was made without.
fn check_built(context: &Context, format: Format) -> Result<(), Failure> {
    match format.missing_feature() {
        None => Ok(()),
        Some(feature) => Err(Failure::Message(context.terminal.language.say(
            "this build cannot read {}; install one that can, from the source: cargo install --locked --path crates/cli --features {}",
            &[&format.name(), &feature],
        ))),
    }
}

/// What the names of the files say that they are.
fn guess(context: &Context, files: &[Source]) -> Result<Form, Failure> {
    let language = context.terminal.language;
    let mut guessed: Option<Form> = None;
    for source in files.iter().filter(|source| !is_text_of_other(source, files)) {
        let form = match source.path() {
            None => Form::Markup,
            Some(path) => {
                let extension = path.extension().and_then(|extension| extension.to_str());
                let foreign = extension.and_then(Format::of_extension).map(Form::Foreign);
                let is_policy = |extension: &str| context.config.files.has_extension(extension);
                let markup = extension.is_some_and(is_policy).then_some(Form::Markup);
                foreign.or(markup).ok_or_else(|| {
                    Failure::Message(language.say(
                        "{}: its name does not tell its format; name it with --from",
                        &[source],
                    ))
                })?
            }
        };
        match guessed {
            Some(other) if other != form => {
                return Err(Failure::Message(language.say(
                    "there are files of {} and of {}; name one of them with --from",
                    &[&other.name(), &form.name()],
                )));
            }
            _ => guessed = Some(form),
        }
    }
    Ok(guessed.unwrap_or(Form::Markup))
}

/// Whether it is the text of another file: the `NAME.txt` of the `NAME.ann` of brat.
fn is_text_of_other(source: &Source, files: &[Source]) -> bool {
    let is_beside = |format: &Format| is_text_of(*format, source, files);
    Format::ALL.iter().any(is_beside)
}

fn is_text_of(format: Format, source: &Source, files: &[Source]) -> bool {
    let (Some(beside), Some(path)) = (format.text_beside(), source.path()) else { return false };
    let has_extension = |path: &Path, wanted: &dyn Fn(&str) -> bool| {
        path.extension().and_then(|extension| extension.to_str()).is_some_and(wanted)
    };
    has_extension(path, &|extension| extension == beside)
        && files.iter().filter_map(Source::path).any(|other| {
            other.file_stem() == path.file_stem()
                && other.parent() == path.parent()
                && has_extension(other, &|extension| {
                    Format::of_extension(extension) == Some(format)
                })
        })
}

/// Leaves out the files that have the text of others.
fn leave_out_texts(format: Format, files: &mut Vec<Source>) {
    let texts: Vec<_> = files.iter().map(|source| is_text_of(format, source, files)).collect();
    let mut texts = texts.into_iter();
    files.retain(|_| !texts.next().unwrap_or_default());
}
