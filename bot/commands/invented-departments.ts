/** Bodies of invented counties, to measure with: named as real ones are, with the terms that a seeding would give them. */
import { departmentIdOf } from '../../db/domain/figure.ts'
import type { DepartmentKind } from '../../db/domain/terms.ts'
import { buildTerms } from '../../seed/index.ts'
import type { HeldDepartment } from '../understand/vocabulary.ts'

const provinces = ['河北省', '河南省', '湖北省', '湖南省', '山东省', '四川省', '广东省', '甘肃省']
/** Any two of them make a name such as places have. */
const characters = [...'云青白金长安平永新宁海江河山石泉龙林清川东西南北阳陵州城丰和']
const bodies: Readonly<Record<string, DepartmentKind>> = {
  总工会: 'tradeUnion',
  教育局: 'bureau',
  财政局: 'bureau',
  审计局: 'bureau',
  民政局: 'bureau',
  水利局: 'bureau',
  农业农村局: 'bureau',
  卫生健康委员会: 'bureau',
  图书馆: 'institution',
  人民政府: 'government',
}
const countiesOfCity = 10

/** The name at a place in the list of all pairs; pairs next to each other are far apart in it. */
export const placeNameAt = (index: number): string => {
  const first = index % characters.length
  const second =
    (first + 1 + (Math.floor(index / characters.length) % (characters.length - 1))) % characters.length
  return `${characters[first]}${characters[second]}`
}

/** Shape: all names differ; ten bodies to a county, ten counties to a city. */
export const inventDepartments = (count: number, year: number): readonly HeldDepartment[] =>
  Array.from({ length: count }, (_, index) => {
    const kinds = Object.entries(bodies)
    const [body, kind] = kinds[index % kinds.length] ?? ['总工会', 'tradeUnion']
    const countyIndex = Math.floor(index / kinds.length)
    const cityIndex = Math.floor(countyIndex / countiesOfCity)
    const city = `${placeNameAt(cityIndex)}市`
    const county = `${placeNameAt(countyIndex + 500)}${countyIndex % 3 === 0 ? '区' : '县'}`
    const department = `${city}${county}${body}`
    return {
      department_id: departmentIdOf(department),
      department,
      english_name: null,
      department_kind: kind,
      province: provinces[cityIndex % provinces.length] ?? null,
      city,
      county,
      years: [year],
      outturnYears: index % 4 === 0 ? [] : [year],
    }
  })

/** Its documents also print the name without the city, as most do. */
export const termsOfInvented = (departments: readonly HeldDepartment[]): ReturnType<typeof buildTerms> =>
  buildTerms({
    department: departments,
    department_name: departments.flatMap(({ department_id, department, city }) =>
      [department, department.replace(city ?? '', '')].map((name) => ({ department_id, name })),
    ),
    item: [],
  })
