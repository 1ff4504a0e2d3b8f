/** What Slack allows, each with where it is written down. Lengths are characters (UTF-16 units, as JavaScript counts). */

/** https://docs.slack.dev/reference/block-kit/blocks */
export const maxBlocks = 50;

/** The text of one section. https://docs.slack.dev/reference/block-kit/blocks/section-block */
const maxSectionText = 3_000;

/**
 * All markdown blocks of one message together, and all pieces of a stream.
 * https://docs.slack.dev/reference/block-kit/blocks/markdown-block
 */
export const maxMarkdown = 12_000;

/**
 * All blocks of one message together. Undocumented: refused with `msg_blocks_too_long` from about 13,200 on; we keep a
 * margin. https://github.com/slackapi/bolt-js/issues/2509
 */
export const maxMessageSize = 12_500;

/** https://docs.slack.dev/reference/block-kit/blocks/header-block */
export const maxHeader = 150;

/**
 * A text element of a rich text block. Undocumented; kept at what a section may hold.
 * https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export const maxRichText = maxSectionText;

/** Text of one context element. Undocumented; the general text object's limit less a margin. */
export const maxContextText = 2_000;

/** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
export const maxActionElements = 25;

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const maxButtonText = 75;
export const maxButtonValue = 2_000;

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const maxConfirmTitle = 100;
export const maxConfirmText = 300;
export const maxConfirmButton = 30;

/** https://docs.slack.dev/reference/views/modal-views */
export const maxModalTitle = 24;
export const maxModalButton = 24;
export const maxPrivateMetadata = 3_000;

/** https://docs.slack.dev/reference/block-kit/blocks/input-block */
export const maxInputLabel = 2_000;
export const maxInputHint = 2_000;

/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const maxInputLength = 3_000;
export const maxPlaceholder = 150;

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element and …/composition-objects/option-object */
export const maxOptions = 100;
export const maxOptionText = 75;
export const maxOptionValue = 150;

/** https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
export const maxOverflowOptions = 5;

/** Fallback text, for notifications; longer is cut by Slack. https://docs.slack.dev/reference/methods/chat.postMessage#truncating */
export const maxFallbackText = 4_000;

/** `chat.appendStream` takes about 100 pieces a minute: sooner only when much has come in. https://docs.slack.dev/apis/web-api/rate-limits */
export const streamIntervalMs = 1_000;
export const streamEarlyPiece = 200;
export const streamMinGapMs = 300;

/** `chat.update` takes about 50 a minute. https://docs.slack.dev/apis/web-api/rate-limits */
export const editIntervalMs = 1_500;

/** An acknowledgement later than 3 s counts as none. https://docs.slack.dev/apis/events-api#responding */
export const ackDeadlineMs = 2_800;

/** A trigger id opens a modal for 3 s. https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
export const modalDeadlineMs = 2_000;

/** A response URL takes five messages in half an hour. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export const responseUrlLifetimeMs = 30 * 60_000;

/** Our own: a call of the Web API that takes longer has failed. */
export const requestTimeoutMs = 10_000;

/** Bringing a file of up to 20 MB to Slack. */
export const uploadTimeoutMs = 30_000;

/** Waits before each look whether Slack knows a new picture's type. Our own; mostly the first look is enough. */
export const pictureWaitsMs = [0, 300, 700, 1_500];

/** https://docs.slack.dev/reference/block-kit/blocks/image-block */
export const maxAltText = 2_000;

/** Our own: a wait that Slack asks for in the middle of a message of several parts; longer ends the attempt. */
export const maxPatienceMs = 30_000;

/** https://docs.slack.dev/reference/methods/conversations.members: pages of 200 are recommended; we stop at 1,000 people and say so. */
export const memberPageSize = 200;
export const maxMemberPages = 5;

/** https://docs.slack.dev/reference/methods/conversations.replies */
export const historyPageSize = 100;
export const maxHistoryPages = 5;

/** Our own: a message "Thinking…" older than this is no longer where the eye is; the answer is sent afresh. */
export const maxProgressAgeMs = 120_000;
export const maxProgressKept = 1_000;

/** Inbound requests; Slack sends far less. Ours. */
export const maxInboundBytes = '1mb';

/** Where Slack keeps files, in every cloud. https://docs.slack.dev/reference/objects/file-object */
export const fileHosts = ['files.slack.com', 'files.slack-gov.com'] as const;
