-- Neovim as the client of `policymark lsp`: what the tests need of it. They run headless, one after another.

local editor = {}

local server = assert(os.getenv('POLICYMARK'), 'POLICYMARK is not the path of the command')
local patience = 10000
local published = {}

--- Waits until something is so, and fails if it never is.
function editor.wait(what, is_so)
  assert(vim.wait(patience, is_so, 5), 'waited in vain for ' .. what)
end

--- Starts the server for the current buffer. `locale` is that of the messages: 'en' or 'zh'.
function editor.start(locale)
  local publish = vim.lsp.handlers['textDocument/publishDiagnostics']
  local client = vim.lsp.start_client({
    name = 'policymark',
    cmd = { server, 'lsp', '--lang', locale },
    root_dir = vim.fn.getcwd(),
    flags = { debounce_text_changes = 0 },
    handlers = {
      ['textDocument/publishDiagnostics'] = function(error, result, context, config)
        publish(error, result, context, config)
        published[result.uri] = result.version
      end,
    },
  })
  assert(vim.lsp.buf_attach_client(0, client))
  editor.wait('the server', function()
    return vim.lsp.get_client_by_id(client).initialized
  end)
  editor.settle()
  return client
end

--- Stops the servers.
local function stop()
  vim.lsp.stop_client(vim.lsp.get_active_clients())
  editor.wait('the end of the server', function()
    return next(vim.lsp.get_active_clients()) == nil
  end)
end

--- Opens a file in place of the one before.
function editor.open(path)
  stop()
  vim.cmd('edit! ' .. vim.fn.fnameescape(path))
end

--- Waits until the diagnostics are those of the text.
function editor.settle()
  local uri = vim.uri_from_bufnr(0)
  editor.wait('diagnostics', function()
    return published[uri] == vim.lsp.util.buf_versions[vim.fn.bufnr()]
  end)
end

--- The diagnostics as `line:column-line:column code`, counted from 1 and in bytes, as Neovim has them.
function editor.diagnostics()
  editor.settle()
  return vim.tbl_map(function(it)
    local place = { it.lnum + 1, it.col + 1, it.end_lnum + 1, it.end_col + 1 }
    return string.format('%d:%d-%d:%d %s', place[1], place[2], place[3], place[4], it.code)
  end, vim.diagnostic.get(0))
end

--- Where the words are for the first time from a line on: the line, counted from 1, and the bytes before it.
function editor.find(words, from)
  local lines = vim.api.nvim_buf_get_lines(0, (from or 1) - 1, -1, true)
  for number, line in ipairs(lines) do
    local start = line:find(words, 1, true)
    if start then
      return (from or 1) + number - 1, start - 1
    end
  end
  error(words .. ' is not in the text')
end

--- Puts the cursor on words.
function editor.go(words, from)
  vim.api.nvim_win_set_cursor(0, { editor.find(words, from) })
end

--- Chooses the action with this title, as a person does in the menu, and returns the titles of all.
function editor.act(title, ask)
  local titles = {}
  vim.ui.select = function(items, options, choose)
    for _, item in ipairs(items) do
      local shown = options.format_item(item)
      table.insert(titles, shown)
      if shown:find(title, 1, true) then
        vim.schedule(function()
          choose(item)
        end)
      end
    end
  end
  local before = vim.api.nvim_buf_get_changedtick(0)
  ask()
  local changed = vim.wait(patience, function()
    return vim.api.nvim_buf_get_changedtick(0) > before
  end, 5)
  assert(changed, title .. ' is none of: ' .. table.concat(titles, ' | '))
  editor.settle()
  return titles
end

--- Chooses an action for words that are selected, the first from a line on.
function editor.act_on(words, title, from)
  local line, column = editor.find(words, from)
  -- The last position of a selection is that of its last character.
  local last = vim.str_utf_start(words, #words) + #words - 1
  return editor.act(title, function()
    vim.lsp.buf.range_code_action(nil, { line, column }, { line, column + last })
  end)
end

--- Asks the server, and waits for the answer.
function editor.ask(method, params)
  local answers = assert(vim.lsp.buf_request_sync(0, 'textDocument/' .. method, params, patience))
  local _, answer = next(answers)
  assert(answer and not answer.err, vim.inspect(answer))
  return answer.result
end

--- The lines of the hover at the cursor, as they are in its window.
function editor.hover()
  vim.lsp.buf.hover()
  local window
  editor.wait('a hover', function()
    window = vim.b.lsp_floating_preview
    return window and vim.api.nvim_win_is_valid(window)
  end)
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true)
  vim.api.nvim_win_close(window, true)
  return lines
end

--- The lines of the text.
function editor.lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, true)
end

--- Runs a test, and ends with the status of failures.
function editor.run(test)
  local passed, message = xpcall(test, debug.traceback)
  if not passed then
    io.stderr:write(message, '\n')
    vim.cmd('cquit')
  end
  stop()
  vim.cmd('qall!')
end

return editor
