import { canEditUser, createClient, isApiError, returnPath } from '@gatehouse/client-sdk';
import { createCookieMemory } from '@gatehouse/client-sdk/node';

const client = createClient({ baseUrl: process.argv[2], cookies: createCookieMemory() });
const { user } = await client.session.logIn({ identifier: 'susan', password: 'secret' });
const refusal = await client.users.get('other').catch((error) => error);
console.log(
  JSON.stringify({
    name: user.name,
    refusal: isApiError(refusal, 'not_found'),
    mayEdit: canEditUser(user, user),
    next: returnPath('//evil.example'),
  }),
);
