/** Surfaces in a tree over tokens, so that every one that starts at a place is found by one walk. */
import type { Token } from './tokens.ts'

export type SurfaceTree<Evidence> = {
  readonly next: Map<string, SurfaceTree<Evidence>>
  evidence: readonly Evidence[]
}

export const emptyTree = <Evidence>(): SurfaceTree<Evidence> => ({ next: new Map(), evidence: [] })

/** Adds to what a surface means; one without a token means nothing. */
export const grow = <Evidence>(
  root: SurfaceTree<Evidence>,
  surface: readonly Pick<Token, 'text'>[],
  change: (evidence: readonly Evidence[]) => readonly Evidence[],
): void => {
  let node = root
  for (const { text } of surface) {
    const next = node.next.get(text) ?? emptyTree<Evidence>()
    node.next.set(text, next)
    node = next
  }
  if (node !== root) node.evidence = change(node.evidence)
}

/** Every surface that starts at `index`, the longest first. */
export const matchFrom = <Evidence>(
  root: SurfaceTree<Evidence>,
  tokens: readonly Token[],
  index: number,
): readonly { length: number; evidence: readonly Evidence[] }[] => {
  const found: { length: number; evidence: readonly Evidence[] }[] = []
  let node: SurfaceTree<Evidence> | undefined = root
  for (let length = 1; index + length <= tokens.length; length += 1) {
    node = node.next.get(tokens[index + length - 1]?.text ?? '')
    if (!node) break
    if (node.evidence.length > 0) found.unshift({ length, evidence: node.evidence })
  }
  return found
}
