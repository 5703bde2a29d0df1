/** Values by key, of which the ones set longest ago are forgotten. */
export type Recent<Value> = Readonly<{
  get: (key: string) => Value | undefined
  /** Also makes it the newest. */
  set: (key: string, value: Value) => void
  delete: (key: string) => void
}>

export const createRecent = <Value>(capacity: number): Recent<Value> => {
  // A Map keeps the order of insertion: the first keys are the oldest.
  const valueByKey = new Map<string, Value>()
  return {
    get: (key) => valueByKey.get(key),
    set: (key, value) => {
      valueByKey.delete(key)
      valueByKey.set(key, value)
      const [oldest] = valueByKey.keys()
      if (valueByKey.size > capacity && oldest !== undefined) valueByKey.delete(oldest)
    },
    delete: (key) => void valueByKey.delete(key),
  }
}
