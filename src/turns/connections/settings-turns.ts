import { TZDate } from '@date-fns/tz';
import { addYears, parseISO } from 'date-fns';
import { dayIn } from '../../coaching/people/day-in.ts';
import {
  changeConnectionSettings,
  pauseConnections,
  showConnectionSettings,
} from '../../coaching/connections/change-settings.ts';
import {
  availabilities,
  connectionKinds,
  type ConnectionSettings,
} from '../../coaching/connections/connection.ts';
import type { SettingsChange } from '../../coaching/connections/ports.ts';
import type { RefreshTermsDeps } from '../../coaching/connections/refresh-terms.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import type { Form } from '../../messages/message.ts';
import {
  connectionFormView,
  connectionSettingsForm,
  connectionSettingsView,
} from '../../messages/views/connection-settings.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import { sayToActor } from '../say-to-actor.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';

const say = words.connections.settings;
type Values = Readonly<Record<string, string>>;

/** The day on which a pause ends, `YYYY-MM-DD` in the person's zone. */
const pausedOn = ({ pausedUntil }: ConnectionSettings, { timezone }: Pick<Actor, 'timezone'>) =>
  pausedUntil === undefined ? undefined : dayIn(pausedUntil, timezone);

const formOf = (settings: ConnectionSettings, actor: Actor, context: string): Form =>
  connectionSettingsForm(settings, { isJoining: context === 'join', pausedOn: pausedOn(settings, actor) });

/** The start of that day in the person's zone; undefined for no day, or none that a pause can last to. */
function pauseEnd(day: string, { timezone }: Pick<Actor, 'timezone'>, now: Date): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const end = parseISO(`${day}T00:00:00`, { in: (value) => new TZDate(value as Date, timezone) });
  return end > now && end < addYears(now, 1) ? new Date(end.getTime()) : undefined;
}

const toChange = (values: Values, actor: Actor, now: Date): SettingsChange => ({
  optedIn: values['in'] === 'yes',
  shares: connectionKinds.filter((kind) => values[kind] === 'yes'),
  availability: availabilities.find((one) => one === values['availability']) ?? 'available',
  pausedUntil: pauseEnd(values['pause'] ?? '', actor, now) ?? null,
});

/** Shows a person their own settings, for their eyes alone. */
export async function showSettings(
  deps: RefreshTermsDeps,
  context: TurnContext,
  notice?: string,
): Promise<void> {
  const { actor } = context;
  const settings = await showConnectionSettings(deps, actor);
  const day = pausedOn(settings, actor);
  const view = connectionSettingsView(settings, {
    notice,
    pausedUntil: day === undefined ? undefined : formatDay(day),
  });
  await sayToActor(context, view);
}

type SettingsAction = 'connection.form' | 'connection.pause' | 'connection.resume' | 'connection.leave';

/** Always the settings of the person who acts, whatever a button says. */
export function createSettingsTurns(deps: RefreshTermsDeps): {
  actions: Pick<ActionHandlers, SettingsAction>;
  form: FormHandlers['connection.settings'];
  formQueries: FormQueries;
} {
  const changing = (notice: string, change: (actor: Actor) => Promise<unknown>) =>
    refusing(async (context: ContextOf<'action'>) => {
      await change(context.actor);
      await showSettings(deps, context, notice);
    });
  return {
    actions: {
      // Where the platform did not open the form by itself.
      'connection.form': refusing(async ({ actor, reply, turn }) => {
        const settings = await showConnectionSettings(deps, actor);
        await reply.sendPrivately(connectionFormView(formOf(settings, actor, turn.value)));
      }),
      'connection.pause': changing(say.pausedNow, (actor) => pauseConnections(deps, actor)),
      'connection.resume': changing(say.resumedNow, (actor) =>
        changeConnectionSettings(deps, actor, { pausedUntil: null }),
      ),
      'connection.leave': changing(say.left, (actor) =>
        changeConnectionSettings(deps, actor, { optedIn: false }),
      ),
    },
    form: refusing(async (context) => {
      const { actor, turn } = context;
      const change = toChange(turn.values, actor, deps.clock.now());
      await changeConnectionSettings(deps, actor, change);
      await showSettings(deps, context, change.optedIn === true ? say.saved : say.left);
    }),
    formQueries: {
      'connection.settings': {
        open: async (actor, context) => formOf(await showConnectionSettings(deps, actor), actor, context),
        validate(actor, _context, values) {
          const day = (values['pause'] ?? '').trim();
          const isFine = day === '' || pauseEnd(day, actor, deps.clock.now()) !== undefined;
          return Promise.resolve<Record<string, string>>(isFine ? {} : { pause: say.badDay });
        },
      },
    },
  };
}
