import { byFunctionForm } from './by-function.ts'
import type { TableForm } from './form.ts'
import { overallForm } from './overall.ts'

/** Every published form the reader knows; a table goes to the first whose title it has. */
export const tableForms: readonly TableForm[] = [overallForm, byFunctionForm]
