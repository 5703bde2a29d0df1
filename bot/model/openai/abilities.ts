import type { Failure } from './client.ts'

/**
 * What a service takes of a request. Services that call themselves compatible differ in what they refuse, and say so only
 * when asked: each refusal leaves one thing out. Some say nothing: then everything is left out at once.
 */
export type Abilities = Readonly<{
  format: 'json_schema' | 'json_object' | 'none'
  /** Services that know only `max_tokens` pass over the other; those that want the other refuse this one, and say so. */
  tokenLimit: 'max_tokens' | 'max_completion_tokens' | 'none'
  takesTemperature: boolean
  takesStore: boolean
}>

export const allAbilities: Abilities = {
  format: 'json_schema',
  tokenLimit: 'max_tokens',
  takesTemperature: true,
  takesStore: true,
}

/** A model and messages. How long a reply may be is then bounded by time and bytes alone. */
export const fewestAbilities: Abilities = {
  format: 'none',
  tokenLimit: 'none',
  takesTemperature: false,
  takesStore: false,
}

/** Of HTTP: with these a service may refuse a part of a request. */
export const refusingStatuses: readonly number[] = [400, 404, 415, 422, 501]

/** Whether a failure may be one of what is optional, though it does not say so; `isKnownToWork`: that was taken before. */
export const mayTakeLess = ({ code, status = 0 }: Failure, isKnownToWork: boolean): boolean =>
  code !== 'refused' && (refusingStatuses.includes(status) || (status === 500 && !isKnownToWork))

const weakerFormat = { json_schema: 'json_object', json_object: 'none' } as const

/** `refusal`: what the service wrote. Outcome: null where it names nothing that could be left out. */
export const withoutRefused = (abilities: Abilities, refusal: string): Abilities | null => {
  if (abilities.takesTemperature && /temperature/iu.test(refusal))
    return { ...abilities, takesTemperature: false }
  if (abilities.takesStore && /\bstore\b/iu.test(refusal)) return { ...abilities, takesStore: false }
  if (abilities.tokenLimit === 'max_tokens' && /max_(?:completion_)?tokens/iu.test(refusal))
    return { ...abilities, tokenLimit: 'max_completion_tokens' }
  if (abilities.format !== 'none' && namesFormat.test(refusal))
    return { ...abilities, format: weakerFormat[abilities.format] }
  return null
}

const namesFormat =
  /response.?format|text.?format|json.?(?:schema|object|mode)|structured|schema|grammar|requested parameters/iu
