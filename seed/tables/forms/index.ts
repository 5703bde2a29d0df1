import { byFunctionForm } from './by-function.ts'
import { economicForm } from './economic.ts'
import type { TableForm } from './form.ts'
import { overallForm } from './overall.ts'
import { besideForm, threePublicForm } from './three-public.ts'

/** Every published form the reader knows; a table goes to the first whose title and header it has. */
export const tableForms: readonly TableForm[] = [
  overallForm,
  economicForm,
  threePublicForm,
  besideForm,
  byFunctionForm,
]
