import type { Language } from '../../db/domain/terms.ts'
import type { HeldDepartment } from '../understand/vocabulary.ts'

/** English answers add what a Chinese name means: 武汉市新洲区总工会 (Xinzhou District trade union). */
export const departmentName = (
  { department, english_name: english }: Pick<HeldDepartment, 'department' | 'english_name'>,
  language: Language,
): string => (language === 'en' && english !== null ? `${department} (${english})` : department)
