import { type Language, type PageJson, VERSION } from './data.ts'
import { Keys } from './keyboard.ts'
import { language, pageTag, say, setLanguage } from './language.ts'
import { agreementPage } from './pages/agreement.ts'
import { diffPage } from './pages/diff.ts'
import { indexPage } from './pages/index.ts'
import type { Frame, Page } from './pages/page.ts'
import { policyPage } from './pages/policy.ts'
import { Session } from './pages/session.ts'
import { setRules } from './rules.ts'
import { remember, remembered, startTheme } from './theme.ts'
import { h } from './view/dom.ts'
import { helpDialog } from './view/help.ts'

function makePage(data: PageJson, frame: Frame): Page {
  switch (data.page) {
    case 'policy':
      return policyPage(data.policies[0], data.index, frame)
    case 'index':
      return indexPage(data.title, data.policies, frame)
    case 'diff':
      return diffPage(data.policies, data.comparison.changes, frame)
    case 'agreement':
      return agreementPage(data.policies, data.agreement, frame)
  }
}

/** Makes the page in the current language, in place of the one that is there. */
function show(data: PageJson, session: Session, end: AbortController): void {
  end.abort()
  const next = new AbortController()
  const keys = new Keys()
  const switchLanguage = () => {
    page.leave?.()
    setLanguage(language() === 'en' ? 'zh' : 'en')
    remember('language', language())
    show(data, session.renewed(), next)
    document.querySelector<HTMLElement>('.tools [lang]')?.focus()
  }
  const actions = { switchLanguage, help: () => dialog.showModal() }
  const page = makePage(data, { session, keys, actions, signal: next.signal })
  keys.on(['?'], actions.help)
  const brackets = page.elements[0]?.querySelector<HTMLElement>('.toggle-with-brackets')
  if (brackets) keys.on(['b'], () => brackets.click())
  const dialog = helpDialog(keys)
  keys.listen(next.signal)
  document.documentElement.lang = pageTag()
  const root = h('div', { id: 'page' }, ...page.elements, dialog)
  const before = document.getElementById('page')
  if (before) before.replaceWith(root)
  else document.body.append(root)
  page.start?.()
}

const data = JSON.parse(document.getElementById('data')?.textContent ?? '{}') as PageJson
setLanguage((remembered('language') as Language | null) ?? data.language)
setRules(data.rules)
startTheme()
document.body.classList.add('with-brackets')
const isKnown = data.policies.every(({ document }) => document.version === VERSION)
if (isKnown) show(data, new Session(), new AbortController())
else document.body.append(h('p', { class: 'empty', role: 'alert' }, say('other-version', VERSION)))
