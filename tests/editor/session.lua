-- An annotator marks a fresh page from its first to its last mark, with nothing but selections and actions. What is
-- printed is the record: each step, the lines that it changed, and what the editor says after it.

local editor = require('editor')

--- Each step: what is selected, the action that is chosen, and the line from which on the words are searched.
local steps = {
  { '您注册账户', 'Mark as purpose or condition' },
  { '我们', 'Mark as actor', 4 },
  { '收集', 'Mark as action', 4 },
  { '手机号码', 'Mark as data', 4 },
  { '完成验证', 'Mark as purpose or condition', 4 },
  { '适配屏幕', 'Mark as purpose or condition', 5 },
  { '设备信息', 'Mark as data', 5 },
  { '型号', 'Mark as data', 5 },
  { '系统版本', 'Mark as data', 5 },
  { '我们', 'Mark as data', 5 },
  { '我们', 'Mark as actor', 5 },
  { '读取', 'Mark as action', 5 },
  { '您同意', 'Mark as purpose or condition', 8 },
  { '我们', 'Mark as actor', 8 },
  { '向合作银行', 'Mark as actor', 8 },
  { '向合作银行', 'Remove the mark', 8 },
  { '合作银行', 'Mark as actor', 8 },
  { '提供', 'Mark as action', 8 },
  { '银行卡号', 'Mark as data', 9 },
  { '订单金额', 'Mark as data', 10 },
}

local function say(...)
  io.stdout:write(table.concat({ ... }), '\n')
end

--- Prints lines that changed, and the diagnostics.
local function show(before)
  for number, line in ipairs(editor.lines()) do
    if line ~= before[number] then
      say('  ', number, '  ', line)
    end
  end
  for _, found in ipairs(editor.diagnostics()) do
    say('  ! ', found)
  end
end

local function hover(words, from)
  editor.go(words, from)
  say('', '\nhover on ', words)
  for _, line in ipairs(editor.hover()) do
    say('  ', line)
  end
end

editor.run(function()
  vim.cmd('edit ' .. vim.fn.tempname() .. '.policy')
  local page = vim.fn.readfile('tests/editor/page.txt')
  vim.api.nvim_buf_set_lines(0, 0, -1, true, page)
  editor.start('en')
  say('the page')
  show({})
  for _, step in ipairs(steps) do
    local words, title, from = unpack(step)
    local before = editor.lines()
    local titles = editor.act_on(words, title, from)
    say('\nselect ', words, ': ', table.concat(titles, ' | '))
    say('choose ', title)
    show(before)
  end
  hover('收集', 4)
  hover('合作银行', 8)
  local params = { textDocument = vim.lsp.util.make_text_document_params() }
  say('\noutline')
  for _, item in ipairs(vim.lsp.util.symbols_to_items(editor.ask('documentSymbol', params), 0)) do
    say('  ', item.lnum, ' ', item.text)
  end
  say('\nthe marked page')
  show({})
end)
