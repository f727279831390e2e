//! The text that the benches read: made by a seeded generator, or real files.
//!
//! The generator follows the density of real annotated policies: a bracket every hundred bytes or
//! so, annotations of some nine characters and nearly flat, lines of one to five sentences, a
//! heading every ten lines. `POLICYMARK_CORPUS=folder` reads the `.txt` files of a folder instead.

#![allow(clippy::expect_used)]

use std::{env, fs};

/// Policies to read: several files, because a branch predictor learns a single small one.
pub(crate) fn policies() -> Vec<String> {
    match env::var_os("POLICYMARK_CORPUS") {
        Some(folder) => {
            let entries = fs::read_dir(folder).expect("POLICYMARK_CORPUS names a folder");
            let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
            let mut paths: Vec<_> =
                paths.filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
            paths.sort();
            paths.iter().map(|path| fs::read_to_string(path).expect("a policy in UTF-8")).collect()
        }
        None => (1..=200).map(|seed| policy(seed, 21_000)).collect(),
    }
}

/// A made-up annotated policy of about `bytes` bytes.
pub(crate) fn policy(seed: u64, bytes: usize) -> String {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut text = String::with_capacity(bytes + 2_000);
    text.push_str("星禾书店隐私政策\n");
    let mut heading = 0;
    while text.len() < bytes {
        if random.below(10) == 0 {
            heading += 1;
            text.push_str(&format!("（{}）{}\n", random.pick(&NUMBERS), random.pick(&HEADINGS)));
        }
        if random.below(4) == 0 {
            text.push_str(&format!("{}. ", heading % 20 + 1));
        }
        for _ in 0..=random.below(4) {
            match random.below(3) {
                0 => annotated(&mut text, &mut random),
                _ => text.push_str(random.pick(&PLAIN)),
            }
        }
        text.push('\n');
    }
    text
}

fn annotated(text: &mut String, random: &mut Random) {
    if random.below(2) == 0 {
        text.push_str(&format!("当{{{}}}时，", random.pick(&CONDITIONS)));
    }
    let modal = if random.below(6) == 0 { "不会" } else { "会" };
    text.push_str(&format!("({}){modal}[{}]您的", random.pick(&ACTORS), random.pick(&ACTIONS)));
    let count = 1 + random.below(4);
    for nth in 0..count {
        text.push_str(if nth == 0 { "" } else { "、" });
        text.push_str(&format!("<{}>", random.pick(&DATA)));
    }
    if random.below(3) == 0 {
        text.push_str(&format!("（如<{}>）", random.pick(&DATA)));
    }
    if random.below(2) == 0 {
        text.push_str(&format!("，以便{{{}}}", random.pick(&PURPOSES)));
    }
    text.push('。');
}

/// Xorshift: small, seeded, good enough to choose words.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % bound
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len() as u64) as usize]
    }
}

const NUMBERS: [&str; 6] = ["一", "二", "三", "四", "五", "十二"];
const HEADINGS: [&str; 4] = ["我们如何收集信息", "信息的共享与转让", "您的权利", "未成年人的保护"];
const ACTORS: [&str; 6] = ["我们", "您", "合作伙伴", "星禾书店", "第三方支付机构", "关联公司"];
const ACTIONS: [&str; 6] = ["收集", "使用", "共享", "保存", "提供", "分析"];
const DATA: [&str; 8] = [
    "手机号码",
    "收货地址",
    "设备型号",
    "操作系统版本",
    "浏览记录",
    "您主动填写的昵称和头像",
    "订单编号",
    "位置信息",
];
const CONDITIONS: [&str; 4] =
    ["您注册星禾账户", "您参加读者活动", "您使用扫码借阅功能", "您联系在线客服并要求退换图书"];
const PURPOSES: [&str; 4] =
    ["验证您的身份", "向您配送图书", "为您推荐可能喜欢的书籍和活动", "改进搜索结果并排查故障"];
const PLAIN: [&str; 5] = [
    "我们非常重视您的隐私，并采取合理可行的措施保护您的信息。",
    "请您在使用星禾书店的服务之前，仔细阅读并理解本政策的全部内容（尤其是加粗的部分）。",
    "如果您不同意本政策，您可以停止使用我们的服务；您仍可以浏览书目。",
    "上述信息将存储于中华人民共和国境内，保存期限以实现本政策所述目的所必需为限。",
    "您可以通过“我的-设置-隐私”随时关闭该功能，关闭后不影响您使用其他功能。",
];
