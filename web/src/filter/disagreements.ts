import type { Disagreement } from '../model/disagreements.ts'
import type { Criteria } from './criteria.ts'

/** Whether a disagreement matches the criteria. */
export function matches({ json }: Disagreement, { way, kind }: Criteria): boolean {
  return (!way || json.kind === way) && (!kind || json.first.kind === kind || json.second.kind === kind)
}
