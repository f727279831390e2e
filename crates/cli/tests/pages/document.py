"""Writes document.docx: a policy as people write it in Word. It needs python-docx 1.2, which has Word's own template."""
import docx

document = docx.Document()
document.add_heading('银杏健康隐私政策', 0)
document.add_paragraph('更新日期：2026年5月1日\t版本：1.0')
document.add_heading('一、我们收集的信息', 1)
paragraph = document.add_paragraph('当您')
paragraph.add_run('预约挂号').bold = True
paragraph.add_run('时，我们会收集您的')
paragraph.add_run('姓名、身份证号').italic = True
paragraph.add_run('，用于实名认证。')
document.add_heading('1.1 自动收集', 2)
for text, style in [('设备型号', 'List Bullet'), ('系统版本', 'List Bullet'), ('细项', 'List Bullet 2'),
                    ('第一步', 'List Number'), ('第二步', 'List Number')]:
    document.add_paragraph(text, style=style)
table = document.add_table(rows=0, cols=3)
for row in [('信息', '目的', '保存期限'), ('病历', '在线问诊', '三十年'), ('位置<精确>', '推荐医院', '即时删除')]:
    for cell, text in zip(table.add_row().cells, row):
        cell.text = text
left, right = table.add_row().cells[:2]
left.merge(right).text = '合并的格'
document.add_heading('二、联系我们', 1)
document.add_paragraph('您可以通过 privacy@yinxing.example 联系我们(工作日)。\n我们会在15个工作日内答复。')
document.add_page_break()
document.sections[0].header.paragraphs[0].text = '页眉'
document.save('document.docx')
