import { createContext, createElement, type ReactNode, useContext, useEffect } from 'react';
import type { Client } from '../client.ts';

const ClientContext = createContext<Client | null>(null);

export interface GatehouseProviderProps {
  readonly client: Client;
  readonly children?: ReactNode;
}

/** Gives a client to the hooks below, and asks once who is logged in. */
export function GatehouseProvider({ client, children }: GatehouseProviderProps): ReactNode {
  useEffect(() => void client.sessionStore.ready(), [client]);
  return createElement(ClientContext, { value: client }, children);
}

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('Put a GatehouseProvider around what uses the client.');
  return client;
}
