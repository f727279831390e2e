//! [`Diagnostic`]: something an annotator should check, with a stable [`Code`], a place and help.

use std::fmt::{self, Write as _};

use super::{Span, named_enum};

named_enum! {
    /// How much a diagnostic matters.
    #[non_exhaustive]
    Severity, "severity" {
        /// Possibly intended, but worth a look: `[收集]` without any `<data>`.
        Hint = "hint",
        /// Probably a slip, but the document still reads as intended: `< 手机号码 >`.
        Warning = "warning",
        /// An annotation was lost: `<手机号码` without its `>`.
        Error = "error",
    }
}

/// Declares the codes once: variant, name, severity, help.
macro_rules! codes {
    ($($(#[$doc:meta])+ $variant:ident = $name:literal, $severity:ident, $help:literal;)+) => {
        named_enum! {
            /// The stable code of a kind of diagnostic. `grammar.md` has a section for each.
            ///
            /// ```
            /// use policymark::text::Code;
            ///
            /// let code: Code = "bracket-unclosed".parse()?;
            /// assert_eq!(code, Code::BracketUnclosed);
            /// # Ok::<(), policymark::text::UnknownNameError>(())
            /// ```
            #[non_exhaustive]
            Code, "code of diagnostics" {
                $($(#[$doc])+ $variant = $name,)+
            }
        }

        impl Code {
            /// How much a diagnostic of this code matters.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// What an annotator can do about it.
            #[must_use]
            pub const fn help(self) -> &'static str {
                match self { $(Self::$variant => $help,)+ }
            }
        }
    };
}

codes! {
    /// `<手机号码`: an opening bracket without its closing one on the same line.
    BracketUnclosed = "bracket-unclosed", Error,
        "add the closing bracket on the same line, or write a backslash before a bracket that marks nothing";
    /// `手机号码>`: a closing bracket without its opening one on the same line.
    BracketStray = "bracket-stray", Error,
        "add the opening bracket, or write a backslash before a bracket that marks nothing";
    /// `[收集<手机号码]>`: two annotations that overlap, and neither is inside the other.
    BracketCrossing = "bracket-crossing", Error,
        "close the inner annotation before the outer one";
    /// `(我们会[收集]`: a parenthesis without its partner on the same line. It stays text.
    ParenthesisUnpaired = "parenthesis-unpaired", Warning,
        "add its partner if the parentheses mark an actor; otherwise nothing needs to be done";
    /// `<设备（型号>、品牌）`: a parenthesis that opens inside an annotation and closes outside it.
    /// Both parentheses stay text.
    ParenthesisCrossing = "parenthesis-crossing", Warning,
        "move the edge of the annotation to where the parentheses open or close";
    /// `【收集】`: full-width brackets that look like an annotation. They stay text.
    BracketLookalike = "bracket-lookalike", Warning,
        "type the half-width brackets { } [ ] < > ( ) if this is meant as an annotation";
    /// `相机(云杉)` in an annotated text: parentheses that were read as ordinary ones, but could mark
    /// an actor.
    ParenthesisAmbiguous = "parenthesis-ambiguous", Hint,
        "write a backslash before both parentheses if they mark nothing; if they mark an actor, escape all other brackets that mark nothing, and use the option every_pair_marks";
    /// `{{{…}}}` deeper than the option `max_depth`. The inner brackets stay text.
    NestingTooDeep = "nesting-too-deep", Error,
        "nest annotations less deeply, or raise the option max_depth";
    /// A list in a list, 25 times over: deeper sections become siblings.
    OutlineTooDeep = "outline-too-deep", Warning,
        "number the lines less deeply, if statements need to tell their sections apart";
    /// `<!--` without `-->`, or a code fence that is never closed. The rest is read as text.
    VerbatimUnclosed = "verbatim-unclosed", Warning,
        "close it, or write a backslash before it if it opens nothing";
    /// `<>`: brackets around nothing. They stay text.
    AnnotationEmpty = "annotation-empty", Warning,
        "write the marked words between the brackets, or delete them";
    /// `< 手机号码>`: blanks at the edge of an annotation. Queries look past them.
    AnnotationPadded = "annotation-padded", Warning,
        "move the blanks outside the brackets";
    /// `[我们]会(收集)`: words that are not an action, or not an actor.
    AnnotationKind = "annotation-kind", Warning,
        "mark parties with ( ), actions with [ ], data with < >, unless the dialect says otherwise";
    /// `{当您注册时}`: a condition that includes its own cue words. Reported once per document.
    AnnotationCue = "annotation-cue", Hint,
        "leave the words that make it a condition outside the brackets, so that conditions can be compared; where all marks hold them, nothing needs to be done";
    /// `<<手机号码>>`: the same words marked twice.
    AnnotationRepeated = "annotation-repeated", Warning,
        "keep one of the two pairs of brackets";
    /// `(我们)重视您的隐私。`: an actor, a purpose or a condition that belongs to no statement.
    AnnotationUntied = "annotation-untied", Hint,
        "mark the action or the data that it belongs to, or remove the mark";
    /// `(我们)会[收集]信息。`: an action in a statement without data.
    ActionWithoutData = "action-without-data", Hint,
        "mark the data with < >, if the sentence names them";
    /// `您的<手机号码>很重要。`: data in a statement without an action.
    DataWithoutAction = "data-without-action", Hint,
        "mark the verb with [ ], if the sentence has one";
    /// `[请填写邮箱]`, `{{公司}}`: a placeholder of a template. Reported once per text.
    Placeholder = "placeholder", Hint,
        "write what belongs there; if it is meant as an annotation, mark other words";
    /// More diagnostics than the option `max_diagnostics` keeps.
    DiagnosticsOmitted = "diagnostics-omitted", Warning,
        "mend the first ones and run again, or raise the option max_diagnostics";
}

/// One thing an annotator should check: `<手机号码` without its `>`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    code: Code,
    span: Span,
    related: Option<Span>,
    message: String,
    /// A severity instead of that of its code.
    severity: Option<Severity>,
}

impl Diagnostic {
    pub(crate) const fn new(
        code: Code,
        span: Span,
        related: Option<Span>,
        message: String,
    ) -> Self {
        Self { code, span, related, message, severity: None }
    }

    /// Turns it into a hint.
    pub(crate) fn lower(&mut self) {
        if self.severity() > Severity::Hint {
            self.severity = Some(Severity::Hint);
        }
    }

    /// The sort key.
    fn place(&self) -> (Span, Code, Option<Span>) {
        (self.span, self.code, self.related)
    }

    /// The kind of fault: [`Code::BracketUnclosed`].
    #[must_use]
    pub const fn code(&self) -> Code {
        self.code
    }

    /// The same diagnostic, but it matters as much as the caller says: a team may want an error for each
    /// placeholder.
    ///
    /// ```
    /// use policymark::text::Severity;
    ///
    /// let document = policymark::parse("请发邮件至[请填写邮箱]，(我们)会[收集]<邮箱>。")?;
    /// let hint = document.diagnostics()[0].clone();
    /// assert_eq!(hint.severity(), Severity::Hint);
    /// assert_eq!(hint.with_severity(Severity::Error).severity(), Severity::Error);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub const fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// How much it matters: the severity of its code, or [`Severity::Hint`] in a policy that is not
    /// annotated yet, or that of [`Diagnostic::with_severity`].
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self.severity {
            Some(severity) => severity,
            None => self.code.severity(),
        }
    }

    /// The place, in bytes of the text.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }

    /// A second place that explains the first, in bytes: for a crossing bracket, the one that it
    /// crosses.
    #[must_use]
    pub const fn related(&self) -> Option<Span> {
        self.related
    }

    /// One line in an annotator's words: ``“<” has no “>” on its line``. It quotes the text as it
    /// is: pass it through [`visible`](crate::text::visible) before printing it to a terminal.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it: the help of its code.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        self.code.help()
    }
}

