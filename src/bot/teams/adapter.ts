import { TeamsAdapter } from '@microsoft/teams-ai';
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import type { Activity, ConversationReference, InvokeResponse, TurnContext } from 'botbuilder';
import { letEntitiesKeepTheirFields } from './citation-wire-fix.ts';
import { applyConnectorRules } from './connector-rules.ts';
import { requestTimeoutMs } from './limits.ts';
import { timedOut, toAppError } from './errors.ts';
import type { ReplyHandle } from './schema.ts';

export interface TeamsCredentials {
  /** Microsoft Entra application (client) id of the bot; empty only with `allowUnauthenticated`. */
  appId?: string;
  /** Its client secret. */
  appPassword?: string;
  /** Set for a single-tenant bot (Microsoft's only kind for new bots); absent: multi-tenant. */
  tenantId?: string;
  /** Where the signing keys are announced. Default: Microsoft's public cloud. Other clouds and tests set it. */
  openIdMetadataUrl?: string;
  /** Issuer that inbound tokens must name. Default: `https://api.botframework.com`. */
  tokenIssuer?: string;
  /**
   * Takes requests without any token. Danger: anybody who reaches the port is believed to be whoever they say. Only for
   * the demo organisation on loopback; refused together with credentials.
   */
  allowUnauthenticated?: boolean;
  /** Replaces the login that outbound calls make at Microsoft; tests only. */
  credentialsFactory?: ConfigurationServiceClientCredentialFactory;
}

/** Microsoft's public cloud. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
const publicCloud = {
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  ToBotFromEmulatorOpenIdMetadataUrl:
    'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
  OAuthUrl: 'https://token.botframework.com/',
  ValidateAuthority: 'true',
} as const;

/**
 * The Teams AI library's adapter with two doors of our own: `receive`, which tells a refused token from our own
 * failure (the stock `process` answers 500 to some forged tokens and prints errors), and `inConversation`.
 */
export class ThreadcoachTeamsAdapter extends TeamsAdapter {
  readonly appId: string;
  readonly authenticated: boolean;

  constructor(credentials: TeamsCredentials) {
    const { appId, appPassword, tenantId } = credentials;
    const complete = Boolean(appId && (appPassword || credentials.credentialsFactory));
    if (!complete && credentials.allowUnauthenticated !== true)
      throw new Error('Teams needs TEAMS_APP_ID and TEAMS_APP_PASSWORD');
    if (appId && credentials.allowUnauthenticated === true)
      throw new Error('Teams with credentials cannot also take unauthenticated requests');
    letEntitiesKeepTheirFields();
    const application = complete
      ? {
          MicrosoftAppId: appId,
          MicrosoftAppPassword: appPassword ?? '',
          MicrosoftAppType: tenantId ? 'SingleTenant' : 'MultiTenant',
          ...(tenantId ? { MicrosoftAppTenantId: tenantId } : {}),
        }
      : {};
    const cloud = complete
      ? {
          ...publicCloud,
          ...(credentials.openIdMetadataUrl
            ? { ToBotFromChannelOpenIdMetadataUrl: credentials.openIdMetadataUrl }
            : {}),
          ...(credentials.tokenIssuer ? { ToBotFromChannelTokenIssuer: credentials.tokenIssuer } : {}),
        }
      : {};
    super(
      { ...application, ...cloud },
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the SDK's own factories only implement that class
      credentials.credentialsFactory ?? new ConfigurationServiceClientCredentialFactory(application),
    );
    this.appId = complete ? (appId ?? '') : '';
    this.authenticated = complete;
    const { botFrameworkAuthentication: authentication } = this;
    const createFactory = authentication.createConnectorFactory.bind(authentication);
    authentication.createConnectorFactory = (identity) => {
      const factory = createFactory(identity);
      const create = factory.create.bind(factory);
      factory.create = async (serviceUrl, audience) =>
        applyConnectorRules(await create(serviceUrl, audience));
      return factory;
    };
  }

  /** Checks the token, then runs `logic` with the verified activity. The answer to an invoke is what `logic` sent. */
  async receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }

  /**
   * Runs `work` in a conversation we were in before. Every outbound call of this room goes through here, so that each
   * has its deadline and each failure leaves as AppError.
   */
  async inConversation<T>(
    handle: ReplyHandle,
    doing: string,
    work: (context: TurnContext) => Promise<T>,
    timeoutMs = requestTimeoutMs,
  ): Promise<T> {
    let result: { value: T } | undefined;
    await withDeadline(
      this.continueConversationAsync(this.appId, toReference(handle), async (context) => {
        // The SDK makes up an id for the event that "continues", and would send everything as a reply to it.
        context.activity.id = '';
        result = { value: await work(context) };
      }),
      doing,
      timeoutMs,
    );
    if (result === undefined) throw toAppError(undefined, doing);
    return result.value;
  }

  /** Opens the personal chat with a person; Teams gives the same chat each time. */
  async openPersonalChat(handle: ReplyHandle, platformUserId: string): Promise<string> {
    const doing = 'opening the personal chat';
    let conversationId: string | undefined;
    await withDeadline(
      this.createConversationAsync(
        this.appId,
        'msteams',
        handle.serviceUrl,
        publicCloud.ToChannelFromBotOAuthScope,
        {
          isGroup: false,
          bot: { id: handle.botId, name: handle.botName ?? '' },
          members: [{ id: platformUserId, name: '' }],
          tenantId: handle.tenantId,
          channelData: { tenant: { id: handle.tenantId } },
          // Required by the SDK's type; without text Teams only opens the chat.
          activity: {},
          topicName: '',
        } as unknown as Parameters<TeamsAdapter['createConversationAsync']>[4],
        (context) => {
          conversationId = context.activity.conversation.id;
          return Promise.resolve();
        },
      ),
      doing,
      requestTimeoutMs,
    );
    if (!conversationId) throw toAppError(undefined, doing);
    return conversationId;
  }
}

function toReference(handle: ReplyHandle): Partial<ConversationReference> {
  return {
    channelId: 'msteams',
    serviceUrl: handle.serviceUrl,
    bot: { id: handle.botId, name: handle.botName ?? '' },
    conversation: {
      id: handle.conversationId,
      name: '',
      conversationType: handle.conversationType,
      isGroup: handle.conversationType !== 'personal',
      tenantId: handle.tenantId,
    },
  };
}

async function withDeadline<T>(work: Promise<T>, doing: string, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(timedOut(doing)), timeoutMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } catch (error) {
    throw toAppError(error, doing);
  } finally {
    clearTimeout(timer);
  }
}
