import { HostConfig } from 'adaptivecards';

const colour = (name: string) => ({
  default: `var(--${name})`,
  subtle: `var(--${name}-subtle, var(--muted))`,
});
const foreground = {
  default: { default: 'var(--text)', subtle: 'var(--muted)' },
  accent: colour('accent'),
  good: colour('good'),
  warning: colour('warning'),
  attention: colour('danger'),
};

/**
 * How cards look here. Colours are CSS variables, so that light and dark change without drawing again; sizes are those
 * of the text around.
 */
export const hostConfig = new HostConfig({
  fontFamily: 'inherit',
  fontTypes: {
    default: {
      fontFamily: 'inherit',
      fontSizes: { small: 13, default: 15, medium: 16, large: 18, extraLarge: 22 },
    },
    monospace: {
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
      fontSizes: { small: 13, default: 14, medium: 15, large: 17, extraLarge: 20 },
    },
  },
  fontSizes: { small: 13, default: 15, medium: 16, large: 18, extraLarge: 22 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  lineHeights: { small: 18, default: 22, medium: 24, large: 26, extraLarge: 30 },
  spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 14 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  supportsInteractivity: true,
  textBlock: { headingLevel: 4 },
  textStyles: { heading: { size: 'default', weight: 'bolder' } },
  containerStyles: {
    default: { backgroundColor: 'transparent', foregroundColors: foreground },
    emphasis: { backgroundColor: 'var(--emphasis)', foregroundColors: foreground },
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 10, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
  },
  factSet: {
    title: { color: 'default', isSubtle: true, weight: 'default', wrap: true, maxWidth: 160 },
    value: { color: 'default', weight: 'default', wrap: true },
    spacing: 14,
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', color: 'default', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder', color: 'default' },
    },
    errorMessage: { size: 'small', color: 'attention', weight: 'default' },
  },
});
