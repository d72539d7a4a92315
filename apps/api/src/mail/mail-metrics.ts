import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '../metrics/metrics.ts';
import { MailDelivery } from './mail-delivery.ts';
import { MailSender } from './mail-sender.ts';

/** What the application tells about its mail. */
@Injectable()
export class MailMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly sender: MailSender,
    private readonly delivery: MailDelivery,
  ) {}

  onModuleInit(): void {
    this.metrics.add(
      {
        name: 'gatehouse_mails_waiting',
        help: 'Mails that are not sent yet, as this process saw them last.',
        type: 'gauge',
        read: () => this.sender.waiting,
      },
      {
        name: 'gatehouse_mails_total',
        help: 'Tries to send a mail by how they ended, in this process.',
        type: 'counter',
        label: 'outcome',
        read: () => this.delivery.counts,
      },
    );
  }
}
