const writing =
  /\b(?:insert|update|delete|drop|alter|create|attach|detach|vacuum|reindex|truncate|pragma)\b/iu
const reading = /^(?:select|with|values|explain)\b/iu

/** Whether every statement only reads, judged by its words; quoted text and comments are passed over. */
export const isReadOnly = (sql: string | null): boolean =>
  (sql ?? '')
    .replace(/'(?:[^']|'')*'/gu, "''")
    .replace(/"(?:[^"]|"")*"/gu, '""')
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//gu, ' ')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
    .every((statement) => reading.test(statement) && !writing.test(statement))
