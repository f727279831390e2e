-- What Neovim shows of a policy, and what it changes. `.ci/editor` runs it.

local editor = require('editor')
local folder = vim.fn.tempname()

local function equal(actual, expected)
  assert(vim.deep_equal(actual, expected), vim.inspect(actual) .. '\nis not\n' .. vim.inspect(expected))
end

local function open(name, text)
  local path = folder .. '/' .. name
  local file = assert(io.open(path, 'wb'))
  file:write(text)
  file:close()
  editor.open(path)
end

local tests = {
  {
    'slips are where they are, after an emoji too',
    function()
      open('emoji.policy', '📱👩‍👩‍👧(我们)会[收集]您的< 手机号码>和<邮箱。\n')
      editor.start('en')
      local row = vim.api.nvim_get_current_line()
      local column = function(words)
        return row:find(words, 1, true)
      end
      local padded, unclosed = column('< 手'), column('<邮箱')
      equal(editor.diagnostics(), {
        string.format('1:%d-1:%d annotation-padded', padded, padded + #'< 手机号码>'),
        string.format('1:%d-1:%d bracket-unclosed', unclosed, unclosed + 1),
      })
    end,
  },
  {
    'an action fixes a slip',
    function()
      editor.go('< 手')
      editor.act('insert “ ”', function()
        vim.lsp.buf.code_action()
      end)
      equal(editor.lines(), { '📱👩‍👩‍👧(我们)会[收集]您的 <手机号码>和<邮箱。' })
      equal(#editor.diagnostics(), 1)
    end,
  },
  {
    'what is typed is checked',
    function()
      local line, column = editor.find('。')
      vim.api.nvim_buf_set_text(0, line - 1, column, line - 1, column, { '>' })
      equal(editor.diagnostics(), {})
      vim.cmd('normal! Go(我们)会[共享<昵称]>。')
      equal(#editor.diagnostics(), 1)
      vim.cmd('silent normal! Gdd')
      equal(editor.diagnostics(), {})
    end,
  },
  {
    'files with \\r\\n keep them',
    function()
      open('crlf.policy', '一、📱收集\r\n(我们)会【收集】< 手机号码>。\r\n(我们)会[保存]<<邮箱>>。\r\n')
      editor.start('en')
      equal(vim.bo.fileformat, 'dos')
      local found = editor.diagnostics()
      assert(#found == 4 and found[1]:find('^2:12%-2:24 bracket%-lookalike'), vim.inspect(found))
      editor.act('Fix all', function()
        vim.lsp.buf.code_action()
      end)
      equal(editor.lines(), { '一、📱收集', '(我们)会[收集] <手机号码>。', '(我们)会[保存]<邮箱>。' })
      equal(editor.diagnostics(), {})
      vim.cmd('silent write')
      local file = assert(io.open(folder .. '/crlf.policy', 'rb'))
      equal(file:read('*a'), '一、📱收集\r\n(我们)会[收集] <手机号码>。\r\n(我们)会[保存]<邮箱>。\r\n')
      file:close()
    end,
  },
  {
    'markup is tidied',
    function()
      open('tidy.policy', '(我们)会[收集 ]您的< 邮箱 >\\（选填\\）。\n')
      editor.start('en')
      vim.lsp.buf.formatting_sync(nil, 5000)
      equal(editor.lines(), { '(我们)会[收集] 您的 <邮箱> （选填）。' })
    end,
  },
  {
    'the outline has headings and statements',
    function()
      open('outline.policy', '一、收集\n(我们)会[收集]<设备信息>，如<型号>，并[保存]<邮箱>。\n（一）共享\n(我们)不会[共享]<邮箱>。\n')
      editor.start('en')
      local symbols = editor.ask('documentSymbol', { textDocument = vim.lsp.util.make_text_document_params() })
      local items = vim.lsp.util.symbols_to_items(symbols, 0)
      equal(
        vim.tbl_map(function(item)
          return item.lnum .. ' ' .. item.text
        end, items),
        {
          '1 [Namespace] 一、收集',
          '2 [Event] 我们 收集 设备信息、型号',
          '2 [Event] 我们 保存 邮箱 [likely]',
          '3 [Namespace] （一）共享',
          '4 [Event] 我们 not 共享 邮箱',
        }
      )
    end,
  },
  {
    'a hover shows the statement',
    function()
      editor.go('保存')
      local lines = editor.hover()
      assert(lines[1]:find('保存', 1, true) and lines[1]:find('store', 1, true), vim.inspect(lines))
      assert(vim.tbl_contains(lines, '- actor: 我们'), vim.inspect(lines))
    end,
  },
  {
    'a definition is the whole, or the actor',
    function()
      for words, target in pairs({ ['型号'] = '<设备信息>', ['保存'] = '(我们)' }) do
        editor.go(words)
        vim.lsp.buf.definition()
        local line, column = editor.find(target)
        editor.wait(target, function()
          return vim.deep_equal(vim.api.nvim_win_get_cursor(0), { line, column })
        end)
      end
    end,
  },
  {
    'references are those of all policies in the folder',
    function()
      editor.go('邮箱')
      vim.lsp.buf.references()
      editor.wait('references', function()
        return #vim.fn.getqflist() > 0
      end)
      local found = {}
      for _, item in ipairs(vim.fn.getqflist()) do
        found[vim.fn.fnamemodify(vim.fn.bufname(item.bufnr), ':t')] = true
      end
      -- The first policy was not saved with its fix.
      equal(found, { ['outline.policy'] = true, ['tidy.policy'] = true, ['crlf.policy'] = true })
      vim.cmd('cclose')
    end,
  },
  {
    'messages can be Chinese',
    function()
      open('chinese.policy', '(我们)会[收集]<邮箱。\n')
      editor.start('zh')
      editor.settle()
      equal(vim.diagnostic.get(0)[1].message, '本行没有与“<”配对的“>”\n帮助：在同一行补上右括号；如果这个括号不表示标注，就在它前面加反斜杠')
    end,
  },
  {
    'a configuration counts, and its faults are shown',
    function()
      open('policymark.toml', '[check]\nignore = ["bracket-unclosed"]\n')
      open('configured.policy', '(我们)会[收集]<邮箱。\n')
      editor.start('en')
      equal(editor.diagnostics(), { '1:12-1:20 action-without-data' })
      local file = assert(io.open(folder .. '/policymark.toml', 'wb'))
      file:write('[check]\nslect = []\n')
      file:close()
      local shown
      vim.lsp.handlers['window/showMessage'] = function(_, result)
        shown = result.message
      end
      vim.cmd('silent write')
      editor.wait('a message', function()
        return shown
      end)
      assert(shown:find('unknown field `slect`', 1, true), shown)
    end,
  },
}

editor.run(function()
  vim.fn.mkdir(folder, 'p')
  vim.cmd('cd ' .. folder)
  for _, test in ipairs(tests) do
    local name, run = unpack(test)
    run()
    io.stdout:write('ok: ', name, '\n')
  end
end)
