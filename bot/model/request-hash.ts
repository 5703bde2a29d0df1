import { stableId } from '../../db/domain/hash.ts'
import type { ModelRequest } from './model-service.ts'

/** The same for the same purpose, subject, messages and schema: 20 hex digits. */
export const hashRequest = ({ purpose, subject, messages, schema }: ModelRequest): string =>
  stableId(
    purpose,
    subject,
    JSON.stringify(messages.map(({ role, content }) => [role, content])),
    JSON.stringify([schema.name, schema.json]),
  )
