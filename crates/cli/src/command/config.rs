//! `policymark config`: the configuration in effect.

use policymark::text::visible;

use crate::config::FILE_NAME;
use crate::context::Context;
use crate::language::Say;
use crate::status::{Failure, Status};

/// Show the configuration in effect, as policymark.toml would have it
#[derive(clap::Args)]
pub(crate) struct ShowConfig {}

impl ShowConfig {
    #[expect(clippy::unused_self, reason = "all commands are run alike")]
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let language = context.terminal.language;
        let origin = match &context.config.path {
            Some(path) => language.say("read from {}", &[&path.display()]),
            None => language.say("no {} was found: these are the defaults", &[&FILE_NAME]),
        };
        let text = toml::to_string(&context.config)
            .map_err(|error| Failure::Message(error.to_string()))?;
        let text = format!("# {}\n\n{text}", visible(&origin));
        context.terminal.print(text.as_bytes())
    }
}
