//! Excluded data: data that a statement leaves out.

use super::{MemberData, MemberRole, Polarity};
use crate::annotation::Bearing;

/// S29: sets the role of the data that a statement leaves out. Its members are sorted by role and
/// annotation, before and after.
pub(super) fn exclude_data(members: &mut [MemberData], polarity: Polarity, bearings: &[Bearing]) {
    let first = members.partition_point(|member| member.role < MemberRole::Data);
    let end = members.partition_point(|member| member.role <= MemberRole::Data);
    let data = &mut members[first..end];
    let is_excluded = |member: &&mut MemberData| match bearings.get(member.annotation.index()) {
        Some(Bearing::Exclusion) => true,
        Some(Bearing::DeniedExclusion) => polarity == Polarity::Denied,
        _ => false,
    };
    let mut has_excluded = false;
    for member in data.iter_mut().filter(is_excluded) {
        member.role = MemberRole::Excluded;
        has_excluded = true;
    }
    if has_excluded {
        data.sort_unstable_by_key(|member| (member.role, member.annotation));
    }
}

#[cfg(test)]
mod tests {
    use crate::statement::tests::stated;

    #[test]
    fn words_before_data_leave_it_out() {
        for cue in
            ["不含", "不包含", "不包括", "并不包括您的", "不会包含您的任何", "而非", "而不是"]
        {
            assert_eq!(
                stated(&format!("(星海)会[收集]<城市>（{cue}<位置>）、<日期>。")),
                ["谁星海 做收集 物城市+日期 缺位置"],
                "{cue}"
            );
            assert_eq!(
                stated(&format!("(星海)会[收集]<城市>，{cue}<位置>和**<门牌>**，以及<日期>。")),
                ["谁星海 做收集 物城市+日期 缺位置+门牌"],
                "{cue}"
            );
        }
    }

    #[test]
    fn excluded_data_is_neither_part_nor_whole() {
        assert_eq!(
            stated("(星海)会[收集]<设备信息>，包括<型号>，但不包含<设备号>。"),
            ["谁星海 做收集 物设备信息+型号 缺设备号 设备信息>型号"]
        );
        assert_eq!(
            stated("(星海)会[收集]<设备信息>（不含<型号>、<设备号>）。"),
            ["谁星海 做收集 物设备信息 缺型号+设备号"]
        );
    }

    #[test]
    fn words_around_data_leave_it_out() {
        for after in ["外的", "以外的其他", "等信息之外的"] {
            assert_eq!(
                stated(&format!("(星海)会[收集]除您的<位置>和<城市>{after}<设备信息>。")),
                ["谁星海 做收集 物设备信息 缺位置+城市"],
                "{after}"
            );
        }
    }

    #[test]
    fn a_denial_leaves_out_what_is_excepted() {
        assert_eq!(
            stated("除<城市>外，(星海)不会[收集]<位置>。"),
            ["不 谁星海 做收集 物位置 缺城市"]
        );
        // Both are collected.
        assert_eq!(
            stated("除了<城市>之外，(星海)还会[收集]<位置>。"),
            ["谁星海 做收集 物城市+位置"]
        );
    }

    #[test]
    fn excluded_data_alone_makes_no_statement() {
        assert!(stated("统计报告不包含您的<姓名>。").is_empty());
    }

    #[test]
    fn similar_words_leave_nothing_out() {
        for text in [
            "(星海)会[收集]<城市>，包括但不限于<位置>。",
            "(星海)会[收集]<城市>，不仅是<位置>。",
            "(星海)会[收集]<城市>和删除<位置>外的。",
        ] {
            assert!(!stated(text)[0].contains('缺'), "{text}");
        }
    }
}
