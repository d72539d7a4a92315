import { paths } from '@gatehouse/auth-core';
import type { Client } from '@gatehouse/client-sdk';
import { accountOf } from '@gatehouse/client-sdk/account';
import { redirect } from '@tanstack/react-router';

/** Of an account that is closed; whoever has an open one is shown how to close it. */
export async function loadClosing(client: Client) {
  const deletion = await accountOf(client).deletion();
  if (!deletion.closing) throw redirect({ to: paths.settingsDelete, replace: true });
  return deletion;
}
