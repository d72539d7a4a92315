import { PasswordHasher } from '@gatehouse/auth-core/password';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SecurityEvents } from '../events/security-events.ts';
import { PasswordFailures } from '../limits/password-failures.ts';
import { WindowStore } from '../limits/window-store.ts';
import { Metrics } from './metrics.ts';

/** What the application tells about log-ins, and about what bounds them. */
@Injectable()
export class LogInMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly events: SecurityEvents,
    private readonly hasher: PasswordHasher,
    private readonly windows: WindowStore,
    private readonly failures: PasswordFailures,
  ) {}

  onModuleInit(): void {
    const { events, hasher, windows, failures } = this;
    this.metrics.add(
      {
        name: 'gatehouse_log_ins_total',
        help: 'Log-ins by how they ended.',
        type: 'counter',
        label: 'result',
        read: () => events.logIns.counts,
      },
      {
        name: 'gatehouse_limits_reached_total',
        help: 'Tries that were refused by a limit, or weigh more because of it.',
        type: 'counter',
        label: 'limit',
        read: () => ({ account: failures.reached, ...windows.reached }),
      },
      {
        name: 'gatehouse_hashing_jobs',
        help: 'Passwords that are hashed at this moment, and those that wait for it.',
        type: 'gauge',
        label: 'state',
        read: () => ({ running: hasher.running, waiting: hasher.waiting }),
      },
      {
        name: 'gatehouse_hashing_refused_total',
        help: 'Passwords that were not looked at because too many waited.',
        type: 'counter',
        read: () => hasher.refused,
      },
      {
        name: 'gatehouse_hashing_pace_seconds',
        help: 'How long a check of a password lasts at least because other systems have hashed some; 0 without.',
        type: 'gauge',
        read: () => hasher.pace / 1000,
      },
    );
  }
}
