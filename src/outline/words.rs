//! The words by which headings are told from running text.

/// In which the name of a document ends: `隐私政策`.
pub(super) const DOCUMENTS: &[&str] = &[
    "政策",
    "协议",
    "声明",
    "申明",
    "条款",
    "策略",
    "指引",
    "规则",
    "须知",
    "公告",
    "告知书",
    "授权书",
];

/// Headings of what stands before the first chapter.
pub(super) const PREFACES: &[&str] = &[
    "前言",
    "引言",
    "序言",
    "导言",
    "导语",
    "目录",
    "目次",
    "提示",
    "特别提示",
    "重要提示",
    "温馨提示",
    "摘要",
    "概要",
];

/// By which a line points at the lines below it: `包括以下信息：`.
pub(super) const POINTERS: &[&str] = &["以下", "如下", "下列", "下述", "包括"];

/// Before a colon: the lines below are part of a sentence: `这些信息是：`.
pub(super) const OPEN_ENDS: &[char] = &['是', '为', '有', '指', '您'];

/// At the end of a line that the next one goes on.
pub(super) const BROKEN_ENDS: &[char] =
    &['的', '和', '及', '与', '或', '在', '对', '将', '被', '从', '向'];

/// Which start a clause, not a heading without number.
pub(super) const CLAUSES: &[&str] = &["为了", "如果", "如您", "若", "请", "但", "并", "或", "及"];
