/** Bounds on a query's text and tree. Time, rows and memory are bounded where it runs. */
export const guardLimits = {
  characters: 16_384,
  depth: 48,
  nodes: 3000,
  /** After every CTE is written out where it is used: CTEs that use each other twice double at each step. */
  relations: 48,
  ctes: 16,
  compounds: 24,
  listLength: 500,
  resultColumns: 100,
  parameters: 500,
} as const
