import type { Span } from 'sqlite3-parser'

export const endOf = ({ offset, length }: Span): number => offset + length

type Edit = Readonly<{ start: number; end: number; text: () => string }>

/**
 * Changes to a text at places that its tree tells of, made when the text is asked for.
 *
 * Only what is changed is written anew, so that what was checked by the guard stays as a person wrote it. What is to
 * stand at a place is often known only once the rest has been read: it is a function, called then.
 */
export class Edits {
  readonly #sql: string
  readonly #edits: Edit[] = []

  constructor(sql: string) {
    this.#sql = sql
  }

  get sql(): string {
    return this.#sql
  }

  insert(at: number, text: () => string): void {
    this.#edits.push({ start: at, end: at, text })
  }

  replace(start: number, end: number, text: () => string): void {
    this.#edits.push({ start, end, text })
  }

  /** The changed text from `start` to `end`. */
  text(start = 0, end = this.#sql.length): string {
    return this.#render(start, end, this.#edits)
  }

  /** The changed text of a node; what was put in at its very start or end belongs to its surroundings. */
  inside(span: Span): string {
    const { offset } = span
    const end = endOf(span)
    return this.#render(
      offset,
      end,
      this.#edits.filter((edit) => edit.start > offset && edit.end < end),
    )
  }

  #render(start: number, end: number, edits: readonly Edit[]): string {
    const within = edits
      .filter((edit) => edit.start >= start && edit.end <= end)
      // At one place, what is put in comes before what is replaced; the rest in the order in which it was noted.
      .sort((one, other) => one.start - other.start || one.end - other.end)
    let text = ''
    let at = start
    for (const edit of within) {
      text += this.#sql.slice(at, edit.start) + edit.text()
      at = edit.end
    }
    return text + this.#sql.slice(at, end)
  }
}
