/** Questions that ask several things in one sentence: "how many projects, and what was spent on them?" */

/** Clauses of a question: at marks, and where "and" goes on to ask something else. */
export const clausesOf = (question: string): readonly string[] =>
  question
    .split(
      /[,，;；。？?！!]|(?<!\d)\.(?!\d)|以及|并且|同时|\band(?= (?:what|how|which|who|where|why|did|is|was|were|its|their|give|list|show)\b)/iu,
    )
    .map((clause) => clause.trim())
    .filter((clause) => /[\p{L}\p{N}]/u.test(clause))

/** The same, where brackets part clauses too. */
export const remarkableClauses = (question: string): readonly string[] =>
  question.split(/[()（）:：]/u).flatMap(clausesOf)

export const mostClauses = 4
