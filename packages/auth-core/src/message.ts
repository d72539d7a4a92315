export interface MessageAuthor {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly avatarUrl: string | null;
}

export interface Message {
  readonly id: string;
  readonly content: string;
  readonly author: MessageAuthor;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface MessageContent {
  readonly content: string;
}

export const MESSAGE_MAX = 2000;
