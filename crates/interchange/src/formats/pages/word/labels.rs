//! Numbers as Word shows them in the labels of items.

/// A number in a format of Word (`ST_NumberFormat`). A format that is not known is decimal.
pub(super) fn number(number: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "decimalZero" if number < 10 => format!("0{number}"),
        "upperLetter" => letters(number).to_ascii_uppercase(),
        "lowerLetter" => letters(number),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_ascii_lowercase(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled(number),
        "decimalFullWidth" | "decimalFullWidth2" => digits(number, '０'),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => chinese(
            number,
            &["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
            ["十", "百", "千"],
        ),
        "chineseLegalSimplified" => chinese(
            number,
            &["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"],
            ["拾", "佰", "仟"],
        ),
        _ => number.to_string(),
    }
}

/// Whether a label ends with a sign that is wide, so that no blank is between it and the text: `一、`, `（一）`.
pub(super) fn is_closed(label: &str) -> bool {
    label.ends_with(['、', '）', '．', '。', '，', '：', '】', '〕'])
}

/// `a` … `z`, `aa`, `bb`.
fn letters(number: u32) -> String {
    match number {
        0 => String::new(),
        1.. => {
            let letter = b'a' + ((number - 1) % 26) as u8;
            let times = ((number - 1) / 26 + 1).min(30) as usize;
            char::from(letter).to_string().repeat(times)
        }
    }
}

fn roman(number: u32) -> String {
    const SIGNS: &[(u32, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let (mut text, mut rest) = (String::new(), number);
    for &(value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

/// `①` … `⑳`; there are no more in one row of Unicode.
fn circled(number: u32) -> String {
    match number {
        1..=20 => char::from_u32(u32::from('①') + number - 1).map(String::from).unwrap_or_default(),
        _ => number.to_string(),
    }
}

/// Decimal, from another zero.
fn digits(number: u32, zero: char) -> String {
    let digit = |c: char| char::from_u32(u32::from(zero) + c.to_digit(10)?);
    number.to_string().chars().filter_map(digit).collect()
}

/// `十一`, `一百零二`. Above 9999 it is decimal.
fn chinese(number: u32, digits: &[&str; 10], units: [&str; 3]) -> String {
    if number == 0 || number > 9999 {
        return if number == 0 { digits[0].to_owned() } else { number.to_string() };
    }
    let mut text = String::new();
    let mut has_gap = false;
    for (place, unit) in [(1000, units[2]), (100, units[1]), (10, units[0]), (1, "")] {
        let digit = (number / place % 10) as usize;
        if digit == 0 {
            has_gap = !text.is_empty();
            continue;
        }
        if has_gap {
            text.push('零');
        }
        has_gap = false;
        // 十一, not 一十一.
        if !(place == 10 && digit == 1 && text.is_empty()) {
            text.push_str(digits[digit]);
        }
        text.push_str(unit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_word_shows_them() {
        for (count, format, shown) in [
            (1, "chineseCounting", "一"),
            (10, "chineseCounting", "十"),
            (12, "chineseCountingThousand", "十二"),
            (20, "japaneseCounting", "二十"),
            (102, "chineseCounting", "一百零二"),
            (110, "chineseCounting", "一百一十"),
            (2003, "chineseCounting", "二千零三"),
            (10_000, "chineseCounting", "10000"),
            (3, "chineseLegalSimplified", "叁"),
            (14, "lowerRoman", "xiv"),
            (1999, "upperRoman", "MCMXCIX"),
            (27, "lowerLetter", "aa"),
            (28, "upperLetter", "BB"),
            (20, "decimalEnclosedCircleChinese", "⑳"),
            (21, "decimalEnclosedCircle", "21"),
            (10, "decimalFullWidth", "１０"),
            (7, "decimalZero", "07"),
            (7, "hebrew1", "7"),
            (u32::MAX, "lowerLetter", "uuuuuuuuuuuuuuuuuuuuuuuuuuuuuu"),
        ] {
            assert_eq!(number(count, format), shown, "{format}");
        }
    }
}
