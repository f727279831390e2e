//! Queries by every filter, and inventories.

#![allow(clippy::unwrap_used)]

use policymark::annotation::Role;
use policymark::lexicon::{Ground, Party, Processing};
use policymark::query::{
    Filter, Inventory, action, actor, announced, asserted, at, at_most, condition, consent_exempt,
    containing, data, exception, excluded, ground, heading, item, means, modality, party, place,
    polarity, purpose, recipient, sensitive, source, subject, touching, under, unmarked, whole,
    without,
};
use policymark::statement::{Certainty, MemberRole, Modality, Polarity};
use policymark::{Document, parse};

/// Read from JSON, so that no rule of grouping matters: statement 0 collects, 1 shares, 2 denies.
/// 设备信息 includes 型号, which includes 版本, which includes 设备信息 again, as in a policy that contradicts
/// itself.
const DOCUMENT: &str = include_str!("data/query.json");

fn document() -> Document {
    serde_json::from_str(DOCUMENT).unwrap()
}

fn numbers(filter: Filter<'_>) -> Vec<usize> {
    document().find(filter).map(|statement| statement.id().index()).collect()
}

#[test]
fn by_action() {
    assert_eq!(numbers(action("收集")), [0, 2]);
    assert_eq!(numbers(action(Role::Share)), [1]);
    assert_eq!(numbers(action(Processing::Store)), [0]);
    assert_eq!(numbers(action(..)), [0, 1, 2]);
}

#[test]
fn by_data() {
    assert_eq!(numbers(data("型号")), [0, 1]);
    assert_eq!(numbers(data(containing("信息"))), [0, 2]);
    assert_eq!(numbers(data(String::from("版本"))), [1, 2]);
    assert_eq!(numbers(data(|text: &str| text.chars().count() == 4)), [0, 2]);
    assert_eq!(numbers(data("设备")), [0_usize; 0]);
}

#[test]
fn by_item_and_class() {
    let document = parse("(我们)会[收集]<昵称、身份证号>。\n(我们)会[保存]<头像>。").unwrap();
    let count = |filter| document.find(filter).count();
    assert_eq!((count(data("昵称")), count(item("昵称"))), (0, 1));
    assert_eq!(count(sensitive()), 1);
    let category = document.annotations().find_map(|a| a.category()).unwrap();
    assert_eq!(count(data(category)), 1);
}

#[test]
fn by_excluded_data() {
    let document = parse("(我们)会[收集]<城市>（不含<位置>）。(我们)会[保存]<位置>。").unwrap();
    let numbers = |filter| document.find(filter).map(|s| s.id().index()).collect::<Vec<_>>();
    assert_eq!(numbers(excluded("位置")), [0]);
    assert_eq!(numbers(data("位置")), [1]);
    assert_eq!(document.inventory().get("位置").unwrap().statements().len(), 1);
}

#[test]
fn by_antecedent() {
    let document = parse("(您)[填写]<邮箱>。(我们)会[保存]<上述信息>。").unwrap();
    let numbers = |filter| document.find(filter).map(|s| s.id().index()).collect::<Vec<_>>();
    assert_eq!(numbers(means("邮箱")), [1]);
    assert_eq!(numbers(data("邮箱")), [0]);
    assert_eq!(numbers(means("上述信息")), [0_usize; 0]);
    let document =
        parse("向(云杉SDK)[提供]<邮箱>。(该SDK)[保存]<该信息>，向(海桐SDK)[提供]<昵称>。").unwrap();
    let numbers = |filter| document.find(filter).map(|s| s.id().index()).collect::<Vec<_>>();
    assert_eq!(numbers(means("云杉SDK")), [1, 2]);
    assert_eq!(numbers(means("邮箱")), [1]);
    assert_eq!(numbers(means(..) & means("海桐SDK")), [0_usize; 0]);
}

