import type { Bot } from './bot.ts'
import { isOpen } from './state/job-book.ts'

/** Ends the jobs whose time is over, and lets go of the documents of all that nothing can come of any more. */
export const expireJobs = async ({ books, reseeding }: Pick<Bot, 'books' | 'reseeding'>): Promise<void> => {
  await books.jobs.expire()
  for (const jobId of reseeding.incoming.jobIds()) {
    const job = await books.jobs.find(jobId)
    if (job === null || !isOpen(job)) reseeding.incoming.drop(jobId)
  }
}
