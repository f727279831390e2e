//! Statistics: what is counted, that they add up in any order, and how they are shown.

#![allow(clippy::unwrap_used)]

mod common;

use policymark::annotation::Role;
use policymark::lexicon::{DataCategory, Ground, Party, Processing};
use policymark::statement::{Certainty, MemberRole, Modality, Polarity};
use policymark::stats::{Share, Statistics};
use policymark::{AnnotationKind, parse};
use rayon::prelude::*;

const TEXT: &str = "\
一、收集
当{您注册账户}时，(我们)会[收集]<邮箱、面部特征>，以便{验证您的身份}。
(我们)不会[收集]<通讯录>，也可能[使用]<邮箱>。
二、共享
经{您同意}，(我们)会向(合作伙伴)[提供]<面部特征>。
若您不[提供]<昵称>，(我们)会向(客服)、(合作伙伴)[提供]<邮箱>。
";

fn statistics(text: &str) -> Statistics {
    parse(text).unwrap().statistics()
}

#[track_caller]
fn assert_share(share: Share, part: u64, whole: u64) {
    assert_eq!((share.part, share.whole), (part, whole));
}

#[test]
fn annotations_are_counted_by_what_they_are() {
    let counted = statistics(TEXT);
    assert_eq!(counted.bytes, TEXT.len() as u64);
    assert_eq!(counted.kinds.get(&AnnotationKind::Purpose), 3);
    assert_eq!(counted.kinds.total(), 22);
    assert_eq!(counted.roles.get(&Role::Condition), 2);
    assert_eq!(counted.processing.get(&Processing::Collect), 2);
    assert_eq!(counted.parties.get(&Party::Third), 2);
    assert_eq!(counted.categories.get(&DataCategory::Biometric), 1);
    assert_eq!(counted.grounds.get(&Ground::Consent), 1);
    assert_eq!(counted.grounds.get(&Ground::Occasion), 1);
    assert_eq!(counted.grounds.get(&Ground::Law), 0);
}

/// Data counts by the annotations that name it.
#[test]
fn an_item_counts_once_for_each_annotation() {
    let counted = statistics("(我们)会[收集]<昵称、昵称>和<昵称>，[使用]<面部特征、面部特征>。");
    assert_eq!(counted.data.get("昵称"), 2);
    assert_eq!(counted.unconsented.get("面部特征"), 1);
}

#[test]
fn statements_are_counted_by_what_they_say() {
    let counted = statistics(TEXT);
    assert_eq!(counted.statements, 6);
    assert_eq!(counted.members.get(&MemberRole::Recipient), 3);
    assert_eq!(counted.polarities.get(&Polarity::Denied), 2);
    assert_eq!(counted.modalities.get(&Modality::May), 1);
    assert_eq!(counted.certainties.total(), 6);
    assert!(counted.certainties.get(&Certainty::Certain) >= 4);
}

#[test]
fn shares_are_of_what_is_asserted() {
    let counted = statistics(TEXT);
    assert_share(counted.asserted, 5, 6);
    assert_share(counted.without_purpose, 4, 5);
    assert_share(counted.without_ground, 4, 5);
}

#[test]
fn an_occasion_is_no_legal_basis() {
    for (condition, without) in [
        ("当{您登录}时", 1),
        ("依{法律规定}", 0),
        ("在{履行服务协议所必需}时", 0),
        ("经{您同意}", 0),
    ] {
        let counted = statistics(&format!("{condition}，(我们)会[收集]<邮箱>。"));
        assert_share(counted.without_ground, without, 1);
    }
}

#[test]
fn sensitive_data_needs_a_consent() {
    for (text, part, whole) in [
        ("(我们)会[收集]<面部特征>。", 1, 1),
        ("(我们)会[共享]<面部特征>。", 1, 1),
        ("经{您同意}，(我们)会[收集]<面部特征>。", 0, 1),
        ("依{法律规定}，(我们)会[收集]<面部特征>。", 1, 1),
        ("(我们)不会[收集]<面部特征>。", 0, 0),
        ("若您不[提供]<面部特征>，我们不会服务。", 0, 0),
        ("(我们)会[收集]<邮箱>。", 0, 0),
    ] {
        let counted = statistics(text);
        assert_share(counted.without_consent, part, whole);
        assert_eq!(counted.unconsented.get("面部特征"), part, "{text}");
    }
}

#[test]
fn data_and_recipients_are_those_of_what_is_done() {
    let counted = statistics(TEXT);
    let data: Vec<_> = counted.data.iter().map(|(text, count)| (text.as_str(), count)).collect();
    assert_eq!(data, [("邮箱", 3), ("面部特征", 2)]);
    assert_eq!(counted.recipients.top(1), [(&"合作伙伴".to_owned(), 2)]);
    assert_eq!(counted.recipients.len(), 2);
}

#[test]
fn an_annotation_of_several_statements_counts_once() {
    let counted = statistics("(我们)会向(合作伙伴)[提供]<邮箱>，并[使用]和[保存]。");
    assert_eq!(counted.data.get("邮箱"), 1);
    assert_eq!(counted.recipients.get("合作伙伴"), 1);
}

#[test]
fn statistics_add_up_in_any_order_and_grouping() {
    let all: Vec<_> =
        common::fixtures("policies").iter().map(|(_, text)| statistics(text)).collect();
    let sum: Statistics = all.iter().cloned().sum();
    assert_eq!(sum.documents, all.len() as u64);
    assert_eq!(sum.kinds.total(), all.iter().map(|s| s.kinds.total()).sum::<u64>());
    let backwards = all.iter().cloned().rev().reduce(|a, b| b + a).unwrap();
    assert_eq!(sum, backwards);
    let in_threads = all.par_iter().cloned().reduce(Statistics::default, |a, b| a + b);
    assert_eq!(sum, in_threads);
    let (left, right) = all.split_at(all.len() / 3);
    let mut extended = Statistics::default();
    extended.extend(right.iter().cloned());
    extended += left.iter().cloned().sum();
    assert_eq!(sum, extended);
}

#[test]
fn every_format_reads_them_back() {
    for (_, text) in common::fixtures("policies") {
        let counted = statistics(&text);
        let json = serde_json::to_string(&counted).unwrap();
        assert_eq!(serde_json::from_str::<Statistics>(&json).unwrap(), counted);
        let bytes = postcard::to_stdvec(&counted).unwrap();
        assert_eq!(postcard::from_bytes::<Statistics>(&bytes).unwrap(), counted);
        let packed = rmp_serde::to_vec(&counted).unwrap();
        assert_eq!(rmp_serde::from_slice::<Statistics>(&packed).unwrap(), counted);
    }
}

#[test]
fn json_of_others_is_added_to_without_a_panic() {
    let most = u64::MAX;
    let text = format!(
        r#"{{"documents":{most},"data":{{"邮箱":{most},"昵称":{most}}},"asserted":{{"part":{most},"whole":0}}}}"#
    );
    let mut read: Statistics = serde_json::from_str(&text).unwrap();
    read.merge(statistics(TEXT));
    assert_eq!((read.documents, read.data.get("邮箱"), read.statements), (most, most, 6));
    assert_eq!(read.data.total(), most);
    assert_eq!(read.clone() + Statistics::default(), read);
    assert!(read.to_string().contains(&format!("{most} of 6")));
}

#[test]
fn the_table_is_short_and_aligned() {
    let shown = statistics(TEXT).to_string();
    insta::assert_snapshot!(shown);
    assert_eq!(Statistics::default().to_string().lines().count(), 7);
}
