/** The part of Adaptive Cards 1.5 that we write: every element here is drawn by Teams and by the `adaptivecards` package. */
export interface AdaptiveCardJson {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  /** Shown by clients that cannot draw the card. */
  fallbackText: string;
  msteams: { width: 'Full' };
  body: CardElement[];
}

type Spacing = 'None' | 'Small' | 'Default' | 'Medium' | 'Large';
type Color = 'Default' | 'Accent' | 'Good' | 'Warning' | 'Attention';

interface ElementBase {
  id?: string;
  isVisible?: boolean;
  separator?: boolean;
  spacing?: Spacing;
}

/** Its text is read as Markdown. */
export interface TextBlock extends ElementBase {
  type: 'TextBlock';
  text: string;
  wrap: true;
  size?: 'Small' | 'Default' | 'Medium' | 'Large';
  weight?: 'Bolder';
  isSubtle?: boolean;
  style?: 'heading';
}

/** Its text is shown as it is: the place for verbatim words. */
export interface RichTextBlock extends ElementBase {
  type: 'RichTextBlock';
  inlines: TextRun[];
}

export interface TextRun {
  type: 'TextRun';
  text: string;
  size?: 'Small' | 'Default';
  weight?: 'Bolder';
  color?: Color;
  isSubtle?: boolean;
  italic?: boolean;
  strikethrough?: boolean;
  fontType?: 'Monospace';
}

export interface Container extends ElementBase {
  type: 'Container';
  style?: 'emphasis';
  items: CardElement[];
}

/** `url` is the picture itself, as a data URI. */
export interface Image extends ElementBase {
  type: 'Image';
  url: string;
  altText: string;
  size: 'Stretch';
}

export interface FactSet extends ElementBase {
  type: 'FactSet';
  facts: { title: string; value: string }[];
}

export interface ActionSet extends ElementBase {
  type: 'ActionSet';
  actions: CardAction[];
}

export type CardInput = ElementBase & {
  id: string;
  label: string;
  isRequired: boolean;
  errorMessage?: string;
  value?: string;
} & (
    | { type: 'Input.Text'; isMultiline: boolean; maxLength: number; placeholder?: string }
    | {
        type: 'Input.ChoiceSet';
        style: 'compact' | 'filtered';
        placeholder: string;
        choices: { title: string; value: string }[];
        /** Asks the bot for more while somebody types (Teams). */
        'choices.data'?: { type: 'Data.Query'; dataset: string };
      }
    | { type: 'Input.Date' }
  );

export type CardAction = {
  title: string;
  style?: 'positive' | 'destructive';
  /** `secondary` goes into the overflow menu. */
  mode?: 'secondary';
} & (
  | { type: 'Action.Submit'; data: SubmitData; associatedInputs?: 'none' }
  | { type: 'Action.ShowCard'; card: { type: 'AdaptiveCard'; body: CardElement[] } }
  | { type: 'Action.ToggleVisibility'; targetElements: string[] }
);

/** What comes back when a button is pressed; of a form, together with the inputs under their names. */
export type SubmitData =
  | { action: string; value: string; opensForm?: string; msteams?: { type: 'task/fetch' } }
  | { form: string; context: string };

export type CardElement = TextBlock | RichTextBlock | Container | Image | FactSet | ActionSet | CardInput;
