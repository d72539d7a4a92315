import { flash } from '@gatehouse/auth-core';

/** Says why the log-in page is here in place of the one that was asked for. */
export const reminder = flash('login_required');
