//! [`DataClass`]: the kind of personal information of a data item.

use serde::{Deserialize, Serialize};

use super::entries::Class;
use crate::text::named_enum;

named_enum! {
    /// The categories of personal information by table A.1 of GB/T 35273-2020.
    #[non_exhaustive]
    DataCategory, "category of data" {
        /// 个人基本资料: `<姓名>`, `<手机号码>`.
        Basic = "basic",
        /// 个人身份信息: `<身份证号码>`.
        Identity = "identity",
        /// 个人生物识别信息: `<指纹>`.
        Biometric = "biometric",
        /// 网络身份标识信息: `<账号>`, `<IP地址>`.
        NetworkIdentity = "network-identity",
        /// 个人健康生理信息: `<病历>`.
        Health = "health",
        /// 个人教育工作信息: `<职业>`.
        EducationWork = "education-work",
        /// 个人财产信息: `<银行卡号>`.
        Property = "property",
        /// 个人通信信息: `<通话记录>`.
        Communication = "communication",
        /// 联系人信息: `<通讯录>`.
        Contacts = "contacts",
        /// 个人上网记录: `<浏览记录>`.
        OnlineRecord = "online-record",
        /// 个人常用设备信息: `<设备型号>`.
        Device = "device",
        /// 个人位置信息: `<位置信息>`.
        Location = "location",
        /// 其他信息: `<宗教信仰>`.
        Other = "other",
    }
}

/// The entry of a data item: its category, and who calls it sensitive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DataClass {
    /// The category by table A.1 of GB/T 35273-2020.
    pub category: DataCategory,
    /// Sensitive by table B.1 of GB/T 35273-2020: `<浏览记录>`.
    pub sensitive_by_standard: bool,
    /// Sensitive by article 28 of the Personal Information Protection Law (2021): `<行踪轨迹>`.
    pub sensitive_by_law: bool,
}

impl DataClass {
    /// Whether the standard or the law calls it sensitive.
    #[must_use]
    pub const fn is_sensitive(self) -> bool {
        self.sensitive_by_standard || self.sensitive_by_law
    }
}

impl Class for DataClass {
    /// `property B 28`: the category, then who calls it sensitive.
    fn from_name(name: &str) -> Option<Self> {
        let mut parts = name.split(' ');
        let category = parts.next()?.parse().ok()?;
        let mut class = Self { category, sensitive_by_standard: false, sensitive_by_law: false };
        for source in parts {
            match source {
                "B" => class.sensitive_by_standard = true,
                "28" => class.sensitive_by_law = true,
                _ => return None,
            }
        }
        Some(class)
    }

    fn names() -> String {
        format!("{}; B, 28 or both may follow", DataCategory::NAMES.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::super::entries::Entries;
    use super::super::{Lexicon, Table};
    use super::*;

    fn category(item: &str) -> Option<DataCategory> {
        Lexicon::standard().classify(item).map(|class| class.category)
    }

    #[test]
    fn the_built_in_table_is_sound() {
        let source = include_str!("data.tsv");
        assert!(Entries::<DataClass>::parse(source).is_ok());
        for category in DataCategory::ALL {
            assert!(source.contains(&format!("\t{category}")), "{category}");
        }
    }

    #[test]
    fn sources_are_those_two() {
        assert!(DataClass::from_name("other 28").is_some_and(|class| class.is_sensitive()));
        assert_eq!(DataClass::from_name("other 29"), None);
        assert_eq!(DataClass::from_name("others"), None);
    }

    #[test]
    fn the_last_word_counts() {
        assert_eq!(category("手机号码"), Some(DataCategory::Basic));
        assert_eq!(category("手机通讯录"), Some(DataCategory::Contacts));
        assert_eq!(category("登录IP地址"), Some(DataCategory::NetworkIdentity));
        assert_eq!(category("指纹采集结果"), Some(DataCategory::Biometric));
        assert_eq!(category("会员等级"), None);
    }

    #[test]
    fn sensitive_items() {
        let class = |item| Lexicon::standard().classify(item).unwrap();
        assert!(class("行踪轨迹").sensitive_by_law && class("行踪轨迹").sensitive_by_standard);
        assert!(!class("通讯录").sensitive_by_law && class("通讯录").is_sensitive());
        assert!(!class("设备型号").is_sensitive());
    }

    #[test]
    fn the_table_can_be_extended() {
        let lexicon = Lexicon::standard().extended(Table::Data, "星币\tproperty B\n").unwrap();
        assert!(lexicon.classify("星币数量").unwrap().is_sensitive());
    }
}
