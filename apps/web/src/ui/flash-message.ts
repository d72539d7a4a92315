export interface FlashMessage {
  readonly code: string;
  readonly level: 'success' | 'info' | 'warning' | 'error';
  readonly text: string;
}

/** In the order given, and none twice. */
export function eachOnce<Message extends FlashMessage>(messages: readonly Message[]): Message[] {
  return [...new Map(messages.map((each) => [`${each.code} ${each.text}`, each])).values()];
}
