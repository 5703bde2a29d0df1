import type { Chart } from './chart.ts'
import { chartFontFile, fontOptions } from './chart-font.ts'
import { chartOption } from './chart-option.ts'
import { layoutOf, width } from './layout.ts'

/** Everything that draws is loaded by the first chart, so that it costs nothing at the start. */
const loadDrawing = async () => {
  const [core, charts, components, renderers] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ])
  core.use([
    charts.BarChart,
    charts.LineChart,
    charts.PieChart,
    components.GraphicComponent,
    components.GridComponent,
    components.LegendComponent,
    renderers.SVGRenderer,
  ])
  return core
}

/** The chart as SVG text: what is drawn can be read in it. */
export const chartSvg = async (chart: Chart): Promise<string> => {
  const { init } = await loadDrawing()
  const layout = layoutOf(chart)
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width, height: layout.height })
  try {
    drawing.setOption(chartOption(chart, layout))
    return drawing.renderToSVGString()
  } finally {
    drawing.dispose()
  }
}

/** The chart as a PNG, 1200 wide and at least 675 high. The pixels are made off the main thread. */
export const drawChart = async (chart: Chart): Promise<Uint8Array> => {
  const svg = await chartSvg(chart)
  const { renderAsync } = await import('@resvg/resvg-js')
  const image = await renderAsync(svg, { font: fontOptions(chartFontFile) })
  return image.asPng()
}