impl fmt::Display for Diagnostic {
    /// `error[bracket-unclosed] at bytes 9..10: “<” has no “>” on its line`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, span, message, .. } = self;
        write!(f, "{}[{code}] at bytes {span}: {message}", self.severity())
    }
}

/// Collects diagnostics: drops those that are switched off and counts those past the limit. Errors
/// come first: a warning or hint never takes the place of an error.
#[derive(Debug)]
pub(crate) struct Sink {
    /// The diagnostics kept so far, in the order in which they were reported.
    kept: Vec<Diagnostic>,
    /// How many of `kept` are errors.
    errors: usize,
    allowed: Vec<Code>,
    limit: usize,
    omitted: usize,
    /// Whether they were turned into hints.
    is_lowered: bool,
    /// Messages of dropped diagnostics, to be reused.
    spare: Vec<String>,
}

impl Sink {
    /// The size in bytes that every message fits in, so that any message can be reused for any
    /// other.
    pub(crate) const MESSAGE: usize = 128;

    pub(crate) fn new(allowed: Vec<Code>, limit: usize) -> Self {
        let (kept, spare) = (Vec::new(), Vec::new());
        Self { kept, errors: 0, allowed, limit, omitted: 0, is_lowered: false, spare }
    }

    /// Starts over, with the storage of the diagnostics of an earlier text.
    pub(crate) fn restart(&mut self, before: &mut Vec<Diagnostic>) {
        std::mem::swap(&mut self.kept, before);
        self.spare.extend(self.kept.drain(..).map(|diagnostic| diagnostic.message));
        self.errors = 0;
        self.omitted = 0;
        self.is_lowered = false;
    }

    /// Turns the diagnostics reported so far into hints.
    pub(crate) fn lower(&mut self) {
        self.is_lowered = true;
        self.errors = 0;
        for diagnostic in &mut self.kept {
            diagnostic.lower();
        }
    }

