//! Adversarial texts of a megabyte, against quadratic pairing, deep recursion and long look-ahead.
//!
//! A family that is not linear takes minutes here instead of seconds, so the tests need no clock.

#![allow(clippy::unwrap_used)]

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};

use policymark::display::Style;
use policymark::query::{Inventory, actor, condition, item, means};
use policymark::{AnnotationKind, Document, Parser, parse};

use common::families::{fill, long_datum_in_many_statements, many_items_in_many_statements};
use common::invariants::assert_invariants;

const MEGABYTE: usize = 1 << 20;

fn survives(text: &str) -> Document {
    let started = std::time::Instant::now();
    let document = parse(text).unwrap();
    let parsed = started.elapsed();
    assert_invariants(&document);
    assert_inventories(&document);
    assert_shown(&document);
    println!("parsed in {parsed:?}, checked after {:?}", started.elapsed());
    document
}

/// Asserts that every statement is in the text form.
fn assert_shown(document: &Document) {
    let shown = Style::new().statements(document.statements()).to_string();
    let blocks = shown.lines().filter(|line| line.starts_with('#')).count();
    assert_eq!(blocks, document.statements().len());
}

/// Asserts that all inventories agree with the statements.
fn assert_inventories(document: &Document) {
    let of_kind = |kind| document.annotations().filter(move |a| a.kind() == kind);
    let data = document.inventory();
    let mentioned: usize = data.iter().map(|item| item.mentions().len()).sum();
    assert_eq!(mentioned, of_kind(AnnotationKind::Data).count());
    let listed: usize = data.iter().map(|item| item.statements().len()).sum();
    assert!(listed <= document.statements().map(|statement| statement.data().count()).sum());
    assert!(document.item_inventory().is_empty() || mentioned > 0);
    let (actors, parties) = (document.actor_inventory(), document.party_inventory());
    assert!(parties.len() <= of_kind(AnnotationKind::Actor).count());
    assert!(actors.iter().all(|actor| parties.get(actor.text()).is_some()));
    [data, actors, parties].iter().for_each(assert_practices_add_up);
}

/// Asserts that the kinds of practices of the text with the most statements add up.
fn assert_practices_add_up(inventory: &Inventory<'_>) {
    if let Some(item) = inventory.iter().max_by_key(|item| item.statements().len()) {
        let counts = [item.affirmed(), item.denied(), item.supposed()];
        let counts = counts.map(|practices| practices.statements().len());
        assert_eq!(counts.iter().sum::<usize>(), item.statements().len());
        assert!(item.affirmed().actions().len() <= counts[0]);
    }
}

/// One test per family.
macro_rules! tests {
    ($($name:ident: $unit:expr;)+) => {
        $(
            #[test]
            fn $name() {
                survives(&fill($unit, MEGABYTE));
            }
        )+
    };
}

common::families::families!(tests);

/// One test per family whose statements inherit members.
macro_rules! carrying_tests {
    ($($name:ident: $text:expr;)+) => {
        $(
            #[test]
            fn $name() {
                let text: fn(usize) -> String = $text;
                survives(&text(MEGABYTE));
            }
        )+
    };
}

common::families::carrying_families!(carrying_tests);

#[test]
fn deep_and_closed_brackets() {
    let depth = 100_000;
    let text = format!("{}手机{}", "<".repeat(depth), ">".repeat(depth));
    survives(&text);
    let all = Parser::new().max_depth(usize::MAX).parse(&text).unwrap();
    assert_invariants(&all);
    assert_eq!(all.annotations().len(), Parser::DEPTH_CEILING);
    assert_eq!(all.clone(), all);
}

#[test]
fn deep_and_closed_asides() {
    let depth = 100_000;
    let text = format!("{}手机{}", "（".repeat(depth), "）".repeat(depth));
    survives(&text);
    assert_invariants(&Parser::new().max_depth(usize::MAX).parse(&text).unwrap());
}

#[test]
fn many_headings() {
    let text: String = (0..100_000).map(|n| format!("{n}. 标题\n")).collect();
    survives(&text);
}

#[test]
fn headings_of_growing_depth() {
    let text: String = (1..1_000).map(|n| format!("{} 标题\n", "1.".repeat(n))).collect();
    survives(&text);
}

#[test]
fn headings_of_changing_styles() {
    let styles =
        ["第一部分 总则", "一、标题", "（一）标题", "1、标题", "1）标题", "A、标题", "## 标题"];
    let text: String = styles.iter().cycle().take(50_000).map(|line| format!("{line}\n")).collect();
    survives(&text);
}

