import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';
import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart } from '../messages/chart.ts';
import { AppError } from '../shared/errors.ts';
import { chartSize, fontFamily, toOption } from './chart-option.ts';

use([LineChart, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, SVGRenderer]);

/** The machine may have no fonts, and two machines no two that are alike: the picture brings its own. */
const require = createRequire(import.meta.url);
const fontFiles = [
  require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
];

/**
 * A chart as PNG, 1000 × 500 pixels: Teams takes pictures of at most 1024 × 1024. The same chart gives the same bytes.
 * The layout takes a few milliseconds of this thread; the pixels are painted on libuv's pool.
 * @throws AppError CHART_001
 */
export async function paintChart(chart: Chart): Promise<Uint8Array> {
  try {
    const painted = await renderAsync(toSvg(chart), {
      font: { loadSystemFonts: false, fontFiles, defaultFontFamily: fontFamily },
      fitTo: { mode: 'width', value: 2 * chartSize.width },
      background: '#ffffff',
    });
    return painted.asPng();
  } catch (error) {
    throw new AppError({ code: 'CHART_001', message: 'a chart could not be painted', cause: error });
  }
}

function toSvg(chart: Chart): string {
  const canvas = init(null, null, { renderer: 'svg', ssr: true, ...chartSize });
  try {
    canvas.setOption(toOption(chart));
    return canvas.renderToSVGString();
  } finally {
    canvas.dispose();
  }
}
