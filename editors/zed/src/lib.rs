//! The extension for Zed: starts `policymark lsp`, which is looked for in `PATH`.

use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

struct Policymark;

impl zed::Extension for Policymark {
    fn new() -> Self {
        Self
    }

    fn language_server_command(
        &mut self,
        _: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Command> {
        let command = worktree
            .which("policymark")
            .ok_or("policymark is not in PATH: cargo install --locked --path crates/cli, in a clone of its repository")?;
        Ok(Command { command, args: vec!["lsp".to_owned()], env: worktree.shell_env() })
    }
}

zed::register_extension!(Policymark);
