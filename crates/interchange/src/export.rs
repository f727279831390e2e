//! [`Export`]: writes policies in a format.

use crate::format::{Format, Frame, Piece, Write};
use crate::options::Options;
use crate::view::View;

/// Writes policies in a format, one after the other. What it gives are pieces of files, in order, so that memory does
/// not grow with the number of policies.
///
/// ```
/// use policymark_interchange::{Export, Format, Options, view::View};
///
/// let mut export = Export::new(Format::Brat, Options::default());
/// assert_eq!(export.start()[0].file, "annotation.conf");
/// let document = policymark::parse("(我们)会[收集]<手机号码>。")?;
/// let pieces = export.policy(&View::new("policy", &document));
/// assert_eq!((pieces[0].file.as_str(), pieces[1].file.as_str()), ("policy.txt", "policy.ann"));
/// assert!(pieces[1].content.starts_with("T1\tActor 0 2\t我们\n"));
/// assert!(export.end().is_empty());
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Export {
    format: Format,
    options: Options,
    records: usize,
}

impl Export {
    /// An export without a policy. A format that cannot be [written](Format::can_write) gives no pieces.
    #[must_use]
    pub const fn new(format: Format, options: Options) -> Self {
        Self { format, options, records: 0 }
    }

    /// What comes before the policies: a file that all of them share, the start of a list.
    #[must_use]
    pub fn start(&self) -> Vec<Piece> {
        match self.write() {
            None => Vec::new(),
            Some(Write::Files { shared, .. }) => shared(&self.options),
            Some(Write::Records { frame, shared, .. }) => {
                let mut pieces = shared(&self.options);
                pieces.push(Piece::new(frame.file, frame.before));
                pieces
            }
        }
    }

    /// A policy.
    pub fn policy(&mut self, view: &View) -> Vec<Piece> {
        self.add(self.render(view))
    }

    /// A policy without what separates it from the one before it. Several can be rendered at once, and then
    /// [added](Self::add) in their order.
    #[must_use]
    pub fn render(&self, view: &View) -> Vec<Piece> {
        match self.write() {
            None => Vec::new(),
            Some(Write::Files { policy, .. }) => policy(view, &self.options),
            Some(Write::Records { record, frame, .. }) => {
                vec![Piece::new(frame.file, record(view, &self.options))]
            }
        }
    }

    /// A [rendered](Self::render) policy after those before it.
    #[must_use]
    pub fn add(&mut self, mut pieces: Vec<Piece>) -> Vec<Piece> {
        if let Some(Write::Records { frame: Frame { file, between, .. }, .. }) = self.write() {
            if self.records > 0 && !between.is_empty() {
                pieces.insert(0, Piece::new(*file, *between));
            }
            self.records += 1;
        }
        pieces
    }

    /// What comes after the policies.
    #[must_use]
    pub fn end(self) -> Vec<Piece> {
        match self.write() {
            Some(Write::Records { frame, .. }) if !frame.after.is_empty() => {
                vec![Piece::new(frame.file, frame.after)]
            }
            _ => Vec::new(),
        }
    }

    const fn write(&self) -> Option<&'static Write> {
        self.format.definition().write.as_ref()
    }
}
