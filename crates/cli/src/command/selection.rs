//! Which codes are reported, and how much they matter.

use std::collections::BTreeMap;

use policymark::Parser;
use policymark::text::{Code, Diagnostic, Severity};

use crate::config::{CheckConfig, Deny};

/// The options of the command line over those of the configuration.
pub(super) struct Selection {
    switched_off: Vec<Code>,
    severities: BTreeMap<Code, Severity>,
    deny: Severity,
}

impl Selection {
    pub(super) fn new(
        config: &CheckConfig,
        select: &[Code],
        ignore: &[Code],
        deny: Option<Deny>,
    ) -> Self {
        let selected = if select.is_empty() { &config.select } else { select };
        // A code that the command line selects is reported, even if the configuration ignores it.
        let is_on = |code: &Code| {
            let is_selected = selected.is_empty() || selected.contains(code);
            let is_ignored =
                ignore.contains(code) || config.ignore.contains(code) && !select.contains(code);
            is_selected && !is_ignored
        };
        Self {
            switched_off: Code::ALL.iter().copied().filter(|code| !is_on(code)).collect(),
            severities: config.severity.clone(),
            deny: deny.unwrap_or(config.deny).severity(),
        }
    }

    /// A parser that reports nothing else.
    pub(super) fn parser(&self, parser: Parser) -> Parser {
        self.switched_off.iter().fold(parser, |parser, &code| parser.allow(code))
    }

    /// From which severity on a diagnostic fails the check.
    pub(super) const fn deny(&self) -> Severity {
        self.deny
    }

    /// How much a diagnostic matters here.
    pub(super) fn severity(&self, diagnostic: &Diagnostic) -> Severity {
        let own = diagnostic.severity();
        self.severities.get(&diagnostic.code()).copied().unwrap_or(own)
    }

    /// The diagnostic with the severity that it has here.
    pub(super) fn ranked(&self, diagnostic: &Diagnostic) -> Diagnostic {
        diagnostic.clone().with_severity(self.severity(diagnostic))
    }
}

impl Deny {
    const fn severity(self) -> Severity {
        match self {
            Self::Errors => Severity::Error,
            Self::Warnings => Severity::Warning,
            Self::Hints => Severity::Hint,
        }
    }
}