    /// Makes room for the messages of `found`, so that [`Sink::restart`] does not have to.
    pub(crate) fn make_room(&mut self, found: &[Diagnostic]) {
        self.spare.reserve(found.len());
    }

    /// Adds a diagnostic. Its message is only formatted if it is kept.
    pub(crate) fn report(
        &mut self,
        code: Code,
        span: Span,
        related: Option<Span>,
        message: fmt::Arguments<'_>,
    ) {
        if self.allowed.contains(&code) {
            return;
        }
        let is_error = code.severity() == Severity::Error;
        // Strict parsing needs one error, even if the limit is 0.
        let (count, limit) = match is_error {
            true => (self.errors, self.limit.max(1)),
            false => (self.kept.len() - self.errors, self.limit),
        };
        if count >= limit {
            self.omitted += 1;
            return;
        }
        let message = self.write(message);
        self.kept.push(Diagnostic::new(code, span, related, message));
        self.errors += usize::from(is_error);
    }

    fn write(&mut self, message: fmt::Arguments<'_>) -> String {
        let spare = self.spare.pop();
        let mut written = spare.unwrap_or_else(|| String::with_capacity(Self::MESSAGE));
        written.clear();
        // Writing to a string cannot fail.
        let _ = written.write_fmt(message);
        debug_assert!(written.len() <= Self::MESSAGE, "{written}");
        written
    }

    /// The kept errors, in the order in which they were reported.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.kept.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    /// The kept error that comes first in the text.
    pub(crate) fn first_error(&self) -> Option<&Diagnostic> {
        self.errors().min_by_key(|error| error.place())
    }

    /// Moves the kept diagnostics to `out`, sorted by place, with one more that counts those
    /// omitted.
    pub(crate) fn finish(&mut self, text_len: u32, out: &mut Vec<Diagnostic>) {
        self.cut();
        self.kept.sort_unstable_by_key(Diagnostic::place);
        let omitted = self.omitted;
        if omitted > 0 && !self.allowed.contains(&Code::DiagnosticsOmitted) {
            let end = Span::new(text_len, text_len);
            let message = self.write(format_args!("{omitted} more diagnostics were left out"));
            let mut omitted = Diagnostic::new(Code::DiagnosticsOmitted, end, None, message);
            if self.is_lowered {
                omitted.lower();
            }
            self.kept.push(omitted);
        }
        std::mem::swap(&mut self.kept, out);
    }

    /// Drops what is past the limit: all others before any error, and the last ones first.
    fn cut(&mut self) {
        let found = self.kept.len();
        if found <= self.limit {
            return;
        }
        let mut errors = self.errors.min(self.limit);
        let mut others = self.limit - errors;
        let spare = &mut self.spare;
        self.kept.retain_mut(|diagnostic| {
            let is_error = diagnostic.severity() == Severity::Error;
            let left = if is_error { &mut errors } else { &mut others };
            let is_kept = *left > 0;
            if is_kept {
                *left -= 1;
            } else {
                spare.push(std::mem::take(&mut diagnostic.message));
            }
            is_kept
        });
        self.omitted += found - self.kept.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_parse_back() {
        for &code in Code::ALL {
            assert_eq!(code.name().parse(), Ok(code));
            let json = serde_json::to_string(&code).unwrap();
            assert_eq!(json, format!("{:?}", code.name()));
        }
        assert!("no-such".parse::<Code>().is_err());
    }

    #[test]
    fn the_sink_counts_what_it_leaves_out() {
        let mut sink = Sink::new(vec![Code::AnnotationPadded], 1);
        for start in [4, 2] {
            sink.report(Code::AnnotationEmpty, Span::new(start, start + 2), None, format_args!(""));
            sink.report(Code::AnnotationPadded, Span::new(0, 1), None, format_args!(""));
        }
        let mut kept = Vec::new();
        sink.finish(9, &mut kept);
        assert_eq!(kept.len(), 2);
        assert_eq!(kept[1].message(), "1 more diagnostics were left out");
    }

    #[test]
    fn no_error_is_left_out_for_a_warning() {
        let mut sink = Sink::new(Vec::new(), 2);
        for (start, code) in [
            (1, Code::AnnotationEmpty),
            (3, Code::AnnotationPadded),
            (7, Code::BracketStray),
            (5, Code::BracketUnclosed),
            (9, Code::NestingTooDeep),
        ] {
            sink.report(code, Span::new(start, start + 1), None, format_args!(""));
        }
        assert_eq!(sink.first_error().map(Diagnostic::code), Some(Code::BracketUnclosed));
        let mut kept = Vec::new();
        sink.finish(10, &mut kept);
        let codes: Vec<_> = kept.iter().map(Diagnostic::code).collect();
        assert_eq!(codes, [Code::BracketUnclosed, Code::BracketStray, Code::DiagnosticsOmitted]);
    }
}
