"""A policy as people write it in Word: document.docx. It needs python-docx 1.2, which has Word's own template."""
import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
d = docx.Document()
d.add_heading('银杏健康隐私政策', 0)
d.add_paragraph('更新日期：2026年5月1日\t版本：1.0')
d.add_heading('一、我们收集的信息', 1)
p = d.add_paragraph('当您'); p.add_run('预约挂号').bold = True; p.add_run('时，我们会收集您的'); p.add_run('姓名、身份证号').italic = True; p.add_run('，用于实名认证。')
d.add_heading('1.1 自动收集', 2)
d.add_paragraph('设备型号', style='List Bullet')
d.add_paragraph('系统版本', style='List Bullet')
d.add_paragraph('细项', style='List Bullet 2')
d.add_paragraph('第一步', style='List Number')
d.add_paragraph('第二步', style='List Number')
t = d.add_table(rows=1, cols=3); t.style = 'Table Grid'
for c, s in zip(t.rows[0].cells, ['信息', '目的', '保存期限']): c.text = s
for row in [('病历', '在线问诊', '三十年'), ('位置<精确>', '推荐医院', '即时删除')]:
    for c, s in zip(t.add_row().cells, row): c.text = s
a, b = t.add_row().cells[:2]; m = a.merge(b); m.text = '合并的格'
d.add_heading('二、联系我们', 1)
d.add_paragraph('您可以通过 privacy@yinxing.example 联系我们(工作日)。\n我们会在15个工作日内答复。')
d.add_page_break()
d.sections[0].header.paragraphs[0].text = '页眉'
d.save('document.docx')
