//! The texts that the benches read: from a seeded generator, or real files.
//!
//! The generator follows the statistics of real annotated policies: files of 6 to 32 KB; lines of
//! 165 bytes with a long tail, half of them numbered or headings; annotations on one line in eight;
//! a bracket every 115 bytes; 4 annotations and 8 sentences per kilobyte; 95 % of the bytes not
//! ASCII. `POLICYMARK_CORPUS=folder` reads the `.txt` files of a folder instead.

#![allow(clippy::expect_used, dead_code)] // Each bench uses a part of it.

mod words;

use std::{env, fs};

use words::{
    ACTIONS, ACTORS, CONDITIONS, DATA, ENGLISH, HEADINGS, NUMBERS, OCCASIONS, PLAIN, PURPOSES,
};

/// The policies to read: several files, because a branch predictor learns a single small one.
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
        None => (1..=200).map(of_usual_length).collect(),
    }
}

/// A generated annotated policy of 6 to 33 KB, which depends on the seed.
pub(crate) fn of_usual_length(seed: u64) -> String {
    policy(seed, 6_000 + (seed * 7_919 % 27_000) as usize)
}

/// A generated annotated policy of about `bytes` bytes.
pub(crate) fn policy(seed: u64, bytes: usize) -> String {
    let random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut writer = Writer { text: String::with_capacity(bytes + 4_000), random, numbers: [0; 3] };
    writer.text.push_str("星禾书店隐私政策\n更新日期：2031年5月1日\n");
    while writer.text.len() < bytes {
        writer.line();
    }
    writer.text
}

/// Writes a policy line by line.
struct Writer {
    text: String,
    random: Random,
    /// The numbers of the last heading, the last subheading and the last item.
    numbers: [usize; 3],
}

impl Writer {
    fn line(&mut self) {
        match self.random.below(100) {
            0..23 => self.heading(),
            23..62 => self.item(),
            62..94 => self.paragraph(3),
            94..97 => self.paragraph(12),
            _ => {}
        }
        self.text.push('\n');
    }

    /// `三、信息的共享与转让`
    fn heading(&mut self) {
        let depth = usize::from(self.random.below(3) > 0);
        self.numbers[depth] += 1;
        self.numbers[depth + 1..].fill(0);
        let number = NUMBERS[self.numbers[depth] % NUMBERS.len()];
        match (depth, self.random.below(6)) {
            (_, 0) => self.push("### "),
            (0, _) => self.push(&format!("{number}、")),
            (_, 1..4) => self.push(&format!("（{number}）")),
            _ => self.push(&format!("{}.{} ", self.numbers[0] + 1, self.numbers[1])),
        }
        self.pick(&HEADINGS);
    }

    /// `2、` and one or two sentences
    fn item(&mut self) {
        self.numbers[2] += 1;
        let number = self.numbers[2] % 20 + 1;
        match self.random.below(12) {
            0..3 => self.push(&format!("{number}、")),
            3..5 => self.push(&format!("{number}. ")),
            5..7 => self.push(&format!("({number})")),
            7 => self.push(&format!("{number}\\) ")),
            8 => self.push(&format!("{number}）")),
            _ => self.push("*   "),
        }
        self.paragraph(2);
    }

    /// Up to `most` sentences, at most one of them annotated.
    fn paragraph(&mut self, most: u64) {
        let count = 1 + self.random.below(most);
        let annotated = if self.random.below(5) == 0 { self.random.below(count) } else { count };
        for nth in 0..count {
            if nth == annotated {
                self.annotated()
            } else {
                self.plain()
            }
            match self.random.below(8) {
                0 => self.push("；"),
                1 if nth + 1 == count => self.push("："),
                _ => self.push("。"),
            }
        }
    }

    fn plain(&mut self) {
        if self.random.below(60) == 0 {
            self.push("(我们)");
        }
        for nth in 0..=self.random.below(4) {
            self.push(if nth == 0 { "" } else { "，" });
            self.pick(&PLAIN);
        }
        match self.random.below(12) {
            0 => self.push("（具体以页面显示为准）"),
            1 => {
                self.push("（");
                self.pick(&ENGLISH);
                self.push("）");
            }
            2 | 3 => self.pick(&ENGLISH),
            _ => {}
        }
    }

    /// `当{您注册账户}时，(我们)会[收集]您的<手机号码>，以便{验证您的身份}`
    fn annotated(&mut self) {
        if self.random.below(2) == 0 {
            self.push("当{");
            self.condition();
            self.push("}时，");
        }
        self.clause();
        if self.random.below(5) == 0 {
            self.push("，并");
            self.marked('[', &ACTIONS, ']');
            self.data();
            self.push("给");
            self.marked('(', &ACTORS, ')');
        }
        if self.random.below(2) == 0 {
            self.push("，以便{");
            self.pick(&PURPOSES);
            self.push("}");
        }
    }

    /// `(我们)会[收集]您的<手机号码>`
    fn clause(&mut self) {
        self.marked('(', &ACTORS, ')');
        let denied = self.random.below(12) == 0;
        self.push(if denied { "不会" } else { "会" });
        self.marked('[', &ACTIONS, ']');
        self.push("您的");
        self.data();
        if self.random.below(8) == 0 {
            self.push("（如");
            self.marked('<', &DATA, '>');
            self.push("）");
        }
    }

    fn data(&mut self) {
        for nth in 0..=self.random.below(3).saturating_sub(1) {
            self.push(if nth == 0 { "<" } else { "、<" });
            self.pick(&DATA);
            if self.random.below(2) == 0 {
                self.push("、");
                self.pick(&DATA);
            }
            self.push(">");
        }
    }

    fn condition(&mut self) {
        self.pick(&OCCASIONS);
        self.pick(&CONDITIONS);
    }

    fn marked(&mut self, open: char, words: &[&str], close: char) {
        self.text.push(open);
        self.pick(words);
        self.text.push(close);
    }

    fn pick(&mut self, words: &[&str]) {
        self.text.push_str(words[self.random.below(words.len() as u64) as usize]);
    }

    fn push(&mut self, words: &str) {
        self.text.push_str(words);
    }
}

/// Xorshift: small, seeded, and good enough to choose words.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % bound
    }
}
