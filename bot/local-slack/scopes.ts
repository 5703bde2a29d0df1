/**
 * The bot scopes of methods that the front answers itself; the emulator checks those it is passed.
 *
 * Any one of a method's scopes is enough. Methods of views need none but for a `file_input` in them.
 */
const scopesByMethod: Readonly<Record<string, readonly string[]>> = {
  'assistant.threads.setStatus': ['assistant:write', 'chat:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'assistant.threads.setTitle': ['assistant:write'],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.completeUploadExternal': ['files:write'],
  'files.info': ['files:read'],
  file_input: ['files:read'],
  'users.info': ['users:read'],
}

/** The scope a call lacks; null when it may be made. */
export const missingScope = (method: string, granted: readonly string[]): string | null => {
  const needed = scopesByMethod[method] ?? []
  return needed.length === 0 || needed.some((scope) => granted.includes(scope)) ? null : needed.join('|')
}
