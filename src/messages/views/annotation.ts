import { annotationLimits, type Annotation } from '../../coaching/performance/annotation-ports.ts';
import type { Form, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { annotationsBlock } from './team-figures.ts';

const { annotations: say } = words.figures;

/** It was written, or taken away again. @param person whose figures they are */
export const annotationView = (
  annotation: Annotation,
  person: string,
  doing: 'saved' | 'removed' = 'saved',
): Message => ({
  view: `figures.annotation-${doing}`,
  summary: say[doing],
  blocks: [
    { kind: 'text', markdown: say[doing] },
    ...annotationsBlock([annotation]),
    ...(doing === 'removed'
      ? []
      : [
          {
            kind: 'actions' as const,
            actions: [{ id: 'annotation.remove' as const, label: say.remove, value: annotation.id }],
          },
        ]),
  ],
  footer: doing === 'removed' ? say.footerRemoved : say.footer(person),
});

export const annotationGoneView = (): Message => ({
  view: 'figures.annotation-gone',
  summary: say.gone,
  blocks: [{ kind: 'text', markdown: say.gone }],
  footer: say.footerRemoved,
});

export const annotationForm = (person: { id: string; name: string }, today: string): Form => ({
  id: 'annotation.save',
  title: say.form,
  intro: say.intro(person.name),
  fields: [
    { name: 'day', label: say.day, required: true, type: 'date', initial: today },
    {
      name: 'kind',
      label: say.kind,
      required: false,
      hint: say.kindHint,
      type: 'text',
      multiline: false,
      maxLength: annotationLimits.kind,
    },
    {
      name: 'text',
      label: say.text,
      required: true,
      type: 'text',
      multiline: true,
      maxLength: annotationLimits.description,
    },
  ],
  submitLabel: say.save,
  context: person.id,
});

export const annotationFormView = (form: Form): Message => ({
  view: 'figures.annotation-form',
  summary: say.form,
  blocks: [{ kind: 'form', form }],
  footer: words.audience.direct,
});