#[test]
fn by_whole() {
    assert_eq!(numbers(whole("设备信息")), [0, 1, 2]);
    assert_eq!(numbers(whole("型号")), [0, 1, 2]);
    assert_eq!(numbers(whole("邮箱")), [2]);
    assert_eq!(numbers(!whole("邮箱")), [0, 1]);
}

#[test]
fn by_party() {
    assert_eq!(numbers(actor("我们")), [0, 1, 2]);
    assert_eq!(numbers(actor(Party::Third)), [0_usize; 0]);
    assert_eq!(numbers(recipient(Party::Third)), [1]);
    assert_eq!(numbers(source(..)), [0]);
    assert_eq!(numbers(subject("您")), [2]);
    assert_eq!(numbers(party("甲")), [0, 1]);
    assert_eq!(numbers(party(Party::Subject)), [2]);
}

#[test]
fn by_system_or_place() {
    let document = parse("(我们)会将<病历>[存储]于(服务器)中。(系统)会[记录]<日志>。").unwrap();
    let numbers = |filter| document.find(filter).map(|s| s.id().index()).collect::<Vec<_>>();
    assert_eq!(numbers(place(containing("服务"))), [0]);
    assert_eq!(numbers(place(..)), [0, 1]);
    assert_eq!(numbers(actor(..)), [0]);
    assert_eq!(document.inventory().get("日志").unwrap().affirmed().places(), ["系统"]);
}

#[test]
fn by_purpose_and_condition() {
    assert_eq!(numbers(purpose(containing("广告"))), [1]);
    assert_eq!(numbers(condition("注册")), [0]);
    assert_eq!(numbers(purpose(Role::Condition)), [0_usize; 0]);
    assert_eq!(numbers(ground(Ground::Occasion)), [0]);
    assert_eq!(numbers(condition(Ground::Occasion)), [0]);
    assert_eq!(numbers(ground(Ground::Law) | condition(Ground::Law)), [0_usize; 0]);
}

#[test]
fn by_exception_and_absence() {
    let text = "未经{您同意}，(我们)不会[共享]<邮箱>。未经{您同意}，(我们)可以[使用]<邮箱>。";
    let document = parse(text).unwrap();
    let numbers = |filter| document.find(filter).map(|s| s.id().index()).collect::<Vec<_>>();
    assert_eq!(numbers(exception("您同意")), [0]);
    assert_eq!(numbers(without(containing("同意"))), [1]);
    assert_eq!(numbers(condition(..)), [0_usize; 0]);
    let inventory = document.inventory();
    let mailbox = inventory.get("邮箱").unwrap();
    assert_eq!(mailbox.denied().exceptions(), ["您同意"]);
    assert_eq!(mailbox.affirmed().absences(), ["您同意"]);
}

#[test]
fn by_polarity_and_modality() {
    assert_eq!(numbers(polarity(Polarity::Denied)), [2]);
    assert_eq!(numbers(modality(Modality::May)), [1]);
    assert_eq!(numbers(at_most(Certainty::Likely)), [1, 2]);
    assert_eq!(numbers(consent_exempt()), [1]);
}

#[test]
fn by_place() {
    assert_eq!(numbers(heading(containing("隐私"))), [0, 1, 2]);
    assert_eq!(numbers(heading(containing("共享"))), [1, 2]);
    let document = document();
    let sections: Vec<_> = document.sections().map(|section| section.id()).collect();
    assert_eq!(numbers(under(sections[0])), [0, 1, 2]);
    assert_eq!(numbers(under(sections[2])), [1, 2]);
    for annotation in document.annotations() {
        let touched = numbers(touching(annotation.id()));
        assert_eq!(touched.len(), 1);
        assert_eq!(numbers(at(annotation.span().start())), touched);
        assert_eq!(numbers(at(annotation.span().end() - 1)), touched);
    }
    assert_eq!(numbers(at(u32::MAX)), [0_usize; 0]);
}

