/**
 * English names of the bodies that counties and cities everywhere have, by the end of the Chinese name: the longest
 * that fits. Without them "Yunxi education bureau" is heard as what Yunxi spent on education.
 */
const names: Readonly<Record<string, readonly string[]>> = {
  教育局: ['education bureau', 'bureau of education'],
  教育体育局: ['education and sports bureau'],
  财政局: ['finance bureau', 'bureau of finance'],
  审计局: ['audit bureau', 'audit office'],
  统计局: ['statistics bureau', 'bureau of statistics'],
  民政局: ['civil affairs bureau'],
  司法局: ['justice bureau', 'bureau of justice'],
  公安局: ['public security bureau', 'police bureau'],
  人力资源和社会保障局: ['human resources and social security bureau'],
  自然资源局: ['natural resources bureau'],
  生态环境局: ['ecology and environment bureau', 'environment bureau'],
  住房和城乡建设局: ['housing and urban-rural development bureau', 'housing and construction bureau'],
  交通运输局: ['transport bureau', 'transportation bureau'],
  水利局: ['water resources bureau', 'water bureau'],
  农业农村局: ['agriculture and rural affairs bureau', 'agriculture bureau'],
  商务局: ['commerce bureau'],
  文化和旅游局: ['culture and tourism bureau'],
  文化广电和旅游局: ['culture, radio, television and tourism bureau'],
  卫生健康委员会: ['health commission'],
  卫生健康局: ['health bureau'],
  应急管理局: ['emergency management bureau'],
  退役军人事务局: ['veterans affairs bureau'],
  市场监督管理局: ['market supervision bureau', 'market regulation bureau'],
  医疗保障局: ['healthcare security bureau', 'medical insurance bureau'],
  科学技术局: ['science and technology bureau'],
  工业和信息化局: ['industry and information technology bureau'],
  发展和改革委员会: ['development and reform commission'],
  发展和改革局: ['development and reform bureau'],
  信访局: ['petitions bureau'],
  林业局: ['forestry bureau'],
  城市管理局: ['urban management bureau'],
  乡村振兴局: ['rural revitalization bureau'],
  人民法院: ['people’s court', 'court'],
  人民检察院: ['people’s procuratorate', 'procuratorate'],
  妇女联合会: ['women’s federation'],
  残疾人联合会: ['disabled persons’ federation'],
  科学技术协会: ['association for science and technology'],
  图书馆: ['library'],
  博物馆: ['museum'],
  档案馆: ['archives'],
}

/** English names of a body, the usual one first; none where its kind of body is not listed. */
export const bodyNamesOf = (department: string): readonly string[] => {
  const endings = Object.keys(names).filter((ending) => department.endsWith(ending))
  const longest = endings.toSorted((left, right) => right.length - left.length)[0]
  return longest === undefined ? [] : (names[longest] ?? [])
}
