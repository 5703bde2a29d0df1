import type { Labels } from '../db/domain/terms.ts'
import type { ReseedPreview } from './reseed.ts'

type ProblemCode = Extract<ReseedPreview, { kind: 'failed' }>['problems'][number]['code']

/** Why a document could not be loaded, for whoever handed it in. */
export const seedProblems: Readonly<Record<ProblemCode, Labels>> = {
  missing: { zh: '没有这个文件或文件夹', en: 'there is no such file or folder' },
  'unreadable-file': { zh: '文件无法读取（权限？）', en: 'the file cannot be read (permission?)' },
  'data-folder-unwritable': {
    zh: '数据文件夹不能写入；请把 DATA_DIR 设为可写的文件夹',
    en: 'the data folder cannot be written; set DATA_DIR to a folder that can',
  },
  'altered-document': {
    zh: '保存的副本与当初收到的不同；请从备份恢复',
    en: 'this kept copy is not what was received; put it back from a backup',
  },
  'being-seeded': {
    zh: '另一个进程正在读取这个数据文件夹；请等它完成后再试',
    en: 'another process is seeding this data folder; try again when it has finished',
  },
  'not-loaded': { zh: '已收录的文件中没有它', en: 'no document of that name is loaded' },
  'store-not-whole': {
    zh: '新建的库没有通过检查，未启用',
    en: 'the store that was built did not pass its checks and is not used',
  },
  'changed-meanwhile': {
    zh: '文件在读取期间被改动；请再交一次',
    en: 'the file was changed while it was read; hand it in again',
  },
  'no-such-version': { zh: '没有这个版本', en: 'there is no such version' },
  'nothing-to-read': { zh: '没有可读取的文件', en: 'there is no document to read' },
  'empty-file': { zh: '文件是空的，或没有文字', en: 'the file is empty, or holds no text' },
  'unsupported-type': {
    zh: '不能读取这种文件；请交 PDF、Word、Excel、网页或文本文件',
    en: 'this kind of file is not read; hand in PDF, Word, Excel, HTML or text',
  },
  'damaged-file': {
    zh: '文件已损坏，或不是它的类型所说的文件',
    en: 'the file is damaged, or not of the kind that it says it is',
  },
  'encrypted-file': {
    zh: '文件有密码；请去掉密码后再交',
    en: 'the file has a password; take it off and hand it in again',
  },
  'old-word-file': {
    zh: '这是旧版 Word 文件（doc 或 rtf）；装有 LibreOffice 时可以读取，否则请另存为 docx 再交',
    en: 'this is an old Word file (DOC or RTF): it is read where LibreOffice is installed; otherwise save it as DOCX and hand that in',
  },
  'too-large': {
    zh: '文件太大，或读取它需要太多内存',
    en: 'the file is too large, or reading it takes too much memory',
  },
  'took-too-long': { zh: '读取用时太长，已停止', en: 'reading it took too long and was stopped' },
  'scanned-document': {
    zh: '文件只有扫描图像，从中读不出文字；请交带文字的版本，或在本机安装 tesseract 及其中文数据（chi_sim）',
    en: 'the file is a scan, and no text was read from it; hand in a version that has text, or install tesseract with its Chinese data (chi_sim) on this machine',
  },
  'unsure-recognition': {
    zh: '扫描件上的部门名称或年度识别得不一致，无法确定是谁的、哪一年度的；请交带文字的版本',
    en: 'the name of the department or the year cannot be told for certain from this scan; hand in a version that has text',
  },
  'not-a-disclosure': {
    zh: '看起来不是部门预算或部门决算',
    en: 'this does not look like a departmental budget or final accounts',
  },
  'no-department': { zh: '没有写明是哪个部门的', en: 'it does not say whose accounts these are' },
  'no-fiscal-year': { zh: '没有写明是哪一年度的', en: 'it does not say which fiscal year it is for' },
  'no-report-kind': {
    zh: '没有写明是预算还是决算',
    en: 'it does not say whether it is a budget or final accounts',
  },
  'no-figures': { zh: '没有读出任何数字', en: 'no figure could be read from it' },
  'no-store': { zh: '还没有收录任何文件', en: 'nothing is loaded yet' },
  'no-such-thing': {
    zh: '没有这个编号的数字或不一致',
    en: 'no figure or finding has this id (npm run export gives them)',
  },
  'no-such-department': {
    zh: '没有收录这个全称的部门，或前后名称相同',
    en: 'no department of this full name is loaded, or it is named the same',
  },
  'not-a-day': {
    zh: '日期应写成 2024-03-01（--since）',
    en: 'the day of the change is written as --since 2024-03-01',
  },
  'both-published': {
    zh: '两者公布过同一年度的报告，是两个部门，不是一个部门改了名',
    en: 'both published for the same year, so they are two bodies and not one with a new name',
  },
  'not-the-answer': {
    zh: '回答这个数的是另一份报告，请更正那一份里的',
    en: 'another report answers for this figure; correct that one',
  },
  'name-given-up': {
    zh: '这个名称已被改掉；请撤回那次改名',
    en: 'a department gave this name up; withdraw that renaming instead',
  },
  'not-a-value': {
    zh: '这里不能填这样的值；金额请写成12.5万元或125000元，其他数字直接写数',
    en: 'this is no value of such a figure; write money as 12.5万元 or 125000元, anything else as a number',
  },
  'no-remark': { zh: '这里没有更正或说明', en: 'nothing was remarked on it' },
}
