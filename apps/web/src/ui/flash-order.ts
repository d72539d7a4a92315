export interface FlashMessage {
  readonly code: string;
  readonly level: 'success' | 'info' | 'warning' | 'error';
  readonly text: string;
}

const urgency = ['error', 'warning', 'success', 'info'] as const;

/** The most urgent first, and none twice. */
export function byUrgency<Message extends FlashMessage>(messages: readonly Message[]): Message[] {
  const once = new Map(messages.map((message) => [`${message.code} ${message.text}`, message]));
  return [...once.values()].sort((a, b) => urgency.indexOf(a.level) - urgency.indexOf(b.level));
}
