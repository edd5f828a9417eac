//! `cargo xtask check`: what must hold before a commit, from the cheapest to the dearest.

use anyhow::{Context, Result};
use std::process::Command;

/// One step: what it is called, and its command.
const STEPS: &[(&str, &[&str])] = &[
    ("format", &["fmt", "--all", "--check"]),
    ("clippy", &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]),
    ("tests, with stale files", &["test", "--workspace", "--locked"]),
    ("docs", &["doc", "--workspace", "--no-deps", "--locked"]),
];

/// Runs every step, also after one that fails; false where one failed.
pub fn main() -> Result<bool> {
    let mut failed = Vec::new();
    for (name, arguments) in STEPS {
        if !cargo(arguments)? {
            failed.push(*name);
        }
    }
    if !has_cargo_deny() {
        println!("licences: skipped: `cargo deny` is not installed");
    } else if !cargo(&["deny", "check"])? {
        failed.push("licences");
    }
    for name in &failed {
        eprintln!("error: {name} failed");
    }
    Ok(failed.is_empty())
}

fn cargo(arguments: &[&str]) -> Result<bool> {
    println!("cargo {}", arguments.join(" "));
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(crate::root()).env("RUSTDOCFLAGS", "-D warnings");
    Ok(command.status().context("cannot start cargo")?.success())
}

fn has_cargo_deny() -> bool {
    Command::new(env!("CARGO")).args(["deny", "--version"]).output().is_ok_and(|output| output.status.success())
}
