//! What the tools for annotators take: fixes, formatting, comparison, agreement, statistics.

#![allow(clippy::unwrap_used)]

use allocation_counter::measure;
use policymark::compare::compare;
use policymark::fix::apply;
use policymark::{Document, parse};

/// A policy with something for every tool, and between its sentences so many bytes of text that says nothing.
fn policy(filler: usize) -> Document {
    let slips = "(我们)会[收集]< 邮箱>、<<昵称>>，见\\（一\\）。\n";
    let filler = "本段没有任何标注，只有文字，用来把文本拉长。\n".repeat(filler / 64);
    parse(&format!("一、收集\n{slips}{filler}二、共享\n(我们)不会向(银行)[提供]<邮箱>。\n"))
        .unwrap()
}

/// The number of allocations of each tool.
fn allocations(document: &Document, other: &Document) -> [(&'static str, u64); 5] {
    let count = |work: &dyn Fn()| measure(work).count_total;
    [
        ("fixes", count(&|| drop(apply(document.text(), document.fixes())))),
        ("format", count(&|| drop(document.format().into_text()))),
        ("compare", count(&|| assert!(compare(document, other).is_empty()))),
        ("agreement", count(&|| assert!(document.agreement(other).unwrap().is_complete()))),
        ("statistics", count(&|| drop(document.statistics()))),
    ]
}

#[test]
fn no_tool_allocates_for_each_byte() {
    let (short, long) = (policy(1 << 10), policy(1 << 17));
    let (other_short, other_long) = (policy(1 << 10), policy(1 << 17));
    let added = (long.text().len() - short.text().len()) as u64;
    let before = allocations(&short, &other_short);
    let after = allocations(&long, &other_long);
    for ((tool, before), (_, after)) in before.into_iter().zip(after) {
        // Lists grow by doubling, and a line or a sentence may have an entry of its own in a few of them.
        let allowed = added / 256;
        println!("{tool}: {before} allocations, {after} with {added} bytes more");
        assert!(after - before < allowed, "{tool}: {before}, {after} with {added} bytes more");
    }
}