#[test]
fn combined() {
    let none = [0_usize; 0];
    assert_eq!(numbers(data("版本") & !polarity(Polarity::Denied)), [1]);
    assert_eq!(numbers(action(Role::Share) | polarity(Polarity::Denied)), [1, 2]);
    assert_eq!(numbers(!(action("收集") & data("型号") & condition(..))), [1, 2]);
    assert_eq!(numbers(!!data("型号")), [0, 1]);
    assert_eq!(numbers(Filter::all([])), [0, 1, 2]);
    assert_eq!(numbers(Filter::any([])), none);
    assert_eq!(numbers(Filter::any(["手机", "邮箱"].map(data))), [2]);
    assert_eq!(
        format!("{:?}", !(data("a") & whole("b"))),
        "Not(All([Member(Data..=Data), Whole(..)]))"
    );
}

#[test]
fn filters_are_shared_between_threads() {
    let filter = data("版本") & whole("设备信息") & heading(containing("隐私"));
    let count = std::thread::scope(|scope| {
        let spawned = [(); 2].map(|()| scope.spawn(|| document().find(filter.clone()).count()));
        spawned.map(|thread| thread.join().unwrap())
    });
    assert_eq!(count, [2, 2]);
}

#[test]
fn inventory() {
    let document = document();
    let inventory = document.inventory();
    let texts: Vec<_> = inventory.iter().map(|item| item.text()).collect();
    assert_eq!(texts, ["设备信息", "型号", "版本", "邮箱"]);
    let model = inventory.get("型号").unwrap();
    assert_eq!((model.mentions().len(), model.statements().len()), (2, 2));
    let done = model.affirmed();
    assert_eq!(done.actions(), ["收集", "保存", "提供"]);
    assert_eq!(
        (done.actors(), done.sources(), done.recipients()),
        (vec!["我们".into()], vec!["甲".into()], vec!["甲".into()])
    );
    assert_eq!(
        (done.purposes(), done.conditions()),
        (vec!["投放广告".into()], vec!["注册".into()])
    );
    assert!(model.denied().is_empty());
    let titles: Vec<_> = model.headings().map(|heading| heading.title().unwrap()).collect();
    assert_eq!(titles, ["一、收集", "二、共享"]);
    assert!(inventory.get("手机").is_none());
    assert!(parse("没有").unwrap().inventory().is_empty());
}

#[test]
fn an_inventory_separates_denied_statements() {
    let document = document();
    let inventory = document.inventory();
    let version = inventory.get("版本").unwrap();
    assert_eq!(version.statements().len(), 2);
    let (done, not_done) = (version.affirmed(), version.denied());
    assert_eq!((done.actions(), done.subjects()), (vec!["提供".into()], vec![]));
    assert_eq!((not_done.actions(), not_done.subjects()), (vec!["收集".into()], vec!["您".into()]));
    assert_eq!(not_done.statements().map(|s| s.id().index()).collect::<Vec<_>>(), [2]);

    let text = "(我们)会向(合作伙伴)[提供]<邮箱>用于{寄信}。当{您注销}时，(甲)不会向(第三方)[出售]<邮箱>。";
    let document = parse(text).unwrap();
    for inventory in [document.inventory(), document.item_inventory()] {
        let mail = inventory.get("邮箱").unwrap();
        for role in MemberRole::ALL.iter().copied().filter(|&role| role != MemberRole::Data) {
            let [done, not_done] = [mail.affirmed(), mail.denied()].map(|p| p.texts(role));
            assert!(done.iter().all(|text| !not_done.contains(text)), "{role:?}");
        }
        assert_eq!(mail.affirmed().recipients(), ["合作伙伴"]);
        assert_eq!(mail.denied().recipients(), ["第三方"]);
    }
}