#[test]
fn many_annotations_in_one_sentence() {
    let text = "(我们)会[收集]<昵称>，".repeat(33_334);
    assert_eq!(survives(&text).annotations().len(), 100_002);
}

#[test]
fn one_statement_with_many_data() {
    let text = format!("(我们)会[收集]{}。", "<昵称>、".repeat(100_000));
    assert_eq!(survives(&text).annotations().len(), 100_002);
}

#[test]
fn one_whole_with_many_parts() {
    let text = format!("(我们)会[收集]<资料>，包括{}。", "<昵称>、".repeat(100_000));
    survives(&text);
}

#[test]
fn one_lead_in_with_many_items() {
    let text = format!("(我们)会[收集]下列信息：\n{}", "1、<昵称>；\n".repeat(50_000));
    survives(&text);
}

#[test]
fn one_lead_in_with_items_of_many_kinds() {
    for item in ["• 昵称；\n", "昵称；\n", "## 标题\n内容很多。\n"] {
        let text = format!("(我们)会[收集]：\n{}", item.repeat(100_000));
        let document = survives(&text);
        assert_eq!(document.statements().map(|s| s.announces().len()).sum::<usize>(), 100_000);
    }
}

#[test]
fn a_line_of_sentences_above_a_list() {
    let text = format!("{}以下情形除外：\n1、昵称；\n", "(我们)[收集]<昵称>。".repeat(30_000));
    assert_eq!(survives(&text).statements().last().unwrap().announces().len(), 1);
}

#[test]
fn lead_ins_in_lists_of_lead_ins() {
    let styles = ["一、", "（一）", "1、", "（1）", "1）", "①", "a.", "i."];
    let lines = styles.map(|label| format!("{label}(我们)会[收集]以下信息：\n")).concat();
    let document = survives(&lines.repeat(5_000));
    assert!(document.statements().all(|statement| statement.announces().len() < 300));
}

#[test]
fn a_query_reads_once_what_many_statements_share() {
    let event = "您注册".repeat(1_000);
    let text = format!("当{{{event}}}时，{}", "(我们)会[收集]<昵称>；".repeat(1_000));
    let text = text.replace('；', "，");
    let document = parse(&text).unwrap();
    let calls = AtomicUsize::new(0);
    let count = |text: &str| calls.fetch_add(text.len(), Ordering::Relaxed) == 0;
    assert!(document.find(condition(count) & actor(count) & item(count)).count() <= 1_000);
    assert!(document.statements().all(|statement| statement.conditions().count() == 1));
    assert!(calls.into_inner() <= text.len());
}

#[test]
fn a_query_reads_once_what_many_annotations_refer_to() {
    let text = format!("[存]{}。{}", "<昵>、".repeat(1_000), "[存]<上述信息>。".repeat(1_000));
    let document = parse(&text).unwrap();
    let calls = AtomicUsize::new(0);
    let count = |_: &str| calls.fetch_add(1, Ordering::Relaxed) > 5_000;
    assert_eq!(document.find(means(count)).count(), 0);
    assert_eq!(document.statements().filter(|s| s.references().count() == 1).count(), 1_000);
    assert_eq!(calls.into_inner(), 1_000);
}

#[test]
fn one_condition_before_many_clauses() {
    let text = format!("当{{您注册}}时，{}", "(我们)会[收集]<昵称>；".repeat(30_000));
    survives(&text);
}

/// The text has 8 MB: reading the datum once for each statement would take minutes.
#[test]
fn an_inventory_reads_a_long_datum_once() {
    let text = long_datum_in_many_statements(8 * MEGABYTE);
    let document = parse(&text).unwrap();
    for inventory in [document.inventory(), document.item_inventory()] {
        let item = inventory.iter().next().unwrap();
        assert_eq!(inventory.len(), 1);
        assert_eq!(item.statements().len(), document.statements().len());
        assert!(item.statements().len() > 100_000);
        let done = item.affirmed();
        assert_eq!(
            (done.actors(), done.actions()),
            (vec!["我们".into()], vec!["收集".into(), "使用".into()])
        );
        assert_eq!(done.texts(policymark::statement::MemberRole::Data).len(), 1);
    }
}

/// Storing each statement with each item would take gigabytes.
#[test]
fn an_inventory_stores_shared_statements_once() {
    let document = parse(&many_items_in_many_statements(MEGABYTE)).unwrap();
    let inventory = document.item_inventory();
    assert!(inventory.len() > 40_000);
    let statements = document.statements().len();
    assert!(statements > 20_000);
    for item in [inventory.get("0号"), inventory.get("40000号")] {
        assert_eq!(item.unwrap().statements().len(), statements);
    }
}
