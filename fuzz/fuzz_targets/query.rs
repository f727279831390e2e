//! Queries agree with each other: a filter and its negation part the statements.
#![no_main]

mod words;

use libfuzzer_sys::fuzz_target;
use policymark::query::{action, actor, at, data, heading, item, polarity, sensitive, whole};
use policymark::{Polarity, Role, parse};

fuzz_target!(|bytes: &[u8]| {
    let document = parse(&words::text(bytes)).expect("no text is refused");
    let all = document.statements().len();
    let offset = bytes.first().map_or(0, |&byte| u32::from(byte));
    for filter in [
        action(Role::Share),
        actor("我们"),
        data("邮箱"),
        whole("设备信息"),
        item("手机号码"),
        sensitive(),
        heading("一、"),
        polarity(Polarity::Denied),
        at(offset),
    ] {
        let found = document.find(filter.clone()).count();
        assert_eq!(found + document.find(!filter.clone()).count(), all);
        assert_eq!(document.find(filter.clone() & filter.clone()).count(), found);
        assert_eq!(document.find(filter.clone() | filter).count(), found);
    }
    let listed: usize = document.inventory().iter().map(|entry| entry.mentions().count()).sum();
    let marked = document.annotations().filter(|a| a.kind() == policymark::AnnotationKind::Data);
    assert_eq!(listed, marked.count());
});
