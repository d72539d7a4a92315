import { CreateAccounts1700000000001 } from './1700000000001-create-accounts.ts';
import { CreateMessages1700000000002 } from './1700000000002-create-messages.ts';
import { CreateShop1700000000003 } from './1700000000003-create-shop.ts';
import { CreatePasswordAttempts1700000000004 } from './1700000000004-create-password-attempts.ts';
import { AnnounceChanges1700000000005 } from './1700000000005-announce-changes.ts';
import { RotateSecrets1700000000006 } from './1700000000006-rotate-secrets.ts';
import { CreateSecurityEvents1700000000007 } from './1700000000007-create-security-events.ts';
import { KeepSessionKeys1700000000008 } from './1700000000008-keep-session-keys.ts';
import { LimitGuessing1700000000009 } from './1700000000009-limit-guessing.ts';
import { KeepEventsAsTheyAre1700000000010 } from './1700000000010-keep-events-as-they-are.ts';
import { KnowCopies1700000000011 } from './1700000000011-know-copies.ts';
import { QueueMails1700000000012 } from './1700000000012-queue-mails.ts';
import { KeepMailedTokens1700000000013 } from './1700000000013-keep-mailed-tokens.ts';
import { VerifyAddresses1700000000014 } from './1700000000014-verify-addresses.ts';
import { LetAccountsGo1700000000015 } from './1700000000015-let-accounts-go.ts';
import { ActForOthers1700000000016 } from './1700000000016-act-for-others.ts';
import { AdministerAccounts1700000000017 } from './1700000000017-administer-accounts.ts';
import { FindForeignHashes1700000000018 } from './1700000000018-find-foreign-hashes.ts';
import { CountEvents1700000000019 } from './1700000000019-count-events.ts';

/** In the order in which they run. */
export const migrations = [
  CreateAccounts1700000000001,
  CreateMessages1700000000002,
  CreateShop1700000000003,
  CreatePasswordAttempts1700000000004,
  AnnounceChanges1700000000005,
  RotateSecrets1700000000006,
  CreateSecurityEvents1700000000007,
  KeepSessionKeys1700000000008,
  LimitGuessing1700000000009,
  KeepEventsAsTheyAre1700000000010,
  KnowCopies1700000000011,
  QueueMails1700000000012,
  KeepMailedTokens1700000000013,
  VerifyAddresses1700000000014,
  LetAccountsGo1700000000015,
  ActForOthers1700000000016,
  AdministerAccounts1700000000017,
  FindForeignHashes1700000000018,
  CountEvents1700000000019,
];