#[test]
fn by_the_words_of_announced_items() {
    let text = "\
(我们)不会[公开]<邮箱>，但{以下情形}除外：
1、应{法院}的要求；
2、您[同意]的，包括：
（1）口头同意；
(我们)会为{下列目的}[使用]<邮箱>：
## 登录
登录时要用邮箱。
";
    let document = parse(text).unwrap();
    let count = |filter| document.find(filter).count();
    assert_eq!(count(announced(containing("法院的"))), 1);
    assert_eq!(count(announced("应法院的要求；") & polarity(Polarity::Denied)), 1);
    assert_eq!(count(announced(containing("口头")) & action("公开")), 0);
    assert_eq!(count(announced(containing("口头")) & action("同意")), 1);
    assert_eq!(count(announced("登录") & purpose(containing("目的"))), 1);
    assert_eq!(count(announced(containing("要用"))), 0);
}

#[test]
fn by_unmarked_words_and_certainty() {
    let text = "您需要[提供]<邮箱>。若您不[提供]<邮箱>，我们无法{回复您}。(我们)会使用<邮箱>。";
    let document = parse(text).unwrap();
    let numbers = |filter| document.find(filter).map(|s| s.id().index()).collect::<Vec<_>>();
    assert_eq!(numbers(unmarked(MemberRole::Actor, "您")), [0, 1]);
    assert_eq!(numbers(unmarked(MemberRole::Action, "使用")), [2]);
    assert_eq!(numbers(unmarked(MemberRole::Actor, containing("我们"))), [0; 0]);
    assert_eq!(numbers(asserted()), [0, 2]);
    assert_eq!(numbers(!asserted() & action("提供")), [1]);
    let inventory = document.inventory();
    let mail = inventory.get("邮箱").unwrap();
    assert_eq!(mail.affirmed().statements().len(), 2);
    assert_eq!(mail.affirmed().unmarked(MemberRole::Actor), ["您"]);
    assert!(mail.denied().is_empty());
    assert_eq!(mail.supposed().statements().len(), 1);
}

#[test]
fn actions_exempt_from_consent_are_affirmed() {
    let text = "(我们)[使用]<邮箱>无需征得您的同意。";
    let document = parse(text).unwrap();
    assert_eq!(document.find(consent_exempt()).count(), 1);
    let inventory = document.inventory();
    let mail = inventory.get("邮箱").unwrap();
    assert_eq!(mail.affirmed().actions(), ["使用"]);
    assert!(mail.denied().is_empty());
}

#[test]
fn an_inventory_by_items_lists_a_statement_once() {
    let document = parse("(我们)会[收集]<昵称、头像、昵称>和<昵称>，[使用]<头像>。").unwrap();
    let inventory = document.item_inventory();
    let counts = inventory.iter().map(|i| (i.text(), i.mentions().len(), i.statements().len()));
    assert_eq!(counts.collect::<Vec<_>>(), [("昵称", 2, 1), ("头像", 2, 2)]);
}

#[test]
fn inventories_of_actors_and_parties_agree_with_filters() {
    let text = "(我们)会[收集]<邮箱>，并向(合作伙伴)[提供]<昵称>。(我们)不会[出售]<邮箱>。\n\
                (合作伙伴)会从(运营商)[获取]<电话>。(我们)将其[存储]于(服务器)。(关联公司)。\n";
    let document = parse(text).unwrap();
    let names = |inventory: &Inventory<'_>| -> Vec<_> {
        inventory.iter().map(|item| item.text().to_owned()).collect()
    };
    let (actors, parties) = (document.actor_inventory(), document.party_inventory());
    assert_eq!(names(&actors), ["我们", "合作伙伴"]);
    assert_eq!(names(&parties), ["我们", "合作伙伴", "运营商", "关联公司"]);
    for item in actors.iter() {
        assert!(item.statements().eq(document.find(actor(item.text()))), "{item:?}");
    }
    for item in parties.iter() {
        assert!(item.statements().eq(document.find(party(item.text()))), "{item:?}");
    }
    let partner = parties.get("合作伙伴").unwrap();
    assert_eq!(partner.party(), Some(Party::Third));
    assert_eq!((partner.mentions().len(), partner.statements().len()), (2, 2));
    assert_eq!(partner.affirmed().data(), ["昵称", "电话"]);
    assert_eq!(actors.get("我们").unwrap().denied().actions(), ["出售"]);
}
