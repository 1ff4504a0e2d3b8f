import {
  createTemplateActions,
  createTemplateForm,
  createTemplateFormQueries,
  createTemplatesCommand,
  type TemplateTurnDeps,
} from './template-turns.ts';
import {
  createVoiceActions,
  createVoiceCommand,
  createVoiceForm,
  createVoiceFormQueries,
  type VoiceTurnDeps,
} from './voice-turns.ts';

/** Templates and voice in chat: for `create-turn-deps.ts`. */
export const createWritingTurns = (deps: TemplateTurnDeps & VoiceTurnDeps) => ({
  commands: [
    ['templates', createTemplatesCommand(deps)],
    ['voice', createVoiceCommand(deps)],
  ] as const,
  actions: { ...createTemplateActions(deps), ...createVoiceActions(deps) },
  forms: { 'template.save': createTemplateForm(deps), 'voice.words': createVoiceForm(deps) },
  formQueries: { ...createTemplateFormQueries(deps), ...createVoiceFormQueries(deps) },
});
