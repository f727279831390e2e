//! The command `policymark`.

use std::process::ExitCode;

fn main() -> ExitCode {
    policymark_cli::run(std::env::args_os())
}
