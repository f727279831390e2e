//! Pages of two files: versions, or annotators.

use policymark::Document;
use policymark_html::{Page, Policy};

use super::name;
use super::text::text_of;
use crate::context::Context;
use crate::files::{self, Source};
use crate::status::Failure;

/// Makes a page of two documents, whose files have these names.
pub(super) type Make = fn(&Context, [&str; 2], [&Document; 2]) -> Result<String, Failure>;

/// Reads both files, and makes a page of them.
pub(super) fn page(
    context: &Context,
    sources: &[Source; 2],
    make: Make,
) -> Result<String, Failure> {
    let [one, other] = sources;
    files::check_streams(one, other, context.terminal.language)?;
    let parser = context.parser()?;
    let documents = [files::parse(context, &parser, one)?, files::parse(context, &parser, other)?];
    let names = sources.each_ref().map(|source| name::shown(source, &[]));
    make(context, names.each_ref().map(String::as_str), documents.each_ref())
}

/// Two versions of a policy.
pub(super) fn diff(
    context: &Context,
    [old, new]: [&str; 2],
    [before, after]: [&Document; 2],
) -> Result<String, Failure> {
    let old = Policy { name: old, document: before };
    let new = Policy { name: new, document: after };
    Ok(text_of(&Page::diff(old, new, context.terminal.language))?)
}

/// Two annotators of one text.
pub(super) fn agreement(
    context: &Context,
    names: [&str; 2],
    [first, second]: [&Document; 2],
) -> Result<String, Failure> {
    let language = context.terminal.language;
    let fault = |error: policymark::agreement::PlainTextsDiffer| {
        Failure::Message(error.message_with(names, language))
    };
    let agreement = first.agreement(second).map_err(fault)?;
    Ok(text_of(&Page::agreement(names, &agreement, language))?)
}
